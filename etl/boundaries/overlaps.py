"""How the areas of two coverages share their ground."""

import numpy as np
import polars as pl
import pyproj
import shapely

from etl.boundaries.coverage import Coverage

# Equal-area projection of the whole world (EASE-Grid 2.0): a share of ground does not depend on where it lies.
EQUAL_AREA = "EPSG:6933"
OVERLAPS = pl.Schema(
    {
        "old_id": pl.String,
        "new_id": pl.String,
        "area_km2": pl.Float64,
        "share_of_old": pl.Float64,
        "share_of_new": pl.Float64,
    }
)


def overlap_shares(old: Coverage, new: Coverage) -> pl.DataFrame:
    """One row per pair that shares ground, sorted: its size and its share (0–1) of each of the two areas.

    Shares of an area add up to less than 1 where the other coverage leaves ground out (sea, missing areas), and to more than
    1 where areas of the other coverage overlap each other.
    """
    old_polygons, new_polygons = _project(old.polygons), _project(new.polygons)
    new_at, old_at = shapely.STRtree(old_polygons).query(new_polygons, predicate="intersects")
    shared = shapely.area(shapely.intersection(new_polygons[new_at], old_polygons[old_at]))
    frame = pl.DataFrame(
        {
            "old_id": np.array(old.area_ids)[old_at],
            "new_id": np.array(new.area_ids)[new_at],
            "area_km2": shared / 1e6,
            "share_of_old": shared / shapely.area(old_polygons)[old_at],
            "share_of_new": shared / shapely.area(new_polygons)[new_at],
        },
        schema=OVERLAPS,
    )
    return frame.filter(pl.col("area_km2") > 0).sort("old_id", "new_id")


def _project(polygons: np.ndarray) -> np.ndarray:
    """In metres, and valid: projecting may make a border cross itself."""
    transformer = pyproj.Transformer.from_crs("EPSG:4326", EQUAL_AREA, always_xy=True)
    projected = shapely.transform(polygons, lambda points: np.column_stack(transformer.transform(*points.T)))
    return shapely.make_valid(projected)
