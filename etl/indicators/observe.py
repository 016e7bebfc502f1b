"""Write `stored.observation`: totals of areas, own desks, surveys, scores and printed figures, sorted as they are read."""

import duckdb

from etl.statistics.intervals import find_intervals


def write_observations(connection: duckdb.DuckDBPyConnection) -> int:
    """Everything the pages ask for, sorted by indicator, period and area. Returns the number of rows."""
    connection.execute("create or replace temp table collected as select * from stored.observation limit 0")
    _collect_totals(connection)
    _collect_leaves(connection)
    _collect_printed(connection)
    find_intervals(connection)
    connection.execute(
        """
        insert into stored.observation by name
        select c.* exclude (ci_low, ci_high), bounds.ci_low, bounds.ci_high
        from collected c left join bounds on bounds.row_no = c.rowid
        order by indicator_no, period_no, area_no, form
        """
    )
    connection.execute("drop table collected; drop table bounds")
    return connection.execute("select count(*) from stored.observation").fetchall()[0][0]


def _collect_totals(connection: duckdb.DuckDBPyConnection) -> None:
    """Whole areas. A share of nothing (denominator 0) has no value and is `nil`: nothing arose."""
    connection.execute(
        """
        insert into collected by name
        select s.indicator_no, t.period_no, t.area_no, 'reported' as edition, 'total' as scope, k.breakdown, k.category,
               t.origin, s.form, t.numerator, t.denominator,
               case when s.is_ratio then t.numerator / nullif(t.denominator, 0) else t.numerator end as value,
               case when s.aggregation = 'pooled' then t.denominator end as sample_size,
               nullif(t.spread_answers / nullif(t.denominator, 0), 1) as design_effect,
               t.qualifier,
               case when s.is_ratio and t.denominator = 0 then 'nil' else t.status end as status,
               case when t.is_differenced then 'differenced' when s.is_ratio then 'ratio'
                    when t.is_given or a.level = 'commune' and s.is_single_column then 'reported'
                    else 'summed' end as derivation,
               t.reporting_units, coalesce(e.units, 0) as expected_units, load.source_id, s.series
        from total t
        join load using (load_id)
        join indicator_source s using (source_no)
        join stored.area a using (area_no)
        join category_key k using (category_no)
        left join expected e on e.period_no = t.period_no and e.area_no = t.area_no
        where s.question is null or a.level <> 'commune'  -- a commune's surveys stand as they are, one by one
        """
    )


def _collect_leaves(connection: duckdb.DuckDBPyConnection) -> None:
    """What is not added up: surveys one by one, scores, and the own desks of provinces and districts."""
    connection.execute(
        """
        insert into collected by name
        select s.indicator_no, l.period_no, l.area_no,
               case when l.scope = 'own' then l.body_no end as body_no, l.survey_id,
               'reported' as edition, l.scope, k.breakdown, k.category, l.origin, s.form,
               case when s.is_score then null else l.numerator end as numerator, l.denominator,
               case when l.value is not null then l.value
                    when s.is_ratio then l.numerator / nullif(l.denominator, 0) else l.numerator end as value,
               case when s.question is not null then l.denominator end as sample_size,
               nullif(l.spread_answers / nullif(l.denominator, 0), 1) as design_effect,
               l.qualifier, case when s.is_ratio and l.denominator = 0 then 'nil' else l.status end as status,
               case when s.is_ratio and l.value is null then 'ratio' when s.is_single_column then 'reported'
                    else 'summed' end as derivation,
               load.source_id, s.series
        from leaf l
        join load using (load_id)
        join indicator_source s using (source_no)
        join stored.area a using (area_no)
        join category_key k using (category_no)
        where s.question is not null or s.is_score
           or l.scope <> 'total' and a.level in ('province', 'district')
        """
    )


def _collect_printed(connection: duckdb.DuckDBPyConnection) -> None:
    """Figures taken as printed: `<indicator_id>/value|numerator|denominator` of the form `published`."""
    connection.execute(
        """
        insert into collected by name
        with printed as (
            select i.indicator_no, m.period_no, m.area_no, m.body_no, m.survey_id, m.scope, m.breakdown, m.category, l.origin,
                   l.source_id, i.aggregation, m.report_id,
                   max(m.value) filter (split_part(m.column_no, '/', 2) = 'numerator') as numerator,
                   max(m.value) filter (split_part(m.column_no, '/', 2) = 'denominator') as denominator,
                   max(m.value) filter (split_part(m.column_no, '/', 2) = 'value') as value,
                   max(m.qualifier) as qualifier, max(m.status) as status
            from stored.measure m
            join report r on r.report_id = m.report_id and r.superseded_by is null
            join load l using (load_id)
            join stored.form f on f.form_no = m.form_no and f.form = 'published'
            join stored.indicator i on i.indicator_id = split_part(m.column_no, '/', 1)
            group by all
        )
        select * exclude (value, aggregation, report_id), 'reported' as edition, 'published' as form,
               coalesce(value, numerator / nullif(denominator, 0), numerator) as value,
               case when aggregation = 'pooled' then denominator end as sample_size,
               'reported' as derivation, 'published' as series
        from printed
        """
    )
