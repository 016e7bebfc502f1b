"""What the units of one time are made of in units of another: the rows of `stored.conversion`, out of the successions."""

from datetime import timedelta

import polars as pl

from etl.areas.read_areas import AreaTables
from etl.areas.same_ground import follow_ground
from etl.areas.unit import REFORM
from etl.areas.unknown_successors import find_candidates
from longdan.methods.apportionment import CONVERSION, chain, compose, invert, settle

LAST_DAY_BEFORE = REFORM - timedelta(days=1)
STORED = pl.Schema(
    {"edition": pl.String, "to_id": pl.String, "from_id": pl.String} | dict(list(CONVERSION.items())[2:])
)


def make_conversion(areas: AreaTables) -> pl.DataFrame:
    """Both editions in the columns STORED, sorted. A unit that is the same ground in both has no rows.

    On the last day of a period, the `from_id` in force on that day are all that the unit was made of. A null weight is
    one that neither the list nor an official file nor imported boundaries tell.
    """
    frames = {"current": _of_today(areas), "pre_2025_07": _of_before(areas)}
    labelled = [frame.select(pl.lit(edition).alias("edition"), *list(STORED)[1:]) for edition, frame in frames.items()]
    return pl.concat(labelled).sort("edition", "to_id", "from_id")


def _of_today(areas: AreaTables) -> pl.DataFrame:
    """Today's communes and provinces out of every earlier unit of theirs."""
    became = chain(_steps_by_date(areas.succession))
    today = areas.area.filter(pl.col("valid_to").is_null(), pl.col("level").is_in(["commune", "province"]))
    known = became.join(today, left_on="to_id", right_on="area_id", how="semi")
    moved = _without_same_ground(known, areas.succession)
    return pl.concat([moved, find_candidates(areas, moved)])


def _of_before(areas: AreaTables) -> pl.DataFrame:
    """The districts and provinces of 30/06/2025 out of the communes since, of every row that these had."""
    level = dict(areas.area.select("area_id", "level").iter_rows())
    is_of_commune = pl.col("to_id").replace_strict(level) == "commune"
    steps = _steps_by_date(areas.succession.filter(is_of_commune, pl.col("effective_on") >= REFORM))
    made_of = chain(invert(step) for step in reversed(steps))
    held_by = [_lying_in(areas, above) for above in ("district", "province")]
    grounds = follow_ground(areas.succession)
    lying = pl.concat([_fill_shares(compose(made_of, above), areas.former_share, grounds) for above in held_by])
    since = areas.area.filter(pl.col("valid_from") >= REFORM)
    ended = areas.area.filter(pl.col("valid_to") == LAST_DAY_BEFORE, pl.col("level").is_in(["district", "province"]))
    kept = lying.join(since, left_on="from_id", right_on="area_id", how="semi")
    kept = kept.join(ended, left_on="to_id", right_on="area_id", how="semi")
    return _without_same_ground(kept, areas.succession)


def _steps_by_date(succession: pl.DataFrame) -> list[pl.DataFrame]:
    """The successions as conversions, one per date, in the order of time. All of a unit that went whole is weight 1."""
    is_whole = pl.col("relation") == "whole"
    weighed = succession.with_columns(
        weight=pl.when(is_whole).then(1.0).otherwise("share"),
        basis=pl.when(is_whole).then(pl.lit("whole")).when(pl.col("share").is_not_null()).then("share_basis"),
    ).with_columns(pl.col("basis").cast(CONVERSION["basis"]))
    return [
        settle(step.select(list(CONVERSION)))
        for _, step in weighed.sort("effective_on").group_by("effective_on", maintain_order=True)
    ]


def _lying_in(areas: AreaTables, level: str) -> pl.DataFrame:
    """Each commune and district of the last day before the reform in the district or province that held it."""
    unit = areas.area.filter(pl.col("valid_from") <= LAST_DAY_BEFORE, pl.col("valid_to") == LAST_DAY_BEFORE)
    parent = dict(areas.area.select("area_id", "parent_id").iter_rows())
    levels = dict(areas.area.select("area_id", "level").iter_rows())
    held = unit.filter(pl.col("level").is_in(["commune", "district"])).select("area_id", above="parent_id")
    above = pl.col("above")
    if level == "province":
        is_district = above.replace_strict(levels) == "district"
        held = held.with_columns(above=pl.when(is_district).then(above.replace(parent)).otherwise(above))
    held = held.filter(pl.col("above").replace_strict(levels) == level)
    return held.select(
        from_id="area_id",
        to_id="above",
        weight=pl.lit(1.0),
        basis=pl.lit("whole", CONVERSION["basis"]),
        source_id=pl.lit(None, pl.String),
    )


def _fill_shares(lying: pl.DataFrame, shares: pl.DataFrame, grounds: dict[str, str]) -> pl.DataFrame:
    """Put the shares that are known otherwise (columns of CONVERSION) where the successions leave them unknown.

    They hold for every row on the ground of the unit they were told of.
    """
    ground = pl.col("from_id").replace(grounds).alias("ground_id")
    told = shares.select(ground, pl.exclude("from_id"))
    filled = lying.with_columns(ground).join(told, on=["ground_id", "to_id"], how="left", suffix="_told")
    is_told = pl.col("weight").is_null() & pl.col("weight_told").is_not_null()
    return settle(
        filled.with_columns(
            pl.when(is_told).then(f"{column}_told").otherwise(column).alias(column)
            for column in ("weight", "basis", "source_id")
        )
    )


def _without_same_ground(conversion: pl.DataFrame, succession: pl.DataFrame) -> pl.DataFrame:
    grounds = follow_ground(succession)
    return conversion.filter(pl.col("from_id").replace(grounds) != pl.col("to_id").replace(grounds))
