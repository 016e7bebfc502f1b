"""Comparisons against statsmodels and scipy, and what they may never say."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep
from statsmodels.stats.rates import test_poisson_2indep as poisson_test

from longdan.methods.comparison import (
    Contrast,
    Rate,
    Sample,
    compare_rate_with_number,
    compare_rate_with_whole,
    compare_rates,
    compare_share_with_number,
    compare_share_with_whole,
    compare_shares,
    compare_with_others,
    find_dispersion,
)

SAMPLES = st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
RATES = st.builds(Rate, st.integers(0, 400), st.floats(0.5, 500))


@given(SAMPLES, SAMPLES)
def test_two_shares_agree_with_statsmodels(own: tuple[int, int], other: tuple[int, int]) -> None:
    reference = confint_proportions_2indep(*own, *other, method="newcomb", compare="diff")
    assert compare_shares(Sample(*own), Sample(*other)).limits == pytest.approx(reference, abs=1e-9)


@pytest.mark.parametrize(
    ("own", "other", "limits"),
    [
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((10, 10), (0, 20), (0.6791, 1.0000)),
    ],
)
def test_two_shares_have_the_limits_that_newcombe_published(own: tuple, other: tuple, limits: tuple) -> None:
    """Statistics in Medicine 17 (1998), table II, method 10, cases (a), (b) and (f)."""
    assert compare_shares(Sample(*own), Sample(*other)).limits == pytest.approx(limits, abs=0.0001)


@given(RATES, RATES, st.sampled_from([0.95, 0.998]))
def test_two_rates_agree_with_the_exact_test_of_statsmodels(own: Rate, other: Rate, confidence: float) -> None:
    tested = compare_rates(own, other)
    if tested is None:
        assert own.count == other.count == 0
        return
    ways = ("larger", "smaller")
    tails = [
        poisson_test(own.count, own.base, other.count, other.base, method="exact-cond", alternative=way).pvalue
        for way in ways
    ]
    low, high = tested.limits if confidence == 0.95 else tested.far_limits
    if abs(min(tails) - (1 - confidence) / 2) > 1e-9:
        assert (not low <= 1 <= high) == (min(tails) < (1 - confidence) / 2)


def test_a_rate_beside_nothing_has_no_upper_limit() -> None:
    assert compare_rates(Rate(8, 10), Rate(0, 10)).limits[1] == inf
    assert compare_rates(Rate(8, 10), Rate(0, 10)).certainty == "sign"


@given(SAMPLES, SAMPLES)
def test_a_part_differs_from_the_whole_exactly_where_it_differs_from_the_rest(own: tuple, rest: tuple) -> None:
    whole = Sample(own[0] + rest[0], own[1] + rest[1])
    tested = compare_share_with_whole(Sample(*own), whole)
    assert tested.certainty == compare_shares(Sample(*own), Sample(*rest)).certainty
    assert tested.estimate == pytest.approx(own[0] / own[1] - whole.share)
    assert tested.limits[0] - 1e-12 <= tested.estimate <= tested.limits[1] + 1e-12


def test_nothing_is_compared_with_a_whole_that_does_not_hold_it() -> None:
    assert compare_share_with_whole(Sample(9, 10), Sample(8, 20)) is None
    assert compare_share_with_whole(Sample(9, 10), Sample(9, 10)) is None
    assert compare_rate_with_whole(Rate(9, 10), Rate(8, 20)) is None


def test_a_rate_inside_a_whole_is_set_against_the_rest() -> None:
    assert compare_rate_with_whole(Rate(30, 10), Rate(130, 60)) == compare_rates(Rate(30, 10), Rate(100, 50))


@given(SAMPLES, st.floats(0.001, 0.999))
def test_a_share_against_a_target_is_the_score_test(sample: tuple[int, int], target: float) -> None:
    share, n = sample[0] / sample[1], sample[1]
    p_value = 2 * stats.norm.sf(abs(share - target) / (target * (1 - target) / n) ** 0.5)
    tested = compare_share_with_number(Sample(*sample), target)
    expected = "clear" if p_value < 0.002 else "sign" if p_value < 0.05 else "none"
    assert tested.certainty == expected or min(abs(p_value - 0.002), abs(p_value - 0.05)) < 1e-6


def test_a_rate_against_a_target_is_a_ratio_to_it() -> None:
    tested = compare_rate_with_number(Rate(12, 6), 1.0)
    assert tested.estimate == 2
    assert tested.certainty == "sign"
    assert compare_rate_with_number(Rate(12, 6), 0) is None


def test_a_score_stands_out_where_the_next_one_would_not_be_expected() -> None:
    others = [40.0, 41, 42, 43, 44, 41.5, 42.5]
    assert compare_with_others(43.0, others).certainty == "none"
    assert compare_with_others(60.0, others).certainty == "clear"
    assert compare_with_others(60.0, [40.0]) is None


@pytest.mark.parametrize(
    ("direction", "higher", "lower"),
    [
        ("higher_is_better", "better", "worse"),
        ("lower_is_better", "worse", "better"),
        ("neutral", "higher", "lower"),
    ],
)
def test_the_direction_of_an_indicator_says_what_a_difference_means(direction: str, higher: str, lower: str) -> None:
    up, down = Sample(90, 100), Sample(40, 100)
    assert compare_shares(up, down).judge(direction) == higher
    assert compare_shares(down, up).judge(direction) == lower
    assert compare_shares(up, up).judge(direction) == "same"


def test_certainty_has_three_steps() -> None:
    steps = {
        (far, near): Contrast(0.1, 0.0, (near, 0.2), (far, 0.3)).certainty
        for far, near in ((0.01, 0.02), (-0.1, 0.02), (-0.2, -0.1))
    }
    assert list(steps.values()) == ["clear", "sign", "none"]


def test_an_interval_that_ends_on_no_difference_shows_none() -> None:
    assert Contrast(0.1, 0.0, (0.0, 0.2), (-0.1, 0.3)).certainty == "none"


def test_counts_that_vary_as_chance_has_it_are_not_dispersed() -> None:
    counts = stats.poisson.rvs(40, size=400, random_state=1).tolist()
    assert find_dispersion(counts) == pytest.approx(1, abs=0.15)
    assert find_dispersion([5, 5, 5, 5, 5, 5, 5, 5]) == 1


def test_counts_that_vary_more_are_dispersed_as_often() -> None:
    counts = [10, 50, 12, 60, 9, 55, 14, 48]
    chi_square = stats.chisquare(counts).statistic
    assert find_dispersion(counts) == pytest.approx(chi_square / 7)
    assert find_dispersion(counts[:7]) is None
    assert find_dispersion([0] * 9) is None


def test_samples_with_a_design_effect_are_compared_as_the_smaller_ones_they_are_worth() -> None:
    plain = compare_shares(Sample(80, 100), Sample(120, 200))
    assert compare_shares(Sample(160, 200, design_effect=2), Sample(180, 300, design_effect=1.5)) == plain


def test_the_rest_of_a_whole_has_what_is_left_of_answers_times_design_effects() -> None:
    own, rest = Sample(80, 100, design_effect=3), Sample(240, 400, design_effect=1.5)
    whole = Sample(320, 500, design_effect=(300 + 600) / 500)
    tested, apart = compare_share_with_whole(own, whole), compare_shares(own, rest)
    assert tested.limits == pytest.approx([limit * 400 / 500 for limit in apart.limits])
