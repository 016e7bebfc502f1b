"""Sections and subtotals in the rows of a form: each unit is loaded once, each sum is checked, nothing is guessed."""

import pytest

from etl.forms.read_form import read_form
from etl.tidied import Tidied
from tests.etl.forms.filled import PETITIONS, XLD, sheet_of
from tests.etl.forms.gazetteer import Gazetteer

HEAD = [["UBND THÀNH PHỐ HẢI PHÒNG"], ["Biểu số: 02/XLD"], ["Số liệu tính từ ngày 15/12/2025 đến ngày 14/3/2026"]]
MS = ["MS", None, *range(1, 26)]
FIGURES = [PETITIONS[no] for no in XLD.numbers]
BLANK = 0

# What the rows of most tables below come to: each figure a multiple of one commune's.
DEPARTMENTS = {"Sở Nội vụ": 1, "Sở Xây dựng": 2}
COMMUNES = {"11824": 1, "11848": 3}
ALL = DEPARTMENTS | COMMUNES | {"total of 31": 7}


def row(number: object, name: str | None, times: float) -> list:
    """A row whose figures are so many times one commune's; none of them for BLANK."""
    return [number, name, *([None] * 25 if times == BLANK else [times * figure for figure in FIGURES])]


def read(*rows: list, head: list = HEAD) -> Tidied:
    return read_form(sheet_of(*head, MS, *rows), XLD, file="bao-cao.xlsx", finder=Gazetteer())


def loaded(tidied: Tidied) -> dict[str, float]:
    """By unit, how many times one commune's figures were loaded for it."""
    firsts = tidied.measures.filter(column_no="1")
    return {_label(measure): measure["value"] / FIGURES[0] for measure in firsts.iter_rows(named=True)}


def _label(measure: dict) -> str:
    code = measure["area_id"].split("@")[0]
    if measure["scope"] == "total":
        return f"total of {code}"
    return measure["body_name"] or (f"desk of {code}" if len(code) < 5 else code)


def told(tidied: Tidied) -> list[tuple[str, str]]:
    return [(fault.code, fault.cell) for fault in tidied.faults]


