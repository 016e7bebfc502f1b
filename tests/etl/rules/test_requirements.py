"""Days required and compliance as observations: by the rule of each day, body and place, up the tree, and unknown without a report."""

from datetime import date

import polars as pl
import pytest

from etl.rules.read_rules import RULE, read_rules
from etl.rules.store_rules import store_rules
from longdan.methods.period import Period, inspection_period
from longdan.warehouse.catalogue import load_catalogue
from tests.etl.conftest import MakeCountry
from tests.etl.small_country import (
    BLANK,
    DISTRICT,
    HAI_PHONG,
    NIL,
    OLD_TAN_LIEN,
    Q1,
    Q2,
    Q3,
    TAN_LIEN,
    VINH_BAO,
    SmallCountry,
    desk_of,
    given_by,
    indicator,
    report,
    total_of,
)

FORM = "tt06_2025.01_tcd"
REGISTER = "longdan.reception"
DAYS = "reception_days"
COMPLIANCE = indicator(
    "compliance",
    given_by("10", "16", form=FORM, required=DAYS),
    aggregation="ratio_of_sums",
    unit="share",
    is_flow=True,
)
REQUIRED = indicator("required", given_by("10", "16", form=FORM, required=DAYS))
HELD = indicator(
    "held", given_by("days", form=REGISTER, required=DAYS), aggregation="ratio_of_sums", unit="share", is_flow=True
)
NATIONAL = read_rules().filter(pl.col("area_id").is_null())
Q4 = inspection_period("quarter", 2026, 4).period_id
YEAR_2026 = "year.civil.2026-01-01.2026-12-31"


def month(number: int) -> str:
    last = {1: 31, 2: 28, 3: 31}[number]
    return Period("month", "civil", date(2026, number, 1), date(2026, number, last)).period_id


@pytest.fixture
def country(make_country: MakeCountry) -> SmallCountry:
    made = make_country(COMPLIANCE, REQUIRED, HELD)
    store_rules(made.connection, NATIONAL)
    return made


def days(direct: float, delegated: float) -> dict:
    return {"10": direct, "16": delegated}


@pytest.mark.parametrize(("period", "required"), [(Q1, 13), (Q2, 13), (Q3, 7), (Q4, 6)])
def test_a_commune_owes_what_the_rule_of_each_day_asks(country: SmallCountry, period: str, required: int) -> None:
    country.receive(report({TAN_LIEN: days(5, 1)}, form=FORM, period=period))
    country.compute()
    found = country.observation("compliance", TAN_LIEN, period)
    assert (found["numerator"], found["denominator"], found["value"]) == (6, required, 6 / required)
    assert country.observation("required", TAN_LIEN, period)["value"] == required


def test_more_days_than_required_are_more_than_all(country: SmallCountry) -> None:
    country.receive(report({TAN_LIEN: days(12, 6)}, form=FORM, period=Q4))
    country.compute()
    assert country.observation("compliance", TAN_LIEN, Q4)["value"] == 3.0


def test_none_held_is_zero_of_what_was_required_and_no_report_is_unknown(country: SmallCountry) -> None:
    country.receive(report({TAN_LIEN: days(NIL, NIL), VINH_BAO: days(BLANK, BLANK)}, form=FORM, period=Q1))
    country.compute()
    none, silent = (country.observation("compliance", area, Q1) for area in (TAN_LIEN, VINH_BAO))
    assert (none["value"], none["denominator"], none["status"]) == (0, 13, "reported")
    assert (silent["value"], silent["denominator"], silent["status"]) == (None, None, "not_reported")


def test_a_province_is_the_ratio_of_the_sums_of_those_that_reported(country: SmallCountry) -> None:
    country.receive(
        report(
            {TAN_LIEN: days(13, 0), VINH_BAO: days(BLANK, BLANK), desk_of(HAI_PHONG): days(1, 1)}, form=FORM, period=Q1
        )
    )
    country.compute()
    found = country.observation("compliance", HAI_PHONG, Q1, scope="total")
    assert (found["numerator"], found["denominator"]) == (15, 13 + 3)  # the chair of a province: a day a month
    assert (found["reporting_units"], found["expected_units"]) == (1, 2)


def test_a_printed_total_of_nobody_knows_how_many_bodies_has_no_share_of_its_own(country: SmallCountry) -> None:
    country.receive(report({TAN_LIEN: days(10, 0), total_of(HAI_PHONG): days(40, 5)}, form=FORM, period=Q1))
    country.compute()
    found = country.observation("compliance", HAI_PHONG, Q1)
    assert (found["numerator"], found["denominator"]) == (10, 13)


