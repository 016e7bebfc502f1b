"""A share of a survey is made of every answer of its question, or it is not made."""

from collections.abc import Callable
from datetime import date

import pytest

from etl.templates.layout import load_layout
from etl.tidied import Tidied
from tests.etl.templates.conftest import ReadBack, codes

EXAMPLE = load_layout("survey").example[0]
BLOCK = {name: EXAMPLE[name] for name in EXAMPLE if name not in ("question", "answer", "answer_count")}
ELSEWHERE = {"area": "Xã Vĩnh Bảo, Thành phố Hải Phòng"}
LABELS = ("Rất tin tưởng", "Tin tưởng", "Ít tin tưởng", "Không tin tưởng", "Không biết")
COUNTS = (120, 190, 50, 15, 10)


def question(code: str = "trust_peoples_committee", counts: tuple = COUNTS, **more: object) -> list[dict]:
    return [
        {"question": code, "answer": label, "answer_count": number, **more}
        for label, number in zip(LABELS, counts, strict=True)
    ]


def below(block: dict, rows: list[dict]) -> list[dict]:
    """The columns about the survey in the first row only."""
    return [block | rows[0], *rows[1:]]


def beside(block: dict, rows: list[dict]) -> list[dict]:
    """The columns about the survey in every row."""
    return [block | row for row in rows]


def loaded(tidied: Tidied) -> dict[str, list[float]]:
    """The counts of each question that was loaded, by the place of its survey."""
    answers = tidied.measures.filter(tidied.measures["column_no"].str.contains("/"))
    found: dict[str, list[float]] = {}
    for area, column, value in answers.select("area_id", "column_no", "value").iter_rows():
        found.setdefault(f"{area[:5]} {column.partition('/')[0]}", []).append(value)
    return found


TRUST, COUNCIL = "06712 trust_peoples_committee", "06712 trust_peoples_council"
WHOLE = [float(number) for number in COUNTS]


@pytest.mark.parametrize("write", [below, beside])
def test_a_refused_answer_takes_the_others_of_its_question_along_and_no_other_question(
    read_back: ReadBack, write: Callable
) -> None:
    rows = write(BLOCK, question(counts=(120, 190, "50 phiếu", "15 phiếu", 10)) + question("trust_peoples_council"))
    tidied = read_back("survey", rows)
    assert [(fault.code, fault.row) for fault in tidied.faults] == [
        ("templates.survey_gap", 2),
        ("templates.survey_gap", 3),
        ("numbers.unreadable", 4),
        ("numbers.unreadable", 5),
        ("templates.survey_gap", 6),
    ]
    assert all("dòng 4" in fault.next_step("vi") for fault in tidied.faults if fault.code == "templates.survey_gap")
    assert loaded(tidied) == {COUNCIL: WHOLE}


@pytest.mark.parametrize(
    "changed",
    [
        {"answer": "Khá tin tưởng"},
        {"answer": None},
        {"answer_count": None},
        {"answer_count": "đang cập nhật"},
        {"question": None},
        {"question": "trust_peoples_commitee"},  # a question of one's own without its wording, or a misspelt one
        {"subgroup_by": "sex"},
    ],
)
@pytest.mark.parametrize("at", [0, 2, 4])
@pytest.mark.parametrize("write", [below, beside])
def test_whatever_refuses_an_answer_its_question_is_not_loaded_without_it(
    read_back: ReadBack, changed: dict, at: int, write: Callable
) -> None:
    rows = question() + question("trust_peoples_council")
    rows[at] |= changed
    found = loaded(read_back("survey", write(BLOCK, rows)))
    assert TRUST not in found
    assert found.get(COUNCIL, WHOLE) == WHOLE


@pytest.mark.parametrize(
    "changed",
    [
        {"area": "Phường Móng Cái 9, Tỉnh Quảng Ninh"},
        {"fieldwork_from": "6/4"},
        {"instrument": None},
        {"valid": "mọi phiếu"},
        {"sample_type": None},
    ],
)
@pytest.mark.parametrize("at", [0, 2, 4])
def test_a_mistake_about_the_survey_in_one_row_takes_its_question_along_and_no_other_survey(
    read_back: ReadBack, changed: dict, at: int
) -> None:
    rows = beside(BLOCK, question())
    rows[at] |= changed
    other = beside(BLOCK | ELSEWHERE, question())
    found = loaded(read_back("survey", other + rows + beside(BLOCK | ELSEWHERE | {"round": "2025"}, question())))
    assert found == {"11824 trust_peoples_committee": WHOLE * 2}


def test_a_block_that_is_begun_again_and_not_finished_takes_its_question_along(read_back: ReadBack) -> None:
    rows = below(BLOCK, question())
    rows[2] |= {"area": BLOCK["area"]}
    tidied = read_back("survey", rows)
    assert "templates.required" in codes(tidied)
    assert loaded(tidied) == {}


@pytest.mark.parametrize(
    "rest",
    [
        {"area": "Ghi chú: số liệu sơ bộ"},
        {"area": "Tổng cộng", "answer_count": 385},
        {"question": "trust_peoples_committee", "answer": "Tổng cộng", "answer_count": 385},
    ],
)
def test_a_note_and_a_total_are_refused_alone(read_back: ReadBack, rest: dict) -> None:
    tidied = read_back("survey", [*below(BLOCK, question()), rest])
    assert {fault.row for fault in tidied.faults} == {7}
    assert loaded(tidied) == {TRUST: WHOLE}


