"""The trend: words, points and breaks of a chart, and its table."""

from datetime import date

import duckdb
import polars as pl
import pytest

from longdan.dashboard.charts.points import describe_absences, describe_classes, describe_points
from longdan.dashboard.charts.time_axis import encode_time, place_breaks
from longdan.dashboard.charts.trend import breaks_inside, draw_trend
from longdan.dashboard.comparison import make_trend, offer_areas
from longdan.dashboard.control import CONTROL
from longdan.dashboard.exports import write_csv
from longdan.dashboard.sentences.trend import cite_series, open_trend, subtitle_trend, title_trend
from longdan.dashboard.tables import export_series, show_series
from longdan.language.locale import text
from longdan.methods.period import Period, inspection_period
from longdan.warehouse.questions.areas import read_area
from longdan.warehouse.questions.indicators import Indicator, list_indicators, make_indicator
from longdan.warehouse.questions.series import list_breaks, list_series
from tests.sample_warehouse import (
    DENUNCIATION_YEAR,
    HAI_PHONG,
    MONG_CAI_1,
    Q2_2026,
    Q3_2026,
    QUANG_NINH,
    ROUNDS,
    VINH_BAO,
    VINH_THUAN,
    VN,
)

DENUNCIATIONS = "denunciation_petitions_competent"


def indicator_of(cursor: duckdb.DuckDBPyConnection, indicator_id: str) -> Indicator:
    return make_indicator(list_indicators(cursor).filter(pl.col("indicator_id") == indicator_id).to_dicts()[0])


def trend_of(cursor: duckdb.DuckDBPyConnection, indicator_id: str, areas: list[str], period_id: str):
    breaks = list_breaks(cursor, indicator_id, areas)
    series = list_series(cursor, [indicator_id], areas, only_real=False, units="current")
    return make_trend(series, breaks, areas[0], period_id, "vi"), breaks


def settled_complaints_of_hai_phong(cursor: duckdb.DuckDBPyConnection):
    trend, _ = trend_of(cursor, "complaint_settled_share", [HAI_PHONG], Q3_2026.period_id)
    return indicator_of(cursor, "complaint_settled_share"), trend


def test_the_finding_runs_only_along_the_newest_comparable_line(cursor: duckdb.DuckDBPyConnection) -> None:
    settled = indicator_of(cursor, "complaint_settled_share")
    trend, _ = trend_of(cursor, "complaint_settled_share", [HAI_PHONG, VN], Q3_2026.period_id)
    assert trend.own["line_no"].to_list() == [1] * 7 + [2] * 4
    assert title_trend(settled, trend.own, "Hải Phòng", "vi") == (
        "Hải Phòng: tăng 2,1\u00a0điểm\u00a0% từ quý IV/2025 đến quý III/2026"
    )
    assert open_trend(settled, trend.own, "Hải Phòng", "vi").startswith(
        "Mô phỏng: Quý III/2026 (15/6–14/9/2026), Hải Phòng: tỷ lệ giải quyết khiếu nại 82,1%, tăng"
    )
    assert title_trend(settled, trend.own.tail(1), "Hải Phòng", "en").endswith(
        "too few comparable periods to speak of a trend"
    )


def test_the_subtitle_and_the_foot_say_what_is_shown_and_from_where(cursor: duckdb.DuckDBPyConnection) -> None:
    settled, trend = settled_complaints_of_hai_phong(cursor)
    assert subtitle_trend(settled, Q3_2026.period_id, "vi") == (
        "Tỷ lệ giải quyết khiếu nại · đơn vị: % · theo quý báo cáo (từ 15/12) · mẫu số: vụ việc khiếu nại đã thụ lý"
    )
    assert cite_series(trend.series, "22/11/2026", "vi").endswith("dựng ngày 22/11/2026 · số liệu mô phỏng")


def test_breaks_are_numbered_and_only_those_inside_the_time_shown(cursor: duckdb.DuckDBPyConnection) -> None:
    trend, breaks = trend_of(cursor, "complaint_settled_share", [HAI_PHONG], Q3_2026.period_id)
    assert breaks_inside(breaks, trend.series)["number"].to_list() == ["①", "②"]
    assert breaks_inside(breaks, trend.series.tail(3)).is_empty()
    assert breaks_inside(breaks, trend.series.clear()).is_empty()


