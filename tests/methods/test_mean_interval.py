"""Intervals of means against scipy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from longdan.methods.mean_interval import mean_limits, next_value_limits


@given(st.lists(st.floats(-100, 100), min_size=2, max_size=80).filter(lambda values: max(values) - min(values) > 0.01))
def test_it_agrees_with_scipy(values: list[float]) -> None:
    expected = stats.t.interval(0.95, len(values) - 1, loc=stats.tmean(values), scale=stats.sem(values))
    assert mean_limits(values) == pytest.approx(expected, rel=1e-6, abs=1e-6)


def test_one_value_has_no_spread() -> None:
    with pytest.raises(ValueError, match="no spread"):
        mean_limits([3.0])


def test_one_more_value_lies_further_out_than_their_mean() -> None:
    values = [3.0, 5.0, 4.0, 6.0]
    reach = stats.t.ppf(0.975, 3) * stats.tstd(values) * (1 + 1 / 4) ** 0.5
    assert next_value_limits(values) == pytest.approx((4.5 - reach, 4.5 + reach), rel=1e-6)
