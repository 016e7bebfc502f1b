"""A template is recognised by its headings, whatever became of the marker, the order and the diacritics."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from etl.areas.find_area import AreaFinder
from etl.files.open_file import open_file
from etl.templates.layout import load_layout, template_kinds
from etl.templates.read_template import read_template
from etl.templates.workbook import MARKER_SHEET, write_template
from etl.tidied import Tidied
from tests.etl.templates.conftest import codes

ReadCsv = Callable[[str], list[Tidied]]
POPULATION = "Địa phương,Dân số (người),Tính đến ngày\n11824,41.250,01/01/2026\n"


@pytest.mark.parametrize("kind", template_kinds())
def test_a_template_whose_marker_is_lost_is_known_by_its_headings(
    tmp_path: Path, finder: AreaFinder, kind: str
) -> None:
    path = tmp_path / "t.xlsx"
    write_template(kind, path, rows=load_layout(kind).example, example=False)
    workbook = openpyxl.load_workbook(path)
    for name in (MARKER_SHEET, "Hướng dẫn"):
        del workbook[name]
    workbook.save(path)
    (tidied,) = read_template(open_file(path), finder)
    assert codes(tidied) == []
    assert set(tidied.measures["form"]) <= {f"longdan.{kind}"}


def test_a_csv_with_the_headings_is_read(read_csv: ReadCsv) -> None:
    (tidied,) = read_csv(POPULATION)
    assert codes(tidied) == []
    assert tidied.records["population"].row(0)[0].startswith("11824@2025-07-01")
    assert tidied.records["population"]["population"].to_list() == [41250]


@pytest.mark.parametrize(
    "head",
    [
        "dan so (nguoi),TINH DEN NGAY,dia phuong",
        "Population,As of,Area",
        "Dân số (người) *,Tính đến ngày *,Địa phương *",
    ],
)
def test_order_case_diacritics_and_language_of_headings_do_not_matter(read_csv: ReadCsv, head: str) -> None:
    (tidied,) = read_csv(f"{head}\n41250,2026-01-01,11824\n")
    assert tidied.records["population"]["population"].to_list() == [41250]


def test_lines_above_the_headings_are_passed_over(read_csv: ReadCsv) -> None:
    (tidied,) = read_csv("ỦY BAN NHÂN DÂN,,\n,,\n" + POPULATION)
    assert tidied.records["population"].height == 1


def test_a_long_csv_is_read_to_its_last_row(read_csv: ReadCsv, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("etl.files.delimited.LONG_FILE_BYTES", 1)
    monkeypatch.setattr("etl.files.delimited.PREVIEW_ROWS", 2)
    days = "".join(f"11824,41250,{day:02d}/01/2026\n" for day in range(2, 30))
    (tidied,) = read_csv(POPULATION.replace("41.250", "41250") + days + "11824,abc,30/01/2026\n")
    assert tidied.records["population"].height == 29
    assert [(fault.code, fault.row, fault.column) for fault in tidied.faults] == [("numbers.unreadable", 31, "B")]


def test_a_missing_required_column_is_named_and_nothing_is_loaded(read_csv: ReadCsv) -> None:
    (tidied,) = read_csv("Địa phương,Dân số (người)\n11824,41250\n")
    assert codes(tidied) == ["templates.missing_heading"]
    assert "Tính đến ngày" in tidied.faults[0].render("vi")
    assert not tidied.records


def test_a_heading_that_stands_twice_refuses_the_sheet(read_csv: ReadCsv) -> None:
    (tidied,) = read_csv("Địa phương,Dân số (người),Dân số (người),Tính đến ngày\n11824,1,2,01/01/2026\n")
    assert codes(tidied) == ["templates.repeated_heading"] * 2


def test_an_unknown_column_is_told_and_the_rest_is_read(read_csv: ReadCsv) -> None:
    (tidied,) = read_csv("Địa phương,Dân số (người),Tính đến ngày,Ghi chú\n11824,41250,01/01/2026,x\n")
    assert codes(tidied) == ["templates.unknown_heading"]
    assert tidied.refused == []
    assert tidied.records["population"].height == 1


def test_an_unknown_column_named_after_somebody_is_told_without_the_name(read_csv: ReadCsv) -> None:
    (tidied,) = read_csv("Địa phương,Dân số (người),Tính đến ngày,Bà Trần Thị Bình\n11824,41250,01/01/2026,x\n")
    assert [(fault.code, fault.column, fault.found) for fault in tidied.faults] == [
        ("templates.unknown_heading", "D", None)
    ]


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "Đơn vị,Tổng số đơn,Ghi chú\n11824,3,\n"])
def test_another_table_is_no_template(read_csv: ReadCsv, text: str) -> None:
    assert read_csv(text) == []


def test_a_template_whose_headings_were_deleted_says_so(tmp_path: Path, finder: AreaFinder) -> None:
    path = tmp_path / "t.xlsx"
    write_template("target", path, rows=load_layout("target").example)
    workbook = openpyxl.load_workbook(path)
    workbook["Chỉ tiêu"].delete_rows(1)
    workbook.save(path)
    (tidied,) = read_template(open_file(path), finder)
    assert codes(tidied) == ["templates.headings_lost"]


def test_a_heading_merged_over_two_rows_stands_in_both(tmp_path: Path, finder: AreaFinder) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["BẢNG DÂN SỐ"])
    sheet.append(["Địa phương", "Số liệu", None])
    sheet.append([None, "Dân số (người)", "Tính đến ngày"])
    sheet.append(["11824", 41250, date(2026, 1, 1)])
    for block in ("A1:C1", "A2:A3", "B2:C2"):
        sheet.merge_cells(block)
    path = tmp_path / "dan-so.xlsx"
    workbook.save(path)
    (tidied,) = read_template(open_file(path), finder)
    assert codes(tidied) == []
    assert tidied.records["population"]["population"].to_list() == [41250]


def test_a_line_of_a_csv_with_more_cells_than_headings_is_refused(read_csv: ReadCsv) -> None:
    """ "Xã Vĩnh Bảo, Hải Phòng" without quotation marks, or a number with a comma, moves every cell behind it."""
    (tidied,) = read_csv(POPULATION + "11842,1,725,01/01/2026\n11836,23456,01/01/2026,\n")
    assert [(fault.code, fault.row) for fault in tidied.faults] == [("templates.too_many_cells", 3)]
    assert tidied.records["population"].height == 2
    for language in ("vi", "en"):
        assert "4" in tidied.faults[0].what(language)
        assert "3" in tidied.faults[0].expected(language)
