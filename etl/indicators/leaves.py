"""Observations at the places where figures were reported: one row per indicator, body, period and reported cell."""

import duckdb

POPULATION_YEARS = 5  # between the count of an area's people and a period whose rate may rest on it


def create_leaf(connection: duckdb.DuckDBPyConnection) -> None:
    """The temporary table `leaf`: an observation before it is added up the area tree."""
    connection.execute(
        """
        create or replace temp table leaf (
            source_no integer, origin origin, period_no usmallint, area_no usmallint, body_no uinteger, scope scope,
            survey_id varchar, category_no usmallint,  -- 0: undivided
            numerator double, denominator double, value double,  -- value only where no numerator is printed
            spread_answers double,  -- of a survey: answers times design effect, which add up where surveys are pooled
            qualifier qualifier, status status,
            covered_from date, is_differenced boolean, load_id integer
        )
        """
    )


def add_form_leaves(connection: duckdb.DuckDBPyConnection) -> None:
    """Official forms and templates: the columns of a mapping added up, cell by cell.

    Missing is not zero: where a column of the mapping has no figure, the observation has none. `nil` only where every
    column was reported as none. A rate has no denominator where the people were counted too long before or after.
    """
    connection.execute(
        """
        insert into leaf by name
        with standing as (
            select m.*, l.load_id, l.origin, coalesce(k.category_no, 0) as category_no
            from stored.measure m
            join report r on r.report_id = m.report_id and r.superseded_by is null
            join load l using (load_id)
            anti join outdone on outdone.measure_row = m.rowid
            left join category_key k on k.breakdown = m.breakdown and k.category = m.category
        ),
        matched as (  -- which category of the measures each column takes, and of which category the observation is
            select form_no, column_no, where_no as category_no, source_no, category_no as observed_no, is_denominator, bit, sign
            from component c where c.by is null
            union all
            select form_no, column_no, k.category_no, source_no, k.category_no as observed_no, is_denominator, bit, sign
            from component c join category_key k on k.breakdown = c.by
        ),
        cell as (
            select c.source_no, m.origin, m.period_no, m.area_no, m.body_no, m.scope,
                   c.observed_no as category_no, c.is_denominator, c.bit, c.sign * m.value as part, m.status,
                   case when c.sign > 0 or m.qualifier not in ('<', '>') then m.qualifier
                        when m.qualifier = '<' then '>' else '<' end as qualifier,
                   m.covered_from, m.load_id
            from standing m join matched c using (form_no, column_no, category_no)
        ),
        added as (
            select source_no, origin, period_no, area_no, body_no, scope, category_no,
                   sum(part::exact) filter (not is_denominator) as numerator,
                   sum(part::exact) filter (is_denominator) as denominator,
                   bit_or(bit) filter (part is not null) as mask,
                   bool_and(part is not null) as has_all,
                   bool_and(status = 'nil') as is_nil,
                   bool_or(status = 'partial_period') as is_partial,
                   bool_or(status = 'not_applicable') as is_not_applicable,
                   bool_or(status = 'unpublished') as is_unpublished,
                   case when bool_and(qualifier = '=') then '=' when bool_and(qualifier in ('=', '>')) then '>'
                        when bool_and(qualifier in ('=', '<')) then '<' else '~' end as qualifier,
                   min(covered_from) as covered_from, max(load_id) as load_id
            from cell
            group by source_no, origin, period_no, area_no, body_no, scope, category_no
        ),
        judged as (
            select a.*, s.per_population, a.has_all and a.mask & s.full_mask = s.full_mask as is_complete
            from added a join indicator_source s using (source_no)
        )
        select j.source_no, j.origin, j.period_no, j.area_no, j.body_no, j.scope, j.category_no,
               case when is_complete then coalesce(numerator, 0) end as numerator,
               case when not is_complete then null
                    when per_population is not null and area.population_on is not null
                         and abs(date_diff('year', area.population_on, p.end_on)) > $population_years then null
                    when per_population is not null then area.population / per_population::double
                    else denominator end as denominator,
               j.qualifier,
               case when is_unpublished then 'unpublished' when not is_complete and is_not_applicable then 'not_applicable'
                    when not is_complete then 'not_reported' when is_partial then 'partial_period'
                    when is_nil then 'nil' else 'reported' end as status,
               j.covered_from, false as is_differenced, j.load_id
        from judged j join stored.area area using (area_no) join stored.period p using (period_no)
        """,
        {"population_years": POPULATION_YEARS},
    )


