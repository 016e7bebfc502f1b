"""The figure of about a year of every unit in force: what places are judged by, and what they are found to lie in clusters by."""

import duckdb
import polars as pl

from etl.statistics.settings import Watch


def gather_year_figures(
    connection: duckdb.DuckDBPyConnection, indicator_no: int, watch: Watch, window_days: int, *, is_share: bool
) -> pl.DataFrame:
    """One row per unit in force and origin, with the figures of a year, and of the year before (null where there are none).

    area_no, is_simulated, level, parent_no, numerator, denominator (above 0), effect, numerator_before, denominator_before,
    effect_before, first_period_no, last_period_no. `effect` is the design effect of surveys, 1 where there is none. Of survey
    rounds the newest alone and the one before it, since two of them ask the same people again. Left out: what is only bounded,
    apportioned, of a part of its period, or of a sample that was not drawn at random.
    """
    period_type, _, calendar = watch.period.partition(".")
    return connection.sql(
        """
        with figure as (
            select t.ground_no as area_no, t.is_simulated, a.level, a.parent_no, t.period_no, p.end_on, t.numerator, t.denominator,
                   t.denominator * coalesce(t.design_effect, 1) as spread,
                   date_diff('day', p.end_on, max(p.end_on) over (partition by t.is_simulated)) // $window_days as windows_ago,
                   row_number() over (partition by t.ground_no, t.is_simulated order by p.end_on desc) - 1 as rounds_ago
            from stored.area_total t
            join stored.period p using (period_no) join stored.area a on a.area_no = t.ground_no
            left join survey s using (survey_id)
            where t.indicator_no = $indicator_no and p.type = $period_type and p.calendar = $calendar
              and a.valid_to is null and a.level in ('province', 'commune')
              and t.numerator >= 0 and t.denominator > 0 and t.qualifier = '=' and t.status in ('reported', 'nil')
              and (t.numerator <= t.denominator or not $is_share)
              and t.derivation <> 'rebased_apportioned' and coalesce(s.sample_type, 'random') in ('random', 'census')
        ), counted as (
            select *, if($period_type = 'round', rounds_ago, windows_ago) as steps_ago
            from figure where windows_ago <= if($period_type = 'round', rounds_ago, 1)
        ), summed as (
            select area_no, is_simulated, level::varchar as level, parent_no,
                   sum(numerator::exact) filter (steps_ago = 0)::double as numerator,
                   sum(denominator::exact) filter (steps_ago = 0)::double as denominator,
                   sum(numerator::exact) filter (steps_ago = 1)::double as numerator_before,
                   sum(denominator::exact) filter (steps_ago = 1)::double as denominator_before,
                   sum(spread::exact) filter (steps_ago = 0) as spread,
                   sum(spread::exact) filter (steps_ago = 1) as spread_before,
                   arg_min(period_no, end_on) filter (steps_ago = 0) as first_period_no,
                   arg_max(period_no, end_on) filter (steps_ago = 0) as last_period_no
            from counted where steps_ago <= 1 group by all
        )
        select * exclude (spread, spread_before),
               spread / denominator as effect, spread_before / denominator_before as effect_before
        from summed where denominator > 0 order by area_no, is_simulated
        """,
        params={
            "indicator_no": indicator_no,
            "period_type": period_type,
            "calendar": calendar,
            "window_days": window_days,
            "is_share": is_share,
        },
    ).pl()
