"""Every template, written as a user gets it, is read back as the same figures."""

from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from etl.areas.find_area import AreaFinder
from etl.files.open_file import open_file
from etl.templates.layout import load_layout, template_kinds
from etl.templates.read_template import read_template
from etl.templates.workbook import write_template
from tests.etl.templates.conftest import ReadBack, codes

PLACE_OF_A_CELL = ["sheet"]


@pytest.mark.parametrize("kind", template_kinds())
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_example_of_every_template_is_read_back_without_a_fault(
    read_back: ReadBack, kind: str, language: str
) -> None:
    tidied = read_back(kind, load_layout(kind).example, language)
    assert codes(tidied) == []
    assert tidied.measures.height or tidied.records
    assert set(tidied.measures["sheet"]) == set(tidied.reports["sheet"])


@pytest.mark.parametrize("kind", template_kinds())
def test_both_languages_say_the_same(read_back: ReadBack, kind: str) -> None:
    vi, en = (read_back(kind, load_layout(kind).example, language) for language in ("vi", "en"))
    assert_frame_equal(vi.measures.drop(PLACE_OF_A_CELL), en.measures.drop(PLACE_OF_A_CELL))
    assert vi.records.keys() == en.records.keys()
    for table in vi.records:
        assert_frame_equal(vi.records[table], en.records[table])


def test_the_columns_of_a_dialogue_become_the_cells_of_its_measures(read_back: ReadBack) -> None:
    first, second = load_layout("dialogue").example
    measures = read_back("dialogue", [first, second]).measures
    told = {
        (row["column_no"], row["breakdown"], row["category"]): (row["value"], row["qualifier"])
        for row in measures.filter(pl.col("period_id").str.starts_with("month")).iter_rows(named=True)
    }
    assert told["attendances", None, None] == (250, ">")
    assert told["opinions", "field", "land_environment"] == (first["opinions_land_environment"], "=")
    assert told["opinions", "outcome", "answered_onsite"] == (first["opinions_answered_onsite"], "=")
    assert told["events", "audience", "residents"] == (1, "=")
    assert told["announced_in_time", None, None] == (1, "=")


def test_a_total_of_several_years_stays_one_figure_of_its_span(read_back: ReadBack) -> None:
    measures = read_back("dialogue", [load_layout("dialogue").example[1]]).measures
    assert set(measures["period_id"]) == {"span.civil.2016-01-01.2020-12-31"}
    totals = measures.filter(pl.col("breakdown").is_null() & pl.col("value").is_not_null())
    told = dict(totals.select("column_no", "value").iter_rows())
    assert told == {"events": 178, "attendances": 6247, "opinions": 1725}
    assert set(totals["covered_from"]) == {date(2016, 1, 1)}


@pytest.mark.parametrize("kind", template_kinds())
def test_an_empty_template_says_that_it_is_empty_and_its_example_is_not_read(
    tmp_path: Path, finder: AreaFinder, kind: str
) -> None:
    write_template(kind, tmp_path / "t.xlsx")
    (tidied,) = read_template(open_file(tmp_path / "t.xlsx"), finder)
    assert codes(tidied) == ["templates.no_rows"]
    assert tidied.measures.is_empty()


def test_the_sheet_to_fill_in_has_drop_down_lists_and_frozen_headings(tmp_path: Path) -> None:
    write_template("dialogue", tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["Đối thoại"]
    lists = [check for check in sheet.data_validations.dataValidation if check.type == "list"]
    assert len(lists) == sum(bool(field.choices) for field in load_layout("dialogue").fields)
    assert sheet.freeze_panes == "B2"
    assert sheet["A1"].value == "Địa phương *"


def test_every_printed_page_names_its_columns_and_its_units(tmp_path: Path) -> None:
    write_template("survey", tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    for sheet in (book.worksheets[0], book["Ví dụ"]):
        assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")
    assert book["Hướng dẫn"].sheet_properties.pageSetUpPr.fitToPage


def test_without_the_example_there_is_no_example_sheet(tmp_path: Path) -> None:
    write_template("target", tmp_path / "t.xlsx", example=False)
    assert "Ví dụ" not in openpyxl.load_workbook(tmp_path / "t.xlsx").sheetnames