TWO_LEVELS = [
    ("I", "Sở, ngành", 3),
    (1, "Sở Nội vụ", 1),
    (2, "Sở Xây dựng", 2),
    ("II", "Cấp xã", 4),
    (1, "UBND xã Vĩnh Bảo", 1),
    (2, "UBND xã Vĩnh Hòa", 3),
    (None, "Tổng cộng", 7),
]
THREE_LEVELS = [
    ("A", "Cấp thành phố", 3),
    ("I", "Cơ quan chuyên môn", 2),
    (1, "Sở Xây dựng", 2),
    ("II", "Cơ quan khác", 1),
    (1, "Sở Nội vụ", 1),
    ("B", "Cấp xã", 4),
    ("I", "Địa bàn Vĩnh Bảo", 4),
    (1, "UBND xã Vĩnh Bảo", 1),
    (2, "UBND xã Vĩnh Hòa", 3),
    (None, "Tổng cộng", 7),
]
FORMS_OF_NUMBERING = {
    "two levels": TWO_LEVELS,
    "three levels": THREE_LEVELS,
    "units numbered through": [
        ("A", "Khối sở, ngành", 3),
        (1, "Sở Nội vụ", 1),
        (2, "Sở Xây dựng", 2),
        ("B", "UBND các xã, phường", 4),
        (3, "UBND xã Vĩnh Bảo", 1),
        (4, "UBND xã Vĩnh Hòa", 3),
        (None, "Tổng số", 7),
    ],
    "numbers of two steps": [
        (1, "Cấp thành phố", 3),
        ("1.1", "Sở Nội vụ", 1),
        ("1.2", "Sở Xây dựng", 2),
        (2, "Địa bàn cấp cơ sở", 4),
        (2.1, "UBND xã Vĩnh Bảo", 1),
        (2.2, "UBND xã Vĩnh Hòa", 3),
        (None, "Tổng số", 7),
    ],
    "steps under a Roman number": [
        ("I", "Thành phố", 3),
        ("I.1", "Sở Nội vụ", 1),
        ("I.2", "Sở Xây dựng", 2),
        ("II", "Cơ sở", 4),
        ("II.1", "UBND xã Vĩnh Bảo", 1),
        ("II.2", "UBND xã Vĩnh Hòa", 3),
        (None, "Tổng số", 7),
    ],
    "steps whose heading has another style": [
        ("I", "Thành phố", 3),
        ("1.1", "Sở Nội vụ", 1),
        ("1.2", "Sở Xây dựng", 2),
        ("II", "Cơ sở", 4),
        ("2.1", "UBND xã Vĩnh Bảo", 1),
        ("2.2", "UBND xã Vĩnh Hòa", 3),
        (None, "Tổng số", 7),
    ],
    "the same style at two levels": [
        (1, "Cấp thành phố", 3),
        (1, "Sở Nội vụ", 1),
        (2, "Sở Xây dựng", 2),
        (2, "Cấp xã", 4),
        (1, "UBND xã Vĩnh Bảo", 1),
        (2, "UBND xã Vĩnh Hòa", 3),
        (None, "Tổng số", 7),
    ],
    "one numbering through headings and units": [
        (1, "Cấp thành phố", 3),
        (2, "Sở Nội vụ", 1),
        (3, "Sở Xây dựng", 2),
        (4, "Cấp xã", 4),
        (5, "UBND xã Vĩnh Bảo", 1),
        (6, "UBND xã Vĩnh Hòa", 3),
        (None, "Tổng số", 7),
    ],
    "letters under Roman numbers": [
        ("I", "Thành phố", 3),
        ("A", "Cơ quan nội chính", 1),
        (1, "Sở Nội vụ", 1),
        ("B", "Cơ quan khác", 2),
        (1, "Sở Xây dựng", 2),
        ("II", "Cơ sở", 4),
        ("A", "Địa bàn Vĩnh Bảo", 4),
        (1, "UBND xã Vĩnh Bảo", 1),
        (2, "UBND xã Vĩnh Hòa", 3),
        (None, "Tổng số", 7),
    ],
    "dashes": [
        (1, "Thành phố", 3),
        ("-", "Sở Nội vụ", 1),
        ("-", "Sở Xây dựng", 2),
        (2, "Cơ sở", 4),
        ("-", "UBND xã Vĩnh Bảo", 1),
        ("-", "UBND xã Vĩnh Hòa", 3),
        (None, "Tổng số", 7),
    ],
    "headings without numbers": [
        (None, "KHỐI SỞ, NGÀNH", 3),
        (1, "Sở Nội vụ", 1),
        (2, "Sở Xây dựng", 2),
        (None, "Địa bàn Vĩnh Bảo cũ", 4),
        (1, "UBND xã Vĩnh Bảo", 1),
        (2, "UBND xã Vĩnh Hòa", 3),
        (None, "TỔNG CỘNG", 7),
    ],
    "headings without numbers inside numbered ones": [
        ("A", "Thành phố", 3),
        (None, "Khối nội chính", 1),
        (1, "Sở Nội vụ", 1),
        (None, "Khối khác", 2),
        (1, "Sở Xây dựng", 2),
        ("B", "Cơ sở", 4),
        (None, "Các xã", 4),
        (1, "UBND xã Vĩnh Bảo", 1),
        (2, "UBND xã Vĩnh Hòa", 3),
        (None, "TỔNG CỘNG", 7),
    ],
    "numbered headings over units without": [
        ("I", "Thành phố", 3),
        (None, "Sở Nội vụ", 1),
        (None, "Sở Xây dựng", 2),
        ("II", "Cơ sở", 4),
        (None, "UBND xã Vĩnh Bảo", 1),
        (None, "UBND xã Vĩnh Hòa", 3),
        (None, "Tổng số", 7),
    ],
    "a unit among the headings": [
        ("I", "Sở Nội vụ", 1),
        ("II", "Sở, ngành khác", 2),
        (1, "Sở Xây dựng", 2),
        ("III", "Cấp xã", 4),
        (1, "UBND xã Vĩnh Bảo", 1),
        (2, "UBND xã Vĩnh Hòa", 3),
        (None, "Tổng số", 7),
    ],
    "headings without figures": [
        (number, name, BLANK if number in ("A", "B", "I", "II") else times) for number, name, times in THREE_LEVELS
    ],
    "some headings without figures": [
        (number, name, BLANK if number in ("A", "II") else times) for number, name, times in THREE_LEVELS
    ],
    "the total above": [THREE_LEVELS[-1], *THREE_LEVELS[:-1]],
    "the total above with a letter": [("A", "TỔNG SỐ", 7), *TWO_LEVELS[:-1]],
    "the total above and below": [(None, "Tổng số", 7), *TWO_LEVELS],
    "subtotals that name numbers": [
        ("I", "Sở, ngành", BLANK),
        (1, "Sở Nội vụ", 1),
        (2, "Sở Xây dựng", 2),
        (None, "Cộng I", 3),
        ("II", "Cấp xã", BLANK),
        (1, "UBND xã Vĩnh Bảo", 1),
        (2, "UBND xã Vĩnh Hòa", 3),
        (None, "Cộng mục II", 4),
        (None, "Tổng cộng (I+II)", 7),
    ],
    "subtotals that name headings": [
        ("I", "Sở, ngành", BLANK),
        (1, "Sở Nội vụ", 1),
        (2, "Sở Xây dựng", 2),
        (None, "Cộng khối sở, ngành", 3),
        ("II", "Xã, phường", BLANK),
        (1, "UBND xã Vĩnh Bảo", 1),
        (2, "UBND xã Vĩnh Hòa", 3),
        (None, "Tổng các xã, phường", 4),
        (None, "Tổng cộng thành phố Hải Phòng", 7),
    ],
    "plain subtotals": [
        ("I", "Sở, ngành", BLANK),
        (1, "Sở Nội vụ", 1),
        (2, "Sở Xây dựng", 2),
        (None, "Cộng", 3),
        ("II", "Cấp xã", BLANK),
        (1, "UBND xã Vĩnh Bảo", 1),
        (2, "UBND xã Vĩnh Hòa", 3),
        (None, "Cộng", 4),
        (None, "Tổng cộng", 7),
    ],
    "plain subtotals of three levels": [
        ("A", "Cấp thành phố", BLANK),
        ("I", "Nội chính", BLANK),
        (1, "Sở Nội vụ", 1),
        (None, "Cộng", 1),
        ("II", "Khác", BLANK),
        (1, "Sở Xây dựng", 2),
        (None, "Cộng", 2),
        (None, "Tổng A", 3),
        ("B", "Cấp xã", BLANK),
        (1, "UBND xã Vĩnh Bảo", 1),
        (2, "UBND xã Vĩnh Hòa", 3),
        (None, "Tổng B", 4),
        (None, "Tổng cộng A + B", 7),
    ],
    "subtotals above their rows": [
        ("I", "Sở, ngành", BLANK),
        (None, "Tổng số", 3),
        (1, "Sở Nội vụ", 1),
        (2, "Sở Xây dựng", 2),
        ("II", "Cấp xã", BLANK),
        (None, "Tổng số", 4),
        (1, "UBND xã Vĩnh Bảo", 1),
        (2, "UBND xã Vĩnh Hòa", 3),
        (None, "Tổng cộng", 7),
    ],
    "subtotals without headings": [
        (1, "Sở Nội vụ", 1),
        (2, "Sở Xây dựng", 2),
        (None, "Cộng sở, ngành", 3),
        (1, "UBND xã Vĩnh Bảo", 1),
        (2, "UBND xã Vĩnh Hòa", 3),
        (None, "Cộng các xã, phường", 4),
        (None, "Tổng cộng", 7),
    ],
    "subtotals without headings above their rows": [
        (None, "Tổng cộng", 7),
        (None, "Tổng sở, ngành", 3),
        (1, "Sở Nội vụ", 1),
        (2, "Sở Xây dựng", 2),
        (None, "Tổng các xã, phường", 4),
        (1, "UBND xã Vĩnh Bảo", 1),
        (2, "UBND xã Vĩnh Hòa", 3),
    ],
    "the city's committee over its departments": [
        ("A", "UBND thành phố", 3),
        (1, "Sở Nội vụ", 1),
        (2, "Sở Xây dựng", 2),
        ("B", "UBND xã, phường", 4),
        (1, "UBND xã Vĩnh Bảo", 1),
        (2, "UBND xã Vĩnh Hòa", 3),
        (None, "Tổng cộng", 7),
    ],
    "the city's committee without a number over its departments": [
        (None, "UBND thành phố", 3),
        (1, "Sở Nội vụ", 1),
        (2, "Sở Xây dựng", 2),
        (None, "UBND xã, phường", 4),
        (1, "UBND xã Vĩnh Bảo", 1),
        (2, "UBND xã Vĩnh Hòa", 3),
        (None, "Tổng cộng", 7),
    ],
    "a former district as a heading": [
        ("I", "Sở ban ngành thành phố", 3),
        (1, "Sở Nội vụ", 1),
        (2, "Sở Xây dựng", 2),
        ("II", "Khu vực huyện Vĩnh Bảo cũ", 4),
        (1, "Xã Vĩnh Bảo", 1),
        (2, "Xã Vĩnh Hòa", 3),
        (None, "Tổng cộng", 7),
    ],
}


