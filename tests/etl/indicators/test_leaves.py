"""What the cells of a report become: zero, none, missing and partial are four different things."""

import pytest

from tests.etl.conftest import MakeCountry
from tests.etl.small_country import (
    AT_REFORM,
    BLANK,
    NIL,
    PETITIONS,
    Q3,
    SCREENED_SHARE,
    TAN_LIEN,
    VINH_BAO,
    Cell,
    given_by,
    indicator,
    over,
    report,
)

BOTH = indicator("both", given_by("6", "12"))
REST = indicator("rest", given_by("1", "-2"))
PER_1000 = indicator("per_1000", given_by("1", per_population=1000), aggregation="ratio_of_sums", unit="per_1000")


@pytest.mark.parametrize(
    ("cell", "value", "status"),
    [
        (12, 12, "reported"),
        (0, 0, "reported"),
        (NIL, 0, "nil"),
        (BLANK, None, "not_reported"),
        (Cell(12, "partial_period"), 12, "partial_period"),
        (Cell(None, "not_applicable"), None, "not_applicable"),
        (Cell(None, "unpublished"), None, "unpublished"),
    ],
)
def test_what_a_blank_hides_is_kept_apart(
    make_country: MakeCountry, cell: float | Cell, value: float | None, status: str
) -> None:
    country = make_country(PETITIONS)
    country.receive(report({TAN_LIEN: {"1": cell}}))
    country.compute()
    found = country.observation("petitions", TAN_LIEN)
    assert (found["value"], found["status"]) == (value, status)


@pytest.mark.parametrize(
    ("cells", "value", "status"),
    [
        ({"6": 3, "12": 4}, 7, "reported"),
        ({"6": 3, "12": NIL}, 3, "reported"),
        ({"6": NIL, "12": NIL}, 0, "nil"),
        ({"6": 3, "12": BLANK}, None, "not_reported"),
        ({"6": 3}, None, "not_reported"),
        ({"6": 3, "12": Cell(4, "partial_period")}, 7, "partial_period"),
    ],
)
def test_a_sum_of_columns_has_a_value_only_where_every_column_has_one(
    make_country: MakeCountry, cells: dict, value: float | None, status: str
) -> None:
    country = make_country(BOTH)
    country.receive(report({TAN_LIEN: cells}))
    country.compute()
    found = country.observation("both", TAN_LIEN)
    assert (found["value"], found["status"]) == (value, status)


def test_a_column_with_a_minus_is_taken_off(make_country: MakeCountry) -> None:
    country = make_country(REST)
    country.receive(report({TAN_LIEN: {"1": 10, "2": 4}}))
    country.compute()
    assert country.observation("rest", TAN_LIEN)["value"] == 6


@pytest.mark.parametrize(
    ("cells", "qualifier"),
    [
        ({"6": over(3), "12": 4}, ">"),
        ({"6": over(3), "12": over(4)}, ">"),
        ({"6": Cell(3, qualifier="<"), "12": 4}, "<"),
        ({"6": over(3), "12": Cell(4, qualifier="<")}, "~"),
        ({"6": Cell(3, qualifier="~"), "12": 4}, "~"),
        ({"6": 3, "12": 4}, "="),
    ],
)
def test_a_sum_is_as_exact_as_its_parts(make_country: MakeCountry, cells: dict, qualifier: str) -> None:
    country = make_country(BOTH)
    country.receive(report({TAN_LIEN: cells}))
    country.compute()
    assert country.observation("both", TAN_LIEN)["qualifier"] == qualifier


@pytest.mark.parametrize(
    ("column", "qualifier"),
    [("1", ">"), ("2", "<")],
)
def test_a_difference_is_bounded_the_other_way_by_what_is_taken_off(
    make_country: MakeCountry, column: str, qualifier: str
) -> None:
    country = make_country(REST)
    country.receive(report({TAN_LIEN: {"1": 10, "2": 4, column: over(4)}}))
    country.compute()
    assert country.observation("rest", TAN_LIEN)["qualifier"] == qualifier


def test_a_share_of_nothing_has_no_value_and_says_that_nothing_arose(make_country: MakeCountry) -> None:
    country = make_country(SCREENED_SHARE)
    country.receive(report({TAN_LIEN: {"1": 0, "2": 0}}))
    country.compute()
    found = country.observation("screened_share", TAN_LIEN)
    assert (found["value"], found["denominator"], found["status"]) == (None, 0, "nil")


