"""95 % intervals of the figures that chance moves: shares of known counts, and rates per population."""

import duckdb
import polars as pl

from longdan.methods.count_interval import count_limits_expr
from longdan.methods.interval import wilson_expr


def find_intervals(connection: duckdb.DuckDBPyConnection) -> None:
    """The temporary table `bounds`: row_no, ci_low and ci_high of rows of the temporary table `collected`, of which the others have none.

    A share has Wilson's interval where its counts are known and the numerator is part of the denominator; of a survey, the
    population that was asked corrects it, and the design effect divides its size. A rate per 1,000 people has that of its
    count. Figures that are only bounded, or were taken as printed without counts, have none.
    """
    counts = connection.sql(
        """
        select c.rowid as row_no, i.unit = 'share' as is_share, c.numerator, c.denominator, s.population, c.design_effect
        from collected c join stored.indicator i using (indicator_no) left join survey s using (survey_id)
        where i.unit in ('share', 'per_1000') and c.value is not null and c.qualifier = '='
          and c.numerator >= 0 and c.denominator > 0
        """
    ).pl()
    intervals = pl.concat([_bound_shares(counts), _bound_rates(counts)])  # noqa: F841 (DuckDB reads it by name)
    connection.execute("create or replace temp table bounds as select * from intervals")


def _bound_shares(counts: pl.DataFrame) -> pl.DataFrame:
    low, high = wilson_expr(
        pl.col("numerator"),
        pl.col("denominator"),
        population=pl.col("population"),
        design_effect=pl.col("design_effect"),
    )
    return counts.filter("is_share").select("row_no", ci_low=low, ci_high=high)


def _bound_rates(counts: pl.DataFrame) -> pl.DataFrame:
    low, high = count_limits_expr(pl.col("numerator"))
    base = pl.col("denominator")
    return counts.filter(~pl.col("is_share")).select("row_no", ci_low=low / base, ci_high=high / base)
