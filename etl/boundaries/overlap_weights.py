"""Shares of divided units that nothing tells, from the boundaries that were imported of both sides of the reform."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl

from etl.areas.conversion import make_conversion
from etl.areas.read_areas import SUCCESSION, AreaTables
from etl.areas.same_ground import follow_ground
from etl.areas.unit import REFORM
from etl.boundaries.archive import Provenance, read_archive
from etl.boundaries.coverage import Coverage
from etl.boundaries.overlaps import overlap_shares
from longdan.methods.apportionment import CONVERSION

# Of a unit's area, what must lie in the units that the list gives it; else list and boundaries speak of different ground.
ENOUGH = 0.9
Layer = tuple[Provenance, Coverage]


def weigh_by_overlap(areas: AreaTables, archive: Path) -> AreaTables:
    """Fill in, by area, what share of a divided commune went where, and how much of a commune lies in each former district.

    Only where the list and official files leave it unknown, and boundaries of both units were imported: `share` of
    `succession` out of old communes, `former_share` out of old districts. Without imported boundaries nothing changes.
    """
    layers = {(kept.edition, kept.level): (kept, coverage) for kept, coverage in read_archive(archive)}
    today = layers.get(("current", "commune"))
    if today is None:
        return areas
    if communes := layers.get(("pre_2025_07", "commune")):
        areas = replace(areas, succession=_weigh_steps(areas, communes, today))
    if districts := layers.get(("pre_2025_07", "district")):
        shares = _weigh_straddling(areas, districts, today)
        areas = replace(areas, former_share=pl.concat([areas.former_share, shares]))
    return areas


def _weigh_steps(areas: AreaTables, old: Layer, new: Layer) -> pl.DataFrame:
    unknown = areas.succession.filter(
        pl.col("effective_on") == REFORM, pl.col("share").is_null(), pl.col("relation") == "part"
    )
    pairs = unknown.select(unit_id="from_id", part_id="to_id", old_id="from_id", new_id="to_id")
    shares = _measure(pairs, "old_share", areas, old, new).select(
        from_id="unit_id",
        to_id="part_id",
        effective_on=pl.lit(REFORM),
        measured=pl.col("weight"),
        boundary_id=pl.lit(old[0].source_id),
    )
    filled = areas.succession.join(shares, on=["from_id", "to_id", "effective_on"], how="left", maintain_order="left")
    is_measured = pl.col("share").is_null() & pl.col("measured").is_not_null()
    return filled.with_columns(
        share=pl.coalesce("share", "measured"),
        share_basis=pl.when(is_measured).then(pl.lit("area")).otherwise("share_basis"),
        source_id=pl.when(is_measured).then("boundary_id").otherwise("source_id"),
    ).select(list(SUCCESSION))


def _weigh_straddling(areas: AreaTables, old: Layer, new: Layer) -> pl.DataFrame:
    unknown = make_conversion(areas).filter(pl.col("edition") == "pre_2025_07", pl.col("weight").is_null())
    pairs = unknown.select(unit_id="from_id", part_id="to_id", old_id="to_id", new_id="from_id")
    shares = _measure(pairs, "new_share", areas, old, new).with_columns(
        ground=pl.col("unit_id").replace(follow_ground(areas.succession))
    )
    return shares.unique(["ground", "part_id"], keep="first", maintain_order=True).select(
        from_id="unit_id",
        to_id="part_id",
        weight="weight",
        basis=pl.lit("area", CONVERSION["basis"]),
        source_id=pl.lit(old[0].source_id),
    )


def _measure(pairs: pl.DataFrame, share: str, areas: AreaTables, old: Layer, new: Layer) -> pl.DataFrame:
    """`unit_id`, `part_id` and `weight` of the units all of whose pairs are drawn, so that their weights add up to 1.

    A layer may name another row on the same ground than the pairs do.
    """
    grounds = follow_ground(areas.succession)
    wanted = pairs.with_columns(pl.col("old_id", "new_id").replace(grounds))
    before = _only(old[1], grounds, set(wanted["old_id"]))
    after = _only(new[1], grounds, set(wanted["new_id"]))
    measured = wanted.join(overlap_shares(before, after, sliver=0), on=["old_id", "new_id"], how="left")
    drawn = pl.col(share).sum().over("unit_id")
    is_whole = pl.col(share).gt(0).fill_null(False).all().over("unit_id") & (drawn >= ENOUGH)
    return (
        measured.filter(is_whole).select("unit_id", "part_id", weight=pl.col(share) / drawn).sort("unit_id", "part_id")
    )


def _only(coverage: Coverage, grounds: dict[str, str], wanted: set[str]) -> Coverage:
    """The wanted units of a coverage, by the newest row of their ground."""
    ids = [grounds.get(area_id, area_id) for area_id in coverage.area_ids]
    kept = np.array([area_id in wanted for area_id in ids], dtype=bool)
    return Coverage(tuple(area_id for area_id in ids if area_id in wanted), coverage.polygons[kept])
