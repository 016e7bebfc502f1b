"""An area among the units of its parent: its rank as a band, and the funnel they are seen in."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from longdan.methods.distribution import normal_quantile
from longdan.methods.funnel import Funnel, fit_funnel
from longdan.methods.interval import CERTAIN, CONFIDENT
from longdan.methods.rank import rank_bands
from longdan.warehouse.questions.indicators import Indicator

FEWEST_RANKED = 5
FEWEST_IN_FUNNEL = 20
STEPS = 60


@dataclass(frozen=True)
class RankBand:
    """Between which ranks of `count` units an area stands, 1 the highest."""

    best: int
    worst: int
    count: int


@dataclass(frozen=True)
class SiblingFunnel:
    """`points`: area_id, area_vi, area_en, whole, value, score; `limits`: whole, near_low, near_high, far_low, far_high (95 %, 99.8 %).

    `whole` is the base; of samples with a design effect their effective size, and then `is_effective`.
    """

    points: pl.DataFrame
    limits: pl.DataFrame
    target: float
    is_effective: bool


def find_rank(siblings: pl.DataFrame, area_id: str) -> RankBand | None:
    """Of the rows of `list_siblings`; None where the area or too many of the others have no interval."""
    known = siblings.filter(pl.col("ci_low").is_not_null())
    if known.height < FEWEST_RANKED or area_id not in known["area_id"]:
        return None
    bands = rank_bands(known.select("ci_low", "ci_high").rows())
    best, worst = bands[known["area_id"].to_list().index(area_id)]
    return RankBand(best, worst, known.height)


def draw_limits(siblings: pl.DataFrame, indicator: Indicator) -> SiblingFunnel | None:
    """The funnel of shares or rates with known counts; None of too few of them, and of other figures."""
    if indicator.unit not in ("share", "per_1000"):
        return None
    is_share = indicator.unit == "share"
    known = siblings.filter(
        pl.col("ci_low").is_not_null(),
        pl.col("denominator") > 0,
        (pl.col("numerator") <= pl.col("denominator")) | (not is_share),
    )
    if known.height < FEWEST_IN_FUNNEL:
        return None
    part, whole = (known[column].to_numpy().astype(float) for column in ("numerator", "denominator"))
    effect = known["design_effect"].cast(pl.Float64).fill_null(1).to_numpy()
    size = whole / effect
    funnel = fit_funnel(part / effect, size, is_share=is_share, target=part.sum() / whole.sum())
    points = known.select("area_id", "area_vi", "area_en", "value", whole=pl.Series(size)).with_columns(
        score=pl.Series(funnel.score(part / effect, size))
    )
    return SiblingFunnel(points, _draw_lines(funnel, size), funnel.target, is_effective=bool((effect != 1).any()))


def _draw_lines(funnel: Funnel, whole: np.ndarray) -> pl.DataFrame:
    along = np.geomspace(whole.min(), whole.max(), STEPS)
    (near_low, near_high), (far_low, far_high) = (
        funnel.limits(along, normal_quantile(confidence)) for confidence in (CONFIDENT, CERTAIN)
    )
    return pl.DataFrame(
        {"whole": along, "near_low": near_low, "near_high": near_high, "far_low": far_low, "far_high": far_high}
    )
