"""Which communes lie in a cluster of neighbours with unusually high or low figures: the table `cluster` of the published file.

Computed from what is published there alone, so that nothing hidden can be worked out from it. Communes whose figure is
withheld or missing are judged by nobody and are nobody's neighbours.
"""

from pathlib import Path

import duckdb
import numpy as np
import polars as pl

from etl.statistics.neighbours import read_neighbours
from etl.statistics.settings import AttentionSettings
from etl.statistics.year_figures import gather_year_figures
from longdan.methods.clusters import (
    FALSE_DISCOVERIES,
    LocalMoran,
    find_local_moran,
    find_q_values,
    number_clusters,
    standardise_ratios,
)

FEWEST_NEIGHBOURS = 2  # with a figure: one alone is a pair, no neighbourhood
SEED = 20250701  # so that a build with the same figures finds the same clusters


def write_clusters(connection: duckdb.DuckDBPyConnection, settings: AttentionSettings, static: Path) -> None:
    """Fills `stored.cluster` for every watched indicator of the catalogue; nothing where the build has no map of communes."""
    beside = read_neighbours(connection, static)
    for watch in settings.watches if beside else ():
        known = connection.execute(
            "select indicator_no, unit = 'share' from stored.indicator where indicator_id = $indicator",
            {"indicator": watch.indicator},
        ).fetchall()
        for indicator_no, is_share in known:
            figures = gather_year_figures(connection, indicator_no, watch, settings.window_days, is_share=is_share)
            for _, places in figures.filter(level="commune").group_by("is_simulated", maintain_order=True):
                if places.height >= settings.fewest_places:
                    _store(connection, indicator_no, _judge(places, beside, is_share=is_share))


def _judge(places: pl.DataFrame, beside: dict[int, list[int]], *, is_share: bool) -> pl.DataFrame:
    """The communes that could be judged, with what the table says of each."""
    neighbours = _place_neighbours(places["area_no"].to_list(), beside)
    part, whole = (places[column].to_numpy().astype(float) for column in ("numerator", "denominator"))
    effect = places["effect"].to_numpy()
    scores = standardise_ratios(part / effect, whole / effect, is_share=is_share)
    found = find_local_moran(scores, neighbours, SEED)
    q_values = find_q_values(found.p_value)
    kinds = _name_kinds(found, q_values)
    around = [part[near].sum() / whole[near].sum() if len(near) else None for near in neighbours]
    return places.select(
        "area_no", "is_simulated", "first_period_no", "last_period_no",
        value=pl.Series(part / whole),
        neighbour_value=pl.Series(around, dtype=pl.Float64),
        neighbour_count=pl.Series([len(near) for near in neighbours]),
        kind=pl.Series([kind or "none" for kind in kinds]),
        q_value=pl.Series(q_values, nan_to_null=True),
        cluster_no=pl.Series(number_clusters(kinds, neighbours), dtype=pl.UInt16),
    ).filter(pl.col("q_value").is_not_null())  # fmt: skip


def _place_neighbours(area_nos: list[int], beside: dict[int, list[int]]) -> list[np.ndarray]:
    """Positions of those neighbours that have a figure; none of a commune with too few of them."""
    position = {area_no: place for place, area_no in enumerate(area_nos)}
    known = ([position[one] for one in beside.get(area_no, ()) if one in position] for area_no in area_nos)
    return [np.array(near if len(near) >= FEWEST_NEIGHBOURS else [], dtype=int) for near in known]


def _name_kinds(found: LocalMoran, q_values: np.ndarray) -> list[str | None]:
    """high where a commune and its neighbours lie above the mean, low where both lie below, None of one unlike its neighbours."""
    is_found = (q_values <= FALSE_DISCOVERIES) & (found.statistic > 0)
    return [("high" if lag > 0 else "low") if is_one else None for is_one, lag in zip(is_found, found.lag, strict=True)]


def _store(connection: duckdb.DuckDBPyConnection, indicator_no: int, judged: pl.DataFrame) -> None:
    rows = judged.with_columns(indicator_no=pl.lit(indicator_no))
    connection.register("cluster_rows", rows)
    connection.execute("insert into stored.cluster by name select * from cluster_rows")
    connection.unregister("cluster_rows")
