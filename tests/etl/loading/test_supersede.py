"""Which report holds: the later signature, then the later arrival; a supplement replaces only the cells it fills."""

from datetime import date

import pytest

from tests.etl.conftest import MakeCountry
from tests.etl.small_country import (
    BLANK,
    HAI_PHONG,
    PETITIONS,
    TAN_LIEN,
    VINH_BAO,
    SmallCountry,
    given_by,
    indicator,
    report,
    total_of,
)

EARLY, LATE = date(2026, 9, 18), date(2026, 10, 2)
SCREENED = indicator("screened", given_by("2"))


def value(country: SmallCountry, area_id: str = TAN_LIEN, indicator_id: str = "petitions") -> float | None:
    return country.observation(indicator_id, area_id)["value"]


@pytest.mark.parametrize(
    ("first", "second", "holds"),
    [
        # (signed on, received on) of 10 and of 11 petitions
        ((EARLY, EARLY), (LATE, LATE), 11),
        ((LATE, EARLY), (EARLY, LATE), 10),  # the later signature, though it came first
        ((EARLY, EARLY), (EARLY, LATE), 11),  # the same signature: the later arrival
        ((None, EARLY), (None, LATE), 11),
        ((EARLY, EARLY), (EARLY, EARLY), 11),  # the same day: the one loaded last
    ],
)
def test_the_later_signature_holds_then_the_later_arrival(
    make_country: MakeCountry, first: tuple, second: tuple, holds: float
) -> None:
    country = make_country(PETITIONS)
    for petitions, (signed_on, received_on) in ((10, first), (11, second)):
        country.receive(report({TAN_LIEN: {"1": petitions}}, signed_on=signed_on), on=received_on)
    country.compute()
    assert value(country) == holds


def test_a_corrected_report_replaces_the_whole_earlier_one_which_stays_visible(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    country.receive(report({TAN_LIEN: {"1": 10}, VINH_BAO: {"1": 5}}))
    country.receive(report({TAN_LIEN: {"1": 12}}))
    country.compute()
    assert value(country) == 12
    assert not country.observations("petitions", VINH_BAO)
    loads = country.rows("select load_id, is_superseded, replaces from load order by load_id")
    assert loads == [(1, True, None), (2, False, 1)]


@pytest.mark.parametrize("change", [{"by": TAN_LIEN}, {"scope": "own"}, {"form": "tt01_2024.01_xld"}])
def test_another_body_scope_or_form_replaces_nothing(make_country: MakeCountry, change: dict) -> None:
    country = make_country(PETITIONS)
    country.receive(report({VINH_BAO: {"1": 5}}))
    country.receive(report({TAN_LIEN: {"1": 10}}, **change))
    country.compute()
    assert value(country, VINH_BAO) == 5
    assert country.rows("select count(*) from report where superseded_by is not null") == [(0,)]


@pytest.mark.parametrize("order", [("user", "simulated"), ("simulated", "user")])
def test_simulated_and_real_reports_never_replace_each_other(make_country: MakeCountry, order: tuple) -> None:
    country = make_country(PETITIONS)
    for origin in order:
        country.receive(report({TAN_LIEN: {"1": 10}}, origin=origin))
    country.compute()
    assert len(country.observations("petitions", TAN_LIEN)) == 2


def test_a_supplement_replaces_the_cells_it_fills_and_nothing_else(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS, SCREENED)
    country.receive(report({TAN_LIEN: {"1": 10, "2": 8}, VINH_BAO: {"1": 5, "2": 5}}))
    country.receive(report({TAN_LIEN: {"1": 12, "2": BLANK}}, is_partial=True), on=date(2026, 9, 25))
    country.compute()
    assert value(country) == 12
    assert value(country, indicator_id="screened") == 8
    assert value(country, VINH_BAO) == 5


def test_a_whole_report_that_comes_after_a_supplement_holds(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    country.receive(report({TAN_LIEN: {"1": 10}}))
    country.receive(report({TAN_LIEN: {"1": 12}}, is_partial=True), on=date(2026, 9, 25))
    country.receive(report({TAN_LIEN: {"1": 13}}), on=date(2026, 9, 30))
    country.compute()
    assert value(country) == 13


@pytest.mark.parametrize(("own_signed_on", "holds"), [(EARLY, 11), (LATE, 10)])
def test_a_commune_in_its_own_report_and_in_its_provinces_is_counted_once(
    make_country: MakeCountry, own_signed_on: date, holds: float
) -> None:
    country = make_country(PETITIONS)
    country.receive(report({TAN_LIEN: {"1": 10}}, by=TAN_LIEN, scope="own", signed_on=own_signed_on))
    country.receive(report({TAN_LIEN: {"1": 11}, VINH_BAO: {"1": 5}}, signed_on=date(2026, 9, 20)))
    country.compute()
    assert value(country) == holds
    assert value(country, HAI_PHONG) == holds + 5


@pytest.mark.parametrize("is_own_first", [True, False])
def test_of_two_that_came_together_a_communes_own_report_holds(make_country: MakeCountry, is_own_first: bool) -> None:
    country = make_country(PETITIONS)
    own = report({TAN_LIEN: {"1": 10}}, by=TAN_LIEN, scope="own")
    above = report({TAN_LIEN: {"1": 11}, VINH_BAO: {"1": 5}})
    for part in (own, above) if is_own_first else (above, own):
        country.receive(part, take_in="morning")
    country.compute()
    assert value(country) == 10
    assert value(country, HAI_PHONG) == 15


def test_a_province_in_its_own_report_and_in_the_countrys_is_counted_once(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    country.receive(report({total_of(HAI_PHONG): {"1": 40}}))
    country.receive(report({total_of(HAI_PHONG): {"1": 41}}, by="VN@1900-01-01"), on=date(2026, 9, 25))
    country.compute()
    assert value(country, HAI_PHONG) == 41


def test_several_rows_of_one_report_for_one_cell_are_events_and_add_up(make_country: MakeCountry) -> None:
    form = "longdan.dialogue"
    country = make_country(indicator("events", given_by("events", form=form)))
    one, other = (report({TAN_LIEN: {"events": 1}}, form=form) for _ in range(2))
    one.measures.extend(other.measures)
    country.receive(one)
    country.compute()
    assert value(country, indicator_id="events") == 2
