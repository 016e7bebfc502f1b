"""What the totals of one period exceed those of others by, where not the same units reported.

A unit's figure of a shorter period is no more than that of a longer one around it, and that of a longer one no more than its
quarters together. So units that reported the one and not the others had together at least what the one total exceeds the
others by; where that is more than all of them but one can hold, that one had some.
"""

import polars as pl

from etl.disclosure.across_periods import mark_totals
from etl.disclosure.year_parts import BELOW_PROVINCE, limit_by_province, read_totals

_TREE = ["origin", "form", "period_no"]
_TOTAL = [*_TREE, "area_no"]
_OTHER = ["other_form", "other_no"]
_CASE = [*_TOTAL, "case_no"]
_IS_BELOW = pl.col("level").is_in(BELOW_PROVINCE)
_SHORTER_IN = {"half": ("quarter",), "nine_months": ("quarter", "half"), "year": ("quarter", "half", "nine_months")}
_QUARTERS_IN = {"half": 2, "nine_months": 3, "year": 4}


def ask_down(counts: pl.DataFrame, beside: pl.DataFrame, capacity: pl.Expr) -> pl.DataFrame:
    """`counts` with `down`: how much less than it is a province's total has to be possible; where any, it is hidden.

    `beside`: the counts of other periods. `capacity`: the most that a hidden count can be.
    """
    cases = pl.concat([_pair_with_longer(counts, beside), _pair_with_quarters(counts, beside)])
    asked = _measure(cases, _read_units(counts).with_columns(capacity=capacity), _read_units(beside))
    return mark_totals(counts, asked.select(*_TOTAL, amount="down", way=pl.lit("down")))


def _pair_with_longer(counts: pl.DataFrame, beside: pl.DataFrame) -> pl.DataFrame:
    """Totals of periods and of each longer one around them: a case each, numbered as the longer one."""
    kinds = [(shorter, longer) for longer, inside in _SHORTER_IN.items() for shorter in inside]
    longer = read_totals(beside).rename({"type": "longer"})
    pairs = pl.DataFrame(kinds, schema=["type", "longer"], orient="row").join(longer, on="longer")
    joined = read_totals(counts).join(pairs, on=["origin", "area_no", "calendar", "year", "type"], suffix="_other")
    is_inside = (pl.col("start_on") >= pl.col("start_on_other")) & (pl.col("end_on") <= pl.col("end_on_other"))
    return joined.filter(is_inside).select(
        *_TOTAL, "value", case_no=pl.col("period_no_other").cast(pl.Int64), other_form="form_other",
        other_no="period_no_other", other="value_other",
    )  # fmt: skip


def _pair_with_quarters(counts: pl.DataFrame, beside: pl.DataFrame) -> pl.DataFrame:
    """Totals of longer periods and of all the quarters in them: one case, of several rows."""
    count = pl.DataFrame({"type": list(_QUARTERS_IN), "count": list(_QUARTERS_IN.values())})
    quarters = read_totals(beside).filter(pl.col("type") == "quarter").drop("type")
    longer = read_totals(counts).join(count, on="type")
    joined = longer.join(quarters, on=["origin", "area_no", "calendar", "year"], suffix="_other")
    cases = joined.filter(pl.col("number_other") <= pl.col("count")).select(
        *_TOTAL, "value", "count", case_no=pl.lit(-1, pl.Int64), other_form="form_other", other_no="period_no_other",
        other="value_other",
    )  # fmt: skip
    return cases.filter(pl.len().over(_CASE) == pl.col("count")).drop("count")


def _measure(cases: pl.DataFrame, units: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Of each total `down`: how far it exceeds the others, less what the units of none of them can hold but one."""
    is_more = pl.col("value") > pl.col("other").sum().over(_CASE)
    cases = cases.filter(is_more).with_columns(count=pl.len().over(_CASE))
    inside = units.select(*_TREE, "unit_no", "part", "capacity", area_no="province_no").join(cases, on=_TOTAL)
    reported = others.select(
        "origin", "unit_no", "part", other_form="form", other_no="period_no", is_there=pl.lit(True)
    )
    unit = [*_CASE, "unit_no", "part"]
    each = (
        inside.join(reported, on=["origin", "unit_no", "part", *_OTHER], how="left")
        .group_by(unit)
        .agg(
            pl.col("value", "capacity").first(),
            pl.col("other").sum(),
            is_everywhere=pl.col("is_there").is_not_null().all(),
        )
    )
    return (
        each.filter(~pl.col("is_everywhere"))
        .group_by(_CASE)
        .agg(
            excess=(pl.col("value") - pl.col("other")).first(),
            slack=pl.col("capacity").sum() - pl.col("capacity").max(),
        )
        .select(*_TOTAL, down=pl.col("excess") - pl.col("slack"))
        .filter(pl.col("down") > 0)
    )


def _read_units(counts: pl.DataFrame) -> pl.DataFrame:
    """What is added up below province: desks, and areas of which nothing below was reported."""
    below = limit_by_province(counts).filter(_IS_BELOW)
    sums = pl.concat(
        [
            below.filter(~pl.col("is_desk")).select(*_TREE, area_no="parent_no"),
            below.filter("is_desk").select(*_TREE, "area_no"),
        ]
    ).unique()
    wholes = below.filter(~pl.col("is_desk")).join(sums, on=[*_TREE, "area_no"], how="anti")
    return pl.concat([wholes, below.filter("is_desk")]).with_columns(unit_no="area_no")
