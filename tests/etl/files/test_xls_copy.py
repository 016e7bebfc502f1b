"""An office that still saves as .xls is read exactly like one that saves as .xlsx."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from polars.testing import assert_frame_equal

from etl.areas.find_area import AreaFinder
from etl.areas.read_areas import read_areas
from etl.files.open_file import open_file
from etl.forms.layout import load_layouts
from etl.forms.write_form import write_forms
from etl.read_source import read_source
from etl.templates.layout import load_layout, template_kinds
from etl.templates.workbook import write_template
from etl.tidied import Tidied
from tests.etl.files.xls_copy import save_as_xls
from tests.etl.forms.filled import PETITIONS, add_up, fill


@pytest.fixture(scope="module")
def finder() -> AreaFinder:
    areas = read_areas()
    return AreaFinder(areas.area, areas.succession)


def assert_read_alike(workbook: Path, finder: AreaFinder) -> Sequence[Tidied]:
    """The sheets, what they say, and every fault with its place: the same from both files."""
    copy = save_as_xls(workbook, workbook.with_suffix(".xls"))
    as_xlsx, as_xls = open_file(workbook), open_file(copy)
    assert (as_xlsx.kind, as_xls.kind) == ("xlsx", "xls")
    for one, other in zip(as_xlsx.visible_sheets, as_xls.visible_sheets, strict=True):
        assert other.name == one.name
        assert _filled_cells(other) == _filled_cells(one)
        assert sorted(map(str, other.merged)) == sorted(map(str, one.merged))
    found, again = read_source(workbook, finder), read_source(copy, finder)
    for one, other in zip(found, again, strict=True):
        assert_frame_equal(other.measures, one.measures)
        assert_frame_equal(other.reports, one.reports)
        assert other.records.keys() == one.records.keys()
        assert all(other.records[table].equals(one.records[table]) for table in one.records)
        assert [fault.at(file="") for fault in other.faults] == [fault.at(file="") for fault in one.faults]
    return found


def _filled_cells(sheet) -> dict:
    return {
        (row, column): (cell, sheet.is_percent(row, column))
        for row, cells in enumerate(sheet.cells, start=1)
        for column, cell in enumerate(cells, start=1)
        if cell is not None
    }


@pytest.mark.parametrize("form", [form for form in load_layouts() if form.startswith("tt06")])
def test_an_official_form_saved_as_xls_says_the_same(form: str, tmp_path: Path, finder: AreaFinder):
    layout = load_layouts()[form]
    figures = dict.fromkeys(layout.numbers, 0)
    rows = [("I. Cấp xã", figures), ("1. UBND xã Vĩnh Bảo", figures), ("2. UBND xã Vĩnh Thuận", figures)]
    path = tmp_path / "bao-cao.xlsx"
    write_forms(path, [fill(layout, rows=rows, total=figures)])
    [tidied] = assert_read_alike(path, finder)
    assert tidied.measures.height == 3 * len(layout.numbers)


def test_the_faults_of_an_official_form_saved_as_xls_stand_in_the_same_cells(tmp_path: Path, finder: AreaFinder):
    rows = [
        ("UBND xã Vĩnh Bảo", PETITIONS | {"7": 4}),
        ("UBND xã Không Có Thật", PETITIONS),
        ("UBND xã Vĩnh Thuận", PETITIONS | {"2": "nhiều", "25": "đang cập nhật", "24": "không phát sinh"}),
    ]
    path = tmp_path / "bao-cao.xlsx"
    write_forms(path, [fill(rows=rows, total=add_up([PETITIONS] * 2))])
    [tidied] = assert_read_alike(path, finder)
    assert {fault.code for fault in tidied.faults} >= {"forms.identity", "areas.unknown", "numbers.unreadable"}


@pytest.mark.parametrize("kind", template_kinds())
def test_a_template_saved_as_xls_says_the_same(kind: str, tmp_path: Path, finder: AreaFinder):
    path = tmp_path / f"{kind}.xlsx"
    write_template(kind, path, rows=load_layout(kind).example)
    [tidied] = assert_read_alike(path, finder)
    assert tidied.faults == []
    assert tidied.measures.height or tidied.records


def test_numbers_percents_and_dates_of_an_xls_are_what_they_are_in_an_xlsx(tmp_path: Path):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (["tỷ lệ", 0.1241], ["ngày", date(2026, 9, 14)], ["số", 1725], ["lẻ", 12.41], ["đúng", True]):
        sheet.append(row)
    sheet["B1"].number_format = "0.00%"
    path = tmp_path / "khac.xlsx"
    workbook.save(path)
    one, other = (open_file(each).sheets[0] for each in (path, save_as_xls(path, tmp_path / "khac.xls")))
    assert _filled_cells(other) == _filled_cells(one)
    assert other.is_percent(1, 2)
    assert other.cell(2, 2) == date(2026, 9, 14)
