"""How often a 95 % interval holds the truth: every sample of every size counted with its probability, which is what a simulation nears.

The aim is 93–97 % for n from 20 to 2,000 and shares from 0.02 to 0.98. A count is whole, so the coverage of any interval jumps
from one share to the next (Brown, Cai and DasGupta 2001): single shares are told with the mean over the shares near by.
"""

from collections.abc import Callable

import numpy as np
from scipy import stats

from longdan.methods.comparison import Sample, compare_shares
from longdan.methods.count_interval import count_limits
from longdan.methods.interval import wilson
from tests.benchmarks.bench import Bench, print_table

SIZES = (20, 30, 50, 72, 100, 175, 300, 580, 1000, 2000)
SHARES = np.arange(0.02, 0.9801, 0.001)
WINDOW = 0.04  # of shares, over which a mean is taken
LOWEST, HIGHEST = 0.93, 0.97
MEANS = np.arange(2, 400, 0.05)
Limits = tuple[np.ndarray, np.ndarray]


def measure_coverage(bench: Bench) -> None:
    """The method used, beside those it was chosen from; then counts, small populations and differences."""
    sizes = SIZES[::3] if bench.is_quick else SIZES
    headings = (
        "method",
        "mean",
        "least",
        "most",
        "single shares in 93–97 %",
        f"means over {WINDOW} in 93–97 %",
        "least",
        "most",
    )
    rows = [_describe(name, [_coverage(n, limits(n)) for n in sizes]) for name, limits in METHODS.items()]
    print_table(f"coverage of 95 % intervals of a share, n {SIZES[0]}–{SIZES[-1]}, p 0.02–0.98", headings, rows)
    print_table("coverage of Wilson's interval by size of sample", ("n", "mean", "least", "most"), _by_size(sizes))
    rows = [_describe_counts(), *_describe_small_populations(), *_simulate_differences(bench)]
    print_table("coverage of the other 95 % intervals", ("interval", "mean", "least", "most"), rows)


def _coverage(n: int, limits: Limits) -> np.ndarray:
    """By share, the probability of the counts whose interval holds it; `limits` rise with the count."""
    low, high = limits
    first, last = np.searchsorted(high, SHARES, side="left"), np.searchsorted(low, SHARES, side="right") - 1
    return stats.binom.cdf(last, n, SHARES) - stats.binom.cdf(first - 1, n, SHARES)


def _describe(name: str, coverage: list[np.ndarray]) -> tuple[str, ...]:
    whole = np.array(coverage)
    near = [
        row[(start - 1e-9 <= SHARES) & (start + WINDOW > SHARES + 1e-9)].mean()
        for row in whole
        for start in np.arange(SHARES[0], SHARES[-1] - WINDOW / 2, WINDOW)
    ]
    figures = (whole.mean(), whole.min(), whole.max(), _inside(whole), _inside(np.array(near)), min(near), max(near))
    return name, *(f"{figure:.1%}" for figure in figures)


def _inside(coverage: np.ndarray) -> float:
    return float(((coverage >= LOWEST) & (coverage <= HIGHEST)).mean())


def _by_size(sizes: tuple[int, ...]) -> list[tuple[str, ...]]:
    found = [(n, _coverage(n, _wilson(n))) for n in sizes]
    return [(str(n), *(f"{figure:.1%}" for figure in (row.mean(), row.min(), row.max()))) for n, row in found]


def _wilson(n: int) -> Limits:
    low, high = zip(*(wilson(count, n) for count in range(n + 1)), strict=True)
    return np.array(low), np.array(high)


def _agresti_coull(n: int) -> Limits:
    z = stats.norm.ppf(0.975)
    size = n + z * z
    share = (np.arange(n + 1) + z * z / 2) / size
    reach = z * np.sqrt(share * (1 - share) / size)
    return share - reach, share + reach


