"""Funnel limits: as many flags as promised where nothing is wrong, outliers found where something is."""

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.meta_analysis import combine_effects

from longdan.methods.funnel import Funnel, Scale, between_places, fit_funnel, score_changes, winsorise

DRAW = np.random.default_rng(7)
WHOLE = DRAW.integers(30, 300, 4000).astype(float)


def flagged(funnel: Funnel, part: np.ndarray, whole: np.ndarray) -> float:
    return float(np.mean(np.abs(funnel.score(part, whole)) > 3.09))


def test_where_chance_alone_parts_them_nothing_is_added_and_few_are_flagged() -> None:
    part = DRAW.binomial(WHOLE.astype(int), 0.8).astype(float)
    funnel = fit_funnel(part, WHOLE, is_share=True)
    assert funnel.target == pytest.approx(0.8, abs=0.005)
    assert funnel.spread < 0.02
    assert flagged(funnel, part, WHOLE) < 0.004


def test_rates_by_chance_alone_are_seldom_flagged() -> None:
    part = DRAW.poisson(0.5 * WHOLE).astype(float)
    assert flagged(fit_funnel(part, WHOLE, is_share=False), part, WHOLE) < 0.005


def test_places_that_differ_anyway_are_not_all_flagged() -> None:
    shares = 1 / (1 + np.exp(-DRAW.normal(1.5, 0.4, len(WHOLE))))
    part = DRAW.binomial(WHOLE.astype(int), shares).astype(float)
    funnel = fit_funnel(part, WHOLE, is_share=True)
    by_chance = Funnel(funnel.scale, funnel.target, 0.0, funnel.dispersion)
    assert funnel.dispersion > 1.5
    assert flagged(by_chance, part, WHOLE) > 0.05
    assert flagged(funnel, part, WHOLE) < 0.01


def test_outliers_do_not_hide_themselves() -> None:
    part = DRAW.binomial(WHOLE.astype(int), np.where(np.arange(len(WHOLE)) < 80, 0.4, 0.8)).astype(float)
    scores = fit_funnel(part, WHOLE, is_share=True).score(part, WHOLE)
    assert np.mean(scores[:80] < -3.09) > 0.85


def test_the_variance_between_places_is_dersimonian_and_lairds() -> None:
    part, whole = (
        DRAW.binomial(100, DRAW.uniform(0.6, 0.9, 40)).astype(float),
        DRAW.integers(100, 200, 40).astype(float),
    )
    scale = Scale(True)
    reference = combine_effects(scale.place(part, whole), scale.error(whole) ** 2, method_re="dl")
    assert between_places(reference.q / 40, scale.error(whole)) ** 2 == pytest.approx(reference.tau2)


def test_the_dispersion_of_chance_alone_is_one() -> None:
    part = DRAW.binomial(WHOLE.astype(int), 0.6).astype(float)
    assert fit_funnel(part, WHOLE, is_share=True).dispersion == pytest.approx(1, abs=0.08)


def test_limits_and_scores_tell_the_same() -> None:
    part = DRAW.binomial(WHOLE.astype(int), 0.6).astype(float)
    for is_share in (True, False):
        funnel = fit_funnel(part, WHOLE, is_share=is_share)
        low, high = funnel.limits(WHOLE, 2.0)
        placed = funnel.scale.read(funnel.scale.place(part, WHOLE))
        outside = (placed < low) | (placed > high)
        assert np.array_equal(outside, np.abs(funnel.score(part, WHOLE)) > 2.0)


def test_limits_near_those_of_the_binomial_distribution() -> None:
    low, high = Funnel(Scale(True), 0.8, 0.0, 1.0).limits(np.array([200.0]), 3.09)
    exact = stats.binom.ppf([0.001, 0.999], 200, 0.8) / 200
    assert [low[0], high[0]] == pytest.approx(exact, abs=0.01)


def test_winsorising_pulls_back_a_tenth_at_either_end() -> None:
    assert winsorise(np.arange(11.0)).tolist() == [1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9]


def test_a_place_that_fell_while_the_others_rose_stands_out_among_the_changes() -> None:
    size = np.full(200, 400)
    before, now = DRAW.binomial(size, 0.7), DRAW.binomial(size, np.where(np.arange(200) == 5, 0.55, 0.75))
    scores = score_changes(now, size, before, size, is_share=True)
    assert scores[5] < -3.09
    assert np.mean(np.abs(np.delete(scores, 5)) > 1.96) < 0.1