@pytest.mark.parametrize("rows", FORMS_OF_NUMBERING.values(), ids=FORMS_OF_NUMBERING.keys())
def test_headings_are_recognised_however_the_rows_are_numbered(rows: list[tuple]):
    tidied = read(*(row(*each) for each in rows))
    assert told(tidied) == []
    assert loaded(tidied) == ALL


@pytest.mark.parametrize("rows", FORMS_OF_NUMBERING.values(), ids=FORMS_OF_NUMBERING.keys())
def test_the_numbering_may_stand_before_the_name_in_its_cell(rows: list[tuple]):
    def write(number: object, name: str, times: float) -> list:
        sign = "." if str(number) not in "-+" else ""
        return row(None, name if number is None else f"{number}{sign} {name}", times)

    tidied = read(*(write(*each) for each in rows))
    assert told(tidied) == []
    assert loaded(tidied) == ALL


@pytest.mark.parametrize("name", [name for name, rows in FORMS_OF_NUMBERING.items() if len(rows) > 7 or "two" in name])
def test_every_sum_is_checked(name: str):
    """One more petition in any sum, and that cell alone is refused; the units are loaded as they stand."""
    rows = [row(*each) for each in FORMS_OF_NUMBERING[name]]
    units = ("Sở Nội vụ", "Sở Xây dựng", "UBND xã Vĩnh Bảo", "UBND xã Vĩnh Hòa", "Xã Vĩnh Bảo", "Vĩnh Bảo", "Vĩnh Hòa")
    for place, each in enumerate(rows):
        if each[1] in units or each[4] is None:
            continue
        wrong = [*rows[:place], [*each[:4], each[4] + 1, *each[5:]], *rows[place + 1 :]]
        tidied = read(*wrong)
        refused = [cell for code, cell in told(tidied) if code == "forms.total"]
        assert f"E{place + 5}" in refused
        assert {unit: times for unit, times in loaded(tidied).items() if "total" not in unit} == DEPARTMENTS | COMMUNES


