"""Discrete quarters from cumulative reports: Q2 = 6 months − Q1, Q3 = 9 months − 6 months, Q4 = year − 9 months.

Thông tư 06/2025/TT-TTCP, articles 4 and 7: 6 months, 9 months and the year run from 15/12. Only a quarter that was not reported
itself is made; only of flows, within one form and from windows that begin on the same day; a negative result is no figure.
"""

import duckdb

from etl.series.periods import add_periods
from longdan.methods.period import inspection_period, parse_period

_LAST_QUARTER = {"half": 2, "nine_months": 3, "year": 4}


def difference_cumulative(connection: duckdb.DuckDBPyConnection) -> int:
    """Adds the missing quarters of flows to `leaf` (with `is_differenced`). Returns how many rows."""
    _add_quarters(connection)
    connection.execute(
        """
        create or replace temp table step as
        select l.period_no as longer_no, s.period_no as shorter_no, q.period_no as quarter_no
        from stored.period l
        join stored.period s on s.calendar = 'inspection' and s.start_on = l.start_on and s.end_on < l.end_on
        join stored.period q on q.calendar = 'inspection' and q.type = 'quarter'
            and q.start_on = s.end_on + 1 and q.end_on = l.end_on
        where l.calendar = 'inspection'
        """
    )
    return connection.execute(
        """
        insert into leaf by name
        with flow as (
            select l.* from leaf l join indicator_source i using (source_no)
            where i.is_flow and l.status in ('reported', 'nil') and l.qualifier = '='
        ),
        wanted as (
            select f.*, step.shorter_no, step.quarter_no
            from flow f join step on step.longer_no = f.period_no
            anti join flow q on q.period_no = step.quarter_no and q.source_no = f.source_no and q.origin = f.origin
                and q.area_no = f.area_no and q.scope = f.scope and q.body_no is not distinct from f.body_no
                and q.category_no = f.category_no
        )
        select w.source_no, w.origin, w.quarter_no as period_no, w.area_no, w.body_no, w.scope, w.survey_id,
               w.category_no, w.numerator - s.numerator as numerator, w.denominator - s.denominator as denominator,
               '=' as qualifier, 'reported' as status, true as is_differenced, w.load_id
        from wanted w
        join flow s on s.period_no = w.shorter_no and s.source_no = w.source_no and s.origin = w.origin
            and s.area_no = w.area_no and s.scope = w.scope and s.body_no is not distinct from w.body_no
            and s.category_no = w.category_no
            and s.covered_from is not distinct from w.covered_from
        where w.numerator >= s.numerator and (w.denominator is null or w.denominator >= s.denominator)
        """
    ).fetchall()[0][0]


def _add_quarters(connection: duckdb.DuckDBPyConnection) -> None:
    """The quarter that ends with each cumulative period, also where nobody reported it."""
    cumulative = connection.execute(
        "select period_id from stored.period where calendar = 'inspection' and is_cumulative"
    ).fetchall()
    periods = [parse_period(period_id) for (period_id,) in cumulative]
    add_periods(connection, (inspection_period("quarter", p.year, _LAST_QUARTER[p.type]).period_id for p in periods))
