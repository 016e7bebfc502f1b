"""How far a count that was shared out by weights may lie from what a count on the spot would have found.

Of a divided unit's n cases, the number in a part that holds the share w of its people (or ground) is taken as beta-binomial (J. G.
Skellam, "A probability distribution derived from the binomial distribution by regarding the probability of success as variable
between the sets of trials", JRSS B 10, 1948) with mean n·w and a precision φ: how well the weight tells where cases are.

    variance = n·w·(1 − w)·(φ + n)/(φ + 1) = a·n + b·n²    with a = w(1 − w)·φ/(φ + 1), b = w(1 − w)/(φ + 1)

Units that went whole add no error. Variances of parts of several units add up.
"""

from math import sqrt

import polars as pl

from longdan.methods.distribution import normal_quantile


def chain_precisions(*precisions: float) -> float:
    """The precision of a weight that stands for another one: area for people, people for cases.

    The correlations 1/(φ + 1) of cases within a unit chain as 1 − ρ = Π (1 − ρᵢ), by the law of total variance.
    """
    kept = 1.0
    for precision in precisions:
        kept *= precision / (precision + 1)
    return kept / (1 - kept)


def variance_terms(weight: float, precision: float) -> tuple[float, float]:
    """The factors a of n and b of n² in the variance of the part's number. (0, 0) for a whole unit."""
    spread = weight * (1 - weight) / (precision + 1)
    return spread * precision, spread


def part_variance(count: float, weight: float, precision: float) -> float:
    """The variance of the number of a unit's `count` cases that lie in the part with this weight."""
    linear, square = variance_terms(weight, precision)
    return linear * count + square * count * count


def apportioned_limits(
    estimate: float, variance: float, whole: float, parts: float, confidence: float = 0.95
) -> tuple[float, float]:
    """Low and high limit of a sum of `whole` cases that are certain and an apportioned share of `parts` others.

    Never outside what is certain: at least `whole`, at most `whole + parts`.
    """
    reach = normal_quantile(confidence) * sqrt(variance)
    return max(whole, estimate - reach), min(whole + parts, estimate + reach)


def apportioned_limits_expr(
    estimate: pl.Expr, variance: pl.Expr, whole: pl.Expr, parts: pl.Expr, confidence: float = 0.95
) -> tuple[pl.Expr, pl.Expr]:
    """The same limits as two expressions over columns."""
    reach = normal_quantile(confidence) * variance.sqrt()
    return pl.max_horizontal(whole, estimate - reach), pl.min_horizontal(whole + parts, estimate + reach)


def share_variance_expr(
    share: pl.Expr, base: pl.Expr, variance: pl.Expr, base_variance: pl.Expr, covariance: pl.Expr
) -> pl.Expr:
    """The variance of a share whose numerator is part of its denominator (`base`), both shared out.

    By linearisation (W. G. Cochran, "Sampling Techniques", 1977, section 6.3). Of k cases among n, `covariance` is a·k + b·k·n.
    """
    return (variance - 2 * share * covariance + share * share * base_variance).clip(0) / (base * base)


def widen_limits_expr(
    estimate: pl.Expr, low: pl.Expr, high: pl.Expr, variance: pl.Expr, confidence: float = 0.95
) -> tuple[pl.Expr, pl.Expr]:
    """Limits of chance, widened by an independent error: distances to the estimate add as their squares.

    The "method of variance estimates recovery" (G. Y. Zou, A. Donner, "Construction of confidence limits about effect
    measures: a general approach", Statistics in Medicine 27, 2008).
    """
    reach = normal_quantile(confidence) ** 2 * variance
    return estimate - ((estimate - low) ** 2 + reach).sqrt(), estimate + ((high - estimate) ** 2 + reach).sqrt()
