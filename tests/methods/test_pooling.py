"""Sums over units: exact where all is known, bounded where a part is, hidden where one part is."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest
from statsmodels.stats.proportion import proportion_confint

from longdan.methods.pooling import PART, pool_parts

Q = "quarter.inspection.2026-06-15.2026-09-14"
WHOLE = {
    "weight": 1.0, "numerator": None, "denominator": None, "value": None, "ci_low": None, "ci_high": None,
    "design_effect": None, "sample_type": None, "qualifier": "=", "status": "reported", "derivation": "reported", "series": "main",
    "reporting_units": None, "expected_units": None,
}  # fmt: skip


def pool(*parts: dict, aggregation: str = "sum", members: int | None = None) -> dict:
    rows = [{"group_id": "g", "period_id": Q, "is_simulated": False} | WHOLE | part for part in parts]
    schema = {"group_id": pl.String, "period_id": pl.String, "is_simulated": pl.Boolean} | dict(PART)
    (row,) = pool_parts(pl.DataFrame(rows, schema=schema), aggregation, {"g": members or len(parts)}).to_dicts()
    return row


def count(value: float | None, **other: object) -> dict:
    return {"numerator": value, "value": value} | other


def share(numerator: float, denominator: float, **other: object) -> dict:
    return {"numerator": numerator, "denominator": denominator, "value": numerator / denominator} | other


def test_counts_are_added_and_members_without_a_row_are_missing_units() -> None:
    row = pool(count(12), count(30), members=3)
    assert (row["value"], row["numerator"], row["denominator"], row["derivation"]) == (42, 42, None, "summed")
    assert (row["reporting_units"], row["expected_units"]) == (2, 3)


def test_a_member_that_holds_units_of_its_own_counts_with_them() -> None:
    row = pool(count(12, reporting_units=41, expected_units=99), count(3))
    assert (row["reporting_units"], row["expected_units"]) == (42, 100)


def test_a_share_is_the_ratio_of_the_sums_and_not_the_mean_of_shares() -> None:
    row = pool(share(1, 10), share(90, 100), aggregation="ratio_of_sums")
    assert row["value"] == pytest.approx(91 / 110)
    assert row["derivation"] == "ratio"
    assert row["ci_low"] is None


def test_a_pooled_survey_has_the_interval_of_all_its_answers() -> None:
    row = pool(share(60, 80, sample_type="random"), share(80, 95, sample_type="random"), aggregation="pooled")
    expected = binomtest(140, 175).proportion_ci(method="wilson")
    assert (row["ci_low"], row["ci_high"]) == pytest.approx((expected.low, expected.high))
    assert row["sample_size"] == 175


def test_answers_times_design_effects_add_up_where_surveys_are_pooled() -> None:
    parts = share(60, 100, design_effect=2.0), share(80, 300), share(50, 100, design_effect=1.5)
    row = pool(*parts, aggregation="pooled")
    assert row["design_effect"] == pytest.approx(650 / 500)
    expected = proportion_confint(190 / 1.3, 500**2 / 650, method="wilson")  # (Σ n)² / Σ n·d
    assert (row["ci_low"], row["ci_high"]) == pytest.approx(expected)
    assert row["sample_size"] == 500


def test_simple_samples_have_no_design_effect_and_what_is_no_sample_none_either() -> None:
    assert pool(share(60, 80), share(80, 95), aggregation="pooled")["design_effect"] is None
    assert pool(share(60, 80), share(80, 95), aggregation="ratio_of_sums")["design_effect"] is None
    assert (
        pool(share(60, 80, design_effect=2.0), {"status": "suppressed"}, aggregation="pooled")["design_effect"] is None
    )


def test_a_pooled_survey_with_a_conference_in_it_has_no_interval() -> None:
    row = pool(share(60, 80, sample_type="random"), share(80, 95, sample_type="conference"), aggregation="pooled")
    assert (row["ci_low"], row["ci_high"], row["sample_type"]) == (None, None, "conference")


@pytest.mark.parametrize("aggregation", ["sum", "ratio_of_sums", "pooled"])
def test_one_hidden_member_hides_the_sum_with_its_base_and_interval(aggregation: str) -> None:
    row = pool(share(60, 80), {"status": "suppressed"}, aggregation=aggregation)
    hidden = ("value", "numerator", "denominator", "sample_size", "ci_low", "ci_high")
    assert {name: row[name] for name in hidden} == dict.fromkeys(hidden)
    assert (row["status"], row["refusal"], row["qualifier"]) == ("suppressed", "hidden", "=")


@pytest.mark.parametrize(
    ("qualifiers", "expected"), [("==", "="), ("=>", ">"), ("<=", "<"), ("><", "~"), ("~=", "~"), (">>", ">")]
)
def test_a_bounded_member_bounds_the_sum(qualifiers: str, expected: str) -> None:
    assert pool(*[count(5, qualifier=one) for one in qualifiers])["qualifier"] == expected


def test_members_that_measure_differently_are_not_added() -> None:
    row = pool(count(5), count(6, series="sessions"))
    assert (row["value"], row["status"], row["refusal"]) == (None, "not_applicable", "series")


def test_a_share_without_its_base_is_in_no_sum() -> None:
    row = pool(share(60, 80), {"value": 0.9}, aggregation="ratio_of_sums")
    assert (row["value"], row["refusal"]) == (None, "base")


def test_a_part_of_which_nobody_knows_how_much_belongs_makes_no_sum() -> None:
    row = pool(count(5), count(7, weight=None))
    assert (row["value"], row["refusal"]) == (None, "weight")


def test_a_weighted_part_makes_an_estimate_and_keeps_its_limits() -> None:
    row = pool(count(10, weight=0.5, ci_low=8, ci_high=12), count(3))
    assert (row["value"], row["ci_low"], row["ci_high"], row["derivation"]) == (8, 7, 9, "rebased_apportioned")


def test_nothing_to_divide_by_is_nil_and_nothing_reported_is_missing() -> None:
    assert pool({"numerator": 0, "denominator": 0, "status": "nil"}, aggregation="ratio_of_sums")["status"] == "nil"
    missing = pool(count(None, status="not_reported"), count(None, status="not_reported"))
    assert (missing["status"], missing["value"], missing["reporting_units"]) == ("not_reported", None, 0)


def test_a_partial_period_of_a_member_stays_one_in_the_sum() -> None:
    assert pool(count(5), count(2, status="partial_period"))["status"] == "partial_period"


def test_simulated_and_real_rows_stay_apart() -> None:
    rows = [
        {"group_id": "g", "period_id": Q, "is_simulated": simulated} | WHOLE | count(value)
        for simulated, value in [(False, 1), (True, 10), (True, 20)]
    ]
    pooled = pool_parts(pl.DataFrame(rows, infer_schema_length=None, schema_overrides=dict(PART)), "sum", {"g": 2})
    assert pooled.select("is_simulated", "value").rows() == [(False, 1.0), (True, 30.0)]


def test_scores_are_refused() -> None:
    with pytest.raises(ValueError, match="population_weighted"):
        pool(count(5), aggregation="population_weighted")


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 500)), min_size=2, max_size=12), st.data())
def test_groups_of_groups_are_the_group_of_all(counts: list[tuple[int, int]], data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(counts) - 1))
    parts = [{"numerator": a, "denominator": b, "value": a / b} for a, b in counts]
    halves = [pool(*half, aggregation="ratio_of_sums") for half in (parts[:cut], parts[cut:])]
    again = pool(
        *({name: half[name] for name in ("numerator", "denominator", "value")} for half in halves),
        aggregation="ratio_of_sums",
    )
    assert again["value"] == pytest.approx(pool(*parts, aggregation="ratio_of_sums")["value"], abs=1e-12)
