"""The confidence interval of a mean, such as that of the scores of places alike (Student, "The probable error of a mean", Biometrika 6, 1908)."""

from collections.abc import Sequence
from math import sqrt
from statistics import fmean, stdev

from longdan.methods.distribution import t_quantile
from longdan.methods.interval import CONFIDENT


def mean_limits(values: Sequence[float], confidence: float = CONFIDENT) -> tuple[float, float]:
    """Low and high limit of the mean that `values` were drawn around. ValueError for fewer than two of them.

    Student's t at any number of values: from some thirty on it is the normal interval.
    """
    if len(values) < 2:
        raise ValueError(f"no spread in {len(values)} value")
    mean, reach = fmean(values), t_quantile(confidence, len(values) - 1) * stdev(values) / sqrt(len(values))
    return mean - reach, mean + reach
