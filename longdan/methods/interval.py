"""Confidence intervals of shares: how far a survey's figure may lie from what everybody would have said.

Wilson's score interval (E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927),
recommended for shares of any size of sample by Brown, Cai and DasGupta ("Interval estimation for a binomial proportion",
Statistical Science 16, 2001). Where the population is known, the sample counts as n·(N − 1)/(N − n): the finite-population
correction of W. G. Cochran ("Sampling Techniques", 1977, section 2.6) put into the effective size of the sample. A design
effect divides that size (L. Kish, "Survey Sampling", 1965, section 8.2).
"""

from typing import TypeVar

import polars as pl

from longdan.methods.distribution import normal_quantile

Number = TypeVar("Number", float, pl.Expr)  # a formula that holds for one figure and for a column of them
CONFIDENT = 0.95  # of one figure, and of every interval that is stored
CERTAIN = 0.998  # of lists of many areas: 3 standard errors, as in control charts


def wilson(
    successes: float,
    n: float,
    confidence: float = CONFIDENT,
    population: float | None = None,
    design_effect: float = 1.0,
) -> tuple[float, float]:
    """Low and high limit (0–1) of the share `successes / n`, asked of `n` out of `population`.

    Where everybody was asked, both limits are the share itself. ValueError unless 0 ≤ successes ≤ n ≤ population, n > 0
    and design_effect > 0.
    """
    if not 0 <= successes <= n or n <= 0 or (population is not None and population < n) or design_effect <= 0:
        raise ValueError(f"not a sample: {successes} of {n}, population {population}, design effect {design_effect}")
    share = successes / n
    if population == n:
        return share, share
    size = n if population is None else _correct_size(n, population)
    low, high = score_limits(share, size / design_effect, normal_quantile(confidence))
    return max(0.0, low), min(1.0, high)


def wilson_expr(
    numerator: pl.Expr,
    denominator: pl.Expr,
    population: pl.Expr | None = None,
    confidence: float = CONFIDENT,
    design_effect: pl.Expr | None = None,
) -> tuple[pl.Expr, pl.Expr]:
    """The same limits as two expressions over columns of counts.

    A null population or design effect means that it is not known: no correction. Null limits where there is no sample
    (see `wilson`).
    """
    known = pl.lit(None, dtype=pl.Float64) if population is None else population.cast(pl.Float64)
    asked = denominator.cast(pl.Float64)
    share = numerator / asked
    effect = pl.lit(1.0) if design_effect is None else design_effect.cast(pl.Float64).fill_null(1.0)
    size = pl.when(known.is_null()).then(asked).otherwise(_correct_size(asked, known)) / effect
    low, high = score_limits(share, size, normal_quantile(confidence))
    is_sample = (asked > 0) & (numerator >= 0) & (numerator <= asked) & (known.is_null() | (known >= asked))
    is_everybody = (known == asked).fill_null(False)

    def limit(value: pl.Expr) -> pl.Expr:
        return pl.when(is_sample & (effect > 0)).then(pl.when(is_everybody).then(share).otherwise(value.clip(0, 1)))

    return limit(low), limit(high)


def score_limits(share: Number, size: Number, z: float) -> tuple[Number, Number]:
    """Wilson's formula for numbers and columns alike; rounding may put a limit some 1e-17 outside of 0 and 1."""
    centre = (share + z * z / (2 * size)) / (1 + z * z / size)
    reach = z / (1 + z * z / size) * (share * (1 - share) / size + z * z / (4 * size * size)) ** 0.5
    return centre - reach, centre + reach


def _correct_size(n: Number, population: Number) -> Number:
    return n * (population - 1) / (population - n)
