"""Rows of one survey that say different things about it are asked back."""

from datetime import date, timedelta

import pytest

from etl.templates.layout import load_layout
from longdan.language.locale import LANGUAGES
from tests.etl.templates.conftest import ReadBack, codes
from tests.etl.templates.test_survey_gaps import BLOCK, TRUST, WHOLE, beside, loaded, question


def test_dates_dragged_down_make_no_surveys_of_one_answer_each(read_back: ReadBack) -> None:
    rows = beside(BLOCK, question())
    for days, row in enumerate(rows):
        row["fieldwork_from"] += timedelta(days=days)
        row["fieldwork_to"] += timedelta(days=days)
    tidied = read_back("survey", rows)
    assert [(fault.code, fault.cell) for fault in tidied.faults] == [
        ("templates.survey_not_one", "F2"),
        *[("templates.survey_differs", f"F{row}") for row in range(3, 7)],
    ]
    assert "06/04/2026, như ở dòng 2" in tidied.faults[1].expected("vi")
    assert tidied.faults[1].found == "07/04/2026"
    assert (loaded(tidied), tidied.records) == ({}, {})


@pytest.mark.parametrize(
    ("name", "other", "first_vi", "first_en"),
    [
        ("fieldwork_to", date(2026, 4, 11), "10/04/2026", "10 Apr 2026"),
        ("sample_type", "census", "Ngẫu nhiên", "Random"),
        ("mode", "online", "Phiếu giấy", "Paper"),
        ("design_effect", 1.6, "1.4", "1.4"),
        ("population", 30001, "30000", "30000"),
        ("issued", 401, "400", "400"),
        ("returned", 393, "392", "392"),
        ("valid", 386, "385", "385"),
        ("denominator_rule", "all_valid", "", ""),
    ],
)
def test_a_column_about_the_survey_that_differs_is_named_with_what_the_first_row_says(
    read_back: ReadBack, name: str, other: object, first_vi: str, first_en: str
) -> None:
    rows = beside(BLOCK, question())
    rows[3] |= {name: other}
    tidied = read_back("survey", rows)
    assert codes(tidied).count("templates.survey_not_one") == 4
    (fault,) = [fault for fault in tidied.faults if fault.code == "templates.survey_differs"]
    column = load_layout("survey").field(name)
    assert (fault.row, column.heading_vi in fault.what("vi"), fault.values["row"]) == (5, True, 2)
    assert first_vi.casefold() in fault.expected("vi").casefold()
    assert first_en.casefold() in fault.expected("en").casefold()
    assert all("{" not in fault.render(language) for fault in tidied.faults for language in LANGUAGES)
    assert loaded(tidied) == {}


def test_what_a_later_row_alone_says_is_not_lost(read_back: ReadBack) -> None:
    rows = beside(BLOCK | {"valid": None, "design_effect": None}, question())
    rows[1] |= {"valid": 385, "design_effect": 1.4}
    tidied = read_back("survey", rows)
    assert codes(tidied) == []
    assert tidied.records["survey"].select("valid", "design_effect").row(0) == (385, 1.4)
    assert tidied.measures.filter(tidied.measures["column_no"] == "valid")["cell"].to_list() == ["N3"]


def test_another_round_or_instrument_is_another_survey(read_back: ReadBack) -> None:
    later = {"round": "2026-2", "fieldwork_from": date(2026, 8, 3), "fieldwork_to": date(2026, 8, 7), "valid": 386}
    rows = beside(BLOCK, question()) + beside(BLOCK | later, question())
    rows += beside(BLOCK | later | {"round": "2026", "instrument": "SIPAS"}, question())
    tidied = read_back("survey", rows)
    assert (codes(tidied), tidied.records["survey"].height) == ([], 3)
    assert loaded(tidied) == {TRUST: WHOLE * 3}


OWN = {"question": "Nước sạch", "wording": "Nước sạch thế nào?", "in_denominator": "yes", "is_favourable": "yes"}


@pytest.mark.parametrize(
    ("name", "other"), [("wording", "Nước có sạch không?"), ("in_denominator", "no"), ("is_favourable", "no")]
)
def test_an_own_question_that_contradicts_itself_is_asked_back_whole(
    read_back: ReadBack, name: str, other: str
) -> None:
    bad = {"answer": "Kém", "answer_count": 85, "is_favourable": "no"}
    men = {"subgroup_by": "sex", "subgroup": "Nam"}
    rows = [
        BLOCK | OWN | {"answer": "Tốt", "answer_count": 300},
        OWN | bad,
        OWN | {"answer": "Tốt", "answer_count": 140} | men | {name: other},
        OWN | bad | {"answer_count": 40} | men,
        *question(),
    ]
    tidied = read_back("survey", rows)
    assert [(fault.code, fault.row) for fault in tidied.faults] == [
        ("templates.survey_gap", 2),
        ("templates.survey_gap", 3),
        ("templates.survey_differs", 4),
        ("templates.survey_gap", 5),
    ]
    assert loaded(tidied) == {TRUST: WHOLE}


def test_the_answers_of_an_own_question_have_their_own_marks(read_back: ReadBack) -> None:
    unasked = {"answer": "Không dùng", "answer_count": 40, "in_denominator": "no", "is_favourable": "no"}
    rows = [BLOCK | OWN | {"answer": "Tốt", "answer_count": 300}, OWN | unasked]
    assert codes(read_back("survey", rows)) == []
