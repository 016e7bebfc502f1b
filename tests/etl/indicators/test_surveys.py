"""Surveys: pooled by respondents with Wilson's interval, each commune's alone, never invented counts."""

from datetime import date

import pytest
from statsmodels.stats.proportion import proportion_confint

from etl.tidied import Tidied
from longdan.methods.interval import wilson
from longdan.methods.period import Period
from tests.etl.conftest import MakeCountry
from tests.etl.small_country import (
    HAI_PHONG,
    TAN_LIEN,
    VINH_BAO,
    VN,
    Cell,
    IndicatorSource,
    indicator,
    record,
    report,
    total_of,
)

FORM = "longdan.survey"
TRUST = indicator(
    "trust", IndicatorSource(form=FORM, question="trust"), aggregation="pooled", unit="share", disclosure="survey"
)
FIELDWORK = Period("round", "civil", date(2026, 6, 1), date(2026, 6, 30)).period_id
SCALE = (("Tin tưởng", True, True), ("Không tin tưởng", True, False), ("Không biết", False, False))


def survey(
    area_id: str,
    counts: tuple,
    *,
    survey_id: str = "s",
    population: int | None = None,
    as_share: bool = False,
    period: str = FIELDWORK,
    instrument: str = "khảo sát",
    design_effect: float | None = None,
) -> Tidied:
    """One survey of one question; `counts` of trust, distrust and don't know, or their shares."""
    survey_id = f"{survey_id}/{area_id}"
    ending = "/share" if as_share else ""
    cells = {f"trust/{place}{ending}": count for place, count in enumerate(counts, start=1)}
    head = {"survey_id": survey_id, "instrument": instrument, "round": "2026", "rated_area_id": area_id}
    sizes = {"population": population, "valid": 200, "design_effect": design_effect}
    records = record("survey", head | sizes | {"result_published": True})
    records |= record(
        "answer",
        *(
            {"survey_id": survey_id, "question": "trust", "label": label, "position": place}
            | {"in_denominator": in_denominator, "is_favourable": is_favourable}
            for place, (label, in_denominator, is_favourable) in enumerate(SCALE, start=1)
        ),
    )
    rows = {total_of(area_id): cells}
    return report(rows, form=FORM, period=period, by=area_id, survey_id=survey_id, records=records)


def test_a_share_is_the_favourable_of_those_in_the_denominator(make_country: MakeCountry) -> None:
    country = make_country(TRUST)
    country.receive(survey(TAN_LIEN, (80, 20, 10)))
    country.compute()
    found = country.observation("trust", TAN_LIEN, FIELDWORK)
    assert (found["numerator"], found["denominator"], found["sample_size"], found["value"]) == (80, 100, 100, 0.8)
    assert (found["ci_low"], found["ci_high"]) == pytest.approx(wilson(80, 100))


def test_asking_nearly_everybody_narrows_the_interval(make_country: MakeCountry) -> None:
    country = make_country(TRUST)
    country.receive(survey(TAN_LIEN, (71, 1, 0), population=76))
    country.compute()
    found = country.observation("trust", TAN_LIEN, FIELDWORK)
    assert (found["ci_low"], found["ci_high"]) == pytest.approx(wilson(71, 72, population=76))


def test_a_province_pools_the_respondents_of_its_communes(make_country: MakeCountry) -> None:
    country = make_country(TRUST)
    country.receive(survey(TAN_LIEN, (90, 10, 0)))
    country.receive(survey(VINH_BAO, (150, 150, 0)))
    country.compute()
    found = country.observation("trust", HAI_PHONG, FIELDWORK)
    assert (found["value"], found["sample_size"], found["reporting_units"]) == (0.6, 400, 2)  # not 0.7, the mean
    assert (found["ci_low"], found["ci_high"]) == pytest.approx(wilson(240, 400))


