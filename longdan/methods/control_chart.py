"""Within which limits the figures of one place vary by themselves, and which of them need a cause of their own.

W. A. Shewhart, "Economic Control of Quality of Manufactured Product" (1931): three standard errors around the centre, read
off the moving ranges of the figures themselves. Plain values and counts: individuals and moving ranges (D. J. Wheeler,
"Understanding Variation", 1993). Shares and rates: the p′- and u′-chart of D. B. Laney, "Improved control charts for
attributes", Quality Engineering 14 (2002) 531–537, whose limits also hold where figures vary by more than counting chance.
Rules as in L. P. Provost and S. K. Murray, "The Health Care Data Guide" (2nd edition, 2022): one figure outside, eight in a
row on one side; moving ranges beyond their own upper limit are set aside once (L. S. Nelson, "Control charts for individual
measurements", Journal of Quality Technology 14, 1982). Figures near in time are taken as independent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import inf, sqrt
from statistics import median

from longdan.methods.distribution import beta_cdf

FEWEST = 12
MOST = 24  # the newest figures looked at: of more, one in three steady lines gives a signal
COUNTED = ("share", "rate")  # whose counting chance is known
REACH = 3  # standard errors from the centre to a limit
RUN = 8
FEWEST_OF_SEASON = 4
SEASONAL = 0.05  # how unlikely by chance seasons must differ before they are taken out
FEWEST_EXPECTED = 5.0  # events, and of shares also of the rest: below, counts are too coarse for limits on both sides
# Of steady lines with so many figures, the share that gives a signal all the same: simulated, see tests/methods.
_FALSE_ALARMS = {12: 0.05, 16: 0.07, 20: 0.10, 24: 0.12}
_NOTHING = 1e-9  # what equal figures may differ by as the machine reckons
_RANGE = 1.128  # d₂: the mean moving range of two normal values, in standard deviations
_LARGEST_RANGE = 3.267  # D₄: the upper limit of moving ranges, in mean moving ranges


@dataclass(frozen=True)
class Figure:
    """One period: `place` counts periods, so that two in a row differ by 1; `whole` is what a share or rate is of, None of a value."""

    place: int
    season: int
    value: float
    whole: float | None = None


@dataclass(frozen=True)
class Limits:
    """Of one figure. `outside`: 1 above the upper limit, -1 below the lower, else 0."""

    low: float
    centre: float
    high: float
    outside: int


@dataclass(frozen=True)
class Run:
    """Eight figures or more in a row on one side of the centre: `sign` 1 above, -1 below; `members` count from 0."""

    sign: int
    members: tuple[int, ...]


@dataclass(frozen=True)
class ControlChart:
    """`limits` of the figures in their order. `spread`: how many times as far as counting chance figures vary (Laney's σz);
    of values their standard deviation. `seasons`: removed | alike (no more apart than chance) | unknown (too few years) | none."""

    limits: tuple[Limits, ...]
    runs: tuple[Run, ...]
    spread: float
    seasons: str


def make_control_chart(figures: Sequence[Figure], kind: str) -> ControlChart | None:
    """The chart of figures in order of time, none of them negative; `kind` is share (0 to 1), rate (events over `whole`), count or value.

    None where nothing varies but the seasons. The centre is the common share or rate, the mean of others; where seasons differ, each has
    its own. No limit lies below 0, nor that of a share above 1. That there are FEWEST figures the caller sees to.
    """
    common = find_centre(figures, kind)
    errors = _chance_errors(figures, common, kind)
    if not all(errors):
        return None
    scores = [(figure.value - common) / error for figure, error in zip(figures, errors, strict=True)]
    seasons = judge_seasons([figure.season for figure in figures], scores)
    shifts = _season_means(figures, scores) if seasons == "removed" else [0.0] * len(scores)
    rest = [score - shift for score, shift in zip(scores, shifts, strict=True)]
    spread = find_spread(rest, [figure.place for figure in figures])
    if not spread:
        return None
    limits = tuple(
        _bound(common + shift * error, REACH * spread * error, kind, _side(score, REACH * spread))
        for shift, error, score in zip(shifts, errors, rest, strict=True)
    )
    return ControlChart(limits, tuple(find_runs(rest)), spread, seasons)


def find_centre(figures: Sequence[Figure], kind: str) -> float:
    """The common share or rate of all figures, weighted by what they are of; the mean of others."""
    if kind not in COUNTED:
        return sum(figure.value for figure in figures) / len(figures)
    return sum(figure.value * figure.whole for figure in figures) / sum(figure.whole for figure in figures)


def find_expected(figures: Sequence[Figure], kind: str) -> float:
    """How many events a middling period expects; of shares the fewer of those that count and the others. Endless for values."""
    common = find_centre(figures, kind)
    if kind not in COUNTED:
        return common if kind == "count" else inf
    return median(figure.whole for figure in figures) * (min(common, 1 - common) if kind == "share" else common)


def find_false_alarms(figure_count: int) -> float:
    """The share (0–1) of steady lines with so many figures that give at least one signal by chance."""
    return _FALSE_ALARMS[max(known for known in _FALSE_ALARMS if known <= max(figure_count, FEWEST))]


def find_spread(scores: Sequence[float], places: Sequence[int]) -> float:
    """The standard deviation that the moving ranges tell; those across a gap do not count. 0 where nothing moves."""
    numbered = pairwise(zip(places, scores, strict=True))
    ranges = [abs(later[1] - earlier[1]) for earlier, later in numbered if later[0] == earlier[0] + 1]
    if not ranges or max(ranges) < _NOTHING:
        return 0.0
    most = _LARGEST_RANGE * sum(ranges) / len(ranges)
    kept = [one for one in ranges if one <= most]
    counted = kept if max(kept) >= _NOTHING else ranges
    return sum(counted) / len(counted) / _RANGE


def find_runs(scores: Sequence[float]) -> list[Run]:
    """The runs around 0. A score of 0 neither ends a run nor is one of it."""
    sided = [(place, _side(score, 0.0)) for place, score in enumerate(scores) if score]
    groups = ((sign, tuple(place for place, _ in group)) for sign, group in groupby(sided, key=lambda one: one[1]))
    return [Run(sign, members) for sign, members in groups if len(members) >= RUN]


def judge_seasons(seasons: Sequence[int], scores: Sequence[float]) -> str:
    """Kruskal and Wallis's test by the F distribution (W. J. Conover, R. L. Iman, American Statistician 35, 1981): removed | alike | unknown | none."""
    groups: dict[int, list[float]] = {}
    for season, rank in zip(seasons, _rank(scores), strict=True):
        groups.setdefault(season, []).append(rank)
    if len(groups) < 2:
        return "none"
    if min(len(group) for group in groups.values()) < FEWEST_OF_SEASON:
        return "unknown"
    return "removed" if _variance_ratio_p(list(groups.values())) < SEASONAL else "alike"


def _chance_errors(figures: Sequence[Figure], common: float, kind: str) -> list[float]:
    if kind not in COUNTED:
        return [1.0] * len(figures)
    variance = common * (1 - common) if kind == "share" else common
    return [sqrt(max(variance, 0.0) / figure.whole) for figure in figures]


def _season_means(figures: Sequence[Figure], scores: Sequence[float]) -> list[float]:
    groups: dict[int, list[float]] = {}
    for figure, score in zip(figures, scores, strict=True):
        groups.setdefault(figure.season, []).append(score)
    return [sum(groups[figure.season]) / len(groups[figure.season]) for figure in figures]


def _bound(centre: float, reach: float, kind: str, outside: int) -> Limits:
    high = centre + reach
    return Limits(max(centre - reach, 0.0), centre, min(high, 1.0) if kind == "share" else high, outside)


def _side(score: float, reach: float) -> int:
    return (score > reach) - (score < -reach)


def _rank(scores: Sequence[float]) -> list[float]:
    """From 1; equal scores share the mean of their ranks."""
    ordered = sorted(scores)
    return [ordered.index(score) + (ordered.count(score) + 1) / 2 for score in scores]


def _variance_ratio_p(groups: list[list[float]]) -> float:
    """The p-value of the analysis of variance: that groups differ so by chance."""
    count = sum(len(group) for group in groups)
    mean = sum(sum(group) for group in groups) / count
    means = [sum(group) / len(group) for group in groups]
    between = sum(len(group) * (own - mean) ** 2 for group, own in zip(groups, means, strict=True))
    within = sum((one - own) ** 2 for group, own in zip(groups, means, strict=True) for one in group)
    if between + within == 0:
        return 1.0
    return beta_cdf(within / (within + between), (count - len(groups)) / 2, (len(groups) - 1) / 2)
