"""Of which yearly counts below province a reader is told whether they lie in the class under the threshold.

Where it is told of some, a withheld count of which it is not is known to be at the threshold or over. So it is told only where
that would give nothing away either; and where that is so follows from what is open, so that silence says nothing.
"""

import polars as pl

from etl.disclosure.nested_sums import UNBOUNDED

_COUNT = ["origin", "form", "period_no", "area_no"]
_UNIT = ["origin", "form", "area_no", "is_desk", "calendar", "year"]


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
    told = (pl.col("elsewhere").fill_null(UNBOUNDED) >= threshold) | (pl.col("room").fill_null(UNBOUNDED) < threshold)
    joined = years.join(_measure_elsewhere(others), on=_UNIT, how="left", maintain_order="left")
    return joined.with_columns(is_class_told=told).drop("elsewhere")


def _measure_elsewhere(others: pl.DataFrame) -> pl.DataFrame:
    """`elsewhere` of each unit and year with four quarters: what the others can hold together, whichever quarter is left out.

    The first half and the first nine months limit the quarters inside them as well.
    """
    room = pl.min_horizontal("room", "total").fill_null(UNBOUNDED).clip(0)  # reports may contradict themselves
    rooms = _limit_by_province(others).with_columns(room=room)
    quarters = (
        rooms.filter(pl.col("type") == "quarter")
        .sort("period_id")  # within a unit and year in the order of time
        .group_by(_UNIT, maintain_order=True)
        .agg("room")
        .filter(pl.col("room").list.len() == 4)
        .select(
            *_UNIT, *(pl.col("room").list.get(place).alias(name) for place, name in enumerate(("q1", "q2", "q3", "q4")))
        )
    )
    for name, kind in (("half", "half"), ("nine", "nine_months")):
        longer = rooms.filter(pl.col("type") == kind).group_by(_UNIT).agg(pl.col("room").min().alias(name))
        quarters = quarters.join(longer, on=_UNIT, how="left").with_columns(pl.col(name).fill_null(UNBOUNDED))
    q1, q2, q3, q4, half, nine = map(pl.col, ("q1", "q2", "q3", "q4", "half", "nine"))
    first_half = pl.min_horizontal(q1 + q2, half)
    elsewhere = pl.min_horizontal(
        pl.min_horizontal(q2, half) + q3 + q4,
        pl.min_horizontal(q1, half) + q3 + q4,
        first_half + q4,
        pl.min_horizontal(first_half + q3, nine),
    )
    return quarters.select(*_UNIT, elsewhere=elsewhere)


def _limit_by_province(quarters: pl.DataFrame) -> pl.DataFrame:
    """Periods with the `total` of the province of each, null where it is not shown or there is none."""
    above = quarters.select("area_no", "parent_no", "level").unique()
    above = above.join(above.select(parent_no="area_no", over_no="parent_no", over="level"), on="parent_no", how="left")
    province = pl.when(pl.col("over") == "district").then("over_no").otherwise("parent_no")
    is_total = (pl.col("level") == "province") & ~pl.col("is_desk") & ~pl.col("is_small")
    totals = quarters.filter(is_total).select(*_COUNT[:-1], province_no="area_no", total="value")
    return quarters.join(above.select("area_no", province_no=province), on="area_no", how="left").join(
        totals, on=[*_COUNT[:-1], "province_no"], how="left"
    )


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