def test_the_cell_and_the_rows_of_a_wrong_subtotal_are_named():
    rows = [row(*each) for each in TWO_LEVELS]
    rows[3][2] += 1
    [fault] = read(*rows).faults
    assert (fault.code, fault.cell, fault.found) == ("forms.total", "C8", "121 ≠ 30 + 90 = 120")
    assert "C8 = C9+C10" in fault.expected("vi")


def test_a_sum_that_is_wrong_in_most_columns_is_one_question_and_not_twenty():
    rows = [row(*each) for each in TWO_LEVELS]
    rows[3] = row("II", "Cấp xã", 5)
    tidied = read(*rows)
    assert told(tidied) == [("forms.total_row", "C8")]
    assert "dòng 8 = cộng các dòng 9–10" in tidied.faults[0].expected("vi")
    assert loaded(tidied) == ALL


def test_a_heading_that_is_called_like_a_unit_is_told_and_not_loaded():
    tidied = read(
        row("I", "Vĩnh Bảo", 4),
        row(1, "Vĩnh Bảo", 1),
        row(2, "Vĩnh Hòa", 3),
        row("II", "Huyện Không Có", 3),
        row(1, "Sở Nội vụ", 1),
        row(2, "Sở Xây dựng", 2),
        row(None, "Tổng cộng", 7),
    )
    assert told(tidied) == [("forms.unknown_heading", "B5"), ("forms.unknown_heading", "B8")]
    assert all(fault.is_warning for fault in tidied.faults)
    assert loaded(tidied) == ALL


