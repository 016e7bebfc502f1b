"""The ledger outlives crashes and editors: what is whole is read, what is cut off is set aside, what is damaged is named."""

from datetime import date
from pathlib import Path

import pytest

from etl.archive.entries import CUT_LINES, Entry, append_entry, read_entries, set_cut_line_aside
from longdan.language.fault import FaultError

FIRST = Entry("a" * 64, "quý 1.xlsx", date(2026, 9, 14), "source", "2026-09-14T08:00:00+00:00")
SECOND = Entry("b" * 64, "quý 2.xlsx", date(2026, 9, 15), "boundaries")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.jsonl"
    append_entry(path, FIRST)
    append_entry(path, SECOND)
    return path


def test_what_was_appended_is_read_in_its_order(ledger: Path) -> None:
    assert read_entries(ledger) == [FIRST, SECOND]
    assert set_cut_line_aside(ledger) == []


@pytest.mark.parametrize("name", ["hai\u2028dòng.xlsx", "hai\ndòng.xlsx", "hai\x85dòng.xlsx"])
def test_a_line_ends_where_the_file_has_its_newline_and_not_in_a_name(ledger: Path, name: str) -> None:
    append_entry(ledger, odd := Entry("c" * 64, name, date(2026, 9, 16), "source"))
    assert read_entries(ledger) == [FIRST, SECOND, odd]


def test_a_last_line_that_an_editor_left_without_its_end_is_whole_and_stays_so(ledger: Path) -> None:
    ledger.write_bytes(ledger.read_bytes().rstrip(b"\n"))
    assert read_entries(ledger) == [FIRST, SECOND]
    append_entry(ledger, third := Entry("c" * 64, "ba.xlsx", date(2026, 9, 16), "source"))
    assert read_entries(ledger) == [FIRST, SECOND, third]


@pytest.mark.parametrize("cut", [1, 20, 100, -2])
def test_a_last_line_that_was_cut_off_is_set_aside_and_said(ledger: Path, cut: int) -> None:
    whole, last = ledger.read_bytes().splitlines(keepends=True)
    ledger.write_bytes(whole + last[:cut])
    assert read_entries(ledger) == [FIRST]
    (warning,) = set_cut_line_aside(ledger)
    assert (warning.code, warning.row, warning.is_warning) == ("archive.ledger_cut", 2, True)
    assert ledger.with_name(CUT_LINES).read_bytes() == last[:cut] + b"\n"
    append_entry(ledger, SECOND)
    assert read_entries(ledger) == [FIRST, SECOND]


def test_a_line_never_goes_on_from_one_that_was_cut_off(ledger: Path) -> None:
    ledger.write_bytes(ledger.read_bytes()[:-30])
    append_entry(ledger, SECOND)
    assert read_entries(ledger) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"\xff\xfe",
        b"[]",
        b'"text"',
        b'{"sha256": "' + b"a" * 64 + b'", "file_name": "x", "received_on": "2026-09-14"}',
        b'{"sha256": "../../x", "file_name": "x", "received_on": "2026-09-14", "kind": "source"}',
        b'{"sha256": "' + b"a" * 64 + b'", "file_name": "x", "received_on": "14/09/2026", "kind": "source"}',
        b'{"sha256": "' + b"a" * 64 + b'", "file_name": "x", "received_on": "2026-09-14", "kind": "sauce"}',
        b'{"sha256": "' + b"a" * 64 + b'", "file_name": 7, "received_on": "2026-09-14", "kind": "source"}',
    ],
)
def test_a_damaged_line_in_the_middle_is_refused_with_its_number(ledger: Path, line: bytes) -> None:
    first, second = ledger.read_bytes().splitlines(keepends=True)
    ledger.write_bytes(first + line + b"\n" + second)
    with pytest.raises(FaultError) as refused:
        read_entries(ledger)
    (fault,) = refused.value.faults
    assert (fault.code, fault.file, fault.row) == ("archive.ledger_line", "ledger.jsonl", 2)


def test_blank_lines_and_what_editors_put_around_lines_are_no_damage(ledger: Path) -> None:
    first, second = ledger.read_bytes().splitlines()
    ledger.write_bytes(b"\xef\xbb\xbf" + first + b"\r\n\r\n" + second + b"\r\n")
    assert read_entries(ledger) == [FIRST, SECOND]
