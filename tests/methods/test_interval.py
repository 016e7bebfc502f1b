"""Wilson's interval against an independent implementation, the figures of the field, and what it must never do."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest
from statsmodels.stats.proportion import proportion_confint

from longdan.methods.interval import wilson, wilson_expr

SAMPLES = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(SAMPLES, st.sampled_from([0.9, 0.95, 0.99]))
def test_it_agrees_with_scipy(sample: tuple[int, int], confidence: float) -> None:
    reference = binomtest(*sample).proportion_ci(confidence, method="wilson")
    assert wilson(*sample, confidence) == pytest.approx((reference.low, reference.high), abs=1e-12)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (71, 72, 0.925, 0.998),  # Linh Cang 2017, without the correction for its 76 households
        (140, 175, 0.735, 0.853),
        (200, 250, 0.746, 0.845),
        (487, 580, 0.808, 0.867),  # SIPAS, one province
    ],
)
def test_the_intervals_of_published_surveys(successes: int, n: int, low: float, high: float) -> None:
    assert wilson(successes, n) == pytest.approx((low, high), abs=0.0006)


def test_asking_nearly_everybody_narrows_the_interval() -> None:
    low, high = wilson(71, 72, population=76)
    assert 71 / 76 < low < 71 / 72 < high < 1
    assert low > wilson(71, 72)[0]


@given(SAMPLES, st.integers(0, 10_000))
def test_it_holds_the_share_and_stays_within_0_and_1(sample: tuple[int, int], others: int) -> None:
    successes, n = sample
    low, high = wilson(successes, n, population=n + others)
    assert 0 <= low <= successes / n + 1e-12
    assert successes / n - 1e-12 <= high <= 1
    assert wilson(successes, n)[0] <= low + 1e-12


def test_whoever_asks_everybody_knows_the_share() -> None:
    assert wilson(7, 8, population=8) == (7 / 8, 7 / 8)


@pytest.mark.parametrize("sample", [(1, 0), (3, 2), (-1, 2), (0, 0)])
def test_what_is_no_sample_is_refused(sample: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not a sample"):
        wilson(*sample)


@given(st.lists(st.tuples(SAMPLES, st.none() | st.integers(0, 9000)), min_size=1, max_size=20))
def test_the_expression_gives_the_same_limits(rows: list[tuple[tuple[int, int], int | None]]) -> None:
    frame = pl.DataFrame(
        [(successes, n, None if others is None else n + others) for (successes, n), others in rows],
        schema={"successes": pl.Int64, "n": pl.Int64, "population": pl.Int64},
        orient="row",
    )
    low, high = wilson_expr(pl.col("successes"), pl.col("n"), population=pl.col("population"))
    found = frame.select(low=low, high=high).rows()
    expected = [wilson(row["successes"], row["n"], population=row["population"]) for row in frame.iter_rows(named=True)]
    assert [list(limits) for limits in found] == [pytest.approx(list(limits), abs=1e-9) for limits in expected]


def test_the_expression_gives_no_limits_where_there_is_no_sample() -> None:
    frame = pl.DataFrame({"k": [1, 3, None, 2], "n": [0, 2, 5, 4], "population": [None, None, None, 3]})
    low, high = wilson_expr(pl.col("k"), pl.col("n"), population=pl.col("population"))
    assert frame.select(low=low, high=high).rows() == [(None, None)] * 4


@given(SAMPLES, st.sampled_from([0.95, 0.998]))
def test_it_agrees_with_statsmodels(sample: tuple[int, int], confidence: float) -> None:
    reference = proportion_confint(*sample, alpha=1 - confidence, method="wilson")
    assert wilson(*sample, confidence) == pytest.approx(reference, abs=1e-12)


def test_a_design_effect_of_two_is_half_the_sample() -> None:
    assert wilson(160, 200, design_effect=2) == pytest.approx(wilson(80, 100))
    low, high = wilson_expr(pl.col("k"), pl.col("n"), design_effect=pl.col("effect"))
    frame = pl.DataFrame({"k": [160, 160, 160], "n": [200, 200, 200], "effect": [2.0, None, 0.0]})
    assert frame.select(low=low, high=high).rows() == [
        pytest.approx(wilson(80, 100)), pytest.approx(wilson(160, 200)), (None, None)
    ]  # fmt: skip


def test_eighty_percent_of_350_at_a_design_effect_of_two_is_known_as_well_as_of_175() -> None:
    low, high = wilson(280, 350, design_effect=2)
    assert (low, high) == wilson(140, 175)
    assert (round(low, 3), round(high, 3)) == (0.735, 0.853)


@given(SAMPLES, st.floats(0.5, 50), st.sampled_from([0.95, 0.998]))
def test_with_a_design_effect_it_agrees_with_statsmodels_on_the_effective_counts(
    sample: tuple[int, int], effect: float, confidence: float
) -> None:
    successes, n = sample
    reference = proportion_confint(successes / effect, n / effect, alpha=1 - confidence, method="wilson")
    assert wilson(successes, n, confidence, design_effect=effect) == pytest.approx(reference, abs=1e-12)
