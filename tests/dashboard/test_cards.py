"""A card compares only what compares, and its sentence says against what."""

from datetime import date

import duckdb
import polars as pl
import pytest

from longdan.dashboard.cards import Card, compare_with_parent, make_card
from longdan.dashboard.charts.spark import draw_spark
from longdan.dashboard.sentences.home import explain_card, offer_newer, open_home, say_change, say_footing
from longdan.dashboard.sentences.reliability import say_interval
from longdan.warehouse.questions.indicators import list_indicators, make_indicator
from longdan.warehouse.questions.series import list_series
from tests.sample_warehouse import (
    DENUNCIATION_YEAR,
    HAI_PHONG,
    Q2_2026,
    Q3_2026,
    QUARTERS,
    ROUNDS,
    VINH_BAO,
    VINH_THUAN,
    VN,
)

FORM_CHANGED_ON = date(2025, 9, 30)


def card_of(
    cursor: duckdb.DuckDBPyConnection, indicator_id: str, area_id: str, parent_id: str | None, period_id: str
) -> Card | None:
    row = list_indicators(cursor).filter(pl.col("indicator_id") == indicator_id).to_dicts()[0]
    series = list_series(
        cursor, [indicator_id], [area_id, *([parent_id] if parent_id else [])], only_real=False, units="current"
    )
    cuts = [FORM_CHANGED_ON] if indicator_id == "complaint_settled_share" else []
    return make_card(make_indicator(row), series, area_id, parent_id, period_id, cuts)


def test_a_share_is_set_against_the_area_above(cursor: duckdb.DuckDBPyConnection) -> None:
    card = card_of(cursor, "complaint_settled_share", HAI_PHONG, VN, Q3_2026.period_id)
    assert open_home(card, "Hải Phòng", "cả nước", "vi") == (
        "Mô phỏng: Quý III/2026 (15/6–14/9/2026), Hải Phòng: tỷ lệ giải quyết khiếu nại 82,1%, "
        "thấp hơn cả nước (88,0%)."
    )
    assert open_home(card, "Hải Phòng", "the whole country", "en") == (
        "Simulated: Q3 2026 (15 Jun–14 Sep 2026), Hải Phòng: share of complaints settled 82.1%, "
        "lower than the whole country (88.0%)."
    )


def test_a_count_is_set_against_its_own_past(cursor: duckdb.DuckDBPyConnection) -> None:
    card = card_of(cursor, "reception_visit_count", HAI_PHONG, VN, Q3_2026.period_id)
    assert compare_with_parent(card) is None
    assert card.comparison.judgement == "neutral"
    assert open_home(card, "Hải Phòng", "cả nước", "vi").endswith("1.234 lượt, giảm 491 lượt so với Quý II/2026.")


@pytest.mark.parametrize(
    ("indicator_id", "judgement", "said"),
    [
        ("complaint_settled_share", "worse", "giảm 3,8\u00a0điểm\u00a0% so với Quý II/2026"),
        ("petition_overdue_share", "better", "giảm 3,0\u00a0điểm\u00a0% so với Quý II/2026"),
    ],
)
def test_the_direction_of_an_indicator_judges_its_change(
    cursor: duckdb.DuckDBPyConnection, indicator_id: str, judgement: str, said: str
) -> None:
    card = card_of(cursor, indicator_id, HAI_PHONG, VN, Q3_2026.period_id)
    assert (card.comparison.judgement, say_change(card, "vi")) == (judgement, said)


def test_no_comparison_crosses_a_change_of_form(cursor: duckdb.DuckDBPyConnection) -> None:
    card = card_of(cursor, "complaint_settled_share", HAI_PHONG, VN, QUARTERS[7].period_id)
    assert card.why_alone == "cut"
    assert card.comparison is None
    assert say_change(card, "vi") == "không so với kỳ trước: cách đo đã thay đổi"


def test_no_comparison_over_a_missing_report(cursor: duckdb.DuckDBPyConnection) -> None:
    card = card_of(cursor, "complaint_settled_share", VINH_THUAN, HAI_PHONG, Q3_2026.period_id)
    assert card.comparison is None
    assert say_change(card, "en") == "the period before has no figure to compare with"


