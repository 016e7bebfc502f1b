"""How much of each unit of one coverage lies in each unit of another, measured on the ground."""

import numpy as np
import polars as pl
import pyproj
import shapely

from etl.boundaries.coverage import Coverage
from etl.boundaries.read_file import WGS84

# NSIDE EASE-Grid 2.0, a cylindrical projection that keeps areas (M. J. Brodzik and others, ISPRS Int. J. Geo-Inf. 1 (2012) 32–45).
EQUAL_AREA = "EPSG:6933"
# An overlap that is a smaller part of both units comes of drawing their common border twice.
SLIVER_SHARE = 0.02
OVERLAP = pl.Schema(
    {"old_id": pl.String, "new_id": pl.String, "old_share": pl.Float64, "new_share": pl.Float64, "km2": pl.Float64}
)


def overlap_shares(old: Coverage, new: Coverage, sliver: float = SLIVER_SHARE) -> pl.DataFrame:
    """One row per old and new unit that overlap, in the columns OVERLAP, sorted.

    `old_share` of the old unit's area lies in the new unit, `new_share` of the new one's in the old. Overlaps below `sliver`
    of both are left out and not given to others, so that shares may add up to a little less than 1; to much less, where the
    other coverage has a gap.
    """
    before, after = _project(old.polygons), _project(new.polygons)
    left, right = shapely.STRtree(after).query(before, predicate="intersects")
    square_metres = shapely.area(shapely.intersection(before[left], after[right]))
    found = pl.DataFrame(
        {
            "old_id": np.array(old.area_ids, dtype=object)[left],
            "new_id": np.array(new.area_ids, dtype=object)[right],
            "old_share": square_metres / shapely.area(before)[left],
            "new_share": square_metres / shapely.area(after)[right],
            "km2": square_metres / 1e6,
        },
        schema=OVERLAP,
    )
    return found.filter(pl.max_horizontal("old_share", "new_share") >= sliver).sort("old_id", "new_id")


def _project(polygons: np.ndarray) -> np.ndarray:
    """In metres, and valid: projecting may make a border cross itself."""
    transformer = pyproj.Transformer.from_crs(WGS84, EQUAL_AREA, always_xy=True)
    return shapely.make_valid(shapely.transform(polygons, transformer.transform, interleaved=False))
