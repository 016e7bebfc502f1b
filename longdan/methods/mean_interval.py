"""How far a mean, or one more value beside it, may lie (Student, "The probable error of a mean", Biometrika 6, 1908).

Student's t at any number of values: from some thirty on it is the normal interval.
"""

from collections.abc import Sequence
from math import sqrt
from statistics import fmean, stdev

from longdan.methods.distribution import t_quantile
from longdan.methods.interval import CONFIDENT


def mean_limits(values: Sequence[float], confidence: float = CONFIDENT) -> tuple[float, float]:
    """Low and high limit of the mean that `values` were drawn around. ValueError for fewer than two of them."""
    return _limits(values, confidence, 1 / len(values))


def next_value_limits(values: Sequence[float], confidence: float = CONFIDENT) -> tuple[float, float]:
    """Between which limits one more value of the same kind would lie. ValueError for fewer than two values."""
    return _limits(values, confidence, 1 + 1 / len(values))


def _limits(values: Sequence[float], confidence: float, variances: float) -> tuple[float, float]:
    if len(values) < 2:
        raise ValueError(f"no spread in {len(values)} value")
    mean, reach = fmean(values), t_quantile(confidence, len(values) - 1) * stdev(values) * sqrt(variances)
    return mean - reach, mean + reach