def add_survey_leaves(connection: duckdb.DuckDBPyConnection) -> None:
    """Survey shares: favourable answers over the answers in the denominator, per survey, question and breakdown.

    A survey whose result is not published has one row without a value and the status `unpublished`.
    """
    connection.execute(
        """
        insert into leaf by name
        with marked as (
            select s.source_no, l.origin, l.load_id, m.period_no, m.area_no, m.survey_id,
                   coalesce(k.category_no, 0) as category_no, m.qualifier, m.status,
                   case when a.is_favourable then m.value else 0 end as favourable,
                   case when a.in_denominator then m.value else 0 end as base, m.value, coalesce(v.design_effect, 1) as effect
            from stored.measure m
            join report r on r.report_id = m.report_id and r.superseded_by is null
            join load l using (load_id)
            join indicator_source s on s.form_no = m.form_no and s.question = split_part(m.column_no, '/', 1)
            left join answer a on a.survey_id = m.survey_id and a.question = s.question
                and a.position = try_cast(split_part(m.column_no, '/', 2) as integer)
            left join survey v on v.survey_id = m.survey_id
            left join category_key k on k.breakdown = m.breakdown and k.category = m.category
            where s.question is not null and split_part(m.column_no, '/', 3) = ''
        )
        select source_no, origin, period_no, area_no, 'total' as scope, survey_id, category_no,
               case when bool_and(value is not null) then sum(favourable::exact) end as numerator,
               case when bool_and(value is not null) then sum(base::exact) end as denominator,
               case when bool_and(value is not null) then sum((base * effect)::exact) end as spread_answers,
               case when bool_and(qualifier = '=') then '=' else '~' end as qualifier,
               case when bool_or(status = 'unpublished') then 'unpublished'
                    when bool_or(value is null) then 'not_reported' else 'reported' end as status,
               false as is_differenced, max(load_id) as load_id
        from marked
        group by source_no, origin, period_no, area_no, survey_id, category_no
        """
    )


def add_survey_share_leaves(connection: duckdb.DuckDBPyConnection) -> None:
    """Surveys that print shares and no counts: the favourable shares added up, the base being the valid forms.

    No count is invented: the numerator stays null, so such a survey never enters a pooled total.
    """
    connection.execute(
        """
        insert into leaf by name
        select s.source_no, l.origin, m.period_no, m.area_no, 'total' as scope, m.survey_id, 0 as category_no,
               any_value(v.valid) as denominator,
               case when bool_and(m.value is not null) then sum(if(a.is_favourable, m.value, 0)::exact) end as value,
               '~' as qualifier, case when bool_or(m.value is null) then 'not_reported' else 'reported' end as status,
               false as is_differenced, max(l.load_id) as load_id
        from stored.measure m
        join report r on r.report_id = m.report_id and r.superseded_by is null
        join load l using (load_id)
        join indicator_source s on s.form_no = m.form_no and s.question = split_part(m.column_no, '/', 1)
        join answer a on a.survey_id = m.survey_id and a.question = s.question
            and a.position = try_cast(split_part(m.column_no, '/', 2) as integer)
        left join survey v on v.survey_id = m.survey_id
        where split_part(m.column_no, '/', 3) = 'share' and m.category is null
        group by s.source_no, l.origin, m.period_no, m.area_no, m.survey_id
        """
    )
