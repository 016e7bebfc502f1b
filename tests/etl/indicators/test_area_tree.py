"""Figures up the area tree: ratios of sums, a parent's own total first, and how many of how many units reported."""

from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.indicators.area_tree import add_up_areas
from tests.etl.conftest import MakeCountry
from tests.etl.small_country import (
    AT_REFORM,
    BLANK,
    DISTRICT,
    HAI_PHONG,
    NIL,
    OLD_Q1,
    OLD_TAN_LIEN,
    OLD_VINH_AN,
    OLD_VINH_BAO,
    PETITIONS,
    Q3,
    SCREENED_SHARE,
    TAN_LIEN,
    VINH_BAO,
    VN,
    Cell,
    desk_of,
    given_by,
    indicator,
    over,
    report,
    total_of,
)

SCORE = indicator("score", given_by("total", form="papi"), aggregation="none", unit="score")


def test_counts_add_up_from_commune_to_district_to_province_to_country(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    communes = {OLD_VINH_BAO: {"1": 5}, OLD_VINH_AN: {"1": 3}, OLD_TAN_LIEN: {"1": 2}}
    country.receive(report(communes, period=OLD_Q1))
    country.compute()
    for area_id in (DISTRICT, HAI_PHONG, VN):
        found = country.observation("petitions", area_id, OLD_Q1)
        assert (found["value"], found["derivation"]) == (10, "summed")


def test_a_share_is_the_ratio_of_sums_and_not_the_mean_of_shares(make_country: MakeCountry) -> None:
    country = make_country(SCREENED_SHARE)
    country.receive(report({VINH_BAO: {"1": 90, "2": 90}, TAN_LIEN: {"1": 10, "2": 0}}))
    country.compute()
    assert country.observation("screened_share", HAI_PHONG)["value"] == 0.9  # the mean of 1.0 and 0.0 is 0.5


@pytest.mark.parametrize("order", list(permutations([(OLD_VINH_BAO, 0.1), (OLD_VINH_AN, 0.2), (OLD_TAN_LIEN, 0.3)])))
def test_a_sum_is_the_same_in_whatever_order_its_parts_come(make_country: MakeCountry, order: tuple) -> None:
    country = make_country(PETITIONS)
    country.receive(report({area_id: {"1": value} for area_id, value in order}, period=OLD_Q1))
    country.compute()
    assert country.observation("petitions", DISTRICT, OLD_Q1)["value"] == 0.6  # of doubles, 0.1 + 0.2 + 0.3 is more


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=2, max_size=2))
def test_whatever_the_parts_the_share_of_the_whole_lies_between_theirs(
    make_country: MakeCountry, parts: list[tuple[int, int]]
) -> None:
    rows = [(min(part), max(part)) for part in parts]
    country = make_country(SCREENED_SHARE)
    communes = zip((VINH_BAO, TAN_LIEN), rows, strict=True)
    country.receive(report({area_id: {"1": whole, "2": part} for area_id, (part, whole) in communes}))
    country.compute()
    found = country.observation("screened_share", HAI_PHONG)["value"]
    shares = [part / whole for part, whole in rows if whole]
    assert found is None if not shares else min(shares) - 1e-12 <= found <= max(shares) + 1e-12


def test_a_commune_whose_share_is_unknown_adds_nothing_below_the_line(make_country: MakeCountry) -> None:
    country = make_country(SCREENED_SHARE)
    country.receive(report({VINH_BAO: {"1": 10, "2": 9}, TAN_LIEN: {"1": 90, "2": BLANK}}))
    country.compute()
    found = country.observation("screened_share", HAI_PHONG)
    assert (found["numerator"], found["denominator"]) == (9, 10)


@pytest.mark.parametrize(
    ("communes", "reporting", "expected", "value"),
    [
        ({VINH_BAO: {"1": 5}, TAN_LIEN: {"1": 0}}, 2, 2, 5),
        ({VINH_BAO: {"1": 5}, TAN_LIEN: {"1": NIL}}, 2, 2, 5),
        ({VINH_BAO: {"1": 5}, TAN_LIEN: {"1": BLANK}}, 1, 2, 5),
        ({VINH_BAO: {"1": 5}}, 1, 2, 5),
        ({VINH_BAO: {"1": BLANK}, TAN_LIEN: {"1": BLANK}}, 0, 2, None),
    ],
)
def test_beside_every_total_stands_how_many_of_how_many_units_reported(
    make_country: MakeCountry, communes: dict, reporting: int, expected: int, value: float | None
) -> None:
    country = make_country(PETITIONS)
    country.receive(report(communes))
    country.compute()
    found = country.observation("petitions", HAI_PHONG)
    assert (found["reporting_units"], found["expected_units"], found["value"]) == (reporting, expected, value)


@pytest.mark.parametrize(
    ("period", "communes", "expected"),
    [
        (OLD_Q1, {OLD_VINH_BAO: {"1": 1}}, 3),  # ends on 14/03/2025, when there were three
        (AT_REFORM, {VINH_BAO: {"1": 1}}, 2),  # ends on 14/09/2025, when there were two
    ],
)
def test_the_units_expected_are_those_valid_on_the_last_day_of_the_period(
    make_country: MakeCountry, period: str, communes: dict, expected: int
) -> None:
    country = make_country(PETITIONS)
    country.receive(report(communes, period=period))
    country.compute()
    assert country.observation("petitions", HAI_PHONG, period)["expected_units"] == expected
    assert country.observation("petitions", VN, period)["expected_units"] == expected


