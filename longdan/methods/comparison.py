"""Whether two figures differ by more than chance: of shares, of counts over a base, against a whole, a fixed number or others alike.

Two shares: Newcombe's hybrid score interval of a difference (R. G. Newcombe, "Interval estimation for the difference between
independent proportions", Statistics in Medicine 17, 1998, method 10). Two rates: given their sum, one of two Poisson counts
is binomial; Clopper and Pearson's limits of its share are exact limits of the ratio (J. Przyborowski and H. Wilenski,
Biometrika 31, 1940). An area inside a larger one is compared with the rest of it: it differs from the whole exactly where it
differs from the rest, and with n of the whole N by 1 − n/N of that difference.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf, sqrt

from longdan.methods.count_interval import count_limits
from longdan.methods.distribution import beta_quantile
from longdan.methods.interval import CERTAIN, CONFIDENT, wilson
from longdan.methods.mean_interval import next_value_limits

FEWEST_COUNTS = 8  # of one place over time, before it is known how its counts vary


@dataclass(frozen=True)
class Contrast:
    """`estimate` is a difference of shares or scores, or a ratio of rates; `limits` are its 95 %, `far_limits` its 99.8 % interval.

    `nothing` is the estimate of two figures that do not differ: 0 of differences, 1 of ratios.
    """

    estimate: float
    nothing: float
    limits: tuple[float, float]
    far_limits: tuple[float, float]

    @property
    def certainty(self) -> str:
        """`clear` at 99.8 %, `sign` at 95 %, else `none`: chance may have made the difference."""
        if not self.far_limits[0] <= self.nothing <= self.far_limits[1]:
            return "clear"
        return "none" if self.limits[0] <= self.nothing <= self.limits[1] else "sign"

    @property
    def sign(self) -> int:
        """1 higher, -1 lower, 0 where no difference is shown."""
        if self.certainty == "none":
            return 0
        return 1 if self.estimate > self.nothing else -1

    def judge(self, direction: str) -> str:
        """`better`, `worse` or `same`; of an indicator without a good end `higher`, `lower` or `same`."""
        if self.sign == 0:
            return "same"
        if direction == "neutral":
            return "higher" if self.sign > 0 else "lower"
        return "better" if (self.sign > 0) == (direction == "higher_is_better") else "worse"


@dataclass(frozen=True)
class Sample:
    """`part` of `whole`: favourable answers of answers, decisions of cases; `population` where that asked is known.

    `design_effect` of a survey: so many times fewer answers of a simple random sample tell as much.
    """

    part: float
    whole: float
    population: float | None = None
    design_effect: float = 1.0

    @property
    def share(self) -> float:
        return self.part / self.whole

    def limits(self, confidence: float) -> tuple[float, float]:
        return wilson(self.part, self.whole, confidence, self.population, self.design_effect)


@dataclass(frozen=True)
class Rate:
    """`count` events over a `base`: thousands of people, or the length of a period."""

    count: float
    base: float


def compare_shares(own: Sample, other: Sample) -> Contrast:
    """The difference of two samples that have nothing in common."""
    return _test(own.share - other.share, 0.0, lambda confidence: _newcombe(own, other, confidence))


def compare_share_with_whole(own: Sample, whole: Sample) -> Contrast | None:
    """A sample against a larger one that holds it; None where nothing is left besides, or the whole does not hold it."""
    rest = whole.whole - own.whole
    if not 0 <= whole.part - own.part <= rest or rest <= 0:
        return None
    other = Sample(whole.part - own.part, rest, design_effect=_effect_of_rest(own, whole, rest))
    contrast, scale = compare_shares(own, other), rest / whole.whole
    return _test(
        own.share - whole.share,
        0.0,
        lambda confidence: tuple(limit * scale for limit in _pick(contrast, confidence)),
    )


def compare_share_with_number(own: Sample, number: float) -> Contrast:
    """A sample against a fixed share, such as a target."""
    return _test(own.share - number, 0.0, lambda confidence: tuple(limit - number for limit in own.limits(confidence)))


def compare_rates(own: Rate, other: Rate) -> Contrast | None:
    """The ratio of two rates of different places or times; None where neither counted anything."""
    if own.count + other.count == 0:
        return None
    ratio = own.count / own.base / (other.count / other.base) if other.count else inf
    return _test(ratio, 1.0, lambda confidence: _conditional_limits(own, other, confidence))


def compare_rate_with_whole(own: Rate, whole: Rate) -> Contrast | None:
    """A rate against that of a larger place that holds it, as a ratio to the rest of that place."""
    rest = Rate(whole.count - own.count, whole.base - own.base)
    return compare_rates(own, rest) if rest.count >= 0 and rest.base > 0 else None


def compare_rate_with_number(own: Rate, number: float) -> Contrast | None:
    """A rate against a fixed one, as a ratio to it; None for a number of zero, to which nothing has a ratio."""
    if number <= 0:
        return None
    expected = number * own.base
    return _test(
        own.count / expected,
        1.0,
        lambda confidence: tuple(limit / expected for limit in count_limits(own.count, confidence)),
    )


def compare_with_others(value: float, others: list[float]) -> Contrast | None:
    """A score against those of other places, by where one more of them would lie; None of fewer than two others."""
    if len(others) < 2:
        return None
    mean = sum(others) / len(others)

    def limits(confidence: float) -> tuple[float, float]:
        low, high = next_value_limits(others, confidence)
        return value - high, value - low

    return _test(value - mean, 0.0, limits)


def _test(estimate: float, nothing: float, limits: Callable[[float], tuple[float, float]]) -> Contrast:
    return Contrast(estimate, nothing, limits(CONFIDENT), limits(CERTAIN))


def _pick(contrast: Contrast, confidence: float) -> tuple[float, float]:
    return contrast.limits if confidence == CONFIDENT else contrast.far_limits


def _effect_of_rest(own: Sample, whole: Sample, rest: float) -> float:
    """Answers times design effects add up (see `pool_parts`); that of the whole where what is left would be none."""
    left = whole.whole * whole.design_effect - own.whole * own.design_effect
    return left / rest if left > 0 else whole.design_effect


def _newcombe(own: Sample, other: Sample, confidence: float) -> tuple[float, float]:
    (low, high), (other_low, other_high) = own.limits(confidence), other.limits(confidence)
    difference = own.share - other.share
    return (
        difference - sqrt((own.share - low) ** 2 + (other_high - other.share) ** 2),
        difference + sqrt((high - own.share) ** 2 + (other.share - other_low) ** 2),
    )


def _conditional_limits(own: Rate, other: Rate, confidence: float) -> tuple[float, float]:
    tail = (1 - confidence) / 2
    low = beta_quantile(tail, own.count, other.count + 1) if own.count else 0.0
    high = beta_quantile(1 - tail, own.count + 1, other.count) if other.count else 1.0
    bases = other.base / own.base
    return low / (1 - low) * bases, high / (1 - high) * bases if high < 1 else inf


def find_dispersion(counts: list[float]) -> float | None:
    """How many times more the counts of one place vary over time than chance alone lets them, at least 1.

    Pearson's statistic over its degrees of freedom (P. McCullagh and J. A. Nelder, "Generalized Linear Models", 1989, 4.5.2).
    Seasons and trends count as variation too. None of fewer than eight counts, and where nothing was counted.
    """
    mean = sum(counts) / len(counts) if counts else 0
    if len(counts) < FEWEST_COUNTS or mean == 0:
        return None
    return max(1.0, sum((count - mean) ** 2 for count in counts) / mean / (len(counts) - 1))
