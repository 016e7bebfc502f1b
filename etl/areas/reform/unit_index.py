"""The units of one day by name inside a province of today, with how loosely each name had to be read."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

import polars as pl

from etl.areas.kinds import read_kinds
from etl.areas.unit import REFORM
from etl.areas.written_name import KEYS, compact_key
from etl.boundaries.editions import LAST_DAY_BEFORE, areas_on
from longdan.language.names import fold_name

# Tà Xi Láng is Tà Si Láng at 0.9, Ngọk Tem is Ngọc Tem at 0.9; Tân Phước and Thượng Bình are 0.4.
_SIMILAR = 0.8
_APOSTROPHES = str.maketrans("’‘`´", "''''")


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit with the names above it. `region` is the province since the reform that its province is in."""

    area_id: str
    code: str
    level: str
    name: str
    short_name: str
    district_id: str | None
    above: tuple[str, ...]
    region: str


@dataclass(frozen=True, slots=True)
class Match:
    """`is_exact`: nothing but case, tone placement and apostrophes differs from the written name."""

    units: tuple[NamedUnit, ...]
    is_exact: bool


class UnitIndex:
    """Finds units of one region by written name, the strictest reading first: full name, then without its kind."""

    def __init__(self, units: Iterable[NamedUnit]) -> None:
        self.units = {unit.area_id: unit for unit in units}
        self._by_name: dict[tuple[int, str, str], list[NamedUnit]] = defaultdict(list)
        self._by_short: dict[tuple[int, str, str], list[NamedUnit]] = defaultdict(list)
        self._inside: dict[str, list[NamedUnit]] = defaultdict(list)
        for unit in self.units.values():
            if unit.level == "commune" and unit.district_id:
                self._inside[unit.district_id].append(unit)
            for strictness, key in enumerate(KEYS):
                self._by_name[strictness, unit.region, key(_plain(unit.name))].append(unit)
                if unit.level == "commune":
                    self._by_short[strictness, unit.region, key(_plain(unit.short_name))].append(unit)

    def find(self, name: str, region: str) -> Match:
        """Units called `name`; else communes of that name whatever their kind. Empty where there is none."""
        readings = ((self._by_name, name), (self._by_short, name), (self._by_short, _without_kind(name)))
        for index, written in readings:
            for strictness, key in enumerate(KEYS):
                found = index.get((strictness, region, key(_plain(written))))
                if found:
                    return Match(tuple(found), strictness == 0 and index is self._by_name)
        return Match((), False)

    def similar(self, name: str, region: str, but_not: set[str]) -> NamedUnit | None:
        """The commune of the region whose name is most like `name`, none of `but_not`; None where none is much like it."""
        near = {
            compact_key(unit.name): unit
            for unit in self.units.values()
            if unit.region == region and unit.level == "commune" and unit.area_id not in but_not
        }
        closest = get_close_matches(compact_key(_plain(name)), near, n=1, cutoff=_SIMILAR)
        return near[closest[0]] if closest else None

    def communes_in(self, unit: NamedUnit) -> tuple[NamedUnit, ...]:
        """Those of a district; of a commune, or of a district that has none, itself."""
        return tuple(self._inside.get(unit.area_id, (unit,)))


def index_old_units(area: pl.DataFrame, succession: pl.DataFrame) -> UnitIndex:
    """The districts of 30/06/2025 and their communes."""
    old = areas_on(area, LAST_DAY_BEFORE)
    units = {row["area_id"]: row for row in old.iter_rows(named=True)}
    of_province = dict(succession.filter(pl.col("effective_on") == REFORM).select("from_id", "to_id").iter_rows())
    named = [row for row in units.values() if row["level"] in ("district", "commune")]
    return UnitIndex(_name_old(row, units, of_province) for row in named)


def index_new_units(area: pl.DataFrame) -> UnitIndex:
    """The communes of 01/07/2025."""
    communes = areas_on(area, REFORM).filter(pl.col("level") == "commune")
    return UnitIndex(
        NamedUnit(row["area_id"], row["code"], row["level"], row["name"], row["short_name"], None, (), row["parent_id"])
        for row in communes.iter_rows(named=True)
    )


def regions_by_name(area: pl.DataFrame) -> dict[str, str]:
    """area_id of the provinces of 01/07/2025 by folded name without the kind."""
    provinces = areas_on(area, REFORM).filter(pl.col("level") == "province")
    return {fold_name(name): area_id for name, area_id in provinces.select("short_name", "area_id").iter_rows()}


def _name_old(row: dict, units: dict[str, dict], of_province: dict[str, str]) -> NamedUnit:
    district = row if row["level"] == "district" else units[row["parent_id"]]
    province = units[district["parent_id"]]
    return NamedUnit(
        row["area_id"],
        row["code"],
        row["level"],
        row["name"],
        row["short_name"],
        district["area_id"],
        (district["name"], province["name"]),
        of_province.get(province["area_id"], province["area_id"]),
    )


def _without_kind(name: str) -> str:
    for kind in read_kinds():
        if kind.level == "commune" and name.casefold().startswith(f"{kind.prefix} ".casefold()):
            return name[len(kind.prefix) + 1 :]
    return name


def _plain(name: str) -> str:
    return name.translate(_APOSTROPHES)
