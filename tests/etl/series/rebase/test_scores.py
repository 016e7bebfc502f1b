"""Scores on today's provinces: the mean of the old ones, weighted by their people, or nothing."""

from dataclasses import replace
from datetime import date

import pytest

from longdan.methods.period import Period
from longdan.warehouse.catalogue import load_catalogue
from tests.etl.conftest import MakeCountry
from tests.etl.small_country import (
    OLD_VINH_AN,
    OLD_VINH_BAO,
    VINH_BAO,
    SmallCountry,
    given_by,
    indicator,
    report,
    total_of,
)

SCORE = indicator("score", given_by("total", form="papi"), aggregation="population_weighted", unit="score")
YEAR = Period("year", "civil", date(2016, 1, 1), date(2016, 12, 31)).period_id
WHOLE = (OLD_VINH_BAO, 1.0, "whole"), (OLD_VINH_AN, 1.0, "whole")
BOTH = {total_of(OLD_VINH_BAO): {"total": 34.0}, total_of(OLD_VINH_AN): {"total": 39.1}}


def scored(country: SmallCountry, rows: dict, *made_of: tuple) -> list[dict]:
    country.convert(VINH_BAO, *made_of)
    country.receive(report(rows, form="papi", period=YEAR))
    country.compute()
    return country.observations("score", VINH_BAO, YEAR)


def test_a_score_is_the_mean_weighted_by_people(make_country: MakeCountry) -> None:
    (found,) = scored(make_country(SCORE), BOTH, *WHOLE)
    assert found["value"] == pytest.approx((9_000 * 34.0 + 8_000 * 39.1) / 17_000)
    assert (found["derivation"], found["numerator"], found["denominator"]) == ("rebased_apportioned", None, None)
    assert (found["reporting_units"], found["expected_units"], found["ci_low"]) == (2, 2, None)


def test_a_missing_predecessor_leaves_no_score(make_country: MakeCountry) -> None:
    assert scored(make_country(SCORE), {total_of(OLD_VINH_BAO): {"total": 34.0}}, *WHOLE) == []


def test_a_divided_predecessor_leaves_no_score(make_country: MakeCountry) -> None:
    assert scored(make_country(SCORE), BOTH, WHOLE[0], (OLD_VINH_AN, 0.5, "population")) == []


def test_an_unknown_population_leaves_no_score(make_country: MakeCountry) -> None:
    country = make_country(SCORE)
    country.connection.execute(
        "update stored.area set population = null where area_id = $area_id", {"area_id": OLD_VINH_AN}
    )
    assert scored(country, BOTH, *WHOLE) == []


def test_an_index_that_is_never_aggregated_is_not_converted(make_country: MakeCountry) -> None:
    assert scored(make_country(replace(SCORE, aggregation="none")), BOTH, *WHOLE) == []


def test_every_score_of_papi_may_be_weighted_by_people() -> None:
    papi = [each for each in load_catalogue().indicators if each.indicator_id.startswith("papi_")]
    assert papi
    assert {each.aggregation for each in papi} == {"population_weighted"}