def _wald(n: int) -> Limits:
    share = np.arange(n + 1) / n
    reach = stats.norm.ppf(0.975) * np.sqrt(share * (1 - share) / n)
    return share - reach, share + reach


def _beta(n: int, below: float, above: float) -> Limits:
    count = np.arange(n + 1)
    low, high = (
        stats.beta.ppf(0.025, count + below, n - count + above),
        stats.beta.ppf(0.975, count + above, n - count + below),
    )
    low[0], high[-1] = 0, 1
    return low, high


def _mid_p(n: int) -> Limits:
    """Half the probability of the count itself left out of either tail; solved by halving."""
    count = np.arange(n + 1)
    low = _solve(lambda p: stats.binom.sf(count, n, p) + stats.binom.pmf(count, n, p) / 2 < 0.025, n)
    high = _solve(lambda p: stats.binom.cdf(count, n, p) - stats.binom.pmf(count, n, p) / 2 > 0.025, n)
    low[0], high[-1] = 0, 1
    return low, high


def _solve(is_below: Callable[[np.ndarray], np.ndarray], n: int) -> np.ndarray:
    low, high = np.zeros(n + 1), np.ones(n + 1)
    for _ in range(50):
        middle = (low + high) / 2
        below = is_below(middle)
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return low


METHODS: dict[str, Callable[[int], Limits]] = {
    "Wilson (used)": _wilson,
    "Agresti–Coull": _agresti_coull,
    "Jeffreys": lambda n: _beta(n, 0.5, 0.5),
    "mid-P": _mid_p,
    "Clopper–Pearson": lambda n: _beta(n, 0.0, 1.0),
    "Wald": _wald,
}


def _describe_counts() -> tuple[str, ...]:
    """Exact below ten and Byar above, over means from 2 to 400 events."""
    low, high = (np.array(side) for side in zip(*(count_limits(count) for count in range(600)), strict=True))
    first, last = np.searchsorted(high, MEANS, side="left"), np.searchsorted(low, MEANS, side="right") - 1
    return _row("counts, mean 2–400", stats.poisson.cdf(last, MEANS) - stats.poisson.cdf(first - 1, MEANS))


def _describe_small_populations() -> list[tuple[str, ...]]:
    """Wilson with the finite-population correction, over every number of favourable people in the population."""
    rows = []
    for n, population in ((60, 80), (72, 76), (200, 300)):
        limits = [wilson(count, n, population=population) for count in range(n + 1)]
        low, high = (np.array(side) for side in zip(*limits, strict=True))
        favourable = np.arange(round(0.02 * population), round(0.98 * population) + 1)
        holds = (low[:, None] <= favourable / population + 1e-12) & (favourable / population - 1e-12 <= high[:, None])
        chance = stats.hypergeom.pmf(np.arange(n + 1)[:, None], population, favourable, n)
        rows.append(_row(f"Wilson, {n} of {population} people", (chance * holds).sum(axis=0)))
    return rows


def _simulate_differences(bench: Bench) -> list[tuple[str, ...]]:
    """Newcombe's interval of a difference, of drawn samples."""
    draw, times = np.random.default_rng(1), 500 if bench.is_quick else 4000
    pairs = [
        (own, other, p, q)
        for own, other in ((30, 300), (100, 100), (175, 2000))
        for p, q in ((0.8, 0.8), (0.7, 0.85), (0.05, 0.1))
    ]
    found = []
    for own, other, p, q in pairs:
        counts = zip(draw.binomial(own, p, times), draw.binomial(other, q, times), strict=True)
        limits = [compare_shares(Sample(a, own), Sample(b, other)).limits for a, b in counts]
        found.append(np.mean([low <= p - q <= high for low, high in limits]))
    return [_row(f"difference of two shares, {times:,} drawn for each of {len(pairs)} cases", np.array(found))]


def _row(name: str, coverage: np.ndarray) -> tuple[str, ...]:
    return name, *(f"{figure:.1%}" for figure in (coverage.mean(), coverage.min(), coverage.max()))
