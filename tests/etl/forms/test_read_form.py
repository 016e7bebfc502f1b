"""An official form as officials fill it in: good values load, each fault is named with its cell."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from etl.files.open_file import open_file
from etl.files.sheet import Sheet
from etl.forms.layout import load_layouts
from etl.forms.read_form import read_form
from etl.forms.read_official import read_official
from etl.forms.write_form import FilledForm, write_forms
from etl.tidied import MEASURE, REPORT, Tidied
from tests.etl.forms.filled import PETITIONS, XLD, add_up, fill, sheet_of, write_and_open
from tests.etl.forms.gazetteer import (
    DISTRICT_VINH_BAO,
    HAI_PHONG,
    HOA_BINH,
    NGUYEN_BINH_KHIEM,
    VINH_BAO,
    VINH_HOA,
    Gazetteer,
)

MS = ["MS", *range(1, 26)]
FIGURES = [PETITIONS[no] for no in XLD.numbers]
HEAD = [["UBND THÀNH PHỐ HẢI PHÒNG"], ["Biểu số: 02/XLD"], ["Số liệu tính từ ngày 15/12/2025 đến ngày 14/3/2026"]]


def read(sheet: Sheet, layout=XLD) -> Tidied:
    return read_form(sheet, layout, file="bao-cao.xlsx", finder=Gazetteer())


def read_filled(folder: Path, form: FilledForm) -> Tidied:
    return read(write_and_open(folder, form)[0], form.layout)


def values_of(tidied: Tidied, area_id: str, scope: str = "own") -> dict[str, float | None]:
    rows = tidied.measures.filter(area_id=area_id, scope=scope)
    return dict(zip(rows["column_no"], rows["value"], strict=True))


def places(tidied: Tidied) -> list[tuple[str, str]]:
    return [(fault.code, fault.cell) for fault in tidied.faults]


def test_a_broken_identity_and_an_unknown_unit_are_named_with_their_cells_and_the_rest_loads(tmp_path: Path):
    broken = PETITIONS | {"7": 4}
    rows = [("UBND xã Vĩnh Bảo", PETITIONS), ("UBND xã Nguyễn Bỉnh Khiêm", broken), ("UBND xã Không Có", PETITIONS)]
    tidied = read_filled(tmp_path, fill(rows=rows))

    assert values_of(tidied, VINH_BAO) == PETITIONS
    assert values_of(tidied, NGUYEN_BINH_KHIEM) == {no: broken[no] for no in broken if no not in ("6", "7", "8")}
    identity, unit = tidied.faults
    assert (identity.code, identity.sheet, identity.cell, identity.found) == (
        "forms.identity",
        "02-XLD",
        "G14",
        "8 ≠ 4 + 3 = 7",
    )
    assert "6 = 7 + 8 (ô G14 = H14 + I14)" in identity.expected("vi")
    assert (unit.cell, unit.found) == ("A15", "UBND xã Không Có")
    assert not any(fault.is_warning for fault in tidied.faults)


def test_no_text_of_a_fault_but_the_found_value_gives_the_figures_away(tmp_path: Path):
    rows = [("UBND xã Vĩnh Bảo", PETITIONS | {"12": 77})]
    tidied = read_filled(tmp_path, fill(rows=rows))
    told = [fault.what(language) + fault.expected(language) for fault in tidied.faults for language in ("vi", "en")]
    assert told
    assert not any("77" in text for text in told)


def test_measures_carry_the_window_the_body_and_the_cell(tmp_path: Path):
    tidied = read_filled(tmp_path, fill(place="Hải Phòng", signed_on=date(2026, 3, 17)))
    assert tidied.measures.schema == MEASURE
    assert tidied.reports.schema == REPORT
    [measure] = tidied.measures.filter(column_no="9").to_dicts()
    assert measure == {
        "sheet": "02-XLD",
        "cell": "J13",
        "form": "tt06_2025.02_xld",
        "column_no": "9",
        "area_id": VINH_BAO,
        "body_kind": "peoples_committee",
        "body_name": None,
        "scope": "own",
        "period_id": "quarter.inspection.2025-12-15.2026-03-14",
        "covered_from": date(2025, 12, 15),
        "covered_to": date(2026, 3, 14),
        "breakdown": None,
        "category": None,
        "survey_id": None,
        "value": 4.0,
        "qualifier": "=",
        "status": "reported",
    }
    assert tidied.reports.to_dicts() == [
        {
            "sheet": "02-XLD",
            "form": "tt06_2025.02_xld",
            "area_id": HAI_PHONG,
            "body_kind": "peoples_committee",
            "body_name": None,
            "scope": "total",
            "period_id": "quarter.inspection.2025-12-15.2026-03-14",
            "survey_id": None,
            "signed_on": date(2026, 3, 17),
            "is_partial": False,
        }
    ]


def test_a_department_is_a_body_of_the_reporting_area(tmp_path: Path):
    tidied = read_filled(tmp_path, fill(rows=[("Sở Xây dựng", PETITIONS), ("UBND thành phố", PETITIONS)]))
    bodies = tidied.measures.select("area_id", "body_kind", "body_name", "scope").unique(maintain_order=True).rows()
    assert bodies == [
        (HAI_PHONG, "department", "Sở Xây dựng", "own"),
        (HAI_PHONG, "peoples_committee", None, "own"),
    ]


def test_a_right_total_is_loaded_once_as_the_total_of_the_area(tmp_path: Path):
    rows = [("UBND xã Vĩnh Bảo", PETITIONS), ("Sở Xây dựng", PETITIONS)]
    tidied = read_filled(tmp_path, fill(rows=rows, total=add_up([PETITIONS] * 2)))
    assert tidied.faults == []
    assert values_of(tidied, HAI_PHONG, "total") == add_up([PETITIONS] * 2)
    assert tidied.measures.filter(scope="total")["body_kind"].unique().to_list() == [None]


def test_a_total_that_is_not_the_sum_is_refused_and_the_units_are_not(tmp_path: Path):
    total = add_up([PETITIONS] * 2) | {"1": 61}
    rows = [("UBND xã Vĩnh Bảo", PETITIONS), ("UBND xã Vĩnh Hòa", PETITIONS)]
    tidied = read_filled(tmp_path, fill(rows=rows, total=total))
    assert places(tidied) == [("forms.total", "B15")]
    assert tidied.faults[0].found == "61 ≠ 30 + 30 = 60"
    assert "1" not in values_of(tidied, HAI_PHONG, "total")
    assert values_of(tidied, VINH_HOA) == PETITIONS


def test_a_total_holds_the_figures_of_a_unit_that_is_not_known(tmp_path: Path):
    rows = [("UBND xã Vĩnh Bảo", PETITIONS), ("UBND xã Không Có", PETITIONS)]
    tidied = read_filled(tmp_path, fill(rows=rows, total=add_up([PETITIONS] * 2)))
    assert places(tidied) == [("forms.unit", "A14")]


def test_a_total_above_its_parts_and_headings_with_subtotals_are_checked(tmp_path: Path):
    both = add_up([PETITIONS] * 2)
    rows = [
        ("Tổng số", add_up([PETITIONS] * 3)),
        ("Cấp thành phố", PETITIONS),
        ("Sở Xây dựng", PETITIONS),
        ("Cấp xã", both | {"5": 1}),
        ("Vĩnh Bảo", PETITIONS),
        ("Vĩnh Hòa", PETITIONS),
    ]
    tidied = read_filled(tmp_path, fill(rows=rows))
    assert places(tidied) == [("forms.total", "F16")]
    assert set(tidied.measures["scope"]) == {"own", "total"}
    assert values_of(tidied, VINH_BAO) == values_of(tidied, VINH_HOA) == PETITIONS


def test_the_messy_form_of_an_office_is_read_by_its_row_of_numbers():
    sheet = sheet_of(
        [None, None, "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        [],
        [None, None, None, "Biểu số: 02/XLD\nBan hành kèm theo Thông tư số 06/2025/TT-TTCP"],
        [None, None, "(Số liệu tính từ ngày", datetime(2025, 12, 15), "đến hết ngày", datetime(2026, 3, 14), ")"],
        ["STT", None, "Đơn vị", "Tổng số đơn"],
        [None, None, "Ms", "1", "(2)", "3 = 4+23", *[str(number) for number in range(4, 26)], "26"],
        [],
        ["I", None, "Các xã, phường"],
        [1, None, "ubnd  xã vĩnh hoà", *[str(figure) for figure in FIGURES]],
        [],
        [2, None, "Xã Vĩnh Bảo", *FIGURES],
        [None, None, "Tổng cộng", *[2 * figure for figure in FIGURES]],
        [None, None, "Ghi chú: số liệu chốt ngày 14/3", 1, 2],
        [None, None, None, None, "Hải Phòng, ngày 17 tháng 3 năm 2026"],
        [None, None, "NGƯỜI LẬP BIỂU", None, "THỦ TRƯỞNG ĐƠN VỊ"],
        [None, None, "Nguyễn Văn A", None, 5],
    )
    sheet.cells[4][-1] = "Ghi chú"
    tidied = read(sheet)
    assert tidied.faults == []
    assert values_of(tidied, VINH_HOA) == values_of(tidied, VINH_BAO) == PETITIONS
    assert tidied.reports["signed_on"].to_list() == [date(2026, 3, 17)]
    assert tidied.measures["cell"][0] == "D9"


def test_nil_blank_pending_and_barred_cells_keep_their_meaning():
    words = ["không phát sinh", None, "đang cập nhật", "x", "1.725"]
    tidied = read(sheet_of(*HEAD, MS, ["Xã Vĩnh Bảo", *[None] * 20, *words]))
    rows = tidied.measures.filter(tidied.measures["column_no"].is_in(["21", "22", "23", "24", "25"]))
    assert list(zip(rows["status"], rows["value"], strict=True)) == [
        ("nil", 0.0),
        ("not_reported", None),
        ("not_reported", None),
        ("not_applicable", None),
        ("reported", 1725.0),
    ]


def test_a_commune_without_figures_did_not_report_and_an_empty_heading_is_nothing():
    tidied = read(sheet_of(*HEAD, MS, ["Xã Vĩnh Bảo"], ["Khối doanh nghiệp"], ["Xã Vĩnh Hòa", *FIGURES]))
    assert tidied.faults == []
    assert tidied.measures.filter(area_id=VINH_BAO)["status"].unique().to_list() == ["not_reported"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("nhiều", "numbers.unreadable"),
        (-1, "numbers.not_a_count"),
        (1.5, "numbers.not_a_count"),
        ("12 %", "numbers.not_a_count"),
        (31085001234, "numbers.too_many"),  # an identity number, its leading zero gone
        ("0912 345 678", "numbers.unreadable"),
        ("0912345678", "numbers.too_many"),
        (date(2026, 1, 1), "numbers.date"),
    ],
)
def test_a_cell_that_is_no_count_is_refused_alone(cell: object, code: str):
    figures = [*FIGURES]
    figures[4] = cell
    tidied = read(sheet_of(*HEAD, MS, ["Xã Vĩnh Bảo", *figures]))
    assert places(tidied) == [(code, "F5")]
    assert values_of(tidied, VINH_BAO) == {no: value for no, value in PETITIONS.items() if no != "5"}


@pytest.mark.parametrize(
    ("cell", "code"), [("12,5 %", "forms.percent"), (-1.5, "forms.negative"), (1e300, "numbers.too_large")]
)
def test_money_is_no_percentage_never_negative_and_not_endless(cell: object, code: str):
    layout = load_layouts()["tt06_2025.03_gqkn"]
    figures = [*[0] * 12, cell, *[0] * 10]
    sheet = sheet_of(HEAD[0], ["Biểu số: 03/GQKN"], HEAD[2], ["MS", *range(1, 24)], ["Xã Vĩnh Bảo", *figures])
    assert places(read(sheet, layout)) == [(code, "N5")]


def test_a_figure_given_as_about_is_loaded_and_not_checked():
    figures = [*FIGURES]
    figures[0] = "trên 20"
    tidied = read(sheet_of(*HEAD, MS, ["Xã Vĩnh Bảo", *figures]))
    assert tidied.faults == []
    assert tidied.measures["qualifier"][0] == ">"


def test_the_second_row_of_one_unit_is_refused():
    tidied = read(sheet_of(*HEAD, MS, ["Xã Vĩnh Bảo", *FIGURES], ["UBND xã Vĩnh Bảo", *FIGURES]))
    assert places(tidied) == [("forms.duplicate_unit", "A6")]
    assert tidied.measures.height == 25


def test_a_row_of_figures_without_a_name_is_refused():
    assert places(read(sheet_of(*HEAD, MS, [None, *FIGURES]))) == [("forms.unnamed_row", "A5")]


@pytest.mark.parametrize("name", ["UBND xã Vĩnh Bảo", "Vĩnh Bảo", "Tổng số", None])
def test_a_commune_reports_for_itself(name: str | None):
    head = [["UBND THÀNH PHỐ HẢI PHÒNG"], ["UBND XÃ VĨNH BẢO"], *HEAD[1:]]
    tidied = read(sheet_of(*head, MS, [name, *FIGURES]))
    assert tidied.faults == []
    assert values_of(tidied, VINH_BAO, "own") == PETITIONS
    assert tidied.reports.select("area_id", "scope").rows() == [(VINH_BAO, "own")]


def test_another_commune_s_row_is_never_taken_for_the_reporting_one():
    head = [["UBND THÀNH PHỐ HẢI PHÒNG"], ["UBND XÃ VĨNH BẢO"], *HEAD[1:]]
    tidied = read(sheet_of(*head, MS, ["UBND xã Vĩnh Hòa", *FIGURES]))
    assert places(tidied) == [("forms.own_row", "A6")]
    assert tidied.measures.is_empty()
    assert tidied.reports.is_empty()


def test_a_department_that_reports_for_itself_is_a_body_of_its_province():
    head = [["UBND THÀNH PHỐ HẢI PHÒNG"], ["SỞ XÂY DỰNG"], *HEAD[1:]]
    tidied = read(sheet_of(*head, MS, ["Phòng Đất đai", *FIGURES], ["Tổng số", *FIGURES]))
    bodies = tidied.measures.select("area_id", "body_kind", "body_name", "scope").unique().rows()
    assert bodies == [(HAI_PHONG, "department", "SỞ XÂY DỰNG", "own")]
    assert tidied.reports["body_name"].to_list() == ["SỞ XÂY DỰNG"]


def test_a_department_that_collects_from_communes_reports_for_the_area():
    head = [["UBND THÀNH PHỐ HẢI PHÒNG"], ["BAN TIẾP CÔNG DÂN"], *HEAD[1:]]
    tidied = read(sheet_of(*head, MS, ["Xã Vĩnh Bảo", *FIGURES], ["Tổng", *FIGURES]))
    assert values_of(tidied, HAI_PHONG, "total") == PETITIONS
    assert tidied.reports["body_kind"].to_list() == ["peoples_committee"]


def test_a_district_of_the_time_before_the_reform_reports_its_communes(tmp_path: Path):
    layout = load_layouts()["tt02_2021.01_tcd"]
    figures = dict.fromkeys(layout.numbers, 0)
    form = fill(
        layout,
        body_lines=("UBND THÀNH PHỐ HẢI PHÒNG", "UBND HUYỆN VĨNH BẢO"),
        covered_from=date(2022, 12, 15),
        covered_to=date(2023, 3, 14),
        rows=[("UBND xã Hoà Bình", figures)],
        total=figures,
    )
    tidied = read_filled(tmp_path, form)
    assert tidied.faults == []
    assert set(tidied.measures["area_id"]) == {HOA_BINH, DISTRICT_VINH_BAO}


def test_a_circular_that_was_not_in_force_is_told_and_the_figures_load(tmp_path: Path):
    form = replace(fill(), covered_from=date(2025, 6, 15), covered_to=date(2025, 9, 14))
    tidied = read_filled(tmp_path, form)
    assert [(fault.code, fault.is_warning) for fault in tidied.faults] == [("forms.not_in_force", True)]
    assert values_of(tidied, VINH_BAO) == PETITIONS


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ([HEAD[0], HEAD[1], ["Số liệu tính từ ngày …/…/… đến ngày …/…/…"]], "forms.window"),
        ([HEAD[0], HEAD[1], ["Số liệu tính từ ngày 31/2/2026 đến ngày 14/3/2026"]], "forms.window"),
        ([HEAD[0], HEAD[1], ["Số liệu tính từ ngày 14/3/2026 đến ngày 15/12/2025"]], "forms.window"),
        ([["Đơn vị nhận báo cáo: Thanh tra thành phố"], HEAD[1], HEAD[2]], "forms.reporting_body"),
        ([["UBND TỈNH HẢI ĐÔNG"], HEAD[1], HEAD[2]], "forms.unit"),
    ],
)
def test_without_a_window_or_a_reporting_body_nothing_is_loaded(head: list, code: str):
    tidied = read(sheet_of(*head, MS, ["Xã Vĩnh Bảo", *FIGURES]))
    assert [fault.code for fault in tidied.faults] == [code]
    assert (tidied.faults[0].file, tidied.faults[0].sheet) == ("bao-cao.xlsx", "Sheet1")
    assert tidied.measures.is_empty()


def test_a_heading_of_the_table_is_no_reporting_body():
    tidied = read(sheet_of(*HEAD, ["Đơn vị", "Trường hợp khác"], MS, ["Tổng số", *FIGURES]))
    assert tidied.reports.select("body_kind", "scope").rows() == [("peoples_committee", "total")]


def test_a_form_without_a_row_of_figures_says_so():
    assert [fault.code for fault in read(sheet_of(*HEAD, MS)).faults] == ["forms.empty"]


def test_a_supplement_replaces_only_what_it_holds():
    tidied = read(sheet_of(["Báo cáo bổ sung"], *HEAD, MS, ["Xã Vĩnh Bảo", *FIGURES]))
    assert tidied.reports["is_partial"].to_list() == [True]


def test_every_fault_has_its_texts_in_both_languages(tmp_path: Path):
    rows = [("UBND xã Vĩnh Bảo", PETITIONS | {"7": 4, "2": 99}), ("UBND xã Không Có", PETITIONS)]
    tidied = read_filled(tmp_path, fill(rows=rows, total=PETITIONS))
    assert {fault.code for fault in tidied.faults} == {"forms.identity", "forms.limit", "forms.unit", "forms.total_row"}
    for fault in tidied.faults:
        for language in ("vi", "en"):
            assert "{" not in fault.render(language)


@pytest.mark.parametrize("note", ["Chủ tịch xã đi công tác, chưa ký", "Hướng dẫn 5 đơn bằng văn bản"])
@pytest.mark.parametrize("figures", [[None] * 25, [str(figure) for figure in FIGURES]])
def test_a_note_beside_a_unit_does_not_end_the_table(note: str, figures: list):
    headings, numbers = [None] * 26 + ["Ghi chú"], ["MS", *range(1, 27)]
    rows = [["Xã Vĩnh Bảo", *figures, note], ["Xã Vĩnh Hòa"], ["CHỦ TỊCH"]]
    tidied = read(sheet_of(*HEAD, headings, numbers, *rows))
    assert tidied.measures["area_id"].unique(maintain_order=True).to_list() == [VINH_BAO, VINH_HOA]
    assert tidied.measures.height == 50


def test_the_head_names_one_window():
    other = ["Số liệu tính từ ngày 15/9/2025 đến ngày 14/12/2025"]
    tidied = read(sheet_of(*HEAD, other, MS, ["Xã Vĩnh Bảo", *FIGURES]))
    assert [fault.code for fault in tidied.faults] == ["forms.two_windows"]
    assert tidied.measures.is_empty()
    [fault] = tidied.faults
    assert "15/12/2025" in fault.render("vi")
    assert "15/9/2025" in fault.render("en")


def test_a_window_of_no_calendar_is_told():
    head = [*HEAD[:2], ["Số liệu tính từ ngày 10/12/2025 đến ngày 14/3/2026"]]
    tidied = read(sheet_of(*head, MS, ["Xã Vĩnh Bảo", *FIGURES]))
    assert places(tidied) == [("forms.odd_window", "3")]
    assert tidied.faults[0].is_warning
    assert values_of(tidied, VINH_BAO) == PETITIONS


def test_a_window_that_ends_in_the_future_is_asked_back():
    head = [*HEAD[:2], ["Số liệu tính từ ngày 15/12/2025 đến ngày 14/3/2096"]]
    assert places(read(sheet_of(*head, MS, ["Xã Vĩnh Bảo", *FIGURES]))) == [("numbers.date_in_future", "3")]


def test_a_communes_own_form_with_the_row_of_another_is_asked_back():
    head = [["UBND THÀNH PHỐ HẢI PHÒNG"], ["UBND XÃ VĨNH BẢO"], *HEAD[1:]]
    rows = [["Xã Vĩnh Bảo", *FIGURES], ["Xã Vĩnh Hòa", *FIGURES], ["Thôn 1", *FIGURES]]
    tidied = read(sheet_of(*head, MS, *rows))
    assert places(tidied) == [("forms.other_unit", "A7")]
    assert values_of(tidied, VINH_BAO) == PETITIONS


def test_a_formula_without_a_result_is_no_blank(tmp_path: Path):
    path = tmp_path / "bao-cao.xlsx"
    write_forms(path, [fill()])
    book = openpyxl.load_workbook(path)
    book.active["B13"], book.active["C13"] = "=C13+2", '=IF(1=1,"","")'
    book.save(path)  # as a program does that writes formulas and does not compute them
    [tidied] = read_official(open_file(path), Gazetteer())
    assert [(code, cell) for code, cell in places(tidied) if code != "forms.total"] == [
        ("numbers.formula_unsaved", "B13"),
        ("numbers.formula_unsaved", "C13"),
    ]
    assert tidied.faults[0].found == "=C13+2"


def test_a_note_full_of_figures_is_asked_back():
    rows = [["Xã Vĩnh Bảo", *FIGURES], ["Ghi chú: Xã Vĩnh Hòa", *FIGURES]]
    tidied = read(sheet_of(*HEAD, MS, *rows))
    assert places(tidied) == [("forms.note_with_figures", "A6")]


def test_a_department_under_the_name_of_a_person_is_not_kept():
    rows = [["Văn phòng (bà Trần Thị Bình 0912345678)", *FIGURES], ["Sở Xây dựng", *FIGURES], ["Xã Vĩnh Bảo", *FIGURES]]
    tidied = read(sheet_of(*HEAD, MS, *rows))
    assert places(tidied) == [("forms.personal_data", "A5")]
    assert "Bình" not in tidied.faults[0].render("vi")
    assert set(tidied.measures["body_name"]) == {"Sở Xây dựng", None}
