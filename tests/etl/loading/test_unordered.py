"""Two reports on one thing that came together: without a later signature neither is used, and both are asked back."""

from datetime import date

import pytest

from tests.etl.conftest import MakeCountry
from tests.etl.small_country import BLANK, HAI_PHONG, PETITIONS, TAN_LIEN, VINH_BAO, SmallCountry, report

EARLY, LATE = date(2026, 9, 18), date(2026, 10, 2)
CORRECT, WRONG = {TAN_LIEN: {"1": 11}}, {TAN_LIEN: {"1": 10}}


@pytest.fixture
def country(make_country: MakeCountry) -> SmallCountry:
    return make_country(PETITIONS)


def petitions(country: SmallCountry) -> list[float]:
    country.compute()
    return [found["value"] for found in country.observations("petitions", TAN_LIEN)]


@pytest.mark.parametrize("signed_on", [None, EARLY])
def test_two_that_came_together_are_both_asked_back_whatever_their_names(
    country: SmallCountry, signed_on: date | None
) -> None:
    country.receive(report(WRONG, signed_on=signed_on), name="a.xlsx", take_in="morning")
    country.receive(report(CORRECT, signed_on=signed_on), name="b.xlsx", take_in="morning")
    assert petitions(country) == []
    assert [(fault.code, fault.file, fault.sheet, fault.is_warning) for fault in country.faults] == [
        ("forms.not_ordered", "a.xlsx", "1", False),
        ("forms.not_ordered", "b.xlsx", "1", False),
    ]
    assert "b.xlsx (1)" in country.faults[0].what("vi")
    assert "15/06/2026" in country.faults[0].what("en")
    assert country.rows("select accepted_count, rejected_count, is_superseded from load") == [(0, 1, False)] * 2
    assert country.rows("select load_id, code from rejected_row order by all") == [
        (1, "forms.not_ordered"),
        (2, "forms.not_ordered"),
    ]


@pytest.mark.parametrize(
    "second",
    [
        {"take_in": "afternoon"},
        {"on": date(2026, 9, 21), "take_in": "morning"},
        {"signed_on": LATE, "take_in": "morning"},
    ],
)
def test_a_later_signature_day_or_delivery_tells_which_holds(country: SmallCountry, second: dict) -> None:
    country.receive(report(WRONG, signed_on=None), take_in="morning")
    signed_on = second.pop("signed_on", None)
    country.receive(report(CORRECT, signed_on=signed_on), **second)
    assert petitions(country) == [11]
    assert country.faults == []


def test_two_with_the_same_figures_need_no_question(country: SmallCountry) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        country.receive(report(CORRECT), name=name, take_in="morning")
    assert petitions(country) == [11]
    assert country.faults == []


@pytest.mark.parametrize("other", [{TAN_LIEN: {"1": BLANK}}, {TAN_LIEN: {"1": 11}, VINH_BAO: {"1": 0}}])
def test_a_blank_and_a_row_more_are_differences(country: SmallCountry, other: dict) -> None:
    country.receive(report(CORRECT), take_in="morning")
    country.receive(report(other), take_in="morning")
    assert petitions(country) == []


@pytest.mark.parametrize("change", [{"by": TAN_LIEN}, {"scope": "own"}, {"form": "tt01_2024.01_xld"}])
def test_reports_on_different_things_are_no_rivals(country: SmallCountry, change: dict) -> None:
    country.receive(report({VINH_BAO: {"1": 5}}), take_in="morning")
    country.receive(report(CORRECT, **change), take_in="morning")
    country.compute()
    assert country.faults == []


def test_meanwhile_the_report_before_them_stands(country: SmallCountry) -> None:
    country.receive(report({TAN_LIEN: {"1": 9}}), on=EARLY)
    for figures in (WRONG, CORRECT):
        country.receive(report(figures), take_in="morning")
    assert petitions(country) == [9]
    assert len(country.faults) == 2


def test_rivals_of_which_a_later_report_says_neither_are_not_asked_back(country: SmallCountry) -> None:
    for figures in (WRONG, CORRECT):
        country.receive(report(figures), on=EARLY, take_in="morning")
    country.receive(report({TAN_LIEN: {"1": 12}}), on=LATE)
    assert petitions(country) == [12]
    assert country.faults == []


def test_the_one_that_is_sent_again_with_its_date_of_signature_settles_it(country: SmallCountry) -> None:
    for figures in (WRONG, CORRECT):
        country.receive(report(figures), on=LATE, take_in="morning")
    country.receive(report(CORRECT, signed_on=EARLY), on=LATE, take_in="afternoon")
    assert petitions(country) == [11]
    assert country.faults == []
    assert country.rows("select load_id, is_superseded from load order by 1") == [(1, True), (2, True), (3, False)]


def test_what_comes_afterwards_and_says_a_third_thing_with_an_earlier_signature_settles_nothing(
    country: SmallCountry,
) -> None:
    for figures in (WRONG, CORRECT):
        country.receive(report(figures), on=LATE, take_in="morning")
    country.receive(report({TAN_LIEN: {"1": 12}}, signed_on=EARLY), on=LATE, take_in="afternoon")
    assert petitions(country) == [12]
    assert len(country.faults) == 2


def test_simulated_reports_and_supplements_are_not_judged(country: SmallCountry) -> None:
    for figures in (WRONG, CORRECT):
        country.receive(report(figures, origin="simulated"), take_in="morning")
        country.receive(report({TAN_LIEN: {"2": 3}}, by=HAI_PHONG, is_partial=True), take_in="morning")
    country.compute()
    assert country.faults == []
