"""Surveys on today's ground: respondents of whole predecessors pooled, the interval worked out anew."""

from datetime import date

import pytest

from longdan.methods.interval import wilson
from longdan.methods.period import Period
from tests.etl.conftest import MakeCountry
from tests.etl.indicators.test_surveys import TRUST, survey
from tests.etl.small_country import OLD_VINH_AN, OLD_VINH_BAO, VINH_BAO, SmallCountry

BEFORE = Period("round", "civil", date(2024, 11, 1), date(2024, 11, 30)).period_id
COUNTS = {OLD_VINH_BAO: (90, 10, 5), OLD_VINH_AN: (150, 150, 0)}


def asked(country: SmallCountry, *made_of: tuple, **forms: dict) -> list[dict]:
    """What stands for the new commune after a survey in each of the old ones; `forms` changes that of Vĩnh An."""
    country.convert(VINH_BAO, *made_of)
    country.receive(survey(OLD_VINH_BAO, COUNTS[OLD_VINH_BAO], period=BEFORE))
    country.receive(survey(OLD_VINH_AN, **({"counts": COUNTS[OLD_VINH_AN]} | forms), period=BEFORE))
    country.compute()
    return country.observations("trust", VINH_BAO, BEFORE)


WHOLE = (OLD_VINH_BAO, 1.0, "whole"), (OLD_VINH_AN, 1.0, "whole")


def test_respondents_are_pooled_and_shares_never_averaged(make_country: MakeCountry) -> None:
    (found,) = asked(make_country(TRUST), *WHOLE)
    assert (found["numerator"], found["denominator"], found["value"]) == (
        240,
        400,
        0.6,
    )  # not 0.7, the mean of 90 and 50 %
    assert (found["sample_size"], found["reporting_units"], found["expected_units"]) == (400, 2, 2)
    assert (found["edition"], found["derivation"], found["survey_id"]) == ("current", "rebased_exact", None)
    assert (found["ci_low"], found["ci_high"]) == pytest.approx(wilson(240, 400))


def test_the_design_effects_of_predecessors_are_pooled_too(make_country: MakeCountry) -> None:
    (found,) = asked(make_country(TRUST), *WHOLE, design_effect=2.0)
    assert found["design_effect"] == (100 + 300 * 2) / 400
    assert (found["ci_low"], found["ci_high"]) == pytest.approx(wilson(240, 400, design_effect=1.75))


def test_a_divided_predecessor_leaves_no_survey(make_country: MakeCountry) -> None:
    assert asked(make_country(TRUST), WHOLE[0], (OLD_VINH_AN, 0.5, "population")) == []


def test_a_survey_that_prints_shares_only_cannot_be_pooled(make_country: MakeCountry) -> None:
    assert asked(make_country(TRUST), *WHOLE, counts=(0.5, 0.4, 0.1), as_share=True) == []


def test_two_instruments_are_never_pooled_and_the_larger_one_stands(make_country: MakeCountry) -> None:
    (found,) = asked(make_country(TRUST), *WHOLE, instrument="SIPAS")
    assert (found["value"], found["sample_size"], found["reporting_units"]) == (0.5, 300, 1)
