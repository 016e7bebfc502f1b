"""Classes of a choropleth: limits that people can read, near the quantiles, the same in every period."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from longdan.warehouse.questions.indicators import Indicator

RELATIVE_UNITS = ("share", "score", "ratio", "per_1000")  # drawn as classes; everything else is a count
CLASS_COUNT = 6  # quantile classes asked for; rounding and ties may leave fewer, zero may add one


@dataclass(frozen=True)
class Classes:
    """Ascending `limits`: class k holds limits[k] ≤ value < limits[k+1], the last one its upper limit too.

    With `has_zero`, zero is a class of its own below them. No limits: nothing but zeros, or nothing at all.
    """

    limits: tuple[float, ...]
    has_zero: bool

    @property
    def count(self) -> int:
        return max(len(self.limits) - 1, 0) + self.has_zero

    @property
    def spans(self) -> list[tuple[float, float]]:
        """Lower and upper limit of every class, in order; zero is (0, 0)."""
        return ([(0.0, 0.0)] if self.has_zero else []) + list(pairwise(self.limits))


def is_count(indicator: Indicator) -> bool:
    """Whether values are drawn as circles, since a count fills a large area with colour for nothing but its size."""
    return indicator.unit not in RELATIVE_UNITS


def make_classes(quantiles: Sequence[float], has_zero: bool, quantum: float) -> Classes:
    """Classes near some quantiles, the smallest and largest value among them, ascending.

    Every inner limit moves to the roundest number (1, 2 or 5 times a power of ten) that is within a quarter of the
    distance to its neighbours; the outer ones move outward. `quantum` is the finest step that is ever printed.
    A ratio of quantiles would hide in one class what a skewed count spreads over three powers of ten: quantiles do not.
    """
    distinct = sorted(set(quantiles))
    if not distinct:
        return Classes((), has_zero)
    if len(distinct) == 1:
        return Classes((distinct[0], distinct[0]), has_zero)
    gaps = [high - low for low, high in pairwise(distinct)]
    inner = [
        _round_to(value, max(_round_step(min(below, above) / 2), quantum))
        for value, below, above in zip(distinct[1:-1], gaps, gaps[1:], strict=False)
    ]
    first = _floor_to(distinct[0], max(_round_step(gaps[0] / 2), quantum))
    last = _ceil_to(distinct[-1], max(_round_step(gaps[-1] / 2), quantum))
    limits = tuple(sorted({first, *inner, last}))
    return Classes(limits if len(limits) > 1 else limits * 2, has_zero)  # one, where rounding leaves no difference


def classify(values: pl.Series, classes: Classes) -> pl.Series:
    """The class number of each value (0 is the lowest), null for null. Values beyond the limits fall into the end classes."""
    steps = list(classes.limits[1:-1])
    numbers = pl.Series(steps, dtype=pl.Float64).search_sorted(values.fill_null(0.0), side="right").cast(pl.Int64)
    if classes.has_zero:
        numbers = (numbers + 1).zip_with(values.fill_null(1.0) != 0, pl.zeros(len(values), dtype=pl.Int64, eager=True))
    return numbers.zip_with(values.is_not_null(), pl.Series([None], dtype=pl.Int64)).rename("class")


def _round_step(most: float) -> float:
    """The largest of 1, 2 and 5 times a power of ten that is not above `most`."""
    power = 10.0 ** math.floor(math.log10(most))
    return next(step * power for step in (5, 2, 1) if step * power <= most * (1 + 1e-9))


def _round_to(value: float, step: float) -> float:
    return round(round(value / step) * step, 10)


def _floor_to(value: float, step: float) -> float:
    return round(math.floor(value / step + 1e-9) * step, 10)


def _ceil_to(value: float, step: float) -> float:
    return round(math.ceil(value / step - 1e-9) * step, 10)
