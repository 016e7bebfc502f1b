"""The levels above the finest one, merged from it, so that children make up their parent exactly."""

import polars as pl

from etl.boundaries.coverage import Coverage

LEVELS = ("commune", "district", "province")


def merge_levels(finest: Coverage, area: pl.DataFrame) -> dict[str, Coverage]:
    """Coverages by level: commune as given, then district (where areas have one) and province."""
    parent = dict(area.select("area_id", "parent_id").iter_rows())
    level = dict(area.select("area_id", "level").iter_rows())
    merged = {"commune": finest}
    for wanted in LEVELS[1:]:
        above = {area_id: find_above(area_id, wanted, parent, level) for area_id in finest.area_ids}
        coverage = finest.merge({area_id: found for area_id, found in above.items() if found})
        if coverage.area_ids:
            merged[wanted] = coverage
    return merged


def find_above(area_id: str, wanted: str, parent: dict[str, str], level: dict[str, str]) -> str | None:
    """The area itself or the one above it that is of the wanted level; None where there is none."""
    while area_id is not None and level[area_id] != wanted:
        area_id = parent[area_id]
    return area_id
