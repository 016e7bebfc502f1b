"""The past of a unit that no edition holds: composed over its changes, exact where nothing was cut."""

from collections.abc import Iterator

import duckdb
import pytest

from longdan.warehouse.questions.conversions import list_past_series, list_predecessors
from tests.warehouse.questions.merged_communes import (
    Q2_2025,
    Q3_2024,
    ROUND,
    TAM_DA,
    TAN_LIEN,
    VINH_AN,
    VINH_BAO,
    VINH_HUNG,
    observe,
    write_merged_communes,
)  # fmt: skip


@pytest.fixture
def build() -> Iterator[duckdb.DuckDBPyConnection]:
    with write_merged_communes() as connection:
        yield connection


def test_a_chain_of_changes_is_followed_to_its_start(build: duckdb.DuckDBPyConnection) -> None:
    found = {row["from_id"]: row["weight"] for row in list_predecessors(build, VINH_BAO).to_dicts()}
    assert found == {VINH_HUNG: 1.0, TAN_LIEN: 1.0, VINH_AN: 0.25, TAM_DA: 1.0}


def test_a_unit_without_known_predecessors_has_no_past(build: duckdb.DuckDBPyConnection) -> None:
    assert list_predecessors(build, TAM_DA).is_empty()
    assert list_past_series(build, "visits", TAM_DA, only_real=False).is_empty()


def test_a_renamed_unit_has_the_figures_of_what_it_was(build: duckdb.DuckDBPyConnection) -> None:
    observe(build, "visits", TAM_DA, Q3_2024, 12)
    observe(build, "visits", VINH_HUNG, Q2_2025, 15)
    (row,) = list_past_series(build, "visits", VINH_HUNG, only_real=False).to_dicts()
    assert (row["area_id"], row["period_id"], row["value"]) == (VINH_HUNG, Q3_2024.period_id, 12)
    assert row["derivation"] == "rebased_exact"


def test_each_period_is_the_sum_of_those_in_force_when_it_ended(build: duckdb.DuckDBPyConnection) -> None:
    for period, first in ((Q3_2024, TAM_DA), (Q2_2025, VINH_HUNG)):
        observe(build, "visits", first, period, 10)
        observe(build, "visits", TAN_LIEN, period, 20)
        observe(build, "visits", VINH_AN, period, 40)
    rows = list_past_series(build, "visits", VINH_BAO, only_real=False).to_dicts()
    assert [(row["period_id"], row["value"], row["derivation"]) for row in rows] == [
        (Q3_2024.period_id, 40, "rebased_apportioned"),
        (Q2_2025.period_id, 40, "rebased_apportioned"),
    ]
    assert [(row["reporting_units"], row["expected_units"]) for row in rows] == [(3, 3), (3, 3)]


def test_a_share_is_made_of_the_converted_counts(build: duckdb.DuckDBPyConnection) -> None:
    observe(build, "settled", VINH_HUNG, Q2_2025, 5, 10)
    observe(build, "settled", VINH_AN, Q2_2025, 40, 40)
    (row,) = list_past_series(build, "settled", VINH_BAO, only_real=False).to_dicts()
    assert (row["numerator"], row["denominator"], row["value"]) == (15, 20, 0.75)
    assert (row["reporting_units"], row["expected_units"]) == (2, 3)


def test_a_survey_of_a_divided_unit_says_nothing_of_its_parts(build: duckdb.DuckDBPyConnection) -> None:
    observe(build, "trust", TAM_DA, ROUND, 60, 80)
    observe(build, "trust", VINH_AN, ROUND, 90, 100)
    (row,) = list_past_series(build, "trust", VINH_BAO, only_real=False).to_dicts()
    assert (row["value"], row["refusal"]) == (None, "weight")
    (row,) = list_past_series(build, "trust", VINH_HUNG, only_real=False).to_dicts()
    assert (row["value"], row["sample_size"]) == (0.75, 80)


def test_an_unknown_share_is_not_converted(build: duckdb.DuckDBPyConnection) -> None:
    build.execute("update stored.succession set share = null, share_basis = null where relation = 'part'")
    observe(build, "visits", VINH_AN, Q2_2025, 40)
    (row,) = list_past_series(build, "visits", VINH_BAO, only_real=False).to_dicts()
    assert (row["value"], row["status"], row["refusal"]) == (None, "not_applicable", "weight")


def test_a_hidden_predecessor_hides_the_past(build: duckdb.DuckDBPyConnection) -> None:
    observe(build, "visits", VINH_AN, Q2_2025, None, status="suppressed")
    observe(build, "visits", TAN_LIEN, Q2_2025, 20)
    (row,) = list_past_series(build, "visits", VINH_BAO, only_real=False).to_dicts()
    assert (row["value"], row["status"]) == (None, "suppressed")
