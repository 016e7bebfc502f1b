"""Which unit a line counts for, found once for each different code, scope and last day."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from etl.areas.find_area import AreaFinder
from etl.counts.headings import Headings, load_scopes
from etl.counts.lines import Lines
from etl.counts.name_columns import read_day
from longdan.language.fault import Fault, FaultError
from longdan.language.names import fold_name

KEYS = ("area", "scope", "end")


@dataclass(frozen=True)
class CountedUnit:
    """An area and whose work in it is counted: its People's Committee's own (`own`), or without a body the rest or all."""

    area_id: str
    scope: str

    @property
    def body_kind(self) -> str | None:
        return "peoples_committee" if self.scope == "own" else None


@dataclass(frozen=True)
class NamedUnits:
    """`frame`: area, scope, end (codes) → unit_no (place in `units`), or `fault_no` (place in `faults`). Both are null
    where the last day cannot be read: that is another fault."""

    frame: pl.DataFrame
    units: list[CountedUnit]
    faults: list[Fault]


_FRAME = pl.Schema(dict.fromkeys(KEYS, pl.UInt32)) | {"unit_no": pl.UInt32, "fault_no": pl.Int32}


def name_units(lines: Lines, headings: Headings, finder: AreaFinder) -> NamedUnits:
    """Every unit in the file, valid on the last day of its period; numbered in the order in which they first appear."""
    units: dict[CountedUnit, int] = {}
    faults: list[Fault] = []
    rows = []
    for codes in _combinations(lines):
        unit_no, fault_no = None, None
        try:
            unit = _name_unit(*map(lines.text, codes), headings, finder)
            unit_no = units.setdefault(unit, len(units)) if unit else None
        except FaultError as error:
            fault_no = len(faults)
            faults.append(error.faults[0])
        rows.append((*codes, unit_no, fault_no))
    return NamedUnits(pl.DataFrame(rows, schema=_FRAME, orient="row"), list(units), faults)


def _combinations(lines: Lines) -> Iterable[tuple[int, ...]]:
    first_rows = lines.frame.lazy().group_by(KEYS).agg(pl.col("row").min())
    return first_rows.sort("row").drop("row").collect(engine="streaming").iter_rows()


def _name_unit(area: str, scope: str, end: str, headings: Headings, finder: AreaFinder) -> CountedUnit | None:
    try:
        last = read_day(end, headings.letters("end"))
    except FaultError:
        return None
    letters = headings.letters("area")
    if not area:
        raise FaultError(Fault("counts.blank", column=letters))
    try:
        area_id = finder.find("", code=area, on=last)
    except FaultError as error:
        raise FaultError(fault.at(column=letters) for fault in error.faults) from None
    if scope:
        return CountedUnit(area_id, _read_scope(scope, headings))
    return CountedUnit(area_id, "own" if finder.level_of(area_id) == "commune" else "total")


def _read_scope(written: str, headings: Headings) -> str:
    found = load_scopes().get(fold_name(written))
    if found is None:
        choices = ", ".join(sorted(load_scopes()))
        place = {"column": headings.letters("scope"), "found": written}
        raise FaultError(Fault("counts.scope", values={"choices": choices}, **place))
    return found
