"""Coefficients of variation against drawn samples."""

import numpy as np
import pytest

from longdan.methods.variation import variation_of_count, variation_of_share

DRAW = np.random.default_rng(5)


def test_the_variation_of_a_share_is_that_of_drawn_samples() -> None:
    shares = DRAW.binomial(80, 0.3, 200_000) / 80
    assert variation_of_share(0.3, 80) == pytest.approx(shares.std() / shares.mean(), rel=0.02)


def test_a_count_of_twenty_five_varies_by_a_fifth() -> None:
    counts = DRAW.poisson(25, 200_000)
    assert variation_of_count(25) == 0.2 == pytest.approx(counts.std() / counts.mean(), rel=0.02)
