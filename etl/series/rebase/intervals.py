"""The error of sharing out, put into the 95 % intervals of apportioned figures."""

import duckdb
import polars as pl

from longdan.methods.apportioned_interval import apportioned_limits_expr, share_variance_expr, widen_limits_expr


def widen_intervals(connection: duckdb.DuckDBPyConnection) -> None:
    """Puts the rows of `collected` where a divided unit's cases were shared out into the temporary table `bounds`.

    A count has the limits of that error alone, like every count. A share and a rate have their interval of chance widened by
    it. Figures that are only bounded have none, nor have ratios of two different things.
    """
    figures = connection.sql(
        """
        select c.rowid as row_no, i.unit, c.value, c.denominator, b.ci_low, b.ci_high, c.numerator_variance,
               c.denominator_variance, c.covariance, c.whole_numerator, c.parts_numerator
        from collected c join stored.indicator i using (indicator_no) left join bounds b on b.row_no = c.rowid
        where c.numerator_variance + coalesce(c.denominator_variance, 0) > 0 and c.value is not null and c.qualifier = '='
        """
    ).pl()
    bounded = (_bound_counts, _bound_shares, _bound_rates)
    intervals = pl.concat([bound(figures) for bound in bounded])  # noqa: F841 (DuckDB reads it by name)
    connection.execute(
        """
        create or replace temp table bounds as
        select row_no, coalesce(i.ci_low, b.ci_low) as ci_low, coalesce(i.ci_high, b.ci_high) as ci_high
        from bounds b full join intervals i using (row_no)
        """
    )


def _bound_counts(figures: pl.DataFrame) -> pl.DataFrame:
    low, high = apportioned_limits_expr(
        pl.col("value"), pl.col("numerator_variance"), pl.col("whole_numerator"), pl.col("parts_numerator")
    )
    return figures.filter(pl.col("denominator").is_null()).select("row_no", ci_low=low, ci_high=high)


def _bound_shares(figures: pl.DataFrame) -> pl.DataFrame:
    variance = share_variance_expr(
        pl.col("value"),
        pl.col("denominator"),
        pl.col("numerator_variance"),
        pl.col("denominator_variance"),
        pl.col("covariance"),
    )
    low, high = _widen(variance)
    return figures.filter(pl.col("unit") == "share").select("row_no", ci_low=low.clip(0), ci_high=high.clip(None, 1))


def _bound_rates(figures: pl.DataFrame) -> pl.DataFrame:
    """The people of a part are known (`apportion = "population"`): only the count errs."""
    low, high = _widen(pl.col("numerator_variance") / pl.col("denominator") ** 2)
    return figures.filter(pl.col("unit") == "per_1000").select("row_no", ci_low=low.clip(0), ci_high=high)


def _widen(variance: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    return widen_limits_expr(pl.col("value"), pl.col("ci_low"), pl.col("ci_high"), variance)
