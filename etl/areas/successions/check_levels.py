"""A unit goes to units of its own level, and lies in former ones above it; nothing else is a correspondence."""

from datetime import timedelta

import polars as pl

from etl.areas.history import History
from etl.areas.successions.check_successions import place_of
from etl.areas.unit import Unit
from longdan.language.fault import Fault, FaultError

_DAY = timedelta(days=1)


def check_levels(history: History, rows: pl.DataFrame) -> None:
    """Raises FaultError with every row (columns CORRESPONDENCE) across levels. Codes that are no unit are another step's.

    Two kinds of rows cross levels rightly: a district without communes, as Lý Sơn was, into a commune; and how much of a
    commune lies in a unit above it that ended with the day before.
    """
    faults = []
    for row in rows.iter_rows(named=True):
        on = row["effective_on"]
        is_lying_in = len(row["to_code"]) < len(row["from_code"])
        unit = history.valid_on(row["from_code"], on if is_lying_in else on - _DAY)
        other = history.valid_on(row["to_code"], on - _DAY if is_lying_in else on)
        if unit is None or other is None or unit.level == other.level:
            continue
        is_right = not other.is_valid_on(on) if is_lying_in else _is_single(history, unit) and other.level == "commune"
        if not is_right:
            values = {"name": unit.name, "other": other.name}
            found = f"{row['from_code']} → {row['to_code']}"
            faults.append(Fault("successions.level", **place_of(row), found=found, values=values))
    if faults:
        raise FaultError(faults)


def _is_single(history: History, unit: Unit) -> bool:
    """Whether a unit was a district without communes, which had the place of one."""
    return unit.level == "district" and not any(inside.parent_id == unit.area_id for inside in history.units.values())
