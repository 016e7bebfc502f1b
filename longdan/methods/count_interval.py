"""Confidence intervals of counts and of rates per population: how far chance alone moves the number of events.

Exact limits below ten events (F. Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28, 1936), Byar's
approximation from ten on (N. E. Breslow and N. E. Day, "Statistical Methods in Cancer Research" II, IARC 1987, section 2.3),
as the English public health observatories do (APHO, "Commonly used public health statistics and their confidence intervals",
Technical Briefing 3, 2008). A count that was apportioned is not whole: it takes Byar's formula at any size.
"""

from functools import cache

import polars as pl

from longdan.methods.distribution import normal_quantile, poisson_mean
from longdan.methods.interval import CONFIDENT, Number

EXACT_BELOW = 10


def count_limits(count: float, confidence: float = CONFIDENT) -> tuple[float, float]:
    """Low and high limit of the number of events expected where `count` came. ValueError for a negative count."""
    if count < 0:
        raise ValueError(f"not a count: {count}")
    if count < EXACT_BELOW and count == int(count):
        return _exact_limits(confidence)[int(count)]
    low, high = _byar(count, normal_quantile(confidence))
    return max(0.0, low), high


def count_limits_expr(count: pl.Expr, confidence: float = CONFIDENT) -> tuple[pl.Expr, pl.Expr]:
    """The same limits as two expressions over a column of counts; null where the count is null or negative."""
    number = count.cast(pl.Float64)
    low, high = _byar(number, normal_quantile(confidence))
    is_exact = (number < EXACT_BELOW) & (number == number.floor())
    exact = {float(whole): limits for whole, limits in enumerate(_exact_limits(confidence))}

    def limit(side: int, value: pl.Expr) -> pl.Expr:
        table = {whole: limits[side] for whole, limits in exact.items()}
        found = number.replace_strict(table, default=None, return_dtype=pl.Float64)
        return pl.when(number >= 0).then(pl.when(is_exact).then(found).otherwise(value))

    return limit(0, low.clip(0)), limit(1, high)


def _byar(count: Number, z: float) -> tuple[Number, Number]:
    """The lower limit is meant for counts above zero; a count below one gives less than zero."""
    above = count + 1
    low = count * (1 - 1 / (9 * count) - z / (3 * count**0.5)) ** 3
    return low, above * (1 - 1 / (9 * above) + z / (3 * above**0.5)) ** 3


@cache
def _exact_limits(confidence: float) -> tuple[tuple[float, float], ...]:
    """By count, from zero to EXACT_BELOW - 1: at either limit so few, or so many, come with half the remaining probability."""
    tail = (1 - confidence) / 2
    return tuple(
        (poisson_mean(count - 1, 1 - tail) if count else 0.0, poisson_mean(count, tail)) for count in range(EXACT_BELOW)
    )