def test_a_share_is_kept_with_what_it_was_divided_from(make_country: MakeCountry) -> None:
    country = make_country(SCREENED_SHARE)
    country.receive(report({TAN_LIEN: {"1": 8, "2": 6}}))
    country.compute()
    found = country.observation("screened_share", TAN_LIEN)
    assert (found["numerator"], found["denominator"], found["value"], found["derivation"]) == (6, 8, 0.75, "ratio")


def test_a_rate_is_taken_of_the_population_of_its_own_area(make_country: MakeCountry) -> None:
    country = make_country(PER_1000)
    country.receive(report({VINH_BAO: {"1": 10}, TAN_LIEN: {"1": 20}}))
    country.compute()
    assert country.observation("per_1000", VINH_BAO)["value"] == 10 / 20
    assert country.observation("per_1000", TAN_LIEN)["value"] == 20 / 10


def test_a_mapping_that_asks_for_a_category_takes_that_cell_alone(make_country: MakeCountry) -> None:
    onsite = given_by("opinions", form="longdan.dialogue", where={"breakdown": "outcome", "category": "onsite"})
    country = make_country(indicator("onsite", onsite))
    cells = {"opinions": 14, ("opinions", "outcome", "onsite"): 9, ("opinions", "outcome", "escalated"): 5}
    country.receive(report({TAN_LIEN: cells}, form="longdan.dialogue"))
    country.compute()
    assert country.observation("onsite", TAN_LIEN)["value"] == 9


def test_nothing_of_a_category_is_zero_where_the_total_is_known(make_country: MakeCountry) -> None:
    share = given_by(
        "opinions",
        form="longdan.dialogue",
        denominator=("opinions",),
        where={"breakdown": "outcome", "category": "onsite"},
    )
    country = make_country(indicator("onsite_share", share, aggregation="ratio_of_sums"))
    country.receive(
        report({TAN_LIEN: {"opinions": 5, ("opinions", "outcome", "escalated"): 5}}, form="longdan.dialogue")
    )
    country.compute()
    assert country.observation("onsite_share", TAN_LIEN)["value"] == 0


def test_a_breakdown_gives_one_observation_per_category(make_country: MakeCountry) -> None:
    form = "longdan.dialogue"
    by_field = given_by("opinions", form=form, by="field", series="field")
    country = make_country(indicator("opinions", given_by("opinions", form=form), by_field))
    cells = {"opinions": 14, ("opinions", "field", "land"): 9, ("opinions", "outcome", "onsite"): 5}
    country.receive(report({TAN_LIEN: cells}, form=form))
    country.compute()
    assert country.observation("opinions", TAN_LIEN)["value"] == 14
    assert country.observation("opinions", TAN_LIEN, breakdown="field", category="land")["value"] == 9
    assert not country.observations("opinions", TAN_LIEN, breakdown="outcome", category="onsite")


def test_a_column_of_an_official_form_can_be_a_category(make_country: MakeCountry) -> None:
    land = given_by("9", breakdown="field", category="land")
    country = make_country(indicator("complaints", given_by("6"), land))
    country.receive(report({TAN_LIEN: {"6": 5, "9": 3}}))
    country.compute()
    assert country.observation("complaints", TAN_LIEN, breakdown="field", category="land")["value"] == 3


def test_a_report_that_a_later_one_replaces_gives_nothing(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    country.receive(report({TAN_LIEN: {"1": 10}}))
    country.receive(report({TAN_LIEN: {"1": 11}}))
    country.compute()
    assert country.observation("petitions", TAN_LIEN)["value"] == 11


def test_a_form_that_the_catalogue_does_not_know_is_loaded_and_gives_nothing(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    country.receive(report({TAN_LIEN: {"1": 10}}, form="tt06_2025.06_qlkntc", period=AT_REFORM))
    country.compute()
    assert country.rows("select count(*) from measure") == [(1,)]
    assert not country.observations("petitions", TAN_LIEN, Q3)


def test_a_rate_does_not_rest_on_people_counted_long_before(make_country: MakeCountry) -> None:
    country = make_country(PER_1000)
    country.receive(report({TAN_LIEN: {"1": 20}, VINH_BAO: {"1": 40}}))
    for area_id, day in ((TAN_LIEN, "2011-07-01"), (VINH_BAO, "2024-07-01")):
        values = {"day": day, "area_id": area_id}
        country.connection.execute("update stored.area set population_on = $day where area_id = $area_id", values)
    country.compute()
    assert country.observation("per_1000", TAN_LIEN)["value"] is None
    assert country.observation("per_1000", VINH_BAO)["value"] == 2
