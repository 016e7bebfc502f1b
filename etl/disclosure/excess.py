"""What the totals of one period exceed those of others by, where not the same units reported.

A unit's figure of a shorter period is no more than that of a longer one around it, and that of a longer one no more than its
quarters together. So units that reported the one and not the others had together at least what the one total exceeds the
others by; where that is more than all of them but one can hold, that one had some.
"""

import polars as pl

from etl.disclosure.period_totals import TREE, ask, pair_periods, pair_quarters, read_totals, read_units

_CASE = ["row_no", "case_no"]
_UNIT = ["origin", "area_no", "is_desk", "part"]


def ask_down(counts: pl.DataFrame, beside: pl.DataFrame, capacity: pl.Expr) -> pl.DataFrame:
    """`counts` with the totals of provinces withheld that give a unit away, `down` saying how much less has to be possible.

    `beside`: the counts of other periods. `capacity`: the most that a hidden count can be.
    """
    totals, others = read_totals(counts), read_totals(beside)
    cases = pl.concat([_set_beside_longer(totals, others), _set_beside_quarters(totals, others)])
    asked = _measure(cases, read_units(counts).with_columns(capacity=capacity), read_units(beside))
    return ask(counts, asked.with_columns(up=pl.lit(0, pl.Int64)))


def _set_beside_longer(totals: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """A case for each total and longer period around its own, numbered as the longer one's total."""
    return pair_periods(others, totals).select(
        *(pl.col(f"{name}_in").alias(name) for name in ("row_no", "form", "period_no", "value")),
        "origin", province_no="area_no", case_no="row_no", other_form="form", other_no="period_no", other="value",
    )  # fmt: skip


def _set_beside_quarters(totals: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """A case for each total of a longer period, of as many rows as it has quarters."""
    return pair_quarters(totals, others).select(
        "row_no", "form", "period_no", "value", "origin", province_no="area_no", case_no=pl.lit(-1, pl.Int64),
        other_form="form_in", other_no="period_no_in", other="value_in",
    )  # fmt: skip


def _measure(cases: pl.DataFrame, units: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Of each total `down`: how far it exceeds the others, less what the units of none of them can hold but one."""
    more = cases.filter(pl.col("value") > pl.col("other").sum().over(_CASE))
    inside = units.select(*_UNIT, *TREE[1:], "province_no", "capacity").join(more, on=[*TREE, "province_no"])
    reported = others.select(*_UNIT, other_form="form", other_no="period_no", is_there=pl.lit(True))
    each = (
        inside.join(reported, on=[*_UNIT, "other_form", "other_no"], how="left")
        .group_by(*_CASE, *_UNIT)
        .agg(
            pl.col("value", "capacity").first(),
            pl.col("other").sum(),
            is_everywhere=pl.col("is_there").is_not_null().all(),
        )
    )
    excess, capacity = (pl.col("value") - pl.col("other")).first(), pl.col("capacity")
    alone = each.filter(~pl.col("is_everywhere")).group_by(_CASE)
    found = alone.agg(down=excess - (capacity.sum() - capacity.max()))
    return found.filter(pl.col("down") > 0).select("row_no", "down")
