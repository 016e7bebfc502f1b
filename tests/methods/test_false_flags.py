"""Expected numbers of places listed by chance, against their definition."""

import numpy as np
import pytest
from scipy.stats import norm

from longdan.methods.false_flags import expect_clear, expect_signs


def test_one_figure_of_a_thousand_places_is_clearly_worse_by_chance() -> None:
    assert expect_clear([1] * 1000) == pytest.approx(1)


def test_one_figure_gives_no_two_signs() -> None:
    assert expect_signs([1] * 1000 + [0] * 5) == pytest.approx(0, abs=1e-9)


def test_two_signs_of_five_figures_come_as_often_as_drawn() -> None:
    scores = np.random.default_rng(3).normal(size=(400_000, 5))
    is_clear, signs = (scores < norm.ppf(0.001)).any(axis=1), (scores < norm.ppf(0.025)).sum(axis=1)
    assert expect_clear([5]) == pytest.approx(is_clear.mean(), rel=0.1)
    assert expect_signs([5]) == pytest.approx((~is_clear & (signs >= 2)).mean(), rel=0.1)
