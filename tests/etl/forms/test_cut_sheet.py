"""Pages of one form and forms under each other, on one sheet."""

from pathlib import Path

import pytest

from etl.files.open_file import SourceFile
from etl.files.sheet import Sheet
from etl.forms.read_official import read_official
from etl.tidied import Tidied
from tests.etl.forms.filled import PETITIONS, XLD, sheet_of
from tests.etl.forms.gazetteer import VINH_BAO, VINH_HOA, Gazetteer

FIGURES = [PETITIONS[no] for no in XLD.numbers]
BODY, FORM = ["UBND THÀNH PHỐ HẢI PHÒNG"], ["Biểu số: 02/XLD"]
WINDOW = ["Số liệu tính từ ngày 15/12/2025 đến ngày 14/3/2026"]
QUARTER_BEFORE = ["Số liệu tính từ ngày 15/9/2025 đến ngày 14/12/2025"]
HEADINGS = ["Đơn vị", "Tổng số đơn", *[None] * 22, "Hướng dẫn", "Đơn đốc", "Ghi chú"]
MS = ["MS", *range(1, 27)]
FIRST, SECOND = ["Xã Vĩnh Bảo", *FIGURES], ["Xã Vĩnh Hòa", *FIGURES]
SIGNED = [[None, None, "Hải Phòng, ngày 17 tháng 3 năm 2026"], ["NGƯỜI LẬP BIỂU", None, "THỦ TRƯỞNG ĐƠN VỊ"]]


def read(*lines: list) -> list[Tidied]:
    sheet: Sheet = sheet_of(*lines)
    return read_official(SourceFile(Path("bao-cao.xlsx"), "bao-cao.xlsx", "", "xlsx", [sheet]), Gazetteer()) or []


def units(form: Tidied) -> list[tuple[str, int]]:
    """Area and number of cells, in the order of the rows."""
    counted = form.measures.group_by("area_id", maintain_order=True).len()
    return list(counted.iter_rows())


@pytest.mark.parametrize(
    "between",
    [
        [MS],
        [HEADINGS, MS],
        [FORM, WINDOW, HEADINGS, MS],
        [["Biểu số: 02/XLD (tiếp theo)"], HEADINGS, MS],
        [[], ["Trang 2"], HEADINGS, MS],
        [*SIGNED, [], HEADINGS, MS],
        SIGNED,
    ],
)
def test_a_form_goes_on_over_a_page_break(between: list[list]) -> None:
    [form] = read(BODY, FORM, WINDOW, HEADINGS, MS, FIRST, *between, SECOND, *SIGNED)
    assert form.faults == []
    assert units(form) == [(VINH_BAO, 25), (VINH_HOA, 25)]
    assert form.measures["cell"][25] == f"B{7 + len(between)}"  # every cell keeps its place


@pytest.mark.parametrize("between", [[MS], [HEADINGS, MS]])
def test_a_commune_that_did_not_report_stays_at_the_end_of_a_page(between: list[list]) -> None:
    [form] = read(BODY, FORM, WINDOW, HEADINGS, MS, FIRST, ["Xã Vĩnh Hòa"], *between, *SIGNED)
    assert form.faults == []
    assert units(form) == [(VINH_BAO, 25), (VINH_HOA, 25)]
    assert form.measures["status"][25] == "not_reported"


@pytest.mark.parametrize("foot", [[], SIGNED])
def test_a_second_form_of_another_window_is_read_as_one_of_its_own(foot: list[list]) -> None:
    again = [BODY, FORM, QUARTER_BEFORE, HEADINGS, MS, SECOND, *SIGNED]
    forms = read(BODY, FORM, WINDOW, HEADINGS, MS, FIRST, *foot, *again)
    assert [form.faults for form in forms] == [[], []]
    assert [units(form) for form in forms] == [[(VINH_BAO, 25)], [(VINH_HOA, 25)]]
    assert [form.reports["period_id"][0] for form in forms] == [
        "quarter.inspection.2025-12-15.2026-03-14",
        "quarter.inspection.2025-09-15.2025-12-14",
    ]


def test_another_form_below_is_read_far_down_the_sheet() -> None:
    many = [[] for _ in range(80)]
    reception = [["Biểu số: 01/TCD"], WINDOW, ["MS", *range(1, 22)], ["Xã Vĩnh Hòa", *[0] * 21]]
    forms = read(BODY, FORM, WINDOW, HEADINGS, MS, FIRST, *SIGNED, *many, BODY, *reception)
    assert [form.faults for form in forms] == [[], []]
    assert [form.reports["form"][0] for form in forms] == ["tt06_2025.02_xld", "tt06_2025.01_tcd"]
    assert [units(form) for form in forms] == [[(VINH_BAO, 25)], [(VINH_HOA, 21)]]
