"""What the counts of periods say of one another: which totals of provinces, and which yearly counts, would give others away.

A unit's year is at least each part of it and at most its quarters together (`etl/disclosure/year_parts.py`).
"""

import polars as pl

from etl.disclosure.year_parts import (
    BELOW_PROVINCE,
    LIMITED,
    OWN,
    UNIT,
    WITHOUT_A_QUARTER,
    YEAR,
    lay_out,
    limit_by_province,
)

_TREE = ["origin", "form", "period_no"]
_IS_BELOW = pl.col("level").is_in(BELOW_PROVINCE)


def hide_narrowing_totals(others: pl.DataFrame, years: pl.DataFrame, threshold: int) -> pl.DataFrame:
    """`others`, as too small to be shown also the totals of provinces that would keep a year's small count from being all of
    its class: where a province had none in a quarter, its communes had only what the other quarters have room for.
    """
    small = years.filter(_IS_BELOW, pl.col("value") < threshold).select(*UNIT, year_room=OWN)
    while True:
        limited = limit_by_province(others)
        asked = small.join(lay_out(limited, OWN), on=UNIT).select(
            *UNIT, asked=pl.min_horizontal("year_room", YEAR, threshold - 1)
        )
        short = asked.join(lay_out(limited, LIMITED), on=UNIT).filter(pl.col("asked") > YEAR)
        if short.is_empty():
            return others
        others = _mark(others, _find_tightest(limited, short))


def _find_tightest(limited: pl.DataFrame, short: pl.DataFrame) -> pl.DataFrame:
    """For each unit the period in which the province's total leaves it least of what is asked: the keys of those totals."""
    kept_back = pl.min_horizontal(OWN, "asked") - pl.min_horizontal(OWN, "total", "asked")
    return (
        limited.filter(_IS_BELOW, pl.col("total").is_not_null())
        .join(short.select(*UNIT, "asked"), on=UNIT)
        .with_columns(kept_back=kept_back)
        .filter(pl.col("kept_back") > 0)
        .sort("kept_back", "total", "period_id", descending=[True, False, False])
        .group_by(UNIT, maintain_order=True)
        .first()
        .select(*_TREE, area_no="province_no")
        .unique()
    )


def _mark(counts: pl.DataFrame, totals: pl.DataFrame) -> pl.DataFrame:
    """`counts` with `is_small` where the whole area is among the `totals`."""
    found = totals.with_columns(is_desk=pl.lit(False), is_found=pl.lit(True))
    joined = counts.join(found, on=[*_TREE, "area_no", "is_desk"], how="left", maintain_order="left")
    return joined.with_columns(is_small=pl.col("is_small") | pl.col("is_found").is_not_null()).drop("is_found")


def hide_telling_years(years: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """`years`, as too small to be shown also those that tell of a quarter that it had some: more than the others can hold."""
    room = lay_out(limit_by_province(others), LIMITED).select(*UNIT, without=WITHOUT_A_QUARTER)
    joined = years.join(room, on=UNIT, how="left", maintain_order="left")
    is_telling = _IS_BELOW & (pl.col("value") > pl.col("without")).fill_null(False)
    return joined.with_columns(is_small=pl.col("is_small") | is_telling).drop("without")


def limit_years(years: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """`years` with no more room than their quarters have together."""
    room = lay_out(limit_by_province(others), LIMITED).select(*UNIT, together=YEAR)
    joined = years.join(room, on=UNIT, how="left", maintain_order="left")
    return joined.with_columns(room=pl.min_horizontal("room", "together")).drop("together")


def limit_by_year(others: pl.DataFrame, years: pl.DataFrame, threshold: int) -> pl.DataFrame:
    """`others` with what a year says of the periods inside it: none has more than the year, shown or known by its class."""
    is_known = ~pl.col("is_hidden") | (pl.col("value") < threshold)
    most = pl.when("is_hidden").then(threshold - 1).otherwise("value")
    known = years.filter(is_known).select(*UNIT, most=most).group_by(UNIT).agg(pl.col("most").min())
    joined = others.join(known, on=UNIT, how="left", maintain_order="left")
    return joined.with_columns(room=pl.min_horizontal("room", "most")).drop("most")
