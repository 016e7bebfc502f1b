"""Control charts against a printed example, a second reckoning of Laney's formulas, scipy, and simulated steady lines."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import f_oneway, rankdata

from longdan.methods.control_chart import (
    FEWEST,
    MOST,
    ControlChart,
    Figure,
    Run,
    find_expected,
    find_false_alarms,
    find_runs,
    find_spread,
    judge_seasons,
    make_control_chart,
)

# D. C. Montgomery, "Introduction to Statistical Quality Control", example of individuals: viscosity of 15 batches of paint.
VISCOSITY = (33.75, 33.05, 34.00, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20, 33.62, 33.00, 33.54, 33.12, 33.84)
COUNTS = st.lists(st.tuples(st.integers(0, 80), st.integers(80, 400)), min_size=FEWEST, max_size=MOST)


def line(values: list[float], wholes: list[float] | None = None, seasons: int = 1) -> list[Figure]:
    wholes = wholes or [None] * len(values)
    return [
        Figure(place, place % seasons, value, whole)
        for place, (value, whole) in enumerate(zip(values, wholes, strict=True))
    ]


def has_signal(chart: ControlChart) -> bool:
    return bool(chart.runs) or any(one.outside for one in chart.limits)


def test_values_have_the_limits_of_the_printed_example() -> None:
    first = make_control_chart(line(list(VISCOSITY)), "value").limits[0]
    assert [first.low, first.centre, first.high] == pytest.approx([32.24, 33.52, 34.80], abs=0.006)


@pytest.mark.parametrize("kind", ["share", "rate"])
@given(counts=COUNTS)
def test_shares_and_rates_have_laneys_limits(kind: str, counts: list[tuple[int, int]]) -> None:
    """p̄ ± 3·σp·σz with σz the mean moving range of z-scores over 1.128, ranges over 3.267 times the mean left out once."""
    part, whole = np.array(counts, dtype=float).T
    chart = make_control_chart(line((part / whole).tolist(), whole.tolist()), kind)
    common = part.sum() / whole.sum()
    error = np.sqrt((common * (1 - common) if kind == "share" else common) / whole)
    if chart is None:
        assert common in (0, 1) or np.ptp(part / whole) < 1e-9
        return
    ranges = np.abs(np.diff((part / whole - common) / error))
    kept = ranges[ranges <= 3.267 * ranges.mean()]
    spread = (kept if kept.max() > 1e-9 else ranges).mean() / 1.128
    assert chart.spread == pytest.approx(spread)
    high = common + 3 * error * spread
    assert [one.high for one in chart.limits] == pytest.approx(list(np.minimum(high, 1) if kind == "share" else high))
    assert [one.low for one in chart.limits] == pytest.approx(list(np.maximum(2 * common - high, 0)))


@given(st.lists(st.integers(10, 90), min_size=FEWEST, max_size=MOST).filter(lambda parts: len(set(parts)) > 1))
def test_with_equal_bases_shares_and_plain_values_have_the_same_limits(parts: list[int]) -> None:
    """As Laney shows: with one base the p′-chart is the chart of individuals."""
    shares = [part / 100 for part in parts]
    of_counts, of_values = (
        make_control_chart(line(shares, [100.0] * len(shares)), "share"),
        make_control_chart(line(shares), "value"),
    )
    assert [one.low for one in of_counts.limits] == pytest.approx([one.low for one in of_values.limits])
    assert [min(one.high, 1) for one in of_values.limits] == pytest.approx([one.high for one in of_counts.limits])


def test_a_smaller_base_has_wider_limits() -> None:
    shares, wholes = [0.48, 0.52] * 8, [400.0] * 15 + [100.0]
    limits = make_control_chart(line(shares, wholes), "share").limits
    assert limits[-1].high - limits[-1].centre == pytest.approx(2 * (limits[0].high - limits[0].centre))


def test_figures_that_vary_more_than_chance_widen_the_limits() -> None:
    wholes = [10_000.0] * 16
    steady, restless = ([0.8 + swing * (-1) ** place for place in range(16)] for swing in (0.002, 0.02))
    narrow, wide = (make_control_chart(line(shares, wholes), "share") for shares in (steady, restless))
    assert narrow.spread < 1 < wide.spread
    assert not any(one.outside for one in wide.limits)


@pytest.mark.parametrize(("value", "side"), [(90.0, 1), (20.0, -1), (56.0, 0)])
def test_a_figure_beyond_three_standard_errors_is_outside(value: float, side: int) -> None:
    chart = make_control_chart(line([50.0, 54.0, 52.0, 56.0] * 4 + [value]), "value")
    assert [one.outside for one in chart.limits] == [0] * 16 + [side]


def test_one_great_jump_does_not_widen_the_limits_that_it_breaks() -> None:
    values = [50.0, 54.0, 52.0, 56.0] * 4
    values[9] = 500.0
    assert make_control_chart(line(values), "value").spread < 4


def test_ranges_across_a_gap_do_not_count() -> None:
    assert find_spread([0, 1, 9, 10], [0, 1, 5, 6]) == find_spread([0, 1, 0], [0, 1, 2]) == pytest.approx(1 / 1.128)


@pytest.mark.parametrize(
    ("scores", "runs"),
    [
        ([1.0] * 7 + [-1.0], []),
        ([-1.0] + [1.0] * 8, [Run(1, tuple(range(1, 9)))]),
        ([1.0] * 4 + [0.0] + [1.0] * 4, [Run(1, (0, 1, 2, 3, 5, 6, 7, 8))]),
        ([-1.0] * 9 + [1.0] * 8, [Run(-1, tuple(range(9))), Run(1, tuple(range(9, 17)))]),
        ([0.0] * 12, []),
    ],
    ids=["seven are none", "eight are one", "on the centre neither ends nor lengthens", "two in turn", "all on it"],
)
def test_eight_in_a_row_on_one_side_are_a_run(scores: list[float], runs: list[Run]) -> None:
    assert find_runs(scores) == runs


@given(st.lists(st.integers(0, 12), min_size=16, max_size=24))
def test_seasons_are_judged_by_ranks_as_scipy_does(values: list[int]) -> None:
    seasons = [place % 4 for place in range(len(values))]
    if len(set(values)) == 1:
        assert judge_seasons(seasons, values) == "alike"
        return
    ranks = rankdata(values)
    p_value = f_oneway(*(ranks[season::4] for season in range(4))).pvalue
    assert judge_seasons(seasons, values) == ("removed" if p_value < 0.05 else "alike")


def test_each_season_has_its_own_centre_where_seasons_differ() -> None:
    noise = np.random.default_rng(5).normal(0, 1, 24)
    values = [season + float(one) for season, one in zip([40, 60, 90, 50] * 6, noise, strict=True)]
    chart = make_control_chart(line(values, seasons=4), "value")
    assert chart.seasons == "removed"
    assert [round(one.centre, -1) for one in chart.limits[:4]] == [40, 60, 90, 50]
    assert chart.spread < 2
    assert not any(one.outside for one in chart.limits)


def test_with_too_few_years_the_swing_of_the_seasons_stays_in_the_limits() -> None:
    chart = make_control_chart(line([40.0, 60.0, 90.0, 50.0] * 3, seasons=4), "value")
    assert chart.seasons == "unknown"
    assert {one.centre for one in chart.limits} == {60.0}
    assert not any(one.outside for one in chart.limits)
    assert not chart.runs


@pytest.mark.parametrize("kind", ["share", "rate", "value"])
def test_a_line_that_never_moves_has_no_chart(kind: str) -> None:
    assert make_control_chart(line([0.5] * 12, [40.0] * 12), kind) is None


def test_what_a_period_expects_is_the_smaller_side_of_a_share() -> None:
    figures = line([0.9] * 12, [30.0] * 12)
    assert find_expected(figures, "share") == pytest.approx(3)
    assert find_expected(figures, "rate") == pytest.approx(27)
    assert find_expected(figures, "count") == pytest.approx(0.9)
    assert find_expected(figures, "value") == float("inf")


@pytest.mark.parametrize("count", [12, 16, 20, 24])
def test_steady_lines_give_as_many_false_alarms_as_is_said(count: int) -> None:
    normal = np.random.default_rng(count).normal(size=(3000, count)) + 100
    charts = [make_control_chart(line(list(map(float, values)), seasons=4), "value") for values in normal]
    alarms = np.mean([has_signal(chart) for chart in charts])
    assert alarms == pytest.approx(find_false_alarms(count), abs=0.02)


@pytest.mark.parametrize(("kind", "base", "mean"), [("share", 50, 0.9), ("share", 500, 0.8), ("rate", 30, 10 / 30)])
def test_so_do_steady_counts_of_five_or_more(kind: str, base: int, mean: float) -> None:
    random = np.random.default_rng(7)
    draw = (lambda: random.binomial(base, mean, 20)) if kind == "share" else (lambda: random.poisson(base * mean, 20))
    lines = [line([float(count) / base for count in draw()], [float(base)] * 20) for _ in range(2000)]
    alarms = np.mean([has_signal(make_control_chart(one, kind)) for one in lines])
    assert alarms == pytest.approx(find_false_alarms(20), abs=0.04)


def test_more_figures_give_more_false_alarms() -> None:
    told = [find_false_alarms(count) for count in range(FEWEST, MOST + 1)]
    assert all(earlier <= later for earlier, later in pairwise(told))
