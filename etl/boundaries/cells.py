"""Approximate cells for a map without an official boundary file: Voronoi cells of the old communes, merged upward.

One arrangement of pieces serves both editions, so that every level of either nests exactly. A pure function of the
areas, their succession and data/areas/islands.csv: the same input gives the same cells.
"""

from datetime import date

import numpy as np
import polars as pl
import shapely

from etl.boundaries.coverage import Coverage, merge_polygons
from etl.boundaries.editions import LAST_DAY_BEFORE, REFORM_ON
from etl.boundaries.outline import draw_outline
from etl.boundaries.seeds import Seeds, find_leaves, place_seeds
from etl.boundaries.splits import split_pieces
from etl.boundaries.tree import merge_levels

LONGITUDE_SCALE = np.cos(np.radians(16))  # of a plane in which a degree is as long both ways, in mid-country


def draw_cells(area: pl.DataFrame, succession: pl.DataFrame, on: date) -> dict[tuple[str, str], Coverage]:
    """Coverages by (edition, level): pre_2025_07 as of 30/06/2025 and current as of `on`.

    At commune level a district without communes (Hoàng Sa, Cồn Cỏ, …) stands for itself.
    """
    pieces, owners = _draw_leaves(place_seeds(area, succession, LAST_DAY_BEFORE))
    later = succession.filter((pl.col("effective_on") >= REFORM_ON) & (pl.col("effective_on") <= on))
    centres = {row[0]: row[1:] for row in area.select("area_id", "longitude", "latitude").iter_rows()}
    current = owners.copy()
    for step in later.sort("effective_on", "from_id", "to_id").partition_by("effective_on", maintain_order=True):
        successors = step.group_by("from_id", maintain_order=True).agg("to_id")
        became = dict(successors.iter_rows())
        pieces, owners, current = split_pieces(pieces, owners, current, became, centres)
    return {
        **_name_levels("pre_2025_07", merge_polygons(pieces, list(owners)), area, LAST_DAY_BEFORE),
        **_name_levels("current", merge_polygons(pieces, list(current)), area, on),
    }


def _name_levels(edition: str, finest: Coverage, area: pl.DataFrame, on: date) -> dict[tuple[str, str], Coverage]:
    expected = set(find_leaves(area, on)["area_id"])
    if set(finest.area_ids) != expected:
        raise ValueError(f"{edition}: no cell for {sorted(expected ^ set(finest.area_ids))[:10]}")
    return {(edition, level): coverage for level, coverage in merge_levels(finest, area).items()}


def _draw_leaves(seeds: Seeds) -> tuple[np.ndarray, np.ndarray]:
    """The faces of the Voronoi edges and the outline, and the area that each belongs to: the nearest seed's."""
    outline = draw_outline(seeds)
    points = shapely.points(seeds.centres * [LONGITUDE_SCALE, 1])
    edges = shapely.voronoi_polygons(shapely.multipoints(points), extend_to=shapely.envelope(outline), only_edges=True)
    edges = shapely.transform(edges, lambda plane: plane / [LONGITUDE_SCALE, 1])
    lines = shapely.union_all([edges, shapely.boundary(outline)])
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    inner = shapely.point_on_surface(faces)
    shapely.prepare(outline)
    inside = shapely.contains(outline, inner)
    on_plane = shapely.transform(inner[inside], lambda degrees: degrees * [LONGITUDE_SCALE, 1])
    return faces[inside], seeds.area_ids[shapely.STRtree(points).nearest(on_plane)]
