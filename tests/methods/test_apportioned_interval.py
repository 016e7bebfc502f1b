"""The error of sharing out a divided unit's cases, against scipy's beta-binomial and against simulation."""

import numpy as np
import polars as pl
import pytest
from scipy.stats import betabinom, norm

from longdan.methods.apportioned_interval import (
    apportioned_limits,
    apportioned_limits_expr,
    chain_precisions,
    part_variance,
    share_variance_expr,
    variance_terms,
    widen_limits_expr,
)


@pytest.mark.parametrize("count", [1, 20, 1_000])
@pytest.mark.parametrize("weight", [0.05, 0.3, 0.5])
@pytest.mark.parametrize("precision", [3.3, 12.0, 200.0])
def test_the_variance_is_that_of_the_beta_binomial(count: int, weight: float, precision: float) -> None:
    expected = betabinom(count, precision * weight, precision * (1 - weight)).var()
    assert part_variance(count, weight, precision) == pytest.approx(expected)


def test_a_whole_unit_adds_no_error() -> None:
    assert variance_terms(1.0, 12.0) == (0.0, 0.0)
    assert apportioned_limits(40, 0.0, 40, 0) == (40, 40)


def test_the_limits_never_leave_what_is_certain() -> None:
    variance = part_variance(10, 0.5, 3.3)
    assert apportioned_limits(105, variance, whole=100, parts=10, confidence=0.998) == (100, 110)


@pytest.mark.parametrize("precision", [3.33, 12.0])
@pytest.mark.parametrize("counts", [(3,), (20,), (200,), (50, 30, 10)])
@pytest.mark.parametrize("weight", [0.1, 0.3, 0.5])
def test_the_limits_hold_the_truth_at_least_91_times_of_100(
    precision: float, counts: tuple[int, ...], weight: float
) -> None:
    rng = np.random.default_rng(7)
    places = rng.beta(precision * weight, precision * (1 - weight), (20_000, len(counts)))
    truth = rng.binomial(counts, places).sum(axis=1)
    variance = sum(part_variance(count, weight, precision) for count in counts)
    low, high = apportioned_limits(weight * sum(counts), variance, 0, sum(counts))
    assert ((truth >= low) & (truth <= high)).mean() > 0.91


def test_two_steps_of_error_are_simulated_as_one() -> None:
    rng = np.random.default_rng(7)
    weight, people, cases = 0.3, 5.0, 12.0
    lives = rng.beta(people * weight, people * (1 - weight), 200_000)
    happens = rng.beta(cases * lives, cases * (1 - lives))
    assert happens.var() == pytest.approx(weight * (1 - weight) / (chain_precisions(people, cases) + 1), rel=0.02)


def test_the_variance_of_a_share_is_that_of_simulation() -> None:
    rng = np.random.default_rng(7)
    weight, precision, cases, others, whole, whole_base = 0.3, 12.0, 60, 40, 300, 500
    place = rng.beta(precision * weight, precision * (1 - weight), 200_000)
    numerator = whole + rng.binomial(cases, place)
    base = whole_base + (numerator - whole) + rng.binomial(others, place)
    linear, square = variance_terms(weight, precision)
    n = cases + others
    estimate, estimated_base = whole + weight * cases, whole_base + weight * n
    frame = pl.DataFrame(
        {
            "share": [estimate / estimated_base],
            "base": [estimated_base],
            "v": [linear * cases + square * cases**2],
            "vb": [linear * n + square * n**2],
            "c": [linear * cases + square * cases * n],
        }
    )
    columns = [pl.col(name) for name in ("share", "base", "v", "vb", "c")]
    found = frame.select(share_variance_expr(*columns)).item()
    assert found == pytest.approx((numerator / base).var(), rel=0.1)


def test_a_column_has_the_limits_of_its_figures() -> None:
    frame = pl.DataFrame({"e": [105.0, 40.0], "v": [4.0, 0.0], "w": [100.0, 40.0], "p": [10.0, 0.0]})
    low, high = apportioned_limits_expr(*(pl.col(name) for name in frame.columns))
    found = frame.select(low.alias("low"), high.alias("high")).rows()
    assert found == [pytest.approx(apportioned_limits(*row)) for row in frame.rows()]


def test_limits_of_chance_are_widened_by_the_square_root_of_squares() -> None:
    sd = 0.04 / norm.ppf(0.975)
    low, high = widen_limits_expr(pl.lit(0.5), pl.lit(0.47), pl.lit(0.53), pl.lit(sd**2))
    assert pl.select(low, high.alias("high")).row(0) == pytest.approx((0.45, 0.55))
