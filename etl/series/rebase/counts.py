"""Counts and ratios on the units of the other side: numerators and denominators apart, Σ weight × predecessor's figure."""

import duckdb


def rebase_counts(connection: duckdb.DuckDBPyConnection) -> None:
    """The temporary table `rebased_count`: one row per unit, mapping, origin, period and category that some predecessor has.

    From the totals of communes and provinces. A ratio needs both sides of each predecessor. Status and qualifier are those of
    a sum up the area tree. Where a divided predecessor may not be shared out by the weights there are (`apportion` of the
    indicator), the unit has no row. The variances are of the error of sharing out; the truth lies between `whole_numerator`
    and that and `parts_numerator`, the sums over whole and over divided predecessors.
    """
    connection.execute(
        """
        create or replace temp table rebased_count as
        with given as (
            select t.* exclude (numerator, denominator, status),
                   case when not s.is_ratio or t.denominator is not null then t.numerator end as numerator,
                   case when t.numerator is not null then t.denominator end as denominator,
                   case when t.numerator is not null and s.is_ratio and t.denominator is null then 'not_reported'
                        else t.status end as status,
                   i.apportion
            from total t
            join indicator_source s using (source_no)
            join stored.indicator i using (indicator_no)
            where s.aggregation in ('sum', 'ratio_of_sums')
        ),
        counted as (  -- how many communes stand behind the figure; a total that an area gave itself is complete
            select g.*, case when g.numerator is null then 0 when g.is_given then coalesce(e.units, 1)
                             else g.reporting_units end as units
            from given g left join expected e on e.period_no = g.period_no and e.area_no = g.area_no
        )
        select s.unit_no, c.source_no, c.origin, c.period_no, c.category_no,
               sum((s.weight * c.numerator)::exact)::double as numerator,
               sum((s.weight * c.denominator)::exact)::double as denominator,
               case when bool_and(qualifier = '=') then '=' when bool_and(qualifier in ('=', '>')) then '>'
                    when bool_and(qualifier in ('=', '<')) then '<' else '~' end as qualifier,
               case when count(c.numerator) > 0 and bool_or(c.status = 'partial_period') then 'partial_period'
                    when bool_and(c.status = 'nil') filter (c.numerator is not null) then 'nil'
                    when count(c.numerator) > 0 then 'reported'
                    when bool_and(c.status = 'not_applicable') then 'not_applicable'
                    else 'not_reported' end as status,
               sum(c.units) as reporting_units, max(c.load_id) as load_id,
               sum((s.linear * c.numerator + s.square * c.numerator * c.numerator)::exact)::double as numerator_variance,
               sum((s.linear * c.denominator + s.square * c.denominator * c.denominator)::exact)::double
                   as denominator_variance,
               sum((s.linear * c.numerator + s.square * c.numerator * c.denominator)::exact)::double as covariance,
               coalesce(sum(c.numerator::exact) filter (s.weight = 1), 0)::double as whole_numerator,
               coalesce(sum(c.numerator::exact) filter (s.weight < 1), 0)::double as parts_numerator
        from counted c
        join rebase_step s on s.from_no = c.area_no
        join rebase_unit u using (unit_no)
        join stored.period p on p.period_no = c.period_no
            and p.end_on between s.ends_from and s.ends_until and p.start_on >= s.starts_from
        where u.is_exact or c.apportion = 'area' or c.apportion = 'population' and not u.is_by_area
        group by s.unit_no, c.source_no, c.origin, c.period_no, c.category_no
        """
    )