def test_an_indicator_of_another_rhythm_shows_its_newest_figure_up_to_the_period(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    card = card_of(cursor, "trust_peoples_committee", HAI_PHONG, VN, Q3_2026.period_id)
    assert card.figure["period_id"] == ROUNDS[1].period_id
    assert card.before["period_id"] == ROUNDS[0].period_id
    assert say_footing(card, "vi") == [
        "170 / 200 · KTC 95%: 79,5%–89,5%",
        "Đợt 1/10–31/10/2025",
    ]
    assert explain_card(card, "vi").split("  \n") == [
        "Kỳ số liệu: Đợt 1/10–31/10/2025.",
        "Mẫu số: phiếu hợp lệ.",
        "Khoảng tin cậy 95%: 79,5%–89,5%",
        "Số liệu mô phỏng",
    ]


@pytest.mark.parametrize("period", [DENUNCIATION_YEAR, Q3_2026], ids=["its year", "a later quarter"])
def test_a_card_tells_the_class_of_a_withheld_count(cursor: duckdb.DuckDBPyConnection, period) -> None:
    card = card_of(cursor, "denunciation_petitions_competent", VINH_THUAN, HAI_PHONG, period.period_id)
    assert open_home(card, "Xã Vĩnh Thuận", "Hải Phòng", "vi").endswith(
        "tố cáo thuộc thẩm quyền 0–4 (không công bố số chính xác)."
    )
    assert say_change(card, "vi") == "không công bố số chính xác"


def test_a_count_withheld_without_its_class_makes_no_card_of_a_later_period(cursor: duckdb.DuckDBPyConnection) -> None:
    assert card_of(cursor, "denunciation_petitions_competent", VINH_BAO, HAI_PHONG, Q3_2026.period_id) is None


def test_nothing_up_to_the_period_means_no_card(cursor: duckdb.DuckDBPyConnection) -> None:
    assert card_of(cursor, "petition_overdue_share", HAI_PHONG, VN, QUARTERS[0].period_id) is None


def test_real_figures_open_without_the_word_simulated(cursor: duckdb.DuckDBPyConnection) -> None:
    card = card_of(cursor, "satisfaction_sipas", VN, None, Q3_2026.period_id)
    assert open_home(card, "cả nước", None, "vi") == (
        "Năm 2024, cả nước: chỉ số hài lòng SIPAS 83,9%, tăng 1,2\u00a0điểm\u00a0% so với Năm 2023."
    )


def test_an_incomplete_newer_period_is_offered_in_words() -> None:
    newer = {"period_id": Q3_2026.period_id, "reporting_units": 41, "expected_units": 99}
    assert offer_newer(newer, "vi") == "Quý III/2026: mới có 41/99 đơn vị báo cáo"


def test_a_spark_draws_the_area_and_its_parent_and_needs_two_figures(cursor: duckdb.DuckDBPyConnection) -> None:
    card = card_of(cursor, "complaint_settled_share", HAI_PHONG, VN, Q2_2026.period_id)
    assert draw_spark(card.line, card.parent_line, shares_scale=True, title="x").startswith(
        '<img class="spark" alt="x"'
    )
    assert draw_spark(card.line.head(1), card.parent_line, shares_scale=True, title="x") == ""


def given_for(cursor: duckdb.DuckDBPyConnection, *kinds: tuple[str, date, date]) -> pl.DataFrame:
    """The figure of Hải Phòng of quarter III/2026 as if it had been given for these civil periods."""
    row = list_series(cursor, ["reception_visit_count"], [HAI_PHONG], only_real=False, units="current").tail(1)
    return pl.concat(
        row.with_columns(
            period_id=pl.lit(f"{kind}.civil.{start}.{end}"), type=pl.lit(kind), calendar=pl.lit("civil"),
            start_on=pl.lit(start), end_on=pl.lit(end),
        )
        for kind, start, end in kinds
    )  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        (Q3_2026, "quarter.civil.2026-07-01.2026-09-30"),
        (Q2_2026, "quarter.civil.2026-04-01.2026-06-30"),
    ],
)
def test_a_card_keeps_the_type_of_period_looked_at_in_another_calendar(
    cursor: duckdb.DuckDBPyConnection, asked, shown: str
) -> None:
    rows = given_for(
        cursor,
        ("month", date(2026, 8, 1), date(2026, 8, 31)),
        ("quarter", date(2026, 4, 1), date(2026, 6, 30)),
        ("quarter", date(2026, 7, 1), date(2026, 9, 30)),
    )
    indicator = make_indicator(list_indicators(cursor).filter(indicator_id="reception_visit_count").to_dicts()[0])
    assert make_card(indicator, rows, HAI_PHONG, None, asked.period_id, []).figure["period_id"] == shown


@pytest.mark.parametrize(("sample_type", "said"), [("random", "khoảng tin cậy"), ("conference", "không suy rộng")])
def test_only_a_random_sample_speaks_for_all_residents(
    cursor: duckdb.DuckDBPyConnection, sample_type: str, said: str
) -> None:
    card = card_of(cursor, "trust_peoples_committee", HAI_PHONG, VN, Q3_2026.period_id)
    assert said in say_interval(card.figure | {"sample_type": sample_type}, card.indicator, "vi")