def test_a_heading_over_no_rows_counts_in_the_total_and_is_told():
    tidied = read(row("I", "Sở, ngành", 3), row("II", "Cấp xã", 4), row(None, "Tổng số", 7))
    assert told(tidied) == [("forms.bare_heading", "B5"), ("forms.bare_heading", "B6")]
    assert loaded(tidied) == {"total of 31": 7}


# Parts of one body: in its own row, so not loaded beside it.


@pytest.mark.parametrize("numbers", [("1.1", "1.2"), ("a)", "b)"), ("-", "-"), ("a", "b")])
def test_the_parts_of_a_department_or_commune_are_checked_and_not_loaded(numbers: tuple[str, str]):
    tidied = read(
        row(1, "Sở Nội vụ", 3),
        row(numbers[0], "Thanh tra Sở", 1),
        row(numbers[1], "Chi cục Văn thư - Lưu trữ", 2),
        row(2, "UBND xã Vĩnh Bảo", 3),
        row(numbers[0].replace("1.", "2."), "Phòng Kinh tế", 1),
        row(numbers[1].replace("1.", "2."), "Thôn 1", 2),
        row(None, "Tổng số", 6),
    )
    assert told(tidied) == []
    assert loaded(tidied) == {"Sở Nội vụ": 3, "11824": 3, "total of 31": 6}


def test_parts_that_do_not_make_their_department_are_told():
    tidied = read(row(1, "Sở Nội vụ", 5), row("1.1", "Thanh tra Sở", 1), row("1.2", "Chi cục Văn thư", 2))
    assert told(tidied) == [("forms.total_row", "C5")]
    assert "Sở Nội vụ" not in {name for name, times in loaded(tidied).items() if times}


def test_parts_of_a_department_without_figures_are_bodies_named_with_it():
    tidied = read(
        row(1, "Sở Nội vụ", BLANK),
        row("1.1", "Thanh tra Sở", 1),
        row(2, "Sở Xây dựng", BLANK),
        row("2.1", "Thanh tra Sở", 2),
        row(None, "Tổng số", 3),
    )
    assert told(tidied) == []
    assert loaded(tidied) == {"Thanh tra Sở, Sở Nội vụ": 1, "Thanh tra Sở, Sở Xây dựng": 2, "total of 31": 3}


def test_what_is_only_some_of_a_row_is_neither_added_nor_loaded():
    tidied = read(
        row(1, "Sở Nội vụ", 3),
        row(None, "Trong đó: Thanh tra Sở", 1),
        row(2, "Sở Xây dựng", 2),
        row(None, "Trong đó:", BLANK),
        row("-", "Thanh tra Sở", 1),
        row(None, "Tổng số", 5),
    )
    assert told(tidied) == []
    assert loaded(tidied) == {"Sở Nội vụ": 3, "Sở Xây dựng": 2, "total of 31": 5}


# A body of its own beside the rows under it.


