"""A workbook of official forms, with what else lies in it."""

from datetime import date
from pathlib import Path

import xlsxwriter

from etl.files.open_file import open_file
from etl.forms.layout import load_layouts
from etl.forms.read_official import read_official
from etl.forms.write_form import write_forms
from tests.etl.forms.filled import PETITIONS, fill
from tests.etl.forms.gazetteer import VINH_BAO, Gazetteer

COMPLAINTS = load_layouts()["tt06_2025.03_gqkn"]
EXECUTION = load_layouts()["tt06_2025.05_kqth"]


def zeros(layout, **changes: int) -> dict[str, int]:
    return dict.fromkeys(layout.numbers, 0) | {no.removeprefix("c"): value for no, value in changes.items()}


def test_every_sheet_is_a_report_and_disagreeing_forms_are_told_without_refusing_anything(tmp_path: Path):
    path = tmp_path / "bao-cao.xlsx"
    settled = zeros(COMPLAINTS, c1=7, c2=7, c4=7, c7=3, c8=3)
    executed = zeros(EXECUTION, c1=2)
    forms = [("UBND xã Vĩnh Bảo", row) for row in (PETITIONS, settled, executed)]
    write_forms(
        path,
        [fill(layout, rows=[row]) for layout, row in zip((fill().layout, COMPLAINTS, EXECUTION), forms, strict=True)],
    )
    tidied = read_official(open_file(path), Gazetteer())
    assert [each.reports["form"].item() for each in tidied] == [
        "tt06_2025.02_xld",
        "tt06_2025.03_gqkn",
        "tt06_2025.05_kqth",
    ]
    assert [each.measures.height for each in tidied] == [25, 23, 31]
    faults = [fault for each in tidied for fault in each.faults]
    assert [(fault.code, fault.sheet, fault.cell, fault.found) for fault in faults] == [
        ("forms.other_form", "03-GQKN", "B13", "7 ≠ 8"),
        ("forms.other_form", "05-KQTH", "B13", "2 < 3"),
    ]
    assert all(fault.is_warning and fault.file == "bao-cao.xlsx" for fault in faults)


def test_forms_of_different_periods_are_not_compared(tmp_path: Path):
    path = tmp_path / "bao-cao.xlsx"
    settled = [("UBND xã Vĩnh Bảo", zeros(COMPLAINTS))]
    later = fill(COMPLAINTS, rows=settled, covered_from=date(2026, 3, 15), covered_to=date(2026, 6, 14))
    write_forms(path, [fill(), later])
    assert [each.faults for each in read_official(open_file(path), Gazetteer())] == [[], []]


def test_unmapped_forms_are_named_other_sheets_are_passed_over_and_blank_ones_ignored(tmp_path: Path):
    path = tmp_path / "bao-cao.xlsx"
    write_forms(path, [fill()])
    source = open_file(path)
    others = tmp_path / "others.xlsx"
    with xlsxwriter.Workbook(others) as workbook:
        workbook.add_worksheet("01-TTr").write(0, 0, "Biểu số: 01/TTr")
        workbook.add_worksheet("Hướng dẫn").write(0, 0, "Cách điền biểu")
        workbook.add_worksheet("Sheet3")
    source.sheets += open_file(others).sheets
    tidied = read_official(source, Gazetteer())
    assert [each.reports.height for each in tidied] == [1, 0]
    assert {(fault.code, fault.sheet, fault.is_warning) for each in tidied for fault in each.faults} == {
        ("forms.not_mapped", "01-TTr", False),
        ("forms.sheet_ignored", "Hướng dẫn", True),
    }
    assert tidied[0].measures["area_id"].unique().to_list() == [VINH_BAO]


def test_a_workbook_without_an_official_form_is_left_to_other_readers(tmp_path: Path):
    path = tmp_path / "khac.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet().write(0, 0, "Danh sách dân số")
    assert read_official(open_file(path), Gazetteer()) is None


def test_a_hidden_sheet_is_not_read(tmp_path: Path):
    path = tmp_path / "bao-cao.xlsx"
    write_forms(path, [fill()])
    source = open_file(path)
    source.sheets[0].is_hidden = True
    assert read_official(source, Gazetteer()) is None
