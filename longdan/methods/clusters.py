"""Which places lie in a cluster: high among high neighbours or low among low ones, more than places set down by chance would be.

Local Moran's I with conditional permutations (L. Anselin, "Local indicators of spatial association", Geographical Analysis
27, 1995, 93–115), of rates standardised so that small places vary no more than large ones (R. M. Assunção and E. A. Reis, "A
new proposal to adjust Moran's I for population density", Statistics in Medicine 18, 1999, 2147–2162), false discoveries held
at a rate over all places (Y. Benjamini and Y. Hochberg, JRSS B 57, 1995; M. Caldas de Castro and B. H. Singer, "Controlling
the false discovery rate: a new application to account for multiple and dependent tests in local statistics of spatial
association", Geographical Analysis 38, 2006, 180–208).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

FALSE_DISCOVERIES = 0.05
PERMUTATIONS = 999
# Those that look rare are drawn again, by so many: among 3,321 places the rarest must stand below 0.05 / 3,321.
CLOSER = 199_999
RARE = 0.02
_AT_ONCE = 20_000  # permutations, so that memory stays small


@dataclass(frozen=True)
class LocalMoran:
    """One entry per place. `statistic` is Anselin's I; `lag` the mean of the neighbours' scores; `p_value` two-sided, NaN
    where a place has no neighbour."""

    statistic: np.ndarray
    lag: np.ndarray
    p_value: np.ndarray


def standardise_ratios(part: np.ndarray, whole: np.ndarray, *, is_share: bool) -> np.ndarray:
    """How far each ratio of part to whole (whole > 0) lies from the common one, in standard deviations that its size lets expect.

    The variance of a place is what places differ by anyway, by moments, and that of counting: Poisson's of rates as in the
    paper, binomial of shares. Where the sum of both would not be positive, counting alone. Zeros where nothing differs.
    """
    common = part.sum() / whole.sum()
    ratio = part / whole
    counting = common * (1 - common) if is_share else common
    observed = (whole * (ratio - common) ** 2).sum() / whole.sum()
    between = observed - counting / whole.mean()
    variance = between + counting / whole
    variance = np.where(variance > 0, variance, counting / whole)
    return np.divide(ratio - common, np.sqrt(variance), out=np.zeros_like(ratio), where=variance > 0)


def find_local_moran(scores: np.ndarray, neighbours: Sequence[np.ndarray], seed: int) -> LocalMoran:
    """Each place with those beside it: `neighbours` are positions in `scores`, all weighing the same.

    The p-value tells how rarely the mean of as many other places, drawn without repeating one and whichever they are, lies as
    far out as that of the neighbours. The same seed gives the same p-values.
    """
    centred = scores - scores.mean()
    spread = centred.std()
    if spread:
        centred = centred / spread
    lag = np.array([centred[beside].mean() if len(beside) else np.nan for beside in neighbours])
    statistic = (len(scores) - 1) * centred * lag / max((centred**2).sum(), np.finfo(float).tiny)
    random = np.random.default_rng(seed)
    p_value = np.full(len(scores), np.nan)
    known = np.array([place for place, beside in enumerate(neighbours) if len(beside)], dtype=int)
    if len(known):
        p_value[known] = _permute(centred, lag, neighbours, known, PERMUTATIONS, random)
        rare = known[p_value[known] < RARE]
        if len(rare):
            p_value[rare] = _permute(centred, lag, neighbours, rare, CLOSER, random)
    return LocalMoran(statistic, lag, p_value)


def find_q_values(p_values: np.ndarray) -> np.ndarray:
    """The false discovery rate at which each place would just be called a discovery; NaN where there is no p-value."""
    q_values = np.full(len(p_values), np.nan)
    known = np.flatnonzero(~np.isnan(p_values))
    order = known[np.argsort(p_values[known], kind="stable")]
    stepped = p_values[order] * len(order) / np.arange(1, len(order) + 1)
    q_values[order] = np.minimum.accumulate(stepped[::-1])[::-1].clip(max=1)
    return q_values


def number_clusters(kinds: Sequence[str | None], neighbours: Sequence[np.ndarray]) -> list[int | None]:
    """A number from 1 for every group of places of one kind that touch each other; None where the kind is None."""
    numbers: list[int | None] = [None] * len(kinds)
    found = 0
    for start, kind in enumerate(kinds):
        if kind is None or numbers[start]:
            continue
        found += 1
        waiting = [start]
        while waiting:
            place = waiting.pop()
            if numbers[place] is None:
                numbers[place] = found
                waiting += [int(one) for one in neighbours[place] if kinds[one] == kind and numbers[one] is None]
    return numbers


def _permute(
    centred: np.ndarray,
    lag: np.ndarray,
    neighbours: Sequence[np.ndarray],
    places: np.ndarray,
    count: int,
    random: np.random.Generator,
) -> np.ndarray:
    """Two-sided p-values of some places: twice the rarer side, itself counted as one of the draws."""
    above, below = np.zeros(len(places)), np.zeros(len(places))
    widest = max(len(neighbours[place]) for place in places)
    for start in range(0, count, _AT_ONCE):
        # A row per draw of a neighbour: adding up rows takes a fifth of the time of adding along them.
        drawn = np.ascontiguousarray(_draw_others(len(centred) - 1, widest, min(_AT_ONCE, count - start), random).T)
        for row, place in enumerate(places):
            others = np.delete(centred, place)
            width = len(neighbours[place])
            means = others.take(drawn[:width]).sum(axis=0) / width
            # Equal up to rounding counts as equal on both sides.
            above[row] += (means >= lag[place] - 1e-12).sum()
            below[row] += (means <= lag[place] + 1e-12).sum()
    return np.minimum(2 * (np.minimum(above, below) + 1) / (count + 1), 1)


def _draw_others(size: int, width: int, count: int, random: np.random.Generator) -> np.ndarray:
    """`count` rows of `width` different numbers below `size`, every choice as likely."""
    if width * width > size:
        return random.permuted(np.tile(np.arange(size), (count, 1)), axis=1)[:, :width]
    drawn = random.integers(0, size, (count, width))
    while len(repeated := np.flatnonzero((np.diff(np.sort(drawn, axis=1), axis=1) == 0).any(axis=1))):
        drawn[repeated] = random.integers(0, size, (len(repeated), width))
    return drawn
