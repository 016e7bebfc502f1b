"""The totals of provinces: what is added up in them, how those of periods lie in one another, and what is asked of them."""

import polars as pl

BELOW_PROVINCE = ("commune", "district")
TREE = ["origin", "form", "period_no"]
_IS_BELOW = pl.col("level").is_in(BELOW_PROVINCE)
_AREA_AND_YEAR = ["origin", "area_no", "calendar", "year"]
_QUARTERS_IN = {"half": 2, "nine_months": 3, "year": 4}


def read_totals(counts: pl.DataFrame) -> pl.DataFrame:
    """The totals of provinces that are not withheld anyway."""
    return counts.filter(pl.col("level") == "province", ~pl.col("is_desk"), ~pl.col("is_small")).select(
        "row_no", "origin", "form", "period_no", "area_no", "calendar", "year", "type", "number", "start_on", "end_on", "value"
    )  # fmt: skip


def find_provinces(counts: pl.DataFrame) -> pl.DataFrame:
    """`counts` with `province_no`, and the `total` of that province, in row `total_row`; null where it is withheld or none."""
    areas = counts.select("area_no", "parent_no", "level").unique()
    above = areas.join(areas.select(parent_no="area_no", over_no="parent_no", over="level"), on="parent_no", how="left")
    province = pl.when(pl.col("over") == "district").then("over_no").otherwise("parent_no")
    totals = read_totals(counts).select(*TREE, province_no="area_no", total="value", total_row="row_no")
    return counts.join(above.select("area_no", province_no=province), on="area_no", how="left").join(
        totals, on=[*TREE, "province_no"], how="left"
    )


def read_units(counts: pl.DataFrame) -> pl.DataFrame:
    """What is added up below province: desks, and areas of which nothing below was reported. As of `find_provinces`."""
    below = find_provinces(counts).filter(_IS_BELOW)
    inside = below.select(*TREE, area_no=pl.when("is_desk").then("area_no").otherwise("parent_no")).unique()
    wholes = below.filter(~pl.col("is_desk")).join(inside, on=[*TREE, "area_no"], how="anti")
    return pl.concat([wholes, below.filter("is_desk")])


def pair_periods(longer: pl.DataFrame, shorter: pl.DataFrame) -> pl.DataFrame:
    """Totals of an area with those of the shorter periods in theirs, whose columns end in `_in`."""
    return longer.join(shorter, on=_AREA_AND_YEAR, suffix="_in").filter(
        pl.col("start_on_in") >= pl.col("start_on"),
        pl.col("end_on_in") <= pl.col("end_on"),
        pl.col("period_no_in") != pl.col("period_no"),
    )


def pair_quarters(longer: pl.DataFrame, shorter: pl.DataFrame) -> pl.DataFrame:
    """The same with all the quarters of a longer period, where all of them are there."""
    count = pl.col("type").replace_strict(_QUARTERS_IN, default=0, return_dtype=pl.Int64)
    quarters = pair_periods(longer, shorter).filter(pl.col("type_in") == "quarter")
    return quarters.filter(pl.len().over("row_no") == count)


def ask(counts: pl.DataFrame, asked: pl.DataFrame) -> pl.DataFrame:
    """`counts` with the totals withheld of which something is asked, and what.

    `asked`: `row_no`, `down` and `up`, how much less and more than it is a total has to be possible; the most of each counts.
    """
    most = asked.group_by("row_no").agg(down_asked=pl.col("down").max(), up_asked=pl.col("up").max())
    joined = counts.join(most, on="row_no", how="left", maintain_order="left")
    return joined.with_columns(
        is_small=pl.col("is_small") | pl.col("up_asked").is_not_null(),
        down=pl.max_horizontal("down", "down_asked"),
        up=pl.max_horizontal("up", "up_asked"),
    ).drop("down_asked", "up_asked")
