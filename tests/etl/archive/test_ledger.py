"""The archive: every file once, by its content, in the order of arrival."""

from datetime import date
from pathlib import Path

import pytest

from etl.archive.ledger import Archive
from etl.files.digest import sha256_of
from longdan.language.fault import FaultError

MONDAY, TUESDAY, FRIDAY = date(2026, 9, 14), date(2026, 9, 15), date(2026, 9, 18)


def write(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_a_kept_file_is_the_file_under_its_content(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    entry = archive.keep(write(tmp_path, "Quý III.XLSX", "a"), kind="source", received_on=MONDAY)
    assert archive.path(entry).read_text(encoding="utf-8") == "a"
    assert archive.path(entry).name == f"{sha256_of(tmp_path / 'Quý III.XLSX')}.xlsx"
    assert archive.entries() == [entry]


def test_the_same_content_twice_changes_nothing_whatever_its_name(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    first = archive.keep(write(tmp_path, "a.csv", "same"), kind="source", received_on=MONDAY)
    again = archive.keep(write(tmp_path, "b.csv", "same"), kind="source", received_on=FRIDAY)
    assert again == first
    assert archive.entries() == [first]


def test_the_ledger_replays_any_day(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    for name, day in (("a.csv", MONDAY), ("b.csv", TUESDAY), ("c.csv", FRIDAY)):
        archive.keep(write(tmp_path, name, name), kind="source", received_on=day)
    assert [entry.file_name for entry in archive.entries()] == ["a.csv", "b.csv", "c.csv"]
    assert [entry.file_name for entry in archive.entries(as_of=TUESDAY)] == ["a.csv", "b.csv"]
    assert archive.entries(as_of=date(2026, 9, 13)) == []


def test_the_ledger_outlives_the_program(tmp_path: Path) -> None:
    kept = Archive(tmp_path / "archive").keep(write(tmp_path, "a.csv", "a"), kind="areas", received_on=MONDAY)
    assert Archive(tmp_path / "archive").entries() == [kept]


def test_an_archive_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert Archive(tmp_path / "nowhere").entries() == []


@pytest.mark.parametrize(("content", "code"), [(None, "archive.file_missing"), ("other", "archive.file_altered")])
def test_a_kept_file_that_was_lost_or_changed_is_refused_by_the_name_under_which_it_came(
    tmp_path: Path, content: str | None, code: str
) -> None:
    archive = Archive(tmp_path / "archive")
    source = write(tmp_path, "quý 3.csv", "a")
    entry = archive.keep(source, kind="source", received_on=MONDAY)
    assert archive.intact_path(entry) == archive.path(entry)
    archive.path(entry).unlink()
    if content:
        archive.path(entry).write_text(content, encoding="utf-8")
    with pytest.raises(FaultError) as refused:
        archive.intact_path(entry)
    assert [(fault.code, fault.file) for fault in refused.value.faults] == [(code, "quý 3.csv")]

    assert archive.keep(source, kind="source", received_on=FRIDAY) == entry  # put back, and received when it was
    assert archive.intact_path(entry).read_text(encoding="utf-8") == "a"
    assert archive.entries() == [entry]


def test_an_interrupted_keep_is_mended_and_its_file_counts_as_new(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    source = write(tmp_path, "a.csv", "a")
    archive.keep(source, kind="source", received_on=MONDAY)
    ledger = tmp_path / "archive/ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes()[:-9])
    assert [fault.code for fault in archive.mend()] == ["archive.ledger_cut"]
    assert archive.mend() == []
    assert archive.keep(source, kind="source", received_on=FRIDAY).received_on == FRIDAY
    assert len(archive.entries()) == 1