@pytest.mark.parametrize(
    ("indicator_id", "areas", "period_id"),
    [
        ("complaint_settled_share", [HAI_PHONG, VN, VINH_THUAN], Q3_2026.period_id),
        ("trust_peoples_committee", [HAI_PHONG], ROUNDS[1].period_id),
        ("reception_visit_count", [VINH_BAO], Q3_2026.period_id),
        ("denunciation_petitions_competent", [VINH_THUAN, MONG_CAI_1], DENUNCIATION_YEAR.period_id),
    ],
    ids=["lines and breaks", "intervals", "nothing to draw", "a class"],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_chart_is_drawn_of_every_kind_of_series(
    cursor: duckdb.DuckDBPyConnection, indicator_id: str, areas: list[str], period_id: str, language: str
) -> None:
    indicator = indicator_of(cursor, indicator_id)
    trend, breaks = trend_of(cursor, indicator_id, areas, period_id)
    points = describe_points(trend.series, indicator, areas[0], VN, 0.8, language)
    classes = describe_classes(trend.series, indicator, areas[0], VN, language)
    absences = describe_absences(trend.series, areas[0], language)
    assert points.height == trend.series["value"].is_not_null().sum()
    inside = breaks_inside(breaks, trend.series)
    spec = draw_trend(trend.series, points, classes, absences, inside, indicator, period_id, language).to_dict()
    assert spec["usermeta"]["embedOptions"]["actions"] is False


def test_points_say_everything_that_hovering_tells(cursor: duckdb.DuckDBPyConnection) -> None:
    settled, trend = settled_complaints_of_hai_phong(cursor)
    point = describe_points(trend.series, settled, HAI_PHONG, VN, 0.8, "vi").to_dicts()[-1]
    assert (point["figure"], point["base"]) == ("82,1%", "821 / 1.000 vụ việc khiếu nại đã thụ lý")
    assert (point["origin"], point["is_joined"]) == ("mô phỏng", True)
    assert point["value"] == pytest.approx(82.1)


def test_an_area_whose_figures_are_of_another_origin_is_left_out_by_name(cursor: duckdb.DuckDBPyConnection) -> None:
    series = list_series(
        cursor, ["complaint_settled_share"], [HAI_PHONG, VN], only_real=False, units="current"
    ).with_columns(is_simulated=pl.col("area_id") != VN)
    breaks = list_breaks(cursor, "complaint_settled_share", [HAI_PHONG])
    trend = make_trend(series, breaks, HAI_PHONG, Q3_2026.period_id, "vi")
    assert trend.series["area_id"].unique().to_list() == [HAI_PHONG]
    assert trend.left_out == ["Cả nước"]


def test_a_reader_may_add_neighbours_parts_and_whatever_the_address_names(cursor: duckdb.DuckDBPyConnection) -> None:
    offered = offer_areas(cursor, read_area(cursor, HAI_PHONG), ["06742@1900-01-01", "nowhere"], units="current")
    assert list(offered) == [QUANG_NINH, VINH_BAO, VINH_THUAN, "06742@1900-01-01"]


@pytest.mark.parametrize(("language", "origin"), [("vi", "Nguồn gốc"), ("en", "Origin")])
def test_tables_and_downloads_carry_the_origin_of_every_figure(
    cursor: duckdb.DuckDBPyConnection, language: str, origin: str
) -> None:
    settled, trend = settled_complaints_of_hai_phong(cursor)
    for table in (show_series(trend.series, settled, language), export_series(trend.series, settled, language)):
        assert table.height == 11
        assert table[origin].null_count() == 0


@pytest.mark.parametrize(
    ("language", "base", "number"),
    [("vi", "(hệ số thiết kế 2, cỡ mẫu hiệu dụng ", "2"), ("en", "(design effect 2, effective size ", "2")],
)
def test_tables_and_downloads_carry_the_design_effect(
    cursor: duckdb.DuckDBPyConnection, language: str, base: str, number: str
) -> None:
    settled, trend = settled_complaints_of_hai_phong(cursor)
    designed = trend.series.with_columns(design_effect=pl.lit(2.0))
    shown = show_series(designed, settled, language)[text("tables.base", language)]
    assert all(base in written for written in shown if written)
    column = text("tables.design_effect", language)
    assert export_series(designed, settled, language)[column].to_list() == [2.0] * 11
    assert export_series(trend.series, settled, language)[column].null_count() == 11


@pytest.mark.parametrize("language", ["vi", "en"])
def test_tables_and_downloads_carry_control_limits_of_the_figures_they_are_of(
    cursor: duckdb.DuckDBPyConnection, language: str
) -> None:
    settled, trend = settled_complaints_of_hai_phong(cursor)
    newest = trend.series.sort("end_on")["period_id"][-1]
    limits = pl.DataFrame([(HAI_PHONG, newest, True, 0.7, 0.8, 0.9, ["outside_below"])], CONTROL, orient="row")
    names = [text(f"tables.{name}", language) for name in ("control_low", "control_centre", "control_high", "signal")]
    shown = show_series(trend.series, settled, language, limits).select(names).rows()
    assert shown[0][:3] == (("70,0%", "80,0%", "90,0%") if language == "vi" else ("70.0%", "80.0%", "90.0%"))
    assert shown[0][3] == text("control.signal.outside_below", language)
    assert set(shown[1:]) == {("", "", "", "")}
    written = export_series(trend.series, settled, language, limits).select(names).rows()
    assert written[-1] == (0.7, 0.8, 0.9, text("control.signal.outside_below", language))
    assert set(written[:-1]) == {(None, None, None, None)}
    without = export_series(trend.series, settled, language, limits.clear())
    assert not set(names) & set(without.columns)


def denunciations_of(cursor: duckdb.DuckDBPyConnection, *areas: str):
    trend, _ = trend_of(cursor, DENUNCIATIONS, list(areas), DENUNCIATION_YEAR.period_id)
    return indicator_of(cursor, DENUNCIATIONS), trend


@pytest.mark.parametrize(
    ("language", "figure", "state"),
    [("vi", "0–4 đơn", "không công bố số chính xác"), ("en", "0–4 petitions", "exact number not published")],
)
def test_a_class_stands_in_the_table_in_the_place_of_the_figure(
    cursor: duckdb.DuckDBPyConnection, language: str, figure: str, state: str
) -> None:
    indicator, trend = denunciations_of(cursor, VINH_THUAN, VINH_BAO, MONG_CAI_1)
    rows = show_series(trend.series, indicator, language).rows()
    assert [(row[0], row[2], row[4]) for row in rows] == [
        (
            "Phường Móng Cái 1",
            "9 đơn" if language == "vi" else "9 petitions",
            text("figures.status.reported", language),
        ),
        ("Xã Vĩnh Bảo", "", text("figures.status.suppressed", language)),
        ("Xã Vĩnh Thuận", figure, state),
    ]


@pytest.mark.parametrize(("language", "column"), [("vi", "Khoảng giá trị"), ("en", "Class")])
def test_a_download_tells_the_class_as_text_and_no_number(
    cursor: duckdb.DuckDBPyConnection, language: str, column: str
) -> None:
    indicator, trend = denunciations_of(cursor, VINH_THUAN, MONG_CAI_1)
    table = export_series(trend.series, indicator, language)
    assert table[column].to_list() == [None, "0–4"]
    value, numerator = (text(f"tables.{name}", language) for name in ("value", "numerator"))
    assert table.select(value, numerator).rows() == [(9, 9), (None, None)]
    line = write_csv(table, language).decode().splitlines()[2]
    cells = line.split(";" if language == "vi" else ",")
    # With an en dash it stays text: "0-4" and "0/4" are what a spreadsheet takes for a day of April.
    assert [cell for cell in cells if "0–4" in cell] == ["0–4"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "Mô phỏng: Năm 2025 (lũy kế 15/12/2024–14/12/2025), Xã Vĩnh Thuận: "
               "số đơn tố cáo thuộc thẩm quyền 0–4 (không công bố số chính xác)."),
        ("en", "Simulated: Year 2025 (cumulative, 15 Dec 2024–14 Dec 2025), Xã Vĩnh Thuận: "
               "denunciations within competence 0–4 (exact number not published)."),
    ],
)  # fmt: skip
def test_the_sentence_tells_the_class_where_it_is_the_newest(
    cursor: duckdb.DuckDBPyConnection, language: str, said: str
) -> None:
    indicator, trend = denunciations_of(cursor, VINH_THUAN)
    assert open_trend(indicator, trend.own, "Xã Vĩnh Thuận", language) == said


