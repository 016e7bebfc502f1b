"""Quarters out of cumulative reports, and quarters and years out of months."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from longdan.methods.period import Period, inspection_period
from tests.etl.conftest import MakeCountry
from tests.etl.small_country import (
    BLANK,
    HALF,
    NIL,
    PETITIONS,
    Q1,
    Q2,
    Q3,
    SCREENED_SHARE,
    TAN_LIEN,
    given_by,
    indicator,
    over,
    report,
)

NINE_MONTHS = inspection_period("nine_months", 2026).period_id
STOCK = indicator("open_cases", given_by("1"))  # counted on a day, not over a period
FORM = "longdan.dialogue"
EVENTS = indicator("events", given_by("events", form=FORM))


def month(number: int) -> str:
    end = {1: 31, 2: 28, 3: 31, 4: 30}[number]
    return Period("month", "civil", date(2026, number, 1), date(2026, number, end)).period_id


CIVIL_Q1 = Period("quarter", "civil", date(2026, 1, 1), date(2026, 3, 31)).period_id
CIVIL_YEAR = Period("year", "civil", date(2026, 1, 1), date(2026, 12, 31)).period_id


def test_the_second_quarter_is_six_months_less_the_first(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    country.receive(report({TAN_LIEN: {"1": 10}}, period=Q1))
    country.receive(report({TAN_LIEN: {"1": 26}}, period=HALF))
    country.compute()
    found = country.observation("petitions", TAN_LIEN, Q2)
    assert (found["value"], found["derivation"]) == (16, "differenced")


def test_the_third_quarter_is_nine_months_less_six(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    country.receive(report({TAN_LIEN: {"1": 26}}, period=HALF))
    country.receive(report({TAN_LIEN: {"1": 40}}, period=NINE_MONTHS))
    country.compute()
    assert country.observation("petitions", TAN_LIEN, Q3)["value"] == 14


def test_a_quarter_that_was_reported_is_never_worked_out(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    for period, petitions in ((Q1, 10), (Q2, 15), (HALF, 26)):
        country.receive(report({TAN_LIEN: {"1": petitions}}, period=period))
    country.compute()
    found = country.observation("petitions", TAN_LIEN, Q2)
    assert (found["value"], found["derivation"]) == (15, "reported")


@pytest.mark.parametrize(
    ("first", "half"),
    [(10, 9), (over(10), 26), (10, over(26)), (BLANK, 26), (10, BLANK)],
)
def test_what_is_negative_bounded_or_missing_gives_no_quarter(
    make_country: MakeCountry, first: object, half: object
) -> None:
    country = make_country(PETITIONS)
    country.receive(report({TAN_LIEN: {"1": first}}, period=Q1))
    country.receive(report({TAN_LIEN: {"1": half}}, period=HALF))
    country.compute()
    assert not country.observations("petitions", TAN_LIEN, Q2)


def test_only_flows_are_differenced(make_country: MakeCountry) -> None:
    country = make_country(STOCK, SCREENED_SHARE)
    country.receive(report({TAN_LIEN: {"1": 10, "2": 5}}, period=Q1))
    country.receive(report({TAN_LIEN: {"1": 26, "2": 20}}, period=HALF))
    country.compute()
    assert not country.observations("open_cases", TAN_LIEN, Q2)
    assert not country.observations("screened_share", TAN_LIEN, Q2)


def test_reports_that_count_from_different_days_are_not_differenced(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    country.receive(report({TAN_LIEN: {"1": 10}}, period=Q1, covered_from=date(2025, 12, 15)))
    country.receive(report({TAN_LIEN: {"1": 26}}, period=HALF, covered_from=date(2026, 1, 1)))
    country.compute()
    assert not country.observations("petitions", TAN_LIEN, Q2)


def test_two_forms_are_not_differenced(make_country: MakeCountry) -> None:
    other = "tt01_2024.01_xld"
    country = make_country(indicator("petitions", given_by("1"), given_by("1", form=other), is_flow=True))
    country.receive(report({TAN_LIEN: {"1": 10}}, period=Q1, form=other))
    country.receive(report({TAN_LIEN: {"1": 26}}, period=HALF))
    country.compute()
    assert not country.observations("petitions", TAN_LIEN, Q2)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 1000), st.integers(0, 1000))
def test_a_quarter_that_is_worked_out_is_never_negative_and_adds_up(
    make_country: MakeCountry, first: int, half: int
) -> None:
    country = make_country(PETITIONS)
    country.receive(report({TAN_LIEN: {"1": first}}, period=Q1))
    country.receive(report({TAN_LIEN: {"1": half}}, period=HALF))
    country.compute()
    values = [found["value"] for found in country.observations("petitions", TAN_LIEN, Q2)]
    assert values == ([half - first] if half >= first else [])


def test_months_make_their_quarter_and_year(make_country: MakeCountry) -> None:
    country = make_country(EVENTS)
    for number, events in ((1, 2), (3, 4), (4, 8)):
        country.receive(report({TAN_LIEN: {"events": events}}, form=FORM, period=month(number)))
    country.compute()
    assert country.observation("events", TAN_LIEN, CIVIL_Q1)["value"] == 6
    assert country.observation("events", TAN_LIEN, CIVIL_YEAR)["value"] == 14


@pytest.mark.parametrize(
    ("cells", "value", "status", "qualifier"),
    [
        ((2, NIL), 2, "reported", "="),
        ((NIL, NIL), 0, "nil", "="),
        ((2, BLANK), None, "not_reported", "="),
        ((2, over(3)), 5, "reported", ">"),
    ],
)
def test_a_quarter_of_months_is_as_good_as_its_months(
    make_country: MakeCountry, cells: tuple, value: float | None, status: str, qualifier: str
) -> None:
    country = make_country(EVENTS)
    for number, cell in enumerate(cells, start=1):
        country.receive(report({TAN_LIEN: {"events": cell}}, form=FORM, period=month(number)))
    country.compute()
    found = country.observation("events", TAN_LIEN, CIVIL_Q1)
    assert (found["value"], found["status"], found["qualifier"]) == (value, status, qualifier)


def test_a_quarter_that_was_reported_is_not_made_of_months(make_country: MakeCountry) -> None:
    country = make_country(EVENTS)
    country.receive(report({TAN_LIEN: {"events": 2}}, form=FORM, period=month(1)))
    country.receive(report({TAN_LIEN: {"events": 5}}, form=FORM, period=CIVIL_Q1))
    country.compute()
    assert country.observation("events", TAN_LIEN, CIVIL_Q1)["value"] == 5
