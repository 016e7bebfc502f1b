"""Which places stand out, in which figure, beside whom, and how sure: the table `attention` of the published file.

Computed from what is published there alone, so that nothing hidden can be worked out from it.
"""

import duckdb
import numpy as np
import polars as pl

from etl.statistics.settings import AttentionSettings
from etl.statistics.year_figures import gather_year_figures
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
            figures = gather_year_figures(connection, indicator_no, watch, settings.window_days, is_share=is_share)
            judged = [
                _judge(places, is_share=is_share, direction=direction, fewest=settings.fewest_places)
                for _, places in _set_in_groups(connection, figures).group_by(
                    "benchmark", "group_no", "is_simulated", maintain_order=True
                )
                if places.height >= settings.fewest_places
            ]
            _store(connection, indicator_no, judged)


def _set_in_groups(connection: duckdb.DuckDBPyConnection, figures: pl.DataFrame) -> pl.DataFrame:
    """The figures of units once with those of the same parent, and of communes once more with their peers: benchmark, group_no."""
    peers = connection.sql("select area_no, group_no from stored.peer").pl()
    communes = figures.filter(level="commune").join(peers, on="area_no")
    return pl.concat(
        [
            figures.with_columns(benchmark=pl.lit("parent"), group_no="parent_no"),
            communes.with_columns(benchmark=pl.lit("peer")),
        ],
        how="diagonal",
    ).sort("benchmark", "group_no", "is_simulated", "area_no")


def _judge(places: pl.DataFrame, *, is_share: bool, direction: str, fewest: int) -> pl.DataFrame:
    """The places of one group with what the table says of each."""
    part, whole, effect = (places[column].to_numpy() for column in ("numerator", "denominator", "effect"))
    size = whole / effect
    funnel = fit_funnel(part / effect, size, is_share=is_share, target=part.sum() / whole.sum())
    low, high = funnel.limits(size, normal_quantile(CERTAIN))
    scores = funnel.score(part / effect, size)
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
    known = (places["denominator_before"] > 0).fill_null(False).to_numpy()
    scores = np.full(places.height, np.nan)
    if known.sum() >= fewest:
        figures = (
            (places[f"{column}{year}"] / places[f"effect{year}"]).to_numpy()[known]
            for year in ("", "_before")
            for column in ("numerator", "denominator")
        )
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
