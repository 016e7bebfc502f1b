"""Confidence intervals of shares: how far a survey's figure may lie from what everybody would have said.

Wilson's score interval (E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927),
recommended for shares of any size of sample by Brown, Cai and DasGupta ("Interval estimation for a binomial proportion",
Statistical Science 16, 2001). Where the population is known, the sample counts as n·(N − 1)/(N − n): the finite-population
correction of W. G. Cochran ("Sampling Techniques", 1977, section 2.6) put into the effective size of the sample.
"""

from math import sqrt
from statistics import NormalDist

import polars as pl


def wilson(
    successes: float, n: float, confidence: float = 0.95, population: float | None = None
) -> tuple[float, float]:
    """Low and high limit (0–1) of the share `successes / n`, asked of `n` out of `population`.

    Where everybody was asked, both limits are the share itself. ValueError unless 0 ≤ successes ≤ n ≤ population and n > 0.
    """
    if not 0 <= successes <= n or n <= 0 or (population is not None and population < n):
        raise ValueError(f"not a sample: {successes} of {n}, population {population}")
    share = successes / n
    if population is not None:
        if population == n:
            return share, share
        n = n * (population - 1) / (population - n)
    z = _quantile(confidence)
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, centre - reach), min(1.0, centre + reach)


def wilson_expr(
    numerator: pl.Expr, denominator: pl.Expr, population: pl.Expr | None = None, confidence: float = 0.95
) -> tuple[pl.Expr, pl.Expr]:
    """The same limits as two expressions over columns of counts.

    A null population means that it is not known: no correction. Null limits where there is no sample (see `wilson`).
    """
    z = _quantile(confidence)
    known = pl.lit(None, dtype=pl.Float64) if population is None else population.cast(pl.Float64)
    asked = denominator.cast(pl.Float64)
    share = numerator / asked
    n = pl.when(known.is_null()).then(asked).otherwise(asked * (known - 1) / (known - asked))
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).sqrt()
    is_sample = (asked > 0) & (numerator >= 0) & (numerator <= asked) & (known.is_null() | (known >= asked))
    is_everybody = (known == asked).fill_null(False)

    def limit(value: pl.Expr) -> pl.Expr:
        return pl.when(is_sample).then(pl.when(is_everybody).then(share).otherwise(value.clip(0, 1)))

    return limit(centre - reach), limit(centre + reach)


def _quantile(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)
