"""Figures brought to other units: how they were made, in words, and how a line of them is drawn."""

import polars as pl
import pytest

from longdan.dashboard.charts.points import POINT, cut_strokes
from longdan.dashboard.sentences.rebased import explain_parts, say_made, say_rebased
from longdan.dashboard.sentences.reliability import say_interval, say_units
from longdan.warehouse.questions.indicators import Indicator

COUNT = Indicator(
    "visits", "reception", "Lượt tiếp", "Visits", "visit", 0, "neutral", "sum", "population", None, None, None, None
)


def row(**changes: object) -> dict:
    usual = {
        "derivation": "rebased_exact", "edition": "current", "value": 10.0, "reporting_units": 4, "expected_units": 4,
        "sample_type": None, "ci_low": 8.0, "ci_high": 12.0, "design_effect": None,
    }  # fmt: skip
    return usual | changes


def parts(*rows: tuple[str, float | None, str | None]) -> pl.DataFrame:
    return (
        pl.DataFrame(rows, schema={"name": pl.String, "weight": pl.Float64, "basis": pl.String}, orient="row")
        .with_columns(population_year=2011)
        .with_columns(part_id="name")
    )


@pytest.mark.parametrize(
    ("changes", "aggregation", "said"),
    [
        ({}, "sum", "quy đổi: cộng đủ 4 đơn vị cũ"),
        ({"reporting_units": 3}, "ratio_of_sums", "quy đổi: cộng 3/4 đơn vị cũ có số liệu"),
        ({"derivation": "rebased_apportioned"}, "sum", "quy đổi: có phân bổ từ 4 đơn vị cũ"),
        ({"edition": "pre_2025_07"}, "sum", "quy đổi: cộng đủ 4 đơn vị mới"),
        ({}, "pooled", "quy đổi: gộp phiếu của 4/4 đơn vị cũ"),
        ({}, "population_weighted", "quy đổi: bình quân gia quyền theo dân số"),
        ({"derivation": "reported"}, "sum", ""),
        ({"value": None}, "sum", ""),
        ({"edition": "reported", "derivation": "rebased_apportioned"}, "sum", "quy đổi: có phân bổ"),
    ],
)
def test_a_figure_says_how_it_was_converted(changes: dict, aggregation: str, said: str) -> None:
    assert say_rebased(row(**changes), aggregation, "vi") == said


def test_a_figure_that_was_not_converted_says_how_it_was_made() -> None:
    assert say_made(row(derivation="summed"), "sum", "vi") == "cộng từ cấp dưới"
    assert say_made(row(), "sum", "vi") == "quy đổi: cộng đủ 4 đơn vị cũ"


def test_the_interval_of_an_apportioned_figure_holds_that_error_too() -> None:
    assert say_interval(row(derivation="rebased_apportioned"), COUNT, "vi") == (
        "khoảng 95%, gồm sai số phân bổ: 8 lượt–12 lượt"
    )
    assert say_interval(row(), COUNT, "vi").startswith("khoảng tin cậy 95%")
    assert say_units(row(reporting_units=3), "vi") == ""


@pytest.mark.parametrize(
    ("made_of", "aggregation", "apportion", "said"),
    [
        (parts(), "sum", "area", ""),
        (parts(("Xã A", 1.0, "whole")), "sum", "area", "Cộng đủ 1 đơn vị cũ"),
        (parts(("Xã A", 1.0, "whole"), ("Xã B", 0.4, "area")), "sum", "area", "phải phân bổ phần của: Xã B (40%)"),
        (parts(("Xã B", 0.4, "area")), "sum", "population", "Không so sánh được: Xã B"),
        (parts(("Xã B", 0.4, "population")), "pooled", "never", "Không so sánh được: Xã B"),
        (parts(("Xã A", 1.0, "whole"), ("Xã B", None, None)), "sum", "area", "chưa biết phần nào của Xã B"),
        (parts(("Xã A", 1.0, "whole")), "none", "never", "không cộng hay gộp được"),
        (parts(("Xã A", 1.0, "whole")), "pooled", "never", "Gộp phiếu khảo sát của 1 đơn vị cũ"),
        (parts(("Tỉnh A", 1.0, "whole")), "population_weighted", "never", "theo dân số năm 2011 của 1 đơn vị cũ"),
    ],
    ids=["same", "whole", "shared out", "by area only", "survey", "unknown", "index", "pooled", "score"],
)
def test_a_line_says_what_it_is_made_of_or_why_it_stops(
    made_of: pl.DataFrame, aggregation: str, apportion: str, said: str
) -> None:
    indicator = Indicator(
        "x", "reception", "X", "X", "visit", 0, "neutral", aggregation, apportion, None, None, None, None
    )
    for units in ("current", "pre_2025_07"):
        assert bool(explain_parts(made_of, indicator, units, "en")) == bool(said)
    assert said in explain_parts(made_of, indicator, "current", "vi")


def test_names_of_many_parts_are_cut_short() -> None:
    many = parts(*((f"Xã {number}", 1.0, "whole") for number in range(40)))
    assert explain_parts(many, COUNT, "current", "vi").endswith("Xã 11 ….")


def test_a_line_is_dashed_from_and_to_what_was_converted() -> None:
    made = (True, True, False, False)
    empty = dict.fromkeys(POINT, None)
    points = pl.DataFrame(
        [
            empty | {"line": "a 1", "x": x, "value": float(x), "is_joined": True, "is_rebased": is_rebased}
            for x, is_rebased in enumerate(made)
        ],
        schema=POINT,
    )
    strokes = cut_strokes(points)
    assert strokes.select("x", "is_dashed").rows() == [(0, True), (1, True), (2, True), (2, False), (3, False)]
    assert strokes["stroke"].n_unique() == 2
    assert cut_strokes(points.clear()).is_empty()
