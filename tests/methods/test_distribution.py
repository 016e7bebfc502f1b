"""Quantiles against scipy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from longdan.methods.distribution import (
    beta_cdf,
    beta_quantile,
    normal_quantile,
    poisson_cdf,
    poisson_mean,
    t_quantile,
)

SIZES = st.floats(0.5, 20_000)


@pytest.mark.parametrize(("confidence", "expected"), [(0.95, 1.959964), (0.998, 3.090232)])
def test_the_two_levels_of_confidence(confidence: float, expected: float) -> None:
    assert normal_quantile(confidence) == pytest.approx(expected, abs=1e-6)


@given(st.floats(0, 1), SIZES, SIZES)
def test_the_beta_distribution_agrees_with_scipy(x: float, a: float, b: float) -> None:
    assert beta_cdf(x, a, b) == pytest.approx(stats.beta.cdf(x, a, b), abs=1e-9)


@given(st.sampled_from([0.001, 0.025, 0.5, 0.975, 0.999]), st.floats(0.5, 5000), st.floats(0.5, 5000))
def test_its_quantiles_agree_with_scipy(probability: float, a: float, b: float) -> None:
    assert beta_quantile(probability, a, b) == pytest.approx(stats.beta.ppf(probability, a, b), rel=1e-6, abs=1e-9)


@given(st.sampled_from([0.95, 0.998]), st.floats(1, 3000))
def test_students_t_agrees_with_scipy(confidence: float, freedom: float) -> None:
    assert t_quantile(confidence, freedom) == pytest.approx(stats.t.ppf((1 + confidence) / 2, freedom), rel=1e-6)


@given(st.integers(0, 40), st.floats(0, 80))
def test_the_poisson_distribution_agrees_with_scipy(count: int, mean: float) -> None:
    assert poisson_cdf(count, mean) == pytest.approx(stats.poisson.cdf(count, mean), abs=1e-12)


@given(st.integers(0, 9), st.sampled_from([0.001, 0.025, 0.975, 0.999]))
def test_the_mean_behind_a_count_agrees_with_scipy(count: int, probability: float) -> None:
    assert poisson_mean(count, probability) == pytest.approx(stats.chi2.isf(probability, 2 * count + 2) / 2, rel=1e-9)
