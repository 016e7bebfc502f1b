"""Changes outside the reform of 1 July 2025, from data/areas/changes.toml."""

import tomllib
from datetime import date, timedelta

from etl.areas.history import History
from etl.areas.unit import DATA, UNKNOWN_START, Unit, make_area_id


def apply_changes(history: History) -> None:
    """Start a new row where a unit was renamed or changed its kind, and add the districts that ended before 2025."""
    document = tomllib.loads((DATA / "changes.toml").read_text(encoding="utf-8"))
    for change in document["change"]:
        _apply_change(history, change)
    for district in document["ended_district"]:
        history.add(_ended_district(history, district))


def _apply_change(history: History, change: dict) -> None:
    code, on = change["code"], change["on"]
    unit = _unit_on(history, code, on)
    history.replace(history.split(unit, on, change["source_id"]), name=change["name"])
    history.replace(history.units[unit.area_id], name=change.get("former_name", unit.name))


def _ended_district(history: History, district: dict) -> Unit:
    last_day: date = district["last_day"]
    return Unit(
        area_id=make_area_id(district["code"], UNKNOWN_START),
        code=district["code"],
        level="district",
        name=district["name"],
        parent_id=_unit_on(history, district["parent"], last_day - timedelta(days=1)).area_id,
        valid_to=last_day,
    )


def _unit_on(history: History, code: str, day: date) -> Unit:
    unit = history.valid_on(code, day)
    if unit is None:
        raise ValueError(f"data/areas/changes.toml: no unit has the code {code} on {day}")
    return unit