def test_a_design_effect_of_two_gives_350_answers_the_interval_of_175(make_country: MakeCountry) -> None:
    country = make_country(TRUST)
    country.receive(survey(TAN_LIEN, (280, 70, 15), design_effect=2.0))
    country.compute()
    found = country.observation("trust", TAN_LIEN, FIELDWORK)
    assert (found["value"], found["sample_size"], found["design_effect"]) == (0.8, 350, 2)
    assert (round(found["ci_low"], 3), round(found["ci_high"], 3)) == (0.735, 0.853)
    assert (found["ci_low"], found["ci_high"]) == pytest.approx(proportion_confint(140, 175, method="wilson"))


def test_a_pooled_survey_is_worth_the_square_of_its_answers_over_their_design_effects(
    make_country: MakeCountry,
) -> None:
    country = make_country(TRUST)
    country.receive(survey(TAN_LIEN, (90, 10, 0), design_effect=3.0))
    country.receive(survey(VINH_BAO, (150, 150, 0)))
    country.compute()
    for area in (HAI_PHONG, VN):
        found = country.observation("trust", area, FIELDWORK)
        assert (found["sample_size"], found["design_effect"]) == (400, 1.5)  # (100·3 + 300·1) / 400
        effective = 400**2 / (100 * 3 + 300)
        expected = proportion_confint(0.6 * effective, effective, method="wilson")
        assert (found["ci_low"], found["ci_high"]) == pytest.approx(expected)


def test_a_design_effect_of_one_is_none(make_country: MakeCountry) -> None:
    country = make_country(TRUST)
    country.receive(survey(TAN_LIEN, (90, 10, 0), design_effect=1.0))
    country.compute()
    for area in (TAN_LIEN, HAI_PHONG):
        found = country.observation("trust", area, FIELDWORK)
        assert found["design_effect"] is None
        assert (found["ci_low"], found["ci_high"]) == pytest.approx(wilson(90, 100))


def test_two_surveys_of_one_commune_stand_side_by_side(make_country: MakeCountry) -> None:
    country = make_country(TRUST)
    for survey_id, counts, by in (("a", (90, 10, 0), TAN_LIEN), ("b", (40, 60, 0), VINH_BAO)):
        part = survey(TAN_LIEN, counts, survey_id=survey_id)
        part.reports = survey(by, counts).reports
        country.receive(part)
    country.compute()
    found = country.observations("trust", TAN_LIEN, FIELDWORK)
    assert sorted((each["survey_id"], each["value"]) for each in found) == [
        (f"a/{TAN_LIEN}", 0.9),
        (f"b/{TAN_LIEN}", 0.4),
    ]


def test_a_survey_of_a_provinces_own_bodies_says_nothing_about_its_communes(make_country: MakeCountry) -> None:
    country = make_country(TRUST)
    country.receive(survey(HAI_PHONG, (10, 90, 0)))
    country.receive(survey(TAN_LIEN, (90, 10, 0)))
    country.compute()
    found = country.observations("trust", HAI_PHONG, FIELDWORK)
    assert sorted((each["survey_id"] is None, each["value"]) for each in found) == [(False, 0.1), (True, 0.9)]


def test_a_survey_that_prints_shares_only_has_no_counts_and_is_not_pooled(make_country: MakeCountry) -> None:
    country = make_country(TRUST)
    country.receive(survey(TAN_LIEN, (0.8, 0.2), as_share=True))
    country.compute()
    found = country.observation("trust", TAN_LIEN, FIELDWORK)
    assert (found["value"], found["numerator"], found["sample_size"]) == (0.8, None, 200)
    assert (found["ci_low"], found["qualifier"]) == (None, "~")
    assert all(each["value"] is None for each in country.observations("trust", HAI_PHONG, FIELDWORK))


def test_a_survey_held_and_not_published_is_told_from_one_not_held(make_country: MakeCountry) -> None:
    country = make_country(TRUST)
    cells = {"trust/0": Cell(None, "unpublished")}
    country.receive(report({total_of(TAN_LIEN): cells}, form=FORM, period=FIELDWORK, survey_id="s"))
    country.compute()
    found = country.observation("trust", TAN_LIEN, FIELDWORK)
    assert (found["value"], found["status"]) == (None, "unpublished")