def test_a_desk_that_the_total_adds_to_its_departments_is_loaded_beside_them():
    tidied = read(
        row("A", "UBND thành phố", 1),
        row(1, "Sở Nội vụ", 1),
        row(2, "Sở Xây dựng", 2),
        row("B", "Cấp xã", 3),
        row(1, "UBND xã Vĩnh Hòa", 3),
        row(None, "Tổng số", 7),
    )
    assert told(tidied) == []
    assert loaded(tidied) == {"desk of 31": 1, "Sở Nội vụ": 1, "Sở Xây dựng": 2, "11848": 3, "total of 31": 7}


OLD_HEAD = [HEAD[0], HEAD[1], ["Số liệu tính từ ngày 15/12/2024 đến ngày 14/3/2025"]]


@pytest.mark.parametrize("numbers", [("I", 1, "II"), (1, "1.1", 2), (1, 2, 3), (None, None, None), (None, 1, None)])
def test_a_district_is_loaded_as_a_total_and_its_communes_for_themselves(numbers: tuple):
    district, commune, other = numbers
    tidied = read(
        row(district, "Huyện Vĩnh Bảo", 2),
        row(commune, "Xã Hòa Bình", 2),
        row(other, "Sở Nội vụ", 1),
        row(None, "Tổng số", 3),
        head=OLD_HEAD,
    )
    assert [each for each in told(tidied) if each[0] != "forms.not_in_force"] == []
    assert loaded(tidied) == {"total of 316": 2, "11890": 2, "Sở Nội vụ": 1, "total of 31": 3}


def test_the_committee_of_a_district_under_its_heading_is_the_desk_of_the_district():
    tidied = read(
        row("I", "Huyện Vĩnh Bảo", 3),
        row(1, "UBND huyện", 1),
        row(2, "Xã Hòa Bình", 2),
        row(None, "Tổng số", 3),
        head=OLD_HEAD,
    )
    assert [each for each in told(tidied) if each[0] != "forms.not_in_force"] == []
    assert loaded(tidied) == {"total of 316": 3, "desk of 316": 1, "11890": 2, "total of 31": 3}


def test_a_district_that_the_total_adds_to_its_communes_is_a_desk():
    tidied = read(
        row(None, "UBND huyện Vĩnh Bảo", 1),
        row(None, "Xã Hòa Bình", 2),
        row(None, "Tổng số", 3),
        head=OLD_HEAD,
    )
    assert [each for each in told(tidied) if each[0] != "forms.not_in_force"] == []
    assert loaded(tidied) == {"desk of 316": 1, "11890": 2, "total of 31": 3}


# What only the figures can tell, and what they cannot.


@pytest.mark.parametrize("total", [3, 4])
def test_a_department_without_a_number_is_a_part_or_a_unit_as_the_total_says(total: int):
    tidied = read(
        row(1, "Sở Nội vụ", 1),
        row(None, "Thanh tra Sở", 1),
        row(2, "Sở Xây dựng", 2),
        row(None, "Tổng số", total),
    )
    assert told(tidied) == []
    part = {"Thanh tra Sở": 1} if total == 4 else {}
    assert loaded(tidied) == {**DEPARTMENTS, **part, "total of 31": total}


def test_a_department_that_may_be_a_part_or_a_unit_is_asked_back_and_not_loaded():
    tidied = read(row(1, "Sở Nội vụ", 1), row(None, "Thanh tra Sở", 1), row(2, "Sở Xây dựng", 2))
    assert told(tidied) == [("forms.part_or_unit", "B6")]
    assert "Sở Nội vụ" in tidied.faults[0].what("vi")
    assert loaded(tidied) == DEPARTMENTS


def test_a_department_that_its_neighbours_do_not_make_is_a_unit():
    tidied = read(row(1, "Sở Nội vụ", 3), row(None, "Thanh tra thành phố", 1), row(2, "Sở Xây dựng", 2))
    assert told(tidied) == []
    assert loaded(tidied) == {"Sở Nội vụ": 3, "Thanh tra thành phố": 1, "Sở Xây dựng": 2}


