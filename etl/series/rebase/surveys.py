"""Surveys on the units of the other side: the respondents of whole predecessors pooled, never their shares averaged."""

import duckdb


def rebase_surveys(connection: duckdb.DuckDBPyConnection) -> None:
    """The temporary table `rebased_survey`: one row per unit, mapping, origin, period and category.

    Only for units of which no predecessor was divided: who of a divided unit's respondents lives in which part nobody knows.
    Of communes, surveys of one instrument and one rule for the denominator are pooled; where a unit has several such pools,
    the one of most respondents stands, as among surveys of one commune. A pool with a survey that prints shares only is none.
    Provinces are pooled from the pooled totals of their predecessors.
    """
    connection.execute(
        """
        create or replace temp table rebased_survey as
        with asked as (
            select l.source_no, l.origin, l.period_no, l.area_no, l.category_no, v.instrument, v.denominator_rule,
                   l.numerator, l.denominator, l.spread_answers, l.value, l.qualifier, 1 as units, l.load_id
            from leaf l join survey v using (survey_id) join stored.area a using (area_no)
            where a.level = 'commune' and l.status = 'reported'
            union all
            select t.source_no, t.origin, t.period_no, t.area_no, t.category_no, null, null,
                   t.numerator, t.denominator, t.spread_answers, null, t.qualifier, t.reporting_units, t.load_id
            from total t join stored.area a using (area_no)
            where a.level = 'province' and t.status = 'reported'
        ),
        pooled as (
            select s.unit_no, a.source_no, a.origin, a.period_no, a.category_no, a.instrument, a.denominator_rule,
                   sum(a.numerator::exact)::double as numerator, sum(a.denominator::exact)::double as denominator,
                   sum(a.spread_answers::exact)::double as spread_answers,
                   case when bool_and(a.qualifier = '=') then '=' else '~' end as qualifier,
                   if(any_value(a.instrument) is null, sum(a.units), count(distinct a.area_no)) as reporting_units,
                   max(a.load_id) as load_id
            from asked a
            join indicator_source i on i.source_no = a.source_no and i.question is not null and i.aggregation = 'pooled'
            join rebase_step s on s.from_no = a.area_no
            join rebase_unit u on u.unit_no = s.unit_no and u.is_exact
            join stored.period p on p.period_no = a.period_no
                and p.end_on between s.ends_from and s.ends_until and p.start_on >= s.starts_from
            group by s.unit_no, a.source_no, a.origin, a.period_no, a.category_no, a.instrument, a.denominator_rule
            having bool_and(a.numerator is not null)
        )
        select * exclude (instrument, denominator_rule), 'reported' as status
        from pooled
        qualify row_number() over (
            partition by unit_no, source_no, origin, period_no, category_no
            order by denominator desc, instrument, denominator_rule
        ) = 1
        """
    )