def test_a_class_is_drawn_from_zero_and_is_no_absence(cursor: duckdb.DuckDBPyConnection) -> None:
    indicator, trend = denunciations_of(cursor, VINH_THUAN, VINH_BAO)
    (drawn,) = describe_classes(trend.series, indicator, VINH_THUAN, None, "vi").to_dicts()
    assert (drawn["low"], drawn["high"], drawn["name"], drawn["figure"]) == (0, 4, "0–4", "0–4 đơn")
    assert describe_points(trend.series, indicator, VINH_THUAN, None, 0.8, "vi").is_empty()
    assert describe_absences(trend.series, VINH_THUAN, "vi").is_empty()
    assert describe_absences(trend.series, VINH_BAO, "vi").height == 1


def make_periods(*periods: Period) -> pl.DataFrame:
    columns = [
        {"period_id": one.period_id, "type": one.type, "start_on": one.start_on, "end_on": one.end_on}
        for one in periods
    ]
    return pl.DataFrame(columns)


def test_years_stand_under_their_own_number_and_a_break_before_the_first_year_it_changes() -> None:
    years = make_periods(
        *(Period("year", "civil", date(year, 1, 1), date(year, 12, 31)) for year in (2014, 2015, 2016))
    )
    axis = encode_time(years, "vi").to_dict()["axis"]
    assert [name in axis["labelExpr"] for name in (":'2014'", ":'2015'", ":'2016'")] == [True] * 3
    middles = dict(zip((2014, 2015, 2016), axis["values"], strict=True))
    placed = place_breaks(pl.DataFrame({"on": [date(2016, 1, 1)]}), years)["x"].item()
    assert middles[2015] < placed < middles[2016]


