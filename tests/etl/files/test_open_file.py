"""What a reader of forms or templates gets from a file."""

import hashlib
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from etl.files.open_file import open_file
from etl.files.sheet import CellRange, ExcelError, Sheet
from longdan.language.fault import FaultError

REAL_PAPI = Path(__file__).resolve().parents[3] / "../shared/data/papi/PAPI_2011-2016.xlsx"
SMALL_XLS = Path(__file__).parent / "small.xls"


@pytest.fixture
def workbook_path(tmp_path):
    path = tmp_path / "bao_cao.txt"  # the name says nothing
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Biểu 02")
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write("B2", "Xã Vĩnh Ba\u0309o")  # decomposed, as a Mac types it
        sheet.write_number("C2", 3)
        sheet.write_number("D2", 3.5)
        sheet.write_number("E2", 0.124, workbook.add_format({"num_format": "0.0%"}))
        sheet.write_number("F2", 12, workbook.add_format({"num_format": '0" %"'}))
        sheet.write_datetime("B3", datetime(2026, 9, 14), day)
        sheet.write_boolean("C3", True)
        sheet.write_formula("D3", "=1/0", None, "#DIV/0!")
        sheet.write_string("E3", "#REF!")
        sheet.merge_range("A5:C6", "gộp")
        sheet.write_formula("G8", "=NA()", None, "#N/A")
        workbook.add_worksheet("Ẩn").hide()
        workbook.add_chartsheet("Biểu đồ").set_chart(_chart(workbook))
        workbook.add_worksheet("Cuối").write("A1", "sau biểu đồ")
    return path


def _chart(workbook):
    chart = workbook.add_chart({"type": "line"})
    chart.add_series({"values": "='Biểu 02'!$C$2:$D$2"})
    return chart


def test_a_workbook_is_known_by_its_content_and_its_hash(workbook_path):
    source = open_file(workbook_path)
    assert source.kind == "xlsx"
    assert source.sha256 == hashlib.sha256(workbook_path.read_bytes()).hexdigest()
    assert source.faults == []


def test_cells_come_as_plain_values_at_their_place(workbook_path):
    sheet = open_file(workbook_path).sheets[0]
    assert sheet.cells[:3] == [
        [None] * 7,
        [None, "Xã Vĩnh Bảo", 3, 3.5, 0.124, 12, None],
        [None, date(2026, 9, 14), True, ExcelError("#DIV/0!"), ExcelError("#REF!"), None, None],
    ]
    assert sheet.cell(2, 3) == 3
    assert isinstance(sheet.cell(2, 3), int)
    assert sheet.cell(99, 1) is None


def test_a_failed_formula_beyond_the_last_value_is_still_seen(workbook_path):
    assert open_file(workbook_path).sheets[0].cell(8, 7) == ExcelError("#N/A")


def test_percent_formats_and_merged_blocks_are_told(workbook_path):
    sheet = open_file(workbook_path).sheets[0]
    assert sheet.is_percent(2, 5)
    assert not sheet.is_percent(2, 6), "a quoted % is decoration: the number is 12"
    assert sheet.merged == [CellRange(5, 1, 6, 3)]
    assert [sheet.cell(5, 1), sheet.cell(5, 2), sheet.cell(6, 3)] == ["gộp", None, None]


def test_hidden_sheets_are_marked_and_charts_left_out(workbook_path):
    source = open_file(workbook_path)
    assert [(sheet.name, sheet.is_hidden) for sheet in source.sheets] == [
        ("Biểu 02", False),
        ("Ẩn", True),
        ("Cuối", False),
    ]
    assert [sheet.name for sheet in source.visible_sheets] == ["Biểu 02", "Cuối"]


def test_an_old_xls_workbook_reads_the_same_way():
    source = open_file(SMALL_XLS)
    assert source.kind == "xls"
    sheet = source.sheets[0]
    assert sheet.cells == [
        ["Cộng hòa", None, None],
        [None, 3, 0.124],
        [date(2026, 9, 14), None, None],
        ["gộp", None, None],
        [None, None, None],
        [ExcelError("#REF!"), None, None],
        [True, None, None],
    ]
    assert sheet.is_percent(2, 3)
    assert sheet.merged == [CellRange(4, 1, 5, 3)]


@pytest.mark.parametrize(
    ("row", "column", "name"), [(12, 6, "F12"), (1, 1, "A1"), (3, 26, "Z3"), (3, 27, "AA3"), (9, 16384, "XFD9")]
)
def test_cells_are_named_as_excel_names_them(row, column, name):
    assert Sheet.cell_name(row, column) == name


def test_a_missing_file_is_a_fault(tmp_path):
    with pytest.raises(FaultError) as caught:
        open_file(tmp_path / "khong_co.xlsx")
    assert caught.value.faults[0].code == "files.unreadable"


@pytest.mark.skipif(not REAL_PAPI.exists(), reason="the shared PAPI workbook is not beside this checkout")
def test_the_real_papi_workbook_opens():
    sheets = open_file(REAL_PAPI).sheets
    assert [(sheet.name, sheet.height, sheet.width) for sheet in sheets] == [
        (f"{year}_PAPI", 66, 32) for year in range(2011, 2017)
    ]


def test_a_file_kept_under_another_name_is_called_as_people_know_it(tmp_path: Path) -> None:
    kept = tmp_path / "0123abcd.csv"
    kept.write_text("đơn vị;số\nmột;1\n", encoding="utf-8")
    source = open_file(kept, "quý 3.csv")
    assert (source.name, source.sheets[0].name) == ("quý 3.csv", "quý 3")
    kept.write_bytes(b"%PDF")
    with pytest.raises(FaultError) as refused:
        open_file(kept, "quý 3.csv")
    assert [fault.file for fault in refused.value.faults] == ["quý 3.csv"]