def test_a_survey_of_a_place_that_is_not_known_leaves_the_one_before_alone(read_back: ReadBack) -> None:
    unknown = below(BLOCK | {"area": "Xã Không Có"}, [*question(), question()[0] | {"answer": "Không trả lời"}])
    tidied = read_back("survey", [*below(BLOCK, question()), *unknown])
    assert loaded(tidied) == {TRUST: WHOLE}


def test_a_refused_answer_of_the_women_leaves_the_overall_result_alone(read_back: ReadBack) -> None:
    women = question(counts=(60, 90, "25 phiếu", 7, 5), subgroup_by="sex", subgroup="Nữ")
    tidied = read_back("survey", below(BLOCK, question() + women))
    assert loaded(tidied) == {TRUST: WHOLE}
    assert len(tidied.refused) == 5


def as_csv(rows: list[dict]) -> list[str]:
    """The lines that Excel would save."""
    layout = load_layout("survey")
    lines = [";".join(field.heading_vi for field in layout.fields)]
    for row in rows:
        written = []
        for field in layout.fields:
            value = row.get(field.name, "")
            written.append(
                field.label(value, "vi")
                if field.choices and value
                else f"{value:%d/%m/%Y}"
                if isinstance(value, date)
                else str(value)
            )
        lines.append(";".join(written))
    return lines


def test_a_line_of_a_csv_with_too_many_cells_takes_its_question_along(read_csv: Callable) -> None:
    lines = as_csv(below(BLOCK, question()))
    lines[3] += ";;thừa"
    (tidied,) = read_csv("\n".join(lines) + "\n")
    assert codes(tidied) == [
        "templates.survey_gap",
        "templates.survey_gap",
        "templates.too_many_cells",
        "templates.survey_gap",
        "templates.survey_gap",
    ]
    assert loaded(tidied) == {}


def test_rows_behind_an_open_quotation_mark_take_their_question_along(read_csv: Callable) -> None:
    lines = as_csv(below(BLOCK, question("trust_peoples_council") + question()))
    lines[8] = lines[8].replace("Ít tin", '"Ít tin')
    (tidied,) = read_csv("\n".join(lines) + "\n")
    assert codes(tidied) == ["templates.survey_gap"] * 2
    assert loaded(tidied) == {COUNCIL: WHOLE}


@pytest.mark.parametrize(
    ("sizes", "total", "forms"),
    [({"valid": 385}, 307, 385), ({"valid": None}, 313, 392)],
)
def test_answers_of_far_fewer_than_filled_in_the_form_are_warned_of(
    read_back: ReadBack, sizes: dict, total: int, forms: int
) -> None:
    tidied = read_back("survey", below(BLOCK | sizes, question(counts=(total - 4, 1, 1, 1, 1))))
    (fault,) = tidied.faults
    assert (fault.code, fault.is_warning, fault.cell) == ("templates.survey_few_answers", True, "T2")
    assert f"{total} trên {forms} phiếu" in fault.render("vi")
    assert f"{total} of {forms} forms" in fault.render("en")
    assert len(loaded(tidied)[TRUST]) == 5


@pytest.mark.parametrize("kept", [[0], [0, 1], [2, 3], [3, 4]])
def test_answers_of_one_side_alone_that_are_far_from_all_make_no_share(read_back: ReadBack, kept: list[int]) -> None:
    rows = question(counts=(100, 100, 100, 50, 35))
    tidied = read_back("survey", below(BLOCK, [rows[at] for at in kept]))
    assert codes(tidied) == ["templates.survey_one_side"] * len(kept)
    assert loaded(tidied) == {}


@pytest.mark.parametrize("counts", [(190, 120, None, None, 10), (None, None, 200, 110, 5)])
def test_answers_of_one_side_that_are_nearly_all_are_read(read_back: ReadBack, counts: tuple) -> None:
    rows = [row for row in question(counts=counts) if row["answer_count"]]
    assert codes(read_back("survey", below(BLOCK, rows))) == []


def test_a_round_counted_up_from_row_to_row_makes_no_surveys_of_one_answer_each(read_back: ReadBack) -> None:
    rows = beside(BLOCK, question()[:4])
    for number, row in enumerate(rows):
        row["round"] = str(2026 + number)
    tidied = read_back("survey", rows)
    assert codes(tidied) == ["templates.survey_one_side"] * 4
    assert loaded(tidied) == {}


@pytest.mark.parametrize(("valid", "total"), [(385, 308), (None, 314)])
def test_some_may_leave_a_question_blank(read_back: ReadBack, valid: int | None, total: int) -> None:
    rows = below(BLOCK | {"valid": valid}, question(counts=(total - 4, 1, 1, 1, 1)))
    assert codes(read_back("survey", rows)) == []


def test_subgroups_and_shares_are_no_sum_of_the_forms(read_back: ReadBack) -> None:
    women = question(counts=(60, 90, 25, 7, 5), subgroup_by="sex", subgroup="Nữ")
    printed = {"question": "trust_peoples_council", "answer": "Tin tưởng", "answer_share": "12 %"}
    assert codes(read_back("survey", below(BLOCK, question() + women + [printed]))) == []
