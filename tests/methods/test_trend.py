"""Trends against scipy, over seasons, and when nothing may be said."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau, norm, theilslopes

from longdan.methods.period import Period, inspection_period
from longdan.methods.trend import YEARLY, Point, choose_rule, find_trend, kendall_test, place_point

QUARTERLY = choose_rule(inspection_period("quarter", 2026))
Make = Callable[[list[float]], list[Point]]
VALUES = st.lists(st.integers(-50, 50), min_size=5, max_size=10)


def yearly(values: list[float]) -> list[Point]:
    return [Point(float(year), 1, value) for year, value in enumerate(values)]


def quarterly(values: list[float]) -> list[Point]:
    return [Point(place / 4, place % 4 + 1, value) for place, value in enumerate(values)]


@given(VALUES.filter(lambda values: len(set(values)) > 1))
def test_without_seasons_it_is_kendalls_test(values: list[float]) -> None:
    """scipy gives tau-b and the p-value without the correction for continuity: the score behind both is the same."""
    score, p_value = kendall_test(yearly(values))
    reference = kendalltau(range(len(values)), values, method="asymptotic")
    assert (score > 0, score < 0) == (reference.statistic > 1e-12, reference.statistic < -1e-12)
    if score:
        z = norm.isf(reference.pvalue / 2)
        assert norm.isf(p_value / 2) == pytest.approx(z * (abs(score) - 1) / abs(score), abs=1e-6)


@given(st.permutations(range(8)))
def test_the_normal_p_value_is_near_the_exact_one(values: list[int]) -> None:
    _, p_value = kendall_test(yearly(values))
    assert p_value == pytest.approx(kendalltau(range(8), values, method="exact").pvalue, abs=0.02)


@given(VALUES)
def test_the_slope_is_theil_and_sens(values: list[float]) -> None:
    trend = find_trend(yearly(values), YEARLY)
    assert trend.slope == pytest.approx(theilslopes(values, range(len(values))).slope)


@given(st.lists(st.integers(0, 30), min_size=12, max_size=20))
def test_among_quarters_the_scores_of_the_seasons_add_up(values: list[float]) -> None:
    seasons = [kendall_test(yearly(values[season::4])) for season in range(4)]
    assert kendall_test(quarterly(values))[0] == sum(score for score, _ in seasons)


def test_a_season_that_comes_back_is_no_trend() -> None:
    trend = find_trend(quarterly([10, 40, 80, 20] * 4), QUARTERLY)
    assert (trend.sign, trend.reason) == (0, "chance")


def test_a_rise_under_the_seasons_is_found_with_its_slope() -> None:
    values = [season + 3 * year for year in range(4) for season in (10, 40, 80, 20)]
    trend = find_trend(quarterly(values), QUARTERLY)
    assert (trend.sign, trend.reason, trend.slope) == (1, None, 3)


def monthly(values: list[float]) -> list[Point]:
    return [Point(place / 12, place % 12 + 1, value) for place, value in enumerate(values)]


def half_yearly(values: list[float]) -> list[Point]:
    return [Point(place / 2, place % 2 + 1, value) for place, value in enumerate(values)]


CIVIL_2025 = date(2025, 1, 1)


@pytest.mark.parametrize(
    ("period", "make", "fewest"),
    [
        (Period("month", "civil", CIVIL_2025, date(2025, 1, 31)), monthly, 36),
        (inspection_period("quarter", 2026), quarterly, 12),
        (Period("half", "civil", CIVIL_2025, date(2025, 6, 30)), half_yearly, 8),
        (inspection_period("half", 2026), yearly, 5),
        (inspection_period("year", 2026), yearly, 5),
        (Period("round", "civil", CIVIL_2025, date(2025, 1, 9)), yearly, 5),
    ],
)
def test_the_fewest_figures_can_show_a_rise_and_one_less_is_too_few(period: Period, make: Make, fewest: int) -> None:
    rule = choose_rule(period)
    assert find_trend(make(list(range(fewest))), rule).sign == 1
    assert find_trend(make(list(range(fewest - 1))), rule).reason == "few"


def test_quarters_of_one_name_are_a_season_and_rounds_have_none() -> None:
    third, next_third, fourth = (inspection_period("quarter", *when) for when in ((2025, 3), (2026, 3), (2026, 4)))
    assert place_point(third, 1).season == place_point(next_third, 1).season != place_point(fourth, 1).season
    assert place_point(next_third, 1).year - place_point(third, 1).year == pytest.approx(1, abs=0.01)
    rounds = [Period("round", "civil", date(2025, month, 1), date(2025, month, 9)) for month in (3, 11)]
    assert {place_point(round_, 1).season for round_ in rounds} == {1}


def test_even_a_steady_rise_over_eight_quarters_may_be_chance() -> None:
    assert kendall_test(quarterly(list(range(8))))[1] > 0.1


def test_a_trend_that_hangs_on_one_figure_is_none() -> None:
    whole = [9, 3, 7, 1, 1, 0]
    assert kendall_test(yearly(whole))[1] < 0.05
    trend = find_trend(yearly(whole), YEARLY)
    assert (trend.sign, trend.reason) == (0, "single")


def test_a_line_that_never_moves_has_no_trend() -> None:
    assert find_trend(yearly([3.0] * 7), YEARLY).reason == "chance"


def test_only_the_newest_figures_are_looked_at() -> None:
    values = [*range(20, 0, -1), *range(10)]
    assert find_trend(yearly(values), YEARLY).sign == 1
    assert find_trend(yearly(values), YEARLY).point_count == 10