def test_a_provinces_own_total_is_preferred_and_the_difference_is_a_finding(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    communes = {VINH_BAO: {"1": 5}, TAN_LIEN: {"1": 3}}
    country.receive(report({**communes, total_of(HAI_PHONG): {"1": 11}}))
    country.compute()
    found = country.observation("petitions", HAI_PHONG)
    assert (found["value"], found["derivation"], found["reporting_units"]) == (11, "reported", 2)
    assert country.observation("petitions", VN)["value"] == 11
    ((area_id, period_id, message),) = country.rows("select area_id, period_id, message_vi from finding")
    assert (area_id, period_id) == (HAI_PHONG, Q3)
    assert "11" in message
    assert "8" in message


def test_a_finding_writes_large_figures_in_full(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    country.receive(report({VINH_BAO: {"1": 1_234_567}, TAN_LIEN: {"1": 0.5}, total_of(HAI_PHONG): {"1": 2_000_000}}))
    country.compute()
    ((vietnamese, english),) = country.rows("select message_vi, message_en from finding")
    assert "2.000.000" in vietnamese
    assert "1.234.567,50" in vietnamese
    assert "1,234,567.50" in english


@pytest.mark.parametrize(
    "rows",
    [
        {VINH_BAO: {"1": 5}, TAN_LIEN: {"1": 3}, total_of(HAI_PHONG): {"1": 8}},  # the same
        {VINH_BAO: {"1": 5}, total_of(HAI_PHONG): {"1": 11}},  # one commune has not reported
        {VINH_BAO: {"1": 5}, TAN_LIEN: {"1": 3}},  # no total of its own
    ],
)
def test_a_total_is_no_finding_where_its_parts_agree_or_are_not_all_there(
    make_country: MakeCountry, rows: dict
) -> None:
    country = make_country(PETITIONS)
    country.receive(report(rows))
    country.compute()
    assert country.rows("select * from finding") == []


def test_a_province_whose_own_total_is_blank_shows_the_sum_of_its_communes(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    country.receive(report({VINH_BAO: {"1": 5}, TAN_LIEN: {"1": 3}, total_of(HAI_PHONG): {"1": BLANK}}))
    country.compute()
    found = country.observation("petitions", HAI_PHONG)
    assert (found["value"], found["derivation"], found["status"]) == (8, "summed", "reported")


def test_a_provinces_own_desk_is_not_the_province(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    country.receive(report({desk_of(HAI_PHONG): {"1": 100}, VINH_BAO: {"1": 5}, TAN_LIEN: {"1": 3}}))
    country.compute()
    desk = country.observation("petitions", HAI_PHONG, body_id=f"{HAI_PHONG}/peoples_committee")
    whole = country.observation("petitions", HAI_PHONG)
    assert (desk["value"], desk["scope"]) == (100, "own")
    assert (whole["value"], whole["scope"]) == (108, "total")


def test_a_lower_bound_below_makes_a_lower_bound_above(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    country.receive(report({VINH_BAO: {"1": over(2600)}, TAN_LIEN: {"1": 3}}))
    country.compute()
    found = country.observation("petitions", HAI_PHONG)
    assert (found["value"], found["qualifier"]) == (2603, ">")


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ((5, 3), "reported"),
        ((NIL, NIL), "nil"),
        ((NIL, 0), "reported"),
        ((NIL, BLANK), "nil"),
        ((BLANK, BLANK), "not_reported"),
        ((Cell(5, "partial_period"), 3), "partial_period"),
        ((Cell(None, "unpublished"), BLANK), "unpublished"),
    ],
)
def test_the_status_of_a_total_follows_from_its_parts(make_country: MakeCountry, cells: tuple, status: str) -> None:
    country = make_country(PETITIONS)
    country.receive(report({VINH_BAO: {"1": cells[0]}, TAN_LIEN: {"1": cells[1]}}))
    country.compute()
    assert country.observation("petitions", HAI_PHONG)["status"] == status


def test_simulated_and_real_figures_never_meet_in_one_total(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    country.receive(report({VINH_BAO: {"1": 5}}))
    country.receive(report({TAN_LIEN: {"1": 1000}}, origin="simulated"))
    country.compute()
    assert country.observation("petitions", HAI_PHONG, origin="user")["value"] == 5
    assert country.observation("petitions", HAI_PHONG, origin="simulated")["value"] == 1000


def test_two_forms_of_one_period_never_meet_in_one_total(make_country: MakeCountry) -> None:
    other = "tt01_2024.01_xld"
    country = make_country(indicator("petitions", given_by("1"), given_by("1", form=other)))
    country.receive(report({VINH_BAO: {"1": 5}}))
    country.receive(report({TAN_LIEN: {"1": 7}}, form=other))
    country.compute()
    totals = country.observations("petitions", HAI_PHONG)
    assert sorted((found["form"], found["value"]) for found in totals) == [(other, 7), ("tt06_2025.02_xld", 5)]


def test_scores_stay_where_they_were_given(make_country: MakeCountry) -> None:
    country = make_country(SCORE)
    country.receive(report({total_of(HAI_PHONG): {"total": 42.5}}, form="papi"))
    country.compute()
    assert country.observation("score", HAI_PHONG)["value"] == 42.5
    assert not country.observations("score", VN)


def test_computing_again_gives_the_same_totals(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    country.receive(report({VINH_BAO: {"1": 5}, TAN_LIEN: {"1": 3}}))
    country.compute()
    before = country.rows("select * from total order by all")
    add_up_areas(country.connection)
    assert country.rows("select * from total order by all") == before
