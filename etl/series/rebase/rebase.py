"""Re-based observations: what earlier units reported on the ground of today's, and today's on that of 30/06/2025."""

import duckdb

from etl.series.rebase.counts import rebase_counts
from etl.series.rebase.intervals import widen_intervals
from etl.series.rebase.province_desks import mark_province_desks
from etl.series.rebase.scores import rebase_scores
from etl.series.rebase.steps import write_steps
from etl.series.rebase.surveys import rebase_surveys
from etl.statistics.intervals import find_intervals


def rebase_observations(connection: duckdb.DuckDBPyConnection) -> int:
    """Add the re-based rows to `stored.observation`, sorted as the reported ones before them. Returns how many.

    They come from the temporary tables `total` and `leaf`. Where the same ground reported a figure itself, it has no other.
    """
    write_steps(connection)
    rebase_counts(connection)
    mark_province_desks(connection)
    rebase_surveys(connection)
    rebase_scores(connection)
    _collect(connection)
    find_intervals(connection)
    widen_intervals(connection)
    ((added,),) = connection.execute(
        """
        insert into stored.observation by name
        select c.* exclude (numerator_variance, denominator_variance, covariance, whole_numerator, parts_numerator),
               bounds.ci_low, bounds.ci_high
        from collected c left join bounds on bounds.row_no = c.rowid
        order by indicator_no, period_no, area_no, form
        """
    ).fetchall()
    connection.execute(
        "drop table collected; drop table bounds; drop table rebased_count"
    )  # millions of rows: free their memory
    return added


def _collect(connection: duckdb.DuckDBPyConnection) -> None:
    """The temporary table `collected`: columns of `stored.observation`, and the parts of the error of sharing out.

    A weighted mean of scores is a choice of ours, not what a survey of the new unit would have given: it is marked as an
    estimate, and has no numerator.
    """
    connection.execute(
        """
        create or replace temp table collected as
        with own as (
            select distinct o.indicator_no, o.period_no, a.ground_no, o.origin = 'simulated' as is_simulated
            from stored.observation o join stored.area a using (area_no)
            where a.ground_no in (select ground_no from rebase_unit)
        ),
        rebased as (
            from rebased_count
            union all by name from rebased_survey
            union all by name from rebased_score
        )
        select s.indicator_no, r.period_no, u.to_no as area_no, null::uinteger as body_no, null::varchar as survey_id,
               u.edition, 'total'::scope as scope, k.breakdown, k.category,
               null::varchar as subgroup_by, null::varchar as subgroup, r.origin, s.form, r.numerator, r.denominator,
               case when r.value is not null then r.value when s.is_ratio then r.numerator / nullif(r.denominator, 0)
                    else r.numerator end as value,
               case when s.question is not null then round(r.denominator)::integer end as sample_size,
               nullif(r.spread_answers / nullif(r.denominator, 0), 1) as design_effect,
               r.qualifier::qualifier as qualifier,
               case when s.is_ratio and r.denominator = 0 then 'nil' else r.status end::status as status,
               case when u.is_exact and not s.is_score then 'rebased_exact' else 'rebased_apportioned' end::derivation
                   as derivation,
               r.reporting_units::usmallint as reporting_units,
               if(s.is_score, e.predecessors, e.units)::usmallint as expected_units,
               load.source_id, s.series,
               r.numerator_variance, r.denominator_variance, r.covariance, r.whole_numerator, r.parts_numerator
        from rebased r
        join rebase_unit u using (unit_no)
        join rebase_expected e using (unit_no, period_no)
        join indicator_source s using (source_no)
        join category_key k using (category_no)
        join load using (load_id)
        anti join own on own.indicator_no = s.indicator_no and own.period_no = r.period_no
            and own.ground_no = u.ground_no and own.is_simulated = (r.origin = 'simulated')
        """
    )
