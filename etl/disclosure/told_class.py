"""Of which yearly counts below province a reader is told whether they lie in the class under the threshold.

Where it is told of some, a withheld count of which it is not is known to be at the threshold or over. So it is told only where
that would give nothing away either; and where that is so follows from what is open, so that silence says nothing.
"""

import polars as pl

from etl.disclosure.nested_sums import UNBOUNDED
from etl.disclosure.period_totals import find_provinces
from etl.disclosure.year_parts import LIMITED, UNIT, WITHOUT_A_QUARTER, lay_out

_COUNT = ["origin", "form", "period_no", "area_no"]


def mark_told(years: pl.DataFrame, others: pl.DataFrame, threshold: int) -> pl.DataFrame:
    """`years` with `is_class_told`, false from province up. `others` are the same counts of shorter periods."""
    marked = _mark_where_quarters_say_nothing(years, others, threshold)
    slack = _measure_slack(marked, threshold)
    joined = marked.join(slack, on=_COUNT, how="left", maintain_order="left")
    is_sum_safe = (pl.col("level") == "district") & (pl.col("slack").fill_null(threshold) >= threshold)
    return joined.with_columns(is_class_told=pl.col("is_class_told") & (_is_part() | is_sum_safe)).drop("slack")


def _is_part() -> pl.Expr:
    return pl.col("is_desk") | (pl.col("level") == "commune")


def _mark_where_quarters_say_nothing(years: pl.DataFrame, others: pl.DataFrame, threshold: int) -> pl.DataFrame:
    """Told where the other quarters have room for the threshold, whichever had most: else that the year reached it would tell
    of a quarter that it had some. Told too where the year has no room for the threshold, so that its class is no news.
    """
    room = lay_out(find_provinces(others), LIMITED).select(*UNIT, without=WITHOUT_A_QUARTER)
    told = (pl.col("without").fill_null(UNBOUNDED) >= threshold) | (pl.col("room").fill_null(UNBOUNDED) < threshold)
    joined = years.join(room, on=UNIT, how="left", maintain_order="left")
    return joined.with_columns(is_class_told=told).drop("without")


def _measure_slack(years: pl.DataFrame, threshold: int) -> pl.DataFrame:
    """What the parts of a sum can hold without the one that can hold most. Where that is less than the threshold, that the sum
    reached it would tell of a part that it had some."""
    most_in_class = pl.col("room").fill_null(UNBOUNDED).clip(0, threshold - 1)
    is_over = pl.col("is_class_told") & (pl.col("value") >= threshold)
    capacity = pl.when(is_over).then(threshold).otherwise(most_in_class)
    return (
        years.filter(_is_part())
        .with_columns(area_no=pl.when("is_desk").then("area_no").otherwise("parent_no"), capacity=capacity)
        .group_by(_COUNT)
        .agg(slack=pl.col("capacity").sum() - pl.col("capacity").max())
    )
