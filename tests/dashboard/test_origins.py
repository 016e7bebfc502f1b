"""The words about where a value comes from, in both languages and for each way a value is made."""

from dataclasses import replace

import duckdb
import pytest

from longdan.dashboard.origins.sections import Section, describe_origin
from longdan.warehouse.indicator import IndicatorSource
from longdan.warehouse.questions.origins import read_origin
from tests.sample_warehouse import (
    DENUNCIATION_YEAR,
    HAI_PHONG,
    Q3_2026,
    SPAN,
    VINH_BAO,
    VINH_BAO_DISTRICT,
    VINH_THUAN,
    VN,
    YEARS,
)

MAPPED = (IndicatorSource(form="tt06_2025.03_gqkn", numerator=("7",), denominator=("4",)),)


def sections_of(
    cursor: duckdb.DuckDBPyConnection, indicator_id: str, area_id: str, period, language: str
) -> list[Section]:
    origin = read_origin(cursor, indicator_id, area_id, period.period_id, only_real=False, units="current")
    return describe_origin(origin, MAPPED, language)


def words_of(sections: list[Section]) -> str:
    return "\n".join(line for section in sections for line in (section.heading, *section.lines))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("vi", ["82,1%", "không lấy trung bình các tỷ lệ; gồm 95/99", "Biểu 03/GQKN (TT 06/2025/TT-TTCP)", "Cột 4: ",
                "Mẫu số: 1.000, là vụ việc khiếu nại đã thụ lý.", "30/09/2025: Biểu mẫu mới theo Thông tư 06/2025; không nối"]),
        ("en", ["82.1%", "never a mean of shares; from 95 of 99", "Form 03/GQKN", "Column 4: ",
                "Denominator: 1,000, complaint cases accepted.", "the series is not joined across it."]),
    ],
)  # fmt: skip
def test_a_share_tells_its_rule_base_form_and_breaks(
    cursor: duckdb.DuckDBPyConnection, language: str, expected: list[str]
) -> None:
    words = words_of(sections_of(cursor, "complaint_settled_share", HAI_PHONG, Q3_2026, language))
    assert [one for one in expected if one not in words] == []


def test_a_published_figure_tells_its_source_and_quote(cursor: duckdb.DuckDBPyConnection) -> None:
    words = words_of(sections_of(cursor, "dialogue_attendance_count", VINH_BAO_DISTRICT, SPAN, "vi"))
    assert "trên 2.600" in words
    assert "Đối thoại ở Vĩnh Bảo" in words
    assert "Nơi công bố: Cổng thông tin Hải Phòng, ngày công bố 20/10/2021" in words
    assert "Trích: “trên 2.600”" in words
    assert "Lấy nguyên như nguồn đã công bố." in words


def test_an_index_without_base_says_what_it_is(cursor: duckdb.DuckDBPyConnection) -> None:
    words = words_of(sections_of(cursor, "satisfaction_sipas", VN, YEARS[2], "en"))
    assert "As published by the source, not from a form." in words
    assert "Numerator" not in words.replace("Numerator and denominator", "")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_withheld_value_tells_no_number(cursor: duckdb.DuckDBPyConnection, language: str) -> None:
    sections = sections_of(cursor, "reception_visit_count", VINH_BAO, Q3_2026, language)
    said = {section.heading: section.lines for section in sections}
    heading = "Cách tính" if language == "vi" else "How it was made"
    assert said[heading][0].startswith("Không công bố" if language == "vi" else "Suppressed")
    counts = said["Tử số và mẫu số" if language == "vi" else "Numerator and denominator"]
    assert not any(sign.isdigit() for line in counts for sign in line)


@pytest.mark.parametrize(
    ("language", "value", "rule"),
    [
        ("vi", "0–4 (không công bố số chính xác)", "Số dưới 5 chỉ công bố là 0–4, kể cả khi bằng 0"),
        ("en", "0–4 (exact number not published)", "A count under 5 is published as 0–4 only, zero included"),
    ],
)
def test_a_class_tells_itself_and_its_rule(
    cursor: duckdb.DuckDBPyConnection, language: str, value: str, rule: str
) -> None:
    sections = sections_of(cursor, "denunciation_petitions_competent", VINH_THUAN, DENUNCIATION_YEAR, language)
    assert sections[0].lines[0].endswith(f": {value}")
    assert sections[1].lines[0].startswith(rule)


@pytest.mark.parametrize(
    ("language", "units", "said"),
    [
        ("vi", None, "Hệ số thiết kế (deff) 1,8, theo báo cáo khảo sát: 1.000 câu trả lời chắc chắn như 556 câu"),
        ("vi", 95, "Hệ số thiết kế (deff) 1,8, bình quân theo số câu trả lời của các cuộc khảo sát được công bố"),
        ("en", None, "Design effect (deff) 1.8, as the survey's report gives it: 1,000 answers are as certain as 556"),
        ("en", 95, "Design effect (deff) 1.8, the mean of the published surveys by their answers"),
    ],
)
def test_a_survey_tells_its_design_effect_and_what_it_is_worth(
    cursor: duckdb.DuckDBPyConnection, language: str, units: int | None, said: str
) -> None:
    origin = read_origin(
        cursor, "complaint_settled_share", HAI_PHONG, Q3_2026.period_id, only_real=False, units="current"
    )
    figure = origin.figure | {"design_effect": 1.8, "reporting_units": units}
    assert said in words_of(describe_origin(replace(origin, figure=figure), MAPPED, language))
