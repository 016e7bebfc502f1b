"""Hoàng Sa and Trường Sa on every map: symbols at the known islands where an imported file leaves them out."""

from datetime import date

import numpy as np
import polars as pl
import shapely

from etl.boundaries.coverage import Coverage, merge_polygons
from etl.boundaries.editions import LAST_DAY_BEFORE
from etl.boundaries.seeds import ISLAND_RADIUS, find_leaves, read_islands
from etl.boundaries.tree import find_above

NEAR = 0.5  # degrees: an area drawn this near to its island holds it


def draw_islands(area: pl.DataFrame, succession: pl.DataFrame, day: date, level: str) -> Coverage:
    """Discs around the islands of data/areas/islands.csv, by the area of that level and day that they belong to."""
    leaves = find_leaves(area, LAST_DAY_BEFORE).join(read_islands(), on=["level", "code"])
    discs = shapely.buffer(shapely.points(leaves.select("x", "y").to_numpy()), ISLAND_RADIUS, quad_segs=4)
    steps = succession.filter((pl.col("effective_on") > LAST_DAY_BEFORE) & (pl.col("effective_on") <= day))
    became = dict(steps.filter(pl.col("relation") == "whole").select("from_id", "to_id").iter_rows())
    parent = dict(area.select("area_id", "parent_id").iter_rows())
    level_of = dict(area.select("area_id", "level").iter_rows())
    owners = []
    for area_id in leaves["area_id"]:
        while area_id in became:
            area_id = became[area_id]
        owners.append(find_above(area_id, level, parent, level_of) or area_id)
    return merge_polygons(np.array(discs, dtype=object), owners)


def add_islands(coverage: Coverage, islands: Coverage) -> tuple[Coverage, tuple[str, ...]]:
    """The coverage with the symbols of the areas that it draws without their islands, and the ids of these areas."""
    drawn = dict(zip(coverage.area_ids, coverage.polygons, strict=True))
    added = []
    for area_id, symbols in zip(islands.area_ids, islands.polygons, strict=True):
        given = drawn.get(area_id)
        if given is None:
            drawn[area_id] = symbols
            added.append(area_id)
        elif shapely.distance(given, symbols) > NEAR:
            drawn[area_id] = shapely.union(given, symbols)
            added.append(area_id)
    ids = tuple(sorted(drawn))
    return Coverage(ids, np.array([drawn[area_id] for area_id in ids], dtype=object)), tuple(added)
