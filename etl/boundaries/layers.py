"""What each map is drawn from: imported boundaries where there are any, else approximate cells; never a mixture.

The one exception is told in a finding: Hoàng Sa and Trường Sa appear on every map, as symbols where a file lacks them.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from etl.boundaries.archive import read_archive
from etl.boundaries.cells import draw_cells
from etl.boundaries.coverage import Coverage
from etl.boundaries.editions import areas_on, reference_day
from etl.boundaries.islands import add_islands, draw_islands
from longdan.language.fault import Fault

CELLS_SOURCE = "vietnamadminunits"
LEVELS = {"pre_2025_07": ("province", "district", "commune"), "current": ("province", "commune")}
# The levels whose polygons make up a coarser one, where that was not imported itself.
FINER = {
    ("pre_2025_07", "province"): ("district", "commune"),
    ("pre_2025_07", "district"): ("commune",),
    ("current", "province"): ("commune",),
}


@dataclass(frozen=True)
class MapLayer:
    """The coverage of one edition and level.

    `missing`: areas of that level that it does not draw; `with_symbols`: those whose islands the imported file left out.
    """

    edition: str
    level: str
    coverage: Coverage
    is_approximate: bool
    source_id: str
    missing: tuple[str, ...] = ()
    with_symbols: tuple[str, ...] = ()

    def findings(self, area: pl.DataFrame) -> list[Fault]:
        """Warnings about areas that stay blank, and about islands drawn as symbols."""
        told = {"not_drawn": self.missing, "islands_added": self.with_symbols}
        return [self._warn(kind, area_ids, area) for kind, area_ids in told.items() if area_ids]

    def _warn(self, kind: str, area_ids: tuple[str, ...], area: pl.DataFrame) -> Fault:
        names = area.filter(pl.col("area_id").is_in(list(area_ids)))["name"].sort()
        found = ", ".join(names.head(10)) + (", …" if len(names) > 10 else "")
        values = {"source": self.source_id, "count": len(area_ids)}
        return Fault(f"boundaries.{kind}", found=found, values=values, is_warning=True)


def choose_layers(area: pl.DataFrame, succession: pl.DataFrame, archive: Path, today: date) -> list[MapLayer]:
    """One layer per edition and level. The cells are drawn only where some level needs them."""
    imported = _carry_imports(area, succession, archive, today)
    wanted = [(edition, level) for edition, levels in LEVELS.items() for level in levels]
    cells = {} if all(key in imported for key in wanted) else draw_cells(area, succession, today)
    layers = []
    for edition, level in wanted:
        if (edition, level) not in imported:
            layers.append(MapLayer(edition, level, cells[edition, level], True, CELLS_SOURCE))
            continue
        source_id, coverage = imported[edition, level]
        day = reference_day(edition, today)
        coverage, with_symbols = add_islands(coverage, draw_islands(area, succession, day, level))
        present = areas_on(area, day).filter(pl.col("level") == level)
        missing = tuple(sorted(set(present["area_id"]) - set(coverage.area_ids)))
        layers.append(MapLayer(edition, level, coverage, False, source_id, missing, with_symbols))
    return layers


def _carry_imports(
    area: pl.DataFrame, succession: pl.DataFrame, archive: Path, today: date
) -> dict[tuple[str, str], tuple[str, Coverage]]:
    """Source and coverage by (edition, level), as of the edition's day; coarser levels dissolved from finer ones."""
    found: dict[tuple[str, str], tuple[str, Coverage]] = {}
    for provenance, coverage in read_archive(archive):
        day = reference_day(provenance.edition, today)
        carried = carry_forward(coverage, area, succession, day)
        if carried.area_ids:
            found[provenance.edition, provenance.level] = (provenance.source_id, carried)
    for key, finer in FINER.items():
        source = next((found[key[0], level] for level in finer if (key[0], level) in found), None)
        if key not in found and source is not None:
            found[key] = (source[0], _dissolve(source[1], area, reference_day(key[0], today), key[1]))
    return found


def carry_forward(coverage: Coverage, area: pl.DataFrame, succession: pl.DataFrame, day: date) -> Coverage:
    """The coverage with every area followed through the changes until that day.

    An area that was divided since, and what received a part of it, is left out: its new boundary is in no file.
    """
    steps = succession.filter(pl.col("effective_on") <= day)
    successors = dict(steps.group_by("from_id").agg("to_id").iter_rows())
    sources = dict(steps.group_by("to_id").agg("from_id").iter_rows())
    present = set(areas_on(area, day)["area_id"])
    final = {area_id: area_id for area_id in coverage.area_ids}
    drawn = set(coverage.area_ids)
    while any(area_id not in present for area_id in final.values()):
        final = {origin: _follow(area_id, successors, sources, drawn, present) for origin, area_id in final.items()}
        final = {origin: area_id for origin, area_id in final.items() if area_id is not None}
        drawn = set(final.values())
    return coverage.merge(final)


def _follow(area_id: str, successors: dict, sources: dict, drawn: set[str], present: set[str]) -> str | None:
    if area_id in present:
        return area_id
    became = successors.get(area_id, [])
    is_whole = len(became) == 1 and set(sources[became[0]]) <= drawn
    return became[0] if is_whole else None


def _dissolve(coverage: Coverage, area: pl.DataFrame, day: date, level: str) -> Coverage:
    """The areas of a coarser level of which every part is drawn."""
    present = areas_on(area, day)
    parent = dict(present.select("area_id", "parent_id").iter_rows())
    level_of = dict(present.select("area_id", "level").iter_rows())
    finer = level_of[coverage.area_ids[0]]
    owner = {area_id: parent[area_id] for area_id, found in level_of.items() if found == finer}
    while any(level_of[area_id] != level for area_id in owner.values()):
        owner = {area_id: above if level_of[above] == level else parent[above] for area_id, above in owner.items()}
    incomplete = {above for area_id, above in owner.items() if area_id not in set(coverage.area_ids)}
    return coverage.merge({area_id: above for area_id, above in owner.items() if above not in incomplete})