def test_a_quarter_made_of_cumulative_reports_owes_what_its_own_days_ask(country: SmallCountry) -> None:
    half = inspection_period("half", 2026).period_id
    country.receive(report({TAN_LIEN: days(10, 0)}, form=FORM, period=Q1))
    country.receive(report({TAN_LIEN: days(21, 1)}, form=FORM, period=half))
    country.compute()
    second = country.observation("compliance", TAN_LIEN, Q2)
    assert (second["numerator"], second["denominator"], second["derivation"]) == (12, 13, "differenced")
    assert country.observation("compliance", TAN_LIEN, half)["denominator"] == 26


def test_a_party_secretary_owes_two_days_a_month_where_the_chair_owes_one_a_week(country: SmallCountry) -> None:
    chair = report({TAN_LIEN: {"days": 4}}, form=REGISTER, period=month(1), by=TAN_LIEN)
    secretary = report({VINH_BAO: {"days": 2}}, form=REGISTER, period=month(1), by=VINH_BAO)
    of_party = pl.lit("party_committee").alias("body_kind")
    secretary.measures, secretary.reports = (
        frame.with_columns(of_party) for frame in (secretary.measures, secretary.reports)
    )
    country.receive(chair)
    country.receive(secretary)
    country.compute()
    owed = {area: country.observation("held", area, month(1))["denominator"] for area in (TAN_LIEN, VINH_BAO)}
    assert owed == {TAN_LIEN: 4, VINH_BAO: 2}


def test_a_local_rule_binds_those_inside_its_area_while_it_asks_for_more(make_country: MakeCountry) -> None:
    country = make_country(HELD)
    shared = {"quantity": DAYS, "body_kind": "peoples_committee", "level": "commune", "bound": "least", "unit": "day"}
    shared |= {"source": "quy chế", "checked": "press", "per": "month"}
    stricter = shared | {"rule_id": "strict", "area_id": DISTRICT, "amount": 8, "valid_from": date(2025, 1, 1)}
    laxer = shared | {"rule_id": "lax", "area_id": DISTRICT, "amount": 1, "valid_from": date(2025, 1, 1)}
    local = pl.DataFrame([dict.fromkeys(RULE) | stricter, dict.fromkeys(RULE) | laxer], schema=RULE)
    store_rules(country.connection, pl.concat([NATIONAL, local]))
    january = "month.civil.2025-01-01.2025-01-31"
    country.receive(report({OLD_TAN_LIEN: {"days": 4}}, form=REGISTER, period=january, by=OLD_TAN_LIEN))
    country.receive(report({TAN_LIEN: {"days": 4}}, form=REGISTER, period=month(1), by=TAN_LIEN))
    country.compute()
    assert country.observation("held", OLD_TAN_LIEN, january)["denominator"] == 8
    assert country.observation("held", TAN_LIEN, month(1))["denominator"] == 4  # it lies in no district any more


def test_an_area_born_inside_a_period_owes_its_own_days_only(country: SmallCountry) -> None:
    across = inspection_period("quarter", 2025, 3).period_id
    country.receive(report({VINH_BAO: days(5, 0), TAN_LIEN: days(5, 0)}, form=FORM, period=across))
    country.compute()
    found = country.observation("compliance", VINH_BAO, across)
    assert (found["denominator"], found["status"]) == (11, "partial_period")  # 76 days from 01/07/2025
    assert country.observation("compliance", TAN_LIEN, across)["denominator"] == 13  # the same ground as before


def test_a_body_that_no_rule_binds_is_not_judged(make_country: MakeCountry) -> None:
    country = make_country(COMPLIANCE)
    store_rules(country.connection, NATIONAL.filter(pl.col("level") == "province"))
    country.receive(report({TAN_LIEN: days(5, 0)}, form=FORM, period=Q1))
    country.compute()
    found = country.observation("compliance", TAN_LIEN, Q1)
    assert (found["value"], found["status"]) == (None, "not_applicable")


def test_months_of_the_register_make_a_quarter_only_where_every_month_is_there(country: SmallCountry) -> None:
    for number in (1, 2, 3):
        country.receive(report({TAN_LIEN: {"days": 4}}, form=REGISTER, period=month(number), by=TAN_LIEN))
    country.receive(report({VINH_BAO: {"days": 4}}, form=REGISTER, period=month(1), by=VINH_BAO))
    country.compute()
    first = "quarter.civil.2026-01-01.2026-03-31"
    found = country.observation("held", TAN_LIEN, first)
    assert (found["numerator"], found["denominator"]) == (12, 13)
    assert not country.observations("held", VINH_BAO, first)
    assert not country.observations("held", TAN_LIEN, YEAR_2026)


def test_a_rule_of_an_unknown_area_is_a_mistake(make_country: MakeCountry) -> None:
    country = make_country(COMPLIANCE)
    with pytest.raises(ValueError, match="930@1900-01-01"):
        store_rules(country.connection, read_rules())


def test_the_catalogue_asks_only_for_quantities_that_have_rules() -> None:
    asked = {source.required for one in load_catalogue().indicators for source in one.sources if source.required}
    assert asked
    assert asked <= set(NATIONAL.filter(pl.col("per").is_not_null())["quantity"])