def test_an_unknown_name_over_units_that_make_it_is_a_heading_and_told():
    tidied = read(
        row(None, "Miền biển", 4),
        row(None, "UBND xã Vĩnh Bảo", 1),
        row(None, "UBND xã Vĩnh Hòa", 3),
        row(None, "Tổng số", 4),
    )
    assert told(tidied) == [("forms.unknown_heading", "B5")]
    assert loaded(tidied) == COMMUNES | {"total of 31": 4}


@pytest.mark.parametrize("total", [8, None])
def test_an_unknown_name_that_is_a_unit_s_is_refused(total: int | None):
    """Where the total counts it beside the others, or nothing tells that it is a heading."""
    rows = [
        row(None, "Vĩnh Bình", 4 if total else 5),
        row(None, "UBND xã Vĩnh Bảo", 1),
        row(None, "UBND xã Vĩnh Hòa", 3),
    ]
    tidied = read(*rows, *([row(None, "Tổng số", total)] if total else []))
    assert told(tidied) == [("forms.unit", "B5")]
    assert loaded(tidied) == COMMUNES | ({"total of 31": total} if total else {})


def test_a_plain_sum_that_no_rows_make_is_asked_back_and_not_loaded():
    rows = [row(*each) for each in FORMS_OF_NUMBERING["plain subtotals"]]
    rows[-1] = row(None, "Cộng", 9)
    tidied = read(*rows)
    assert told(tidied) == [("forms.which_rows", "B13")]
    assert loaded(tidied) == DEPARTMENTS | COMMUNES


def test_of_two_totals_the_one_that_is_made_is_loaded():
    rows = [row(*each) for each in FORMS_OF_NUMBERING["the total above and below"]]
    rows[0][2] += 1
    tidied = read(*rows)
    assert told(tidied) == [("forms.total", "C5")]
    assert loaded(tidied) == ALL


def test_a_subtotal_is_never_the_total_of_the_form():
    rows = [row(*each) for each in FORMS_OF_NUMBERING["subtotals that name numbers"][:-1]]
    tidied = read(*rows)
    assert told(tidied) == []
    assert loaded(tidied) == DEPARTMENTS | COMMUNES


def test_a_commune_called_like_a_sum_is_a_commune():
    """Cộng Hòa is the name of many communes; here it is unknown, as a commune."""
    tidied = read(row(1, "Cộng Hòa", 1), row(2, "Tổng công ty Cấp nước", 1))
    assert told(tidied) == [("forms.unit", "B5")]
    assert loaded(tidied) == {"Tổng công ty Cấp nước": 1}


def test_a_commune_reports_its_parts_in_sections():
    tidied = read(
        row("I", "UBND xã Vĩnh Bảo", 3),
        row(1, "Phòng Kinh tế", 1),
        row(2, "Phòng Văn hóa - Xã hội", 2),
        row("II", "Tổng cộng", 3),
        head=[["UBND THÀNH PHỐ HẢI PHÒNG"], ["UBND XÃ VĨNH BẢO"], *HEAD[1:]],
    )
    assert told(tidied) == []
    assert loaded(tidied) == {"11824": 3}


def test_every_question_has_its_texts_in_both_languages():
    asked = [
        read(row(1, "Sở Nội vụ", 1), row(None, "Thanh tra Sở", 1)),
        read(row("I", "Cấp xã", 4), row(None, "Tổng", 4)),
        read(row(None, "Miền biển", 4), row(1, "Vĩnh Bảo", 1), row(2, "Vĩnh Hòa", 2), row(None, "Tổng", 3)),
        read(row(1, "Vĩnh Bảo", 1), row(None, "Cộng", 2), row(2, "Vĩnh Hòa", 2), row(None, "Cộng", 7)),
    ]
    faults = [fault for tidied in asked for fault in tidied.faults]
    expected = {"part_or_unit", "bare_heading", "unknown_heading", "total_row", "which_rows"}
    assert {fault.code.removeprefix("forms.") for fault in faults} >= expected
    for fault in faults:
        for language in ("vi", "en"):
            assert "{" not in fault.render(language)