def test_a_break_inside_a_cumulative_year_stands_before_the_year_that_it_changes() -> None:
    years = make_periods(inspection_period("year", 2024), inspection_period("year", 2025))
    before, after = encode_time(years, "vi").to_dict()["axis"]["values"]
    assert before < place_breaks(pl.DataFrame({"on": [date(2025, 9, 30)]}), years)["x"].item() < after


def test_many_periods_keep_a_dozen_names_that_end_with_the_newest() -> None:
    quarters = make_periods(
        *(inspection_period("quarter", year, n) for year in range(2018, 2027) for n in (1, 2, 3, 4))
    )
    axis = encode_time(quarters, "en").to_dict()["axis"]
    assert len(axis["values"]) == 9
    assert axis["labelExpr"].endswith("'Q4 ’26'})[datum.value]")


def test_what_is_said_ends_with_the_period_looked_at(cursor: duckdb.DuckDBPyConnection) -> None:
    settled = indicator_of(cursor, "complaint_settled_share")
    trend, _ = trend_of(cursor, "complaint_settled_share", [HAI_PHONG], Q2_2026.period_id)
    assert title_trend(settled, trend.own, "Hải Phòng", "vi").endswith("đến quý II/2026")
    assert trend.series["period_id"].to_list()[-1] == Q3_2026.period_id


def test_a_missing_figure_is_marked_with_its_reason(cursor: duckdb.DuckDBPyConnection) -> None:
    trend, _ = trend_of(cursor, "reception_visit_count", [VINH_BAO], Q3_2026.period_id)
    assert describe_absences(trend.series, VINH_BAO, "vi")["status"].to_list() == ["không công bố (số nhỏ)"]


def test_a_figure_of_too_few_units_is_drawn_hollow(cursor: duckdb.DuckDBPyConnection) -> None:
    visits = indicator_of(cursor, "reception_visit_count")
    trend, _ = trend_of(cursor, "reception_visit_count", [VN], Q3_2026.period_id)
    points = describe_points(trend.series, visits, VN, None, 0.8, "vi")
    assert points["is_full"].to_list()[-2:] == [True, False]
    assert points["units"].to_list()[-1] == "41/99 đơn vị báo cáo"


def test_where_every_figure_is_withheld_the_sentence_says_so(cursor: duckdb.DuckDBPyConnection) -> None:
    visits = indicator_of(cursor, "reception_visit_count")
    trend, _ = trend_of(cursor, "reception_visit_count", [VINH_BAO], Q3_2026.period_id)
    assert open_trend(visits, trend.own, "Xã Vĩnh Bảo", "vi") == (
        "Mô phỏng: Quý III/2026 (15/6–14/9/2026), Xã Vĩnh Bảo: lượt tiếp công dân: không công bố (số nhỏ)."
    )
