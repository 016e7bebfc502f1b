"""Delimited text in every encoding and with every delimiter that reaches us."""

import unicodedata

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from etl.files import delimited
from etl.files.delimited import collect_table, detect_delimiter, open_table, read_delimited
from etl.files.encoding import detect_encoding
from etl.files.open_file import open_file
from etl.files.sheet import ExcelError, is_error_text
from longdan.language.fault import FaultError

TEXT = "Đơn vị,Số đơn\nXã Vĩnh Bảo,15\nPhường Ngũ Hành Sơn,23\n"
CELLS = [["Đơn vị", "Số đơn"], ["Xã Vĩnh Bảo", "15"], ["Phường Ngũ Hành Sơn", "23"]]
TONES = "\u0300\u0301\u0303\u0309\u0323"


def encode_1258(text: str) -> bytes:
    """As Windows wrote it: the letter with its circumflex, breve or horn, then the tone."""
    content = b""
    for sign in unicodedata.normalize("NFC", text):
        decomposed = unicodedata.normalize("NFD", sign)
        letter = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in TONES))
        content += (letter + "".join(mark for mark in decomposed if mark in TONES)).encode("cp1258")
    return content


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (unicodedata.normalize("NFD", TEXT).encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (encode_1258(TEXT), "cp1258"),
    ],
)
def test_every_encoding_gives_the_same_cells(tmp_path, content, encoding):
    path = tmp_path / "so_lieu.csv"
    path.write_bytes(content)
    assert detect_encoding(path) == encoding
    source = open_file(path)
    assert (source.kind, source.sheets[0].cells, source.faults) == ("csv", CELLS, [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_a_table_gives_the_same_cells_as_a_sheet(tmp_path, encoding):
    path = tmp_path / "so_lieu.csv"
    path.write_bytes(TEXT.encode(encoding))
    table = collect_table(open_table(path), path)
    assert [table.columns, *map(list, table.rows())] == CELLS


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2,5\n3,5;4,5\n", ";"),
        ("a\tb\nx;y\t1,5\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ('a,b\n"x; y",2\n"z",3\n', ","),
        ("một cột\n15\n", ","),
    ],
)
def test_the_delimiter_is_the_one_that_splits_lines_evenly(text, delimiter):
    assert detect_delimiter(text) == delimiter


def test_quoted_cells_keep_delimiters_line_breaks_and_quotes(tmp_path):
    path = tmp_path / "so_lieu.csv"
    path.write_text('a;b\n"x; ""y""";"dòng 1\ndòng 2"\n#REF!;\n', encoding="utf-8")
    assert open_file(path).sheets[0].cells == [
        ["a", "b"],
        ['x; "y"', "dòng 1\ndòng 2"],
        [ExcelError("#REF!"), None],
    ]


def test_excel_may_declare_its_delimiter(tmp_path):
    path = tmp_path / "so_lieu.csv"
    path.write_text("sep=;\na;b\n1,5;2,5\n", encoding="utf-8")
    assert open_file(path).sheets[0].cells == [["a", "b"], ["1,5", "2,5"]]
    assert collect_table(open_table(path), path).rows(named=True) == [{"a": "1,5", "b": "2,5"}]


def test_short_lines_are_filled_up(tmp_path):
    path = tmp_path / "so_lieu.csv"
    path.write_text("a,b,c\n1\n2,3,4\n", encoding="utf-8")
    assert open_file(path).sheets[0].cells == [["a", "b", "c"], ["1", None, None], ["2", "3", "4"]]


def test_a_long_file_is_shown_by_its_first_rows_and_read_as_a_table(tmp_path, monkeypatch):
    monkeypatch.setattr(delimited, "LONG_FILE_BYTES", 10_000)
    path = tmp_path / "dai.csv"
    count = 5_000
    pl.DataFrame({"area": [f"{code:05}" for code in range(count)], "value": range(count)}).write_csv(path)
    sheet = open_file(path).sheets[0]
    assert (sheet.is_preview, sheet.height) == (True, delimited.PREVIEW_ROWS)
    table = collect_table(open_table(path).sort("area"), path)
    assert table.schema == {"area": pl.String, "value": pl.String}
    assert (table.height, table.row(-1)) == (count, ("04999", "4999"))


def test_a_line_with_too_many_cells_is_a_fault_of_the_table(tmp_path):
    path = tmp_path / "so_lieu.csv"
    path.write_text("a,b\n1,2\n3,4,5\n", encoding="utf-8")
    with pytest.raises(FaultError) as caught:
        collect_table(open_table(path), path)
    assert caught.value.faults[0].code == "files.uneven_rows"


def test_a_file_that_leaves_utf8_far_inside_is_refused_not_garbled(tmp_path):
    path = tmp_path / "so_lieu.csv"
    start = "Xã,1\n".encode() * 300_000
    path.write_bytes(start + encode_1258("Xã,1\n"))
    with pytest.raises(FaultError) as caught:
        open_file(path)
    assert caught.value.faults[0].code == "files.mixed_encoding"
    assert f"byte {len(start) + len('Xa')} " in caught.value.faults[0].what("vi")


def test_old_letters_far_inside_an_ascii_file_are_recognised(tmp_path):
    path = tmp_path / "so_lieu.csv"
    path.write_bytes(b"Lam,1\n" * 300_000 + encode_1258("Phường Mỹ An,1\n"))
    assert detect_encoding(path) == "cp1258"


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=8)


def as_read(cell: str) -> str | ExcelError:
    """NFC text; a failed formula that was saved as text is one again."""
    return ExcelError(cell) if is_error_text(cell) else unicodedata.normalize("NFC", cell)


@settings(deadline=None)
@given(rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=5))
@example(rows=[("0", "#VALUE!")])
@example(rows=[("0", "Gµ0BÖ")])
def test_what_is_written_as_csv_reads_back(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("csv") / "so_lieu.csv"
    path.write_bytes(
        pl.DataFrame([("tên", "số"), *rows], orient="row").write_csv(include_header=False).encode("utf-8-sig")
    )
    expected = [[as_read(cell) for cell in row] for row in [("tên", "số"), *rows]]
    assert read_delimited(path, path.name)[0].cells == expected  # before texts of old fonts are told and converted
