"""Scores on the units of the other side: the mean of whole predecessors, weighted by their people."""

import duckdb


def rebase_scores(connection: duckdb.DuckDBPyConnection) -> None:
    """The temporary table `rebased_score`: one row per unit, mapping, origin, period and category.

    Only where the catalogue says `population_weighted`, no predecessor was divided, each of them has a score in the period
    and a known population; one that is missing would move the mean by as much as nobody knows.
    """
    connection.execute(
        """
        create or replace temp table rebased_score as
        select s.unit_no, l.source_no, l.origin, l.period_no, l.category_no,
               sum((a.population * l.numerator)::exact) / sum(a.population) as value,
               case when bool_and(l.qualifier = '=') then '=' else '~' end as qualifier, 'reported' as status,
               count(*) as reporting_units, max(l.load_id) as load_id
        from leaf l
        join indicator_source i on i.source_no = l.source_no and i.aggregation = 'population_weighted' and not i.is_ratio
        join rebase_step s on s.from_no = l.area_no
        join rebase_unit u on u.unit_no = s.unit_no and u.is_exact
        join stored.period p on p.period_no = l.period_no
            and p.end_on between s.ends_from and s.ends_until and p.start_on >= s.starts_from
        join rebase_expected e on e.unit_no = s.unit_no and e.period_no = l.period_no
        join stored.area a on a.area_no = l.area_no
        where l.status = 'reported' and l.scope = 'total' and l.survey_id is null
        group by s.unit_no, l.source_no, l.origin, l.period_no, l.category_no, e.predecessors
        having count(*) = e.predecessors and count(*) = count(l.numerator) and count(*) = count(*) filter (a.population > 0)
        """
    )
