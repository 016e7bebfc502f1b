"""A quotation mark that is not closed is told with its place, and what stands before it is read."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.areas.find_area import AreaFinder
from etl.areas.read_areas import read_areas
from etl.files.delimited import collect_table, open_table
from etl.files.open_file import open_file
from etl.files.open_quotes import find_open_quote
from etl.read_source import read_source
from longdan.language.fault import FaultError
from longdan.language.locale import LANGUAGES

HEAD = "a;b;c\n1;2;3\n"
OPEN = {
    "last cell, to the end of the file": ('4;5;"6\n7;8;9\n10;11;12\n', (3, 3)),
    "first cell": ('"4;5;6\n7;8;9\n', (3, 1)),
    "middle cell": ('4;"5;6\n7;8;9\n', (3, 2)),
    "last row": ('4;5;6\n7;8;"9', (4, 3)),
    "closed where the next quoted cell opens": ('4;5;"6\n7;8;9\n"10";11;12\n', (3, 3)),
    "closed by another stray mark": ('4;5;"6\n7;8;9\n10;11;12"\n13;14;15\n', (3, 3)),
    "closed by a stray mark in the next row": ('4;5;"6\n7;8;9"\n', (3, 3)),
    "closed by a stray mark in a middle cell": ('4;"5;6\n7;8;9\n10;11";12\n', (3, 2)),
    "behind a cell of two lines": ('4;"5\n5";6\n7;8;"9\n10;11;12\n', (4, 3)),
}
CLOSED = {
    "no mark at all": "4;5;6\n",
    "two lines in the last cell": '4;5;"6\n6"\n7;8;9\n',
    "two lines in the first cell": '"4\n4";5;6\n7;8;9\n',
    "lines in every cell": '"4\n4";"5\n\n5";"6\n6"\n',
    "three lines, one of them blank": '4;"5\n\n5";6\n',
    "marks inside": '4;"5 ""x"" 5\ny";6\n',
    "a mark in mid-cell": '4;5" ống;6\n7;8;9\n',
    "delimiters inside": '4;"5; 5\nx; y; z";6\n',
    "empty quoted cells": '"";"";""\n',
    "Windows line ends": '4;5;"6\r\n6"\r\n7;8;9\r\n',
}


@pytest.fixture(scope="module")
def finder() -> AreaFinder:
    tables = read_areas()
    return AreaFinder(tables.area, tables.succession)


@pytest.mark.parametrize("label", OPEN)
def test_a_mark_that_is_not_closed_is_found_where_it_opens(label: str) -> None:
    rest, place = OPEN[label]
    quote = find_open_quote(HEAD + rest, ";")
    assert quote
    assert (quote.row, quote.column) == place


@pytest.mark.parametrize("label", CLOSED)
def test_cells_that_end_as_they_should_are_left_alone(label: str) -> None:
    assert find_open_quote(HEAD + CLOSED[label], ";") is None


def test_a_sentence_with_commas_is_no_row_of_a_table() -> None:
    text = 'tên,số,ghi chú\nA,1,"Đợt 1\nxã A, huyện B, tỉnh C"\nB,2,x\n'
    assert find_open_quote(text, ",") is None


def test_a_heading_of_two_lines_is_no_open_mark() -> None:
    assert find_open_quote('"Tên\nđơn vị";"Số\nđơn";c\n1;2;3\n', ";") is None


CELL = st.text('ab"\n 1', max_size=6)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=6))
def test_whatever_a_writer_closes_is_closed(rows: list[tuple[str, str, str]]) -> None:
    file = StringIO()
    csv.writer(file, delimiter=";").writerows([("x", "y", "z"), *rows])
    assert find_open_quote(file.getvalue(), ";") is None


@given(
    st.lists(st.tuples(*[st.text("abc1", min_size=1, max_size=4)] * 3), min_size=2, max_size=8),
    st.data(),
)
def test_one_stray_mark_before_any_cell_is_found(rows: list[tuple[str, str, str]], data: st.DataObject) -> None:
    row, column = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(0, 2))
    table = [list(cells) for cells in [("x", "y", "z"), *rows]]
    table[row + 1][column] = '"' + table[row + 1][column]
    quote = find_open_quote("\n".join(map(";".join, table)), ";")
    assert quote
    assert (quote.row, quote.column) == (row + 2, column + 1)


def test_what_stands_before_is_read_both_as_a_sheet_and_as_a_table(tmp_path: Path) -> None:
    path = tmp_path / "so_lieu.csv"
    path.write_text("sep=;\n" + HEAD + '4;5;"6\n7;8;9\n', encoding="utf-8")
    source = open_file(path)
    assert source.sheets[0].cells == [["a", "b", "c"], ["1", "2", "3"]]
    (fault,) = source.faults
    assert (fault.code, fault.cell, fault.is_warning) == ("files.open_quote", "C3", False)
    assert all("{" not in fault.render(language) for language in LANGUAGES)
    assert collect_table(open_table(path), path).rows() == [("1", "2", "3")]


def test_a_file_that_begins_with_an_open_mark_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "so_lieu.csv"
    path.write_text('"a;b;c\n1;2;3\n', encoding="utf-8")
    with pytest.raises(FaultError) as caught:
        open_file(path)
    assert [(fault.code, fault.cell) for fault in caught.value.faults] == [("files.open_quote", "A1")]


def test_a_file_of_which_too_little_is_left_to_recognise_it_says_why(tmp_path: Path, finder: AreaFinder) -> None:
    path = tmp_path / "so_lieu.csv"
    path.write_text(HEAD + '4;5;"6\n7;8;9\n', encoding="utf-8")
    with pytest.raises(FaultError) as caught:
        read_source(path, finder)
    assert [fault.code for fault in caught.value.faults] == ["files.open_quote", "files.not_recognised"]


POPULATION = "Địa phương;Dân số (người);Tính đến ngày\n11824;41.250;01/01/2026\n"


def test_the_rows_of_a_template_before_the_mark_are_loaded(tmp_path: Path, finder: AreaFinder) -> None:
    path = tmp_path / "dan_so.csv"
    path.write_text(POPULATION + '11311;"100.000;01/01/2026\n11329;90.000;01/01/2026\n', encoding="utf-8")
    (tidied,) = read_source(path, finder)
    assert [(fault.code, fault.row, fault.column) for fault in tidied.faults] == [("files.open_quote", 3, "B")]
    assert tidied.records["population"]["population"].to_list() == [41250]
    assert tidied.refused_count == 1


def test_a_template_of_which_no_row_is_left_is_not_called_empty(tmp_path: Path, finder: AreaFinder) -> None:
    path = tmp_path / "dan_so.csv"
    path.write_text(POPULATION.replace("11824", '"11824'), encoding="utf-8")
    (tidied,) = read_source(path, finder)
    assert [fault.code for fault in tidied.faults] == ["files.open_quote"]
