"""The sentence that opens the map page and the header the browser draws from."""

from dataclasses import replace

import duckdb
import polars as pl
import pytest

from longdan.dashboard.maps.content import MapContent, write_map
from longdan.dashboard.maps.notes import write_notes
from longdan.dashboard.maps.payload import STATUSES
from longdan.dashboard.maps.scope import Scope
from longdan.dashboard.maps.sentence import say_map
from longdan.dashboard.maps.words import write_words
from longdan.methods.period import parse_period
from longdan.warehouse.questions.indicators import list_indicators, make_indicator
from longdan.warehouse.questions.map import Distribution, map_distribution, map_geometry
from tests.dashboard.maps.sample_map import ask_values
from tests.dashboard.maps.test_payload import unpack
from tests.sample_warehouse import DENUNCIATION_YEAR, Q3_2026, VINH_BAO, VINH_THUAN, VN

DENUNCIATIONS = "denunciation_petitions_competent"


def ask(
    cursor: duckdb.DuckDBPyConnection, indicator_id: str, level: str, language: str = "vi",
    period_id: str = Q3_2026.period_id, inside: frozenset[str] | None = None,
) -> MapContent:  # fmt: skip
    rows = list_indicators(cursor).filter(pl.col("indicator_id") == indicator_id).to_dicts()
    indicator, geometry = make_indicator(rows[0]), map_geometry(cursor, "current", level)
    period = parse_period(period_id)
    values = ask_values(cursor, indicator_id, period_id, level, "current", "simulated", units="current")
    return MapContent(
        language=language,
        notes=write_notes(geometry, values, indicator, period_id, True, "current", language),
        indicator=indicator,
        scope=Scope(VN, "current", level, ("province", "commune"), VINH_BAO if level == "commune" else None),
        geometry=geometry,
        outline=None,
        values=values,
        is_inside=values["area_id"].is_in(list(inside or values["area_id"])),
        distribution=map_distribution(
            cursor, indicator_id, period.type, period.calendar, level, "simulated", 6, units="current"
        ),
        is_simulated=True,
        complete_share=0.8,
    )


def test_few_areas_are_given_from_lowest_to_highest(cursor: duckdb.DuckDBPyConnection) -> None:
    content = ask(cursor, "complaint_settled_share", "province")
    assert say_map(content, "cả nước", "Quý III/2026") == (
        "Mô phỏng: Quý III/2026: tỷ lệ giải quyết khiếu nại của 1/2 tỉnh, thành phố có số liệu ở cả nước "
        "từ 82,1% đến 82,1%."
    )


def test_a_map_without_figures_says_so(cursor: duckdb.DuckDBPyConnection) -> None:
    content = ask(cursor, "petition_overdue_share", "commune", "en")
    assert say_map(content, "the whole country", "Q3 2026").startswith("Simulated: Q3 2026: there are no figures yet")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_header_names_period_shape_and_origin(cursor: duckdb.DuckDBPyConnection, language: str) -> None:
    header, *_ = unpack(write_map(ask(cursor, "reception_visit_count", "commune", language), "runtime.js"))
    standing = write_words(language)["notes_by_name"]
    notes = " ".join(standing.get(note, note) for note in header["notes"])
    words = {"vi": ("15/6–14/9/2026", "không phải địa giới hành chính", "mô phỏng"),
             "en": ("Q3 2026", "not administrative boundaries", "Simulated")}[language]  # fmt: skip
    assert all(word in notes for word in words)
    labels = write_words(language)["labels"]
    assert [label["text"][:4] for label in labels] == (["Quần", "Quần"] if language == "vi" else ["Hoàn", "Trườ"])


def test_counts_are_circles_and_shares_are_classes(cursor: duckdb.DuckDBPyConnection) -> None:
    counts, marks, _ = unpack(write_map(ask(cursor, "reception_visit_count", "commune"), "runtime.js"))
    assert [STATUSES[mark] for mark in marks] == ["not_reported", "suppressed", "nil"]
    assert counts["classes"] is None
    assert counts["circles"] == {"largest": 80.0, "radius": 30}
    assert counts["chosen"] == 1
    shares, *_ = unpack(write_map(ask(cursor, "complaint_settled_share", "province"), "runtime.js"))
    assert shares["circles"] is None
    assert shares["classes"]["limits"]
    assert shares["number"] | {"scale": 100, "sign": "%", "quantum": 0.001} == shares["number"]


@pytest.mark.parametrize(
    ("inside", "language", "said"),
    [
        (None, "vi", "1/2 xã, phường, đặc khu có số liệu ở cả nước có số đơn tố cáo thuộc thẩm quyền từ 0 đến 4 "
                     "(không công bố số chính xác); 1 nơi còn lại từ 9 đơn đến 9 đơn."),
        (None, "en", "in 1 of the 2 communes, wards and special zones with figures, denunciations within competence is from 0 to 4 "
                     "(exact number not published); in the other 1 it ranges from 9 petitions to 9 petitions."),
        (frozenset({VINH_THUAN, VINH_BAO}), "vi", "cả 1 xã, phường, đặc khu có số liệu ở cả nước đều có số đơn tố cáo "
                                                  "thuộc thẩm quyền từ 0 đến 4 (không công bố số chính xác)."),
        (frozenset({VINH_THUAN}), "en", "in all 1 communes, wards and special zones with figures, denunciations within "
                                        "competence is from 0 to 4 (exact number not published)."),
    ],
)  # fmt: skip
def test_a_map_with_classes_says_how_many_there_are(
    cursor: duckdb.DuckDBPyConnection, inside: frozenset | None, language: str, said: str
) -> None:
    content = ask(cursor, DENUNCIATIONS, "commune", language, DENUNCIATION_YEAR.period_id, inside)
    assert say_map(content, "cả nước" if language == "vi" else "the whole country", "2025").endswith(said)


def test_a_class_is_a_status_of_its_own_and_the_header_ends_it(cursor: duckdb.DuckDBPyConnection) -> None:
    content = ask(cursor, DENUNCIATIONS, "commune", period_id=DENUNCIATION_YEAR.period_id)
    header, marks, distances = unpack(write_map(content, "runtime.js"))
    assert [STATUSES[mark] for mark in marks] == ["reported", "suppressed", "in_class"]
    assert distances["value"] == [9, None, None]
    assert header["class_high"] == 4
    assert [entry["letters"] for entry in header["legend"]][-2:] == ["k", "s"]
    words = write_words("vi")
    assert words["statuses"][STATUSES.index("in_class")] == "không công bố số chính xác"
    assert (words["class_text"], words["legend_texts"]["k"]) == ("0–{high}", "0–{high} (không công bố số chính xác)")


def test_circles_are_drawn_to_scale_where_classes_alone_are_told(cursor: duckdb.DuckDBPyConnection) -> None:
    content = ask(cursor, DENUNCIATIONS, "commune", period_id=DENUNCIATION_YEAR.period_id)
    alone = replace(content, distribution=Distribution((), False), is_inside=content.values["area_id"] == VINH_THUAN)
    header, *_ = unpack(write_map(alone, "runtime.js"))
    assert header["circles"] == {"largest": 4, "radius": 30}
    assert [entry["kind"] for entry in header["legend"]] == ["mark"]


def test_a_map_without_classes_does_not_name_one(cursor: duckdb.DuckDBPyConnection) -> None:
    assert "class_high" not in unpack(write_map(ask(cursor, "reception_visit_count", "commune"), "runtime.js"))[0]
