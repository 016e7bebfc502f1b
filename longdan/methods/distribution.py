"""Quantiles of the distributions that intervals and tests are taken from, without a statistics library in the running app.

The incomplete beta function by its continued fraction, evaluated as W. J. Lentz has it (Numerical Recipes, 3rd edition, 2007,
section 6.4); Student's t through it (Abramowitz and Stegun, "Handbook of Mathematical Functions", 1964, 26.7.1).
"""

from collections.abc import Callable
from math import exp, inf, lgamma, log, log1p, sqrt
from statistics import NormalDist

_TINY = 1e-300
_STEPS = 500  # more than the continued fraction needs for counts up to some hundred thousand


def normal_quantile(confidence: float) -> float:
    """How many standard errors a two-sided interval of this confidence reaches: 1.96 at 0.95, 3.09 at 0.998."""
    return NormalDist().inv_cdf((1 + confidence) / 2)


def t_quantile(confidence: float, freedom: float) -> float:
    """The same of Student's t with so many degrees of freedom."""
    share = beta_quantile(1 - confidence, freedom / 2, 0.5)
    return sqrt(freedom * (1 - share) / share)


def beta_quantile(probability: float, a: float, b: float) -> float:
    """Where the beta distribution with parameters `a` and `b` has so much probability below."""
    if b > a:  # small parts keep their digits on the lower side
        return _solve(lambda x: beta_cdf(x, a, b) < probability, 0.0, 1.0)
    return 1 - _solve(lambda x: 1 - beta_cdf(1 - x, a, b) < 1 - probability, 0.0, 1.0)


def beta_cdf(x: float, a: float, b: float) -> float:
    """The probability below `x` (0–1) of the beta distribution: the regularised incomplete beta function."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _continued_fraction(x, a, b) / a
    return 1 - front * _continued_fraction(1 - x, b, a) / b


def poisson_cdf(count: int, mean: float) -> float:
    """The probability of at most `count` events where `mean` are expected."""
    if mean <= 0:
        return 1.0
    return min(1.0, sum(exp(-mean + k * log(mean) - lgamma(k + 1)) for k in range(count + 1)))


def poisson_mean(count: int, probability: float) -> float:
    """The mean at which at most `count` events come with this probability."""
    return _solve(lambda mean: poisson_cdf(count, mean) > probability, 0.0, 10.0 * (count + 10))


def _solve(is_below: Callable[[float], bool], low: float, high: float) -> float:
    """Halves the stretch until nothing lies between its ends that a number can tell apart."""
    middle, before = (low + high) / 2, inf
    while middle != before:
        low, high = (middle, high) if is_below(middle) else (low, middle)
        middle, before = (low + high) / 2, middle
    return middle


def _continued_fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 / _away_from_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _STEPS + int(5 * sqrt(max(a, b)))):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _away_from_zero(1 + term * d)
            c = _away_from_zero(1 + term / c)
            value *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return value


def _away_from_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
