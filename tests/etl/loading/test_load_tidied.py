"""A file in the warehouse: its load, its reports, its cells, and what was refused of it."""

from datetime import date

import polars as pl
import pytest

from etl.loading.load_tidied import Arrival, Loader
from etl.loading.supersede import supersede_reports
from etl.tidied import Tidied
from longdan.language.fault import Fault
from tests.etl.conftest import MakeCountry
from tests.etl.small_country import AT_REFORM, BLANK, NIL, PETITIONS, Q3, TAN_LIEN, VINH_BAO, over, record, report


def test_every_cell_is_kept_as_the_file_says_it(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    country.receive(report({TAN_LIEN: {"1": over(2600), "2": NIL}, VINH_BAO: {"1": BLANK}}))
    cells = country.rows("select area_id, column_no, value, qualifier, status from measure order by area_id, column_no")
    assert cells == [
        (VINH_BAO, "1", None, "=", "not_reported"),
        (TAN_LIEN, "1", 2600.0, ">", "reported"),
        (TAN_LIEN, "2", 0.0, "=", "nil"),
    ]


def test_a_load_says_how_much_of_a_file_was_accepted_and_refused(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    part = report({TAN_LIEN: {"1": 1, "2": 1}}, signed_on=date(2026, 9, 17))
    part.faults = [
        Fault("forms.unit", sheet="02-XLD", row=14, column="A", found="Xã Không Có"),
        Fault("forms.sheet_ignored", is_warning=True),
    ]
    country.receive(part, name="quy-3.xlsx")
    loads = country.rows("select file_name, kind, origin, signed_on, accepted_count, rejected_count from load")
    assert loads == [("quy-3.xlsx", "form", "user", date(2026, 9, 17), 2, 1)]
    refused = country.rows("select row, column_name, found, is_warning from rejected_row order by row nulls last")
    assert refused == [(14, "A", "Xã Không Có", False), (None, "", None, True)]


def test_a_file_refused_as_a_whole_stays_visible(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    arrival = Arrival("hong.xlsx", "0" * 64, date(2026, 9, 20))
    Loader(country.connection).refuse(arrival, [Fault("files.empty", file="hong.xlsx")])
    assert country.rows("select kind, accepted_count, rejected_count from load") == [("refused", 0, 1)]


def test_a_cell_that_belongs_to_no_report_is_a_mistake_of_the_reader(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    part = report({TAN_LIEN: {"1": 1}})
    with pytest.raises(ValueError, match="1 measures without a report"):
        country.receive(Tidied("form", part.measures))


def test_a_cell_of_an_area_that_is_not_known_is_a_mistake_of_the_reader(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    with pytest.raises(ValueError, match="not in the warehouse"):
        country.receive(report({"99999@2025-07-01": {"1": 1}}))


def test_a_survey_that_arrives_again_gives_way_to_the_new_one(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    for valid in (90, 95):
        survey = {"survey_id": "s", "instrument": "khảo sát", "round": "2026", "rated_area_id": TAN_LIEN}
        records = record("survey", survey | {"valid": valid, "result_published": True})
        records |= record(
            "answer",
            {
                "survey_id": "s",
                "question": "q",
                "label": "Tin tưởng",
                "position": 1,
                "in_denominator": True,
                "is_favourable": True,
            },
        )
        country.receive(Tidied("template", records=records))
    assert country.rows("select survey_id, valid, origin from survey") == [("s", 95, "user")]
    assert country.rows("select count(*) from answer") == [(1,)]


def test_a_population_is_that_of_its_area(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    day = date(2026, 1, 1)
    records = record("population", {"area_id": TAN_LIEN, "population": 12_345, "population_on": day})
    country.receive(Tidied("template", records=records))
    found = country.rows(f"select population, population_on from area where area_id = '{TAN_LIEN}'")
    assert found == [(12_345, day)]


def test_periods_and_forms_are_numbered_once(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    for _ in range(2):
        country.receive(report({TAN_LIEN: {"1": 1}}))
    assert country.rows("select period_id from period") == [(Q3,)]
    assert country.rows("select count(*) from stored.form") == [(1,)]


def test_what_a_commune_born_inside_the_period_counted_is_marked_as_a_part_of_it(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    country.receive(report({VINH_BAO: {"1": 3, "2": BLANK}, TAN_LIEN: {"1": 5}}, period=AT_REFORM))
    cells = country.rows("select area_id, column_no, status from measure order by area_id, column_no")
    assert cells == [
        (VINH_BAO, "1", "partial_period"),
        (VINH_BAO, "2", "not_reported"),
        (TAN_LIEN, "1", "reported"),  # the same ground as before the reform: only its parent changed
    ]


def test_two_surveys_of_one_commune_in_the_same_days_stand_side_by_side(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    for survey_id in ("trust", "satisfaction"):
        part = report({TAN_LIEN: {"1": 4}}, by=TAN_LIEN)
        part.measures = part.measures.with_columns(survey_id=pl.lit(survey_id))
        part.reports = part.reports.with_columns(survey_id=pl.lit(survey_id))
        country.receive(part)
    supersede_reports(country.connection)
    assert country.rows("select distinct superseded_by from report") == [(None,)]
