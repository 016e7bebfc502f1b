"""What is wrong with the polygons of a boundary file, beside the areas in force on its day."""

from collections.abc import Collection, Iterable

import numpy as np
import polars as pl
import shapely

from longdan.language.fault import Fault

# Two polygons overlap when they share more than this part of the smaller one: less is the width of a drawn line.
OVERLAP_SHARE = 0.01
LISTED = 10


def check_codes(
    codes: pl.Series, geometries: np.ndarray, known: pl.DataFrame, area: pl.DataFrame, kept: Collection[str]
) -> list[Fault]:
    """Warnings: blank, unknown and repeated codes, empty polygons, areas without a polygon.

    `known` are the areas of the file's level and day, `area` all areas, for the names of provinces; areas that are `kept` from
    earlier files are not missing.
    """
    given = codes.drop_nulls()
    is_empty = pl.Series([geometry is None for geometry in geometries])
    empty = codes.filter(is_empty).fill_null("?")
    drawn = codes.filter(~is_empty).drop_nulls()
    missing = known.filter(~pl.col("code").is_in(drawn.implode()), ~pl.col("area_id").is_in(list(kept)))
    return [
        *_warn("blank_code", ["?"] * codes.null_count()),
        *_warn("unknown", given.filter(~given.is_in(known["code"].implode())).unique().sort()),
        *_warn("duplicated", given.filter(given.is_duplicated()).unique().sort()),
        *_warn("empty", empty),
        *_warn("missing", _by_province(missing, area), len(missing)),
    ]


def check_repairs(codes: Iterable[str | None], is_repaired: np.ndarray) -> list[Fault]:
    """A warning that names the polygons that crossed themselves."""
    return _warn("repaired", [code or "?" for code, repaired in zip(codes, is_repaired, strict=True) if repaired])


def check_overlaps(codes: list[str], polygons: np.ndarray) -> list[Fault]:
    """A warning that names the pairs of polygons that share more than OVERLAP_SHARE of the smaller one."""
    left, right = shapely.STRtree(polygons).query(polygons, predicate="overlaps")
    inside, outside = shapely.STRtree(polygons).query(polygons, predicate="within")
    nested = inside != outside
    pairs = np.column_stack([np.concatenate([left, inside[nested]]), np.concatenate([right, outside[nested]])])
    pairs = np.unique(np.sort(pairs, axis=1), axis=0)
    if not len(pairs):
        return []
    first, second = polygons[pairs[:, 0]], polygons[pairs[:, 1]]
    shared = shapely.area(shapely.intersection(first, second))
    heavy = shared > OVERLAP_SHARE * np.minimum(shapely.area(first), shapely.area(second))
    return _warn("overlap", [f"{codes[one]} × {codes[other]}" for one, other in pairs[heavy]])


def _by_province(missing: pl.DataFrame, area: pl.DataFrame) -> list[str]:
    """`Tỉnh Quảng Ninh (14)`: where the areas without a polygon lie; provinces by their own names."""
    parent = dict(area.select("area_id", "parent_id").iter_rows())
    level = dict(area.select("area_id", "level").iter_rows())
    name = dict(area.select("area_id", "name").iter_rows())
    counts: dict[str, int] = {}
    for area_id in missing["area_id"]:
        while level[area_id] not in ("province", "country"):
            area_id = parent[area_id]
        counts[name[area_id]] = counts.get(name[area_id], 0) + 1
    own = missing["level"].unique().to_list() == ["province"]
    return [found if own else f"{found} ({count})" for found, count in sorted(counts.items())]


def _warn(kind: str, items: Iterable[str], count: int | None = None) -> list[Fault]:
    listed = list(items)
    if not listed:
        return []
    shown = ", ".join(listed[:LISTED]) + (", …" if len(listed) > LISTED else "")
    values = {"count": len(listed) if count is None else count}
    return [Fault(f"boundaries.{kind}", found=shown, values=values, is_warning=True)]
