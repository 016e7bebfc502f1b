"""From leaves to whole areas, up the tree commune → district → province → country, as sums of numerators and denominators."""

import duckdb

# Each level is added up from the one before; districts lie between communes and provinces only until 30/06/2025.
_LEVELS = ("commune", "district", "province", "country")


def add_up_areas(connection: duckdb.DuckDBPyConnection) -> None:
    """The temporary table `total`: one row per mapping, origin, period, area and category, with its completeness.

    A parent's own report (scope total) is preferred to the sum of what lies below it; the sum is kept beside it, so that
    a difference can be told. Scores and printed figures are not added up. Surveys are pooled from those that rate communes;
    one that rates a province's own bodies says nothing about its communes.
    """
    connection.execute(
        """
        create or replace temp table total (
            source_no integer, origin origin, period_no usmallint, area_no usmallint, parent_no usmallint,
            category_no usmallint, numerator double, denominator double,
            qualifier qualifier, status status, is_given boolean, is_differenced boolean, load_id integer,
            reporting_units integer, summed_numerator double, spread_answers double
        )
        """
    )
    for level in _LEVELS:
        _add_level(connection, level)
    _count_expected_units(connection)


def _add_level(connection: duckdb.DuckDBPyConnection, level: str) -> None:
    """The areas of one level: the desks of their own bodies and the level below, unless they report a total themselves.

    Several bodies that each report a total of the area add up; the total of the area as such goes before theirs.
    """
    connection.execute(
        """
        insert into total
        with part as (
            select source_no, origin, period_no, area_no, body_no, category_no, numerator, denominator, spread_answers,
                   qualifier, status, load_id, is_differenced,
                   scope = 'total' and survey_id is null and numerator is not null as is_given,
                   (a.level = 'commune' and numerator is not null)::integer as reporting_units
            from leaf
            join indicator_source s using (source_no)
            join stored.area a using (area_no)
            where a.level = $level and s.aggregation in ('sum', 'ratio_of_sums', 'pooled')
              and scope <> 'subordinates' and (survey_id is null or a.level = 'commune')
            union all
            select source_no, origin, period_no, parent_no, null, category_no, numerator, denominator, spread_answers,
                   qualifier, status, load_id, is_differenced, false, reporting_units
            from total
            where parent_no in (select area_no from stored.area where level = $level)
        ),
        added as (
            select source_no, origin, period_no, area_no, category_no, is_given,
                   coalesce(
                       sum(numerator::exact) filter (is_given and body_no is null), sum(numerator::exact)
                   ) as numerator,
                   coalesce(
                       sum(denominator::exact) filter (is_given and body_no is null),
                       sum(denominator::exact) filter (numerator is not null)
                   ) as denominator,
                   sum(spread_answers::exact) filter (numerator is not null) as spread_answers,
                   case when bool_and(qualifier = '=') then '=' when bool_and(qualifier in ('=', '>')) then '>'
                        when bool_and(qualifier in ('=', '<')) then '<' else '~' end as qualifier,
                   case when count(numerator) > 0 and bool_or(status = 'partial_period') then 'partial_period'
                        when bool_and(status = 'nil') filter (numerator is not null) then 'nil'
                        when count(numerator) > 0 then 'reported'
                        when bool_or(status = 'unpublished') then 'unpublished'
                        when bool_and(status = 'not_applicable') then 'not_applicable'
                        else 'not_reported' end as status,
                   bool_and(is_differenced) as is_differenced, max(load_id) as load_id,
                   case when $level = 'commune' then max(reporting_units) else sum(reporting_units) end as reporting_units
            from part
            group by source_no, origin, period_no, area_no, category_no, is_given
        ),
        given as (select * from added where is_given),
        summed as (select * from added where not is_given)
        select source_no, origin, period_no, area_no, a.parent_no, category_no,
               coalesce(given.numerator, summed.numerator),
               case when given.is_given then given.denominator else summed.denominator end,
               coalesce(given.qualifier, summed.qualifier), coalesce(given.status, summed.status),
               coalesce(given.is_given, false), coalesce(given.is_differenced, summed.is_differenced),
               coalesce(given.load_id, summed.load_id),
               case when $level = 'commune' then greatest(given.reporting_units, summed.reporting_units)
                    else coalesce(summed.reporting_units, 0) end,
               summed.numerator, summed.spread_answers  -- no survey is a report of a total
        from given
        full join summed using (source_no, origin, period_no, area_no, category_no)
        join stored.area a using (area_no)
        """,
        {"level": level},
    )


def _count_expected_units(connection: duckdb.DuckDBPyConnection) -> None:
    """`expected`: how many communes each area held on the last day of each period that has figures."""
    connection.execute(
        """
        create or replace temp table expected as
        with recursive inside as (
            select p.period_no, c.area_no as commune_no, c.area_no, c.parent_no
            from (select distinct period_no, end_on from stored.period join total using (period_no)) p
            join stored.area c on c.level = 'commune'
                and p.end_on between c.valid_from and coalesce(c.valid_to, date '9999-12-31')
            union all
            select i.period_no, i.commune_no, a.area_no, a.parent_no
            from inside i join stored.area a on a.area_no = i.parent_no
        )
        select period_no, area_no, count(*)::usmallint as units from inside group by all
        """
    )
