"""A workbook of official forms, with what else lies in it."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.files.open_file import SourceFile, open_file
from etl.files.sheet import ExcelError
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


def test_a_form_saved_as_csv_is_read_like_its_workbook(tmp_path: Path):
    lines = [
        ["UBND THÀNH PHỐ HẢI PHÒNG"],
        ["Biểu số: 02/XLD"],
        ["Số liệu tính từ ngày 15/12/2025 đến ngày 14/3/2026"],
        ["MS", *PETITIONS],
        ["UBND xã Vĩnh Bảo", *map(str, PETITIONS.values())],
    ]
    path = tmp_path / "bao-cao.csv"
    width = len(lines[-1])
    path.write_text("\n".join(";".join([*line, *[""] * (width - len(line))]) for line in lines), encoding="utf-8-sig")
    [tidied] = read_official(open_file(path), Gazetteer())
    assert tidied.faults == []
    assert tidied.measures["value"].to_list() == list(PETITIONS.values())


JUNK = ["", "abc", -3, 1.5, float("nan"), 1e300, True, date(2026, 1, 1), ExcelError("#REF!"), "02/XLD", "01/TTr", None]
JUNK += ["Tổng", "UBND", "ỦY BAN NHÂN DÂN", "Sở", "MS", "1=2+3", "x", "%", "từ ngày 99/99/9999 đến ngày 1/1/2026"]
JUNK += ["Thanh tra tỉnh", "Cấp xã", "UBND xã", "²", "Biểu số: 9/XLD", "NGƯỜI LẬP BIỂU"]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> SourceFile:
    path = tmp_path_factory.mktemp("sound") / "bao-cao.xlsx"
    write_forms(path, [fill(total=PETITIONS)])
    return open_file(path)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=150, deadline=None)
def test_a_damaged_form_gives_faults_that_people_can_read_and_never_a_traceback(sound: SourceFile, seed: int):
    chance = Random(seed)
    sheet = replace(sound.sheets[0], cells=[[*cells] for cells in sound.sheets[0].cells])
    for _ in range(chance.randint(1, 12)):
        sheet.cells[chance.randrange(sheet.height)][chance.randrange(sheet.width)] = chance.choice(JUNK)
    for tidied in read_official(replace(sound, sheets=[sheet]), Gazetteer()) or []:
        assert tidied.measures["value"].is_finite().all() or tidied.measures.is_empty()
        assert all(fault.render(language) for fault in tidied.faults for language in ("vi", "en"))
