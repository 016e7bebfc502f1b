"""Whether a line goes up or down over recent periods, by more than chance and not because of one figure alone.

Mann and Kendall's test (H. B. Mann, "Nonparametric tests against trend", Econometrica 13, 1945), among quarters and months
within each season only (R. M. Hirsch, J. R. Slack and R. A. Smith, "Techniques of trend analysis for monthly water quality
data", Water Resources Research 18, 1982); the slope is the median of those of all pairs (P. K. Sen, "Estimates of the
regression coefficient based on Kendall's tau", JASA 63, 1968). Each figure counts the same, whatever its base, and
figures near in time are taken as independent.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from statistics import NormalDist, median

from longdan.methods.period import Period

SIGNIFICANT = 0.05
WITHOUT_ANY_ONE = 0.10  # what must still hold when one figure, whichever, is left out


@dataclass(frozen=True)
class Rule:
    """The fewest and the most figures looked at, the newest ones.

    The fewest are those with which a line that only rises can be told from chance: five of a year or a survey round
    (p = 0.027), three of each quarter of the year (p = 0.004); over eight quarters even such a line has p = 0.13.
    """

    fewest: int
    most: int


YEARLY = Rule(fewest=5, most=10)  # also of cumulative reports, of which a year has one of a kind
_RULES = {"month": Rule(fewest=36, most=60), "quarter": Rule(fewest=12, most=20), "half": Rule(fewest=8, most=12)}


@dataclass(frozen=True)
class Point:
    """A figure at a time, in years; those of one `season`, such as a first quarter, are compared with each other alone."""

    year: float
    season: int
    value: float


def choose_rule(period: Period) -> Rule:
    """How many figures a trend over periods like this one takes."""
    return YEARLY if period.is_cumulative else _RULES.get(period.type, YEARLY)


def place_point(period: Period, value: float) -> Point:
    """A period's figure where its days end; survey rounds have no season, whenever they are held."""
    year = period.end_on.year + period.end_on.timetuple().tm_yday / 365.25
    return Point(year, 1 if period.type == "round" else period.start_on.month, value)


@dataclass(frozen=True)
class Trend:
    """`sign` is 1 up, -1 down, 0 not shown, and then `reason` says why: few | chance | single; None where it is shown.

    `slope` is per year, None of too few figures; `p_value` likewise; `point_count` figures were looked at.
    """

    sign: int
    reason: str | None
    slope: float | None
    p_value: float | None
    point_count: int


def find_trend(points: Sequence[Point], rule: Rule) -> Trend:
    """The trend of the newest figures of one line. `points` are of one type of period, in any order, not cumulative sums of each other."""
    recent = sorted(points, key=lambda point: point.year)[-rule.most :]
    if len(recent) < rule.fewest:
        return Trend(0, "few", None, None, len(recent))
    score, p_value = kendall_test(recent)
    slope = median(_slopes(recent))
    sign = (score > 0) - (score < 0)
    reason = None
    if p_value >= SIGNIFICANT:
        reason = "chance"
    elif not all(_holds(recent[:place] + recent[place + 1 :], sign) for place in range(len(recent))):
        reason = "single"
    return Trend(0 if reason else sign, reason, slope, p_value, len(recent))


def kendall_test(points: Sequence[Point]) -> tuple[int, float]:
    """Kendall's S over the pairs of each season, and its two-sided p-value by the normal distribution.

    With the correction for continuity and, in the variance, for equal values.
    """
    score = sum((later.value > earlier.value) - (later.value < earlier.value) for earlier, later in _pairs(points))
    variance = sum(_variance(values) for values in _by_season(points))
    if score == 0 or variance == 0:
        return score, 1.0
    return score, 2 * NormalDist().cdf(-(abs(score) - 1) / sqrt(variance))


def _holds(points: Sequence[Point], sign: int) -> bool:
    score, p_value = kendall_test(points)
    return score * sign > 0 and p_value < WITHOUT_ANY_ONE


def _slopes(points: Sequence[Point]) -> list[float]:
    return [(later.value - earlier.value) / (later.year - earlier.year) for earlier, later in _pairs(points)]


def _pairs(points: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    return (pair for pair in combinations(points, 2) if pair[0].season == pair[1].season)


def _by_season(points: Sequence[Point]) -> list[list[float]]:
    seasons: dict[int, list[float]] = {}
    for point in points:
        seasons.setdefault(point.season, []).append(point.value)
    return list(seasons.values())


def _variance(values: list[float]) -> float:
    ties = Counter(values).values()
    return (_spread(len(values)) - sum(_spread(size) for size in ties)) / 18


def _spread(n: int) -> int:
    return n * (n - 1) * (2 * n + 5)
