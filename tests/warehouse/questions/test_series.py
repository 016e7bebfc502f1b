"""Series hold each area's own totals; real and simulated rows are told apart."""

import duckdb

from longdan.warehouse.questions.indicators import list_indicators, list_indicators_of
from longdan.warehouse.questions.periods import has_simulated_figures, list_periods
from longdan.warehouse.questions.series import list_breaks, list_published, list_series
from longdan.warehouse.questions.sources import list_findings, list_loads, list_refusals, list_sources
from tests.sample_warehouse import (
    DENUNCIATION_YEAR,
    HAI_PHONG,
    Q2_2026,
    Q3_2026,
    VINH_BAO,
    VINH_BAO_DISTRICT,
    VINH_THUAN,
    VN,
    YEARS,
)


def test_a_series_is_in_order_of_area_and_time(cursor: duckdb.DuckDBPyConnection) -> None:
    series = list_series(cursor, ["complaint_settled_share"], [HAI_PHONG, VN], only_real=False, units="current")
    assert series.height == 22
    assert series.filter(area_id=HAI_PHONG)["end_on"].is_sorted()
    newest = series.filter(area_id=HAI_PHONG).to_dicts()[-1]
    assert (newest["numerator"], newest["denominator"], newest["value"]) == (821, 1000, 0.821)
    assert newest["area_vi"] == "Thành phố Hải Phòng"
    assert series.filter(area_id=VN)["area_en"][0] == "Vietnam"


def test_zero_suppressed_and_not_reported_are_told_apart(cursor: duckdb.DuckDBPyConnection) -> None:
    visits = list_series(cursor, ["reception_visit_count"], [VINH_THUAN, VINH_BAO], only_real=False, units="reported")
    assert visits.select("area_id", "value", "status").rows() == [
        (VINH_BAO, None, "suppressed"),
        (VINH_THUAN, 0.0, "nil"),
    ]


def test_a_withheld_count_has_its_class_or_none(cursor: duckdb.DuckDBPyConnection) -> None:
    denunciations = "denunciation_petitions_competent"
    told = list_series(cursor, [denunciations], [VINH_THUAN, VINH_BAO], only_real=False, units="current")
    assert told.select("area_id", "value", "status", "class_high").rows() == [
        (VINH_BAO, None, "suppressed", None),
        (VINH_THUAN, None, "suppressed", 4),
    ]
    for area_id, is_told in ((VINH_THUAN, True), (VINH_BAO, False)):  # what is told of a period is something to show
        (period,) = list_periods(cursor, denunciations, area_id, only_real=False, units="current").to_dicts()
        assert (period["period_id"], period["has_value"]) == (DENUNCIATION_YEAR.period_id, is_told)
        assert (denunciations in list_indicators_of(cursor, area_id, only_real=False, units="current")) == is_told


def test_only_real_leaves_every_simulated_row_out(cursor: duckdb.DuckDBPyConnection) -> None:
    areas = [VN, HAI_PHONG]
    assert list_series(cursor, ["complaint_settled_share"], areas, only_real=True, units="current").is_empty()
    assert list_series(cursor, ["satisfaction_sipas"], areas, only_real=True, units="current")["value"].to_list() == [
        0.8008,
        0.8266,
        0.8394,
    ]
    assert list_periods(cursor, "complaint_settled_share", VN, only_real=True, units="current").is_empty()


def test_periods_come_with_how_many_units_reported(cursor: duckdb.DuckDBPyConnection) -> None:
    periods = list_periods(cursor, "reception_visit_count", VN, only_real=False, units="current")
    assert periods["period_id"].to_list()[:2] == [Q3_2026.period_id, Q2_2026.period_id]
    assert periods.select("reporting_units", "expected_units").rows()[0] == (41, 99)


def test_breaks_of_an_indicator_include_those_of_all(cursor: duckdb.DuckDBPyConnection) -> None:
    assert list_breaks(cursor, "complaint_settled_share", [VN])["joins"].to_list() == [True, False]
    assert list_breaks(cursor, "reception_visit_count", [VN])["kind"].to_list() == ["reform"]


def test_published_figures_keep_their_qualifier_and_source(cursor: duckdb.DuckDBPyConnection) -> None:
    figures = list_published(cursor, ["vinh_bao_2021/dialogue_attendance_count", "sipas/satisfaction_sipas"])
    assert figures.select("area_id", "value", "qualifier").rows()[0] == (VINH_BAO_DISTRICT, 2600.0, ">")
    assert figures["period_id"].to_list()[1:] == [period.period_id for period in YEARS]
    assert list_published(cursor, ["sipas/satisfaction_sipas"]).height == 3
    assert list_published(cursor, []).is_empty()


def test_the_catalogue_says_which_indicators_have_real_figures(cursor: duckdb.DuckDBPyConnection) -> None:
    catalogue = list_indicators(cursor)
    assert catalogue["topic"].unique(maintain_order=True).to_list() == ["survey", "dialogue", "reception", "petitions"]
    assert catalogue.filter("has_real_figures")["indicator_id"].to_list() == [
        "satisfaction_sipas",
        "dialogue_attendance_count",
    ]


def test_the_build_tells_where_its_figures_come_from(cursor: duckdb.DuckDBPyConnection) -> None:
    assert has_simulated_figures(cursor)
    assert list_loads(cursor)["file_name"].to_list() == ["mô phỏng", "02_XLD_hai_phong.xlsx", "sipas.csv"]
    refusal = list_refusals(cursor).to_dicts()[0]
    assert (refusal["file_name"], refusal["row"], refusal["column_name"]) == ("02_XLD_hai_phong.xlsx", 14, "G")
    assert "found" not in refusal
    assert list_findings(cursor)["area_name"].to_list() == ["Thành phố Hải Phòng"]
    assert list_sources(cursor).height == 2
