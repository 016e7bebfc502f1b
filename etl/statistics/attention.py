"""Which places stand out, in which figure, beside whom, and how sure: the table `attention` of the published file.

Computed from what is published there alone, so that nothing hidden can be worked out from it.
"""

import duckdb
import numpy as np
import polars as pl

from etl.statistics.settings import AttentionSettings, Watch
from longdan.methods.distribution import normal_quantile
from longdan.methods.funnel import fit_funnel, score_changes
from longdan.methods.interval import CERTAIN, CONFIDENT


def write_attention(connection: duckdb.DuckDBPyConnection, settings: AttentionSettings) -> None:
    """Fills `stored.attention` for every watched indicator of the catalogue; `stored.peer` must be there."""
    for watch in settings.watches:
        known = connection.execute(
            "select indicator_no, unit = 'share', direction from stored.indicator where indicator_id = $indicator",
            {"indicator": watch.indicator},
        ).fetchall()
        for indicator_no, is_share, direction in known:
            figures = _gather(connection, indicator_no, watch, settings.window_days, is_share=is_share)
            judged = [
                _judge(places, is_share=is_share, direction=direction, fewest=settings.fewest_places)
                for _, places in figures.group_by("benchmark", "group_no", "is_simulated", maintain_order=True)
                if places.height >= settings.fewest_places
            ]
            _store(connection, indicator_no, judged)


def _gather(
    connection: duckdb.DuckDBPyConnection, indicator_no: int, watch: Watch, window_days: int, *, is_share: bool
) -> pl.DataFrame:
    """One row per unit in force and benchmark that it is judged by, with the figures of a year, and of the year before.

    Of survey rounds the newest alone and the one before it, since two of them ask the same people again. Left out: what is only
    bounded, apportioned, of a part of its period, or of a sample that was not drawn at random.
    """
    period_type, _, calendar = watch.period.partition(".")
    return connection.sql(
        """
        with figure as (
            select t.ground_no as area_no, t.is_simulated, a.level, a.parent_no, t.period_no, p.end_on, t.numerator, t.denominator,
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
            select area_no, is_simulated, level, parent_no,
                   sum(numerator) filter (steps_ago = 0) as numerator, sum(denominator) filter (steps_ago = 0) as denominator,
                   sum(numerator) filter (steps_ago = 1) as numerator_before,
                   sum(denominator) filter (steps_ago = 1) as denominator_before,
                   arg_min(period_no, end_on) filter (steps_ago = 0) as first_period_no,
                   arg_max(period_no, end_on) filter (steps_ago = 0) as last_period_no
            from counted where steps_ago <= 1 group by all
        )
        select 'parent' as benchmark, parent_no as group_no, * exclude (level, parent_no) from summed where denominator > 0
        union all
        select 'peer', group_no, * exclude (level, parent_no, group_no) from summed join stored.peer using (area_no)
        where level = 'commune' and denominator > 0
        order by benchmark, group_no, is_simulated, area_no
        """,
        params={
            "indicator_no": indicator_no,
            "period_type": period_type,
            "calendar": calendar,
            "window_days": window_days,
            "is_share": is_share,
        },
    ).pl()


def _judge(places: pl.DataFrame, *, is_share: bool, direction: str, fewest: int) -> pl.DataFrame:
    """The places of one group with what the table says of each."""
    part, whole = (places[column].to_numpy() for column in ("numerator", "denominator"))
    funnel = fit_funnel(part, whole, is_share=is_share)
    low, high = funnel.limits(whole, normal_quantile(CERTAIN))
    scores = funnel.score(part, whole)
    changes = _score_changes(places, is_share=is_share, fewest=fewest)
    return places.select(
        "area_no", "is_simulated", "benchmark", "first_period_no", "last_period_no", "numerator", "denominator",
        value=pl.Series(part / whole),
        benchmark_value=pl.lit(funnel.target),
        limit_low=pl.Series(low),
        limit_high=pl.Series(high),
        place_count=pl.lit(places.height),
        certainty=_certainty(scores),
        judgement=_judgement(scores, direction),
        value_before=pl.col("numerator_before") / pl.col("denominator_before"),
        change_certainty=_certainty(changes),
        change_judgement=_judgement(changes, direction),
    )  # fmt: skip


def _score_changes(places: pl.DataFrame, *, is_share: bool, fewest: int) -> np.ndarray:
    """NaN where a place has no year before, and everywhere where too few have one."""
    columns = ("numerator", "denominator", "numerator_before", "denominator_before")
    known = (places["denominator_before"] > 0).fill_null(False).to_numpy()
    scores = np.full(places.height, np.nan)
    if known.sum() >= fewest:
        figures = (places[column].to_numpy()[known] for column in columns)
        scores[known] = score_changes(*figures, is_share=is_share)
    return scores


def _certainty(scores: np.ndarray) -> pl.Series:
    """Null for NaN."""
    size = pl.Series(np.abs(scores), nan_to_null=True)
    return pl.select(
        pl.when(size.is_null()).then(None)
        .when(size > normal_quantile(CERTAIN)).then(pl.lit("clear"))
        .when(size > normal_quantile(CONFIDENT)).then(pl.lit("sign"))
        .otherwise(pl.lit("none"))
    ).to_series()  # fmt: skip


def _judgement(scores: np.ndarray, direction: str) -> pl.Series:
    high, low = {
        "higher_is_better": ("better", "worse"),
        "lower_is_better": ("worse", "better"),
        "neutral": ("higher", "lower"),
    }[direction]
    placed = pl.Series(scores, nan_to_null=True)
    near = normal_quantile(CONFIDENT)
    return pl.select(
        pl.when(placed.is_null()).then(None)
        .when(placed > near).then(pl.lit(high)).when(placed < -near).then(pl.lit(low)).otherwise(pl.lit("same"))
    ).to_series()  # fmt: skip


def _store(connection: duckdb.DuckDBPyConnection, indicator_no: int, judged: list[pl.DataFrame]) -> None:
    if not judged:
        return
    rows = (
        pl.concat(judged).with_columns(indicator_no=pl.lit(indicator_no)).sort("area_no", "is_simulated", "benchmark")
    )
    connection.register("judged_rows", rows)
    connection.execute("insert into stored.attention by name select * from judged_rows")
    connection.unregister("judged_rows")
