"""Quarters and years of the civil calendar from what is counted by the month (our own templates)."""

from datetime import date, timedelta

import duckdb

from etl.series.periods import add_periods
from longdan.methods.period import Period, add_months, parse_period


def roll_up_months(connection: duckdb.DuckDBPyConnection) -> int:
    """Adds quarters and years to `leaf` from its civil months, where no such row was reported. Returns how many rows.

    Events are recorded in the month they fall in, so a month without a row had none; a month whose figure is missing leaves
    its quarter and year without one. What is held against a requirement is known only where every month has a row.
    """
    months = connection.execute(
        "select period_no, period_id from stored.period where type = 'month' and calendar = 'civil'"
    ).fetchall()
    if not months:
        return 0
    inside = [(number, longer.period_id) for number, month in months for longer in _longer(parse_period(month))]
    add_periods(connection, (period_id for _, period_id in inside))
    connection.execute("create or replace temp table month_of (month_no usmallint, period_id varchar)")
    connection.executemany("insert into month_of values (?, ?)", inside)
    return connection.execute(
        """
        insert into leaf by name
        with flow as (
            select l.*, p.period_no as longer_no, i.required, if(p.type = 'quarter', 3, 12) as month_count
            from leaf l
            join indicator_source i using (source_no)
            join month_of m on m.month_no = l.period_no
            join stored.period p on p.period_id = m.period_id
            where i.aggregation in ('sum', 'ratio_of_sums') and i.per_population is null
        ),
        added as (
            select source_no, origin, longer_no as period_no, area_no, body_no, scope, category_no,
                   case when bool_and(numerator is not null) then sum(numerator::exact) end as numerator,
                   case when bool_and(numerator is not null) then sum(denominator::exact) end as denominator,
                   case when bool_and(qualifier = '=') then '=' when bool_and(qualifier in ('=', '>')) then '>'
                        else '~' end as qualifier,
                   case when bool_and(status = 'nil') then 'nil' when bool_and(numerator is not null) then 'reported'
                        else 'not_reported' end as status,
                   min(covered_from) as covered_from, false as is_differenced, max(load_id) as load_id
            from flow group by source_no, origin, longer_no, area_no, body_no, scope, category_no, required, month_count
            having required is null or count(distinct period_no) = month_count
        )
        select added.* from added
        anti join leaf l on l.source_no = added.source_no and l.origin = added.origin and l.period_no = added.period_no
            and l.area_no = added.area_no and l.scope = added.scope and l.body_no is not distinct from added.body_no
        """
    ).fetchall()[0][0]


def _longer(month: Period) -> list[Period]:
    """The civil quarter and year that hold a month."""
    start = month.start_on
    quarter = start.replace(month=(start.month - 1) // 3 * 3 + 1)
    year = start.replace(month=1)
    return [_civil("quarter", quarter, 3), _civil("year", year, 12)]


def _civil(type: str, start: date, months: int) -> Period:
    return Period(type, "civil", start, add_months(start, months) - timedelta(days=1))
