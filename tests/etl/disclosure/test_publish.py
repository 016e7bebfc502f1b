"""What may be shown: withheld below province what could name a denouncer, and shares of too few answers; nothing else."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl.disclosure.publish import publish
from etl.disclosure.rules import DisclosureRules, load_rules
from longdan.language.fault import Fault
from longdan.warehouse.catalogue import load_catalogue
from longdan.warehouse.indicator import IndicatorSource
from tests.etl.conftest import MakeCountry
from tests.etl.indicators.test_surveys import FIELDWORK, survey
from tests.etl.small_country import (
    BLANK,
    DISTRICT,
    HAI_PHONG,
    OLD_Q1,
    OLD_TAN_LIEN,
    PETITIONS,
    Q3,
    TAN_LIEN,
    VINH_BAO,
    VN,
    SmallCountry,
    given_by,
    indicator,
    report,
    total_of,
)

RULES = DisclosureRules(survey_minimum=30, units_minimum=2, survey_bases=("returned",))
DENUNCIATIONS = indicator("denunciations", given_by("12"), disclosure="denunciation")
COMPETENT = indicator("competent", given_by("4"), disclosure="linked")
TRUST = indicator(
    "trust", IndicatorSource(form="longdan.survey", question="trust"), aggregation="pooled", disclosure="survey"
)
RETURNED = indicator(
    "returned",
    given_by("returned", form="longdan.survey", denominator=("issued",)),
    aggregation="ratio_of_sums",
    unit="share",
    disclosure="survey",
)
WITHHELD = (None, None, None, None, "suppressed")


def published(country: SmallCountry, folder: Path) -> duckdb.DuckDBPyConnection:
    country.connection.close()
    publish(country.path, folder / "published.duckdb", RULES)
    return duckdb.connect(str(folder / "published.duckdb"), read_only=True)


def shown(connection: duckdb.DuckDBPyConnection, indicator_id: str, area_id: str, period: str = Q3) -> tuple:
    query = """
        select value, numerator, denominator, sample_size, status from observation
        where indicator_id = $indicator and area_id = $area and period_id = $period and body_id is null
    """
    (found,) = connection.execute(query, {"indicator": indicator_id, "area": area_id, "period": period}).fetchall()
    return found


@pytest.mark.parametrize("indicator_id", ["denunciations", "competent"])
def test_denunciations_and_the_totals_that_hold_them_are_withheld_below_province(
    make_country: MakeCountry, tmp_path: Path, indicator_id: str
) -> None:
    country = make_country(PETITIONS, DENUNCIATIONS, COMPETENT)
    country.receive(report({TAN_LIEN: {"1": 9, "4": 6, "12": 1}, VINH_BAO: {"1": 9, "4": 6, "12": 0}}))
    country.receive(report({OLD_TAN_LIEN: {"1": 9, "4": 6, "12": 1}}, period=OLD_Q1))
    country.compute()
    with published(country, tmp_path) as connection:
        assert shown(connection, indicator_id, TAN_LIEN) == WITHHELD
        assert shown(connection, indicator_id, VINH_BAO) == WITHHELD  # that there was none says as much
        assert shown(connection, indicator_id, DISTRICT, OLD_Q1) == WITHHELD
        assert shown(connection, indicator_id, HAI_PHONG)[-1] == "reported"
        assert shown(connection, indicator_id, VN)[-1] == "reported"
        assert shown(connection, "petitions", TAN_LIEN)[0] == 9


@pytest.mark.parametrize("indicator_id", ["denunciations", "competent"])
def test_a_sum_over_one_unit_is_withheld_at_every_level(
    make_country: MakeCountry, tmp_path: Path, indicator_id: str
) -> None:
    country = make_country(PETITIONS, DENUNCIATIONS, COMPETENT)
    country.receive(report({TAN_LIEN: {"1": 9, "4": 6, "12": 1}}))
    country.compute()
    with published(country, tmp_path) as connection:
        assert shown(connection, indicator_id, HAI_PHONG) == WITHHELD
        assert shown(connection, indicator_id, VN) == WITHHELD
        assert shown(connection, "petitions", VN)[0] == 9


@pytest.mark.parametrize(("answers", "is_shown"), [((20, 9, 50), False), ((20, 10, 0), True)])
def test_a_share_of_fewer_than_thirty_answers_is_withheld(
    make_country: MakeCountry, tmp_path: Path, answers: tuple, is_shown: bool
) -> None:
    country = make_country(TRUST)
    country.receive(survey(TAN_LIEN, answers))
    country.compute()
    with published(country, tmp_path) as connection:
        found = shown(connection, "trust", TAN_LIEN, FIELDWORK)
        assert found == ((20 / 30, 20, 30, 30, "reported") if is_shown else WITHHELD)
        assert shown(connection, "trust", HAI_PHONG, FIELDWORK)[-1] == ("reported" if is_shown else "suppressed")


@pytest.mark.parametrize(("answers", "is_shown"), [((20, 9, 0), False), ((20, 10, 0), True)])
def test_how_many_forms_came_back_goes_with_a_withheld_share_and_so_do_its_sums(
    make_country: MakeCountry, tmp_path: Path, answers: tuple, is_shown: bool
) -> None:
    country = make_country(TRUST, RETURNED)
    for area, given, returned in [(TAN_LIEN, answers, 31), (VINH_BAO, (200, 100, 0), 310)]:
        country.receive(survey(area, given))
        sizes = {total_of(area): {"returned": returned, "issued": 400}}
        country.receive(report(sizes, form="longdan.survey", period=FIELDWORK, by=area, is_partial=True))
    country.compute()
    with published(country, tmp_path) as connection:
        assert shown(connection, "trust", HAI_PHONG, FIELDWORK)[-1] == "reported"
        found = [shown(connection, "returned", area, FIELDWORK) for area in (TAN_LIEN, VINH_BAO, HAI_PHONG, VN)]
    assert [numerator for _, numerator, *_ in found] == ([31, 310, 341, 341] if is_shown else [None] * 4)
    assert {status for *_, status in found} == {"reported" if is_shown else "suppressed"}


def test_the_interval_of_a_withheld_share_goes_with_it(make_country: MakeCountry, tmp_path: Path) -> None:
    country = make_country(TRUST)
    country.receive(survey(TAN_LIEN, (20, 9, 0)))
    country.compute()
    with published(country, tmp_path) as connection:
        assert connection.execute("select count(ci_low), count(ci_high) from observation").fetchall() == [(0, 0)]


def test_what_was_not_reported_stays_so(make_country: MakeCountry, tmp_path: Path) -> None:
    country = make_country(PETITIONS)
    country.receive(report({TAN_LIEN: {"1": BLANK}}))
    country.compute()
    with published(country, tmp_path) as connection:
        assert shown(connection, "petitions", TAN_LIEN)[-1] == "not_reported"


def test_no_cell_and_no_refused_value_is_published(make_country: MakeCountry, tmp_path: Path) -> None:
    country = make_country(PETITIONS)
    part = report({TAN_LIEN: {"1": 9}}, signed_on=date(2026, 9, 17))
    part.faults = [Fault("forms.unit", row=14, column="A", found="Xã Không Có")]
    country.receive(part)
    country.compute()
    with published(country, tmp_path) as connection:
        assert connection.execute("select count(*) from stored.measure").fetchall() == [(0,)]
        refused = connection.execute("select row, found, what_en <> '' from rejected_row").fetchall()
        assert refused == [(14, None, True)]


def test_what_tells_how_many_answered_is_under_disclosure_control() -> None:
    catalogue = load_catalogue()
    told = {
        each.indicator_id
        for each in catalogue.indicators
        for source in each.sources
        if source.form == "longdan.survey" and {"returned", "valid"} & {*source.numerator, *source.denominator}
    }
    assert told
    assert told == set(load_rules().survey_bases)
    assert {catalogue.by_id[each].disclosure for each in told} == {"survey"}


def test_the_least_number_of_answers_is_in_the_catalogue() -> None:
    assert load_rules().survey_minimum >= 30
