"""Intervals of counts against scipy, published tables and their own definition."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2, poisson

from longdan.methods.count_interval import EXACT_BELOW, count_limits, count_limits_expr

LEVELS = st.sampled_from([0.95, 0.998])


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0.0, 3.689), (1, 0.0253, 5.572), (3, 0.619, 8.767), (9, 4.115, 17.085)],
)
def test_small_counts_have_the_limits_of_the_published_table(count: int, low: float, high: float) -> None:
    """Pearson and Hartley, "Biometrika Tables for Statisticians" I, table 40."""
    assert count_limits(count) == pytest.approx((low, high), abs=0.001)


@given(st.integers(0, EXACT_BELOW - 1), LEVELS)
def test_small_counts_are_exact(count: int, confidence: float) -> None:
    low, high = count_limits(count, confidence)
    tail = (1 - confidence) / 2
    assert high == pytest.approx(chi2.ppf(1 - tail, 2 * count + 2) / 2, rel=1e-9)
    assert poisson.sf(count - 1, low) == pytest.approx(tail if count else 1)


@given(st.integers(EXACT_BELOW, 200_000))
def test_byars_limits_are_those_of_the_exact_distribution_within_one_percent(count: int) -> None:
    exact = chi2.ppf(0.025, 2 * count) / 2, chi2.ppf(0.975, 2 * count + 2) / 2
    assert count_limits(count) == pytest.approx(exact, rel=0.01)


def test_more_certainty_reaches_further() -> None:
    assert count_limits(40, 0.998)[0] < count_limits(40)[0] < 40 < count_limits(40)[1] < count_limits(40, 0.998)[1]


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="not a count"):
        count_limits(-1)


@given(st.lists(st.integers(0, 3000) | st.floats(0.01, 3000), min_size=1, max_size=20), LEVELS)
def test_the_expression_gives_the_same_limits(counts: list[float], confidence: float) -> None:
    frame = pl.DataFrame({"count": counts}, schema={"count": pl.Float64}, strict=False)
    low, high = count_limits_expr(pl.col("count"), confidence)
    found = frame.select(low=low, high=high).rows()
    assert [list(row) for row in found] == [pytest.approx(list(count_limits(one, confidence))) for one in counts]


def test_the_expression_gives_no_limits_where_there_is_no_count() -> None:
    low, high = count_limits_expr(pl.col("count"))
    assert pl.DataFrame({"count": [None, -2.0]}).select(low=low, high=high).rows() == [(None, None)] * 2
