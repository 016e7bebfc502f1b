"""What lies in an inbox is kept once it can be read; what cannot be read stays where it is, with the reason."""

import os
import sys
from datetime import date
from pathlib import Path

import pytest

from etl.archive.inbox import list_files, take_in
from etl.archive.ledger import Archive
from etl.areas.find_area import AreaFinder
from etl.areas.read_areas import AreaTables, read_areas
from etl.templates.layout import load_layout
from etl.templates.workbook import write_template
from longdan.language.fault import FaultError

TODAY = date(2026, 9, 20)


@pytest.fixture(scope="module")
def areas() -> AreaTables:
    return read_areas()


@pytest.fixture(scope="module")
def finder(areas: AreaTables) -> AreaFinder:
    return AreaFinder(areas.area, areas.succession)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    write_template("deadline", folder / "thoi-han.xlsx", rows=load_layout("deadline").example)
    (folder / "ghi-chu.txt").write_text("không phải số liệu", encoding="utf-8")
    return folder


def test_new_files_are_kept_and_refused_ones_stay(
    areas: AreaTables, finder: AreaFinder, inbox: Path, tmp_path: Path
) -> None:
    archive = Archive(tmp_path / "archive")
    taken = take_in([inbox], archive, areas.area, finder, TODAY)
    assert [entry.file_name for entry in archive.entries()] == ["thoi-han.xlsx"]
    assert [entry.received_on for entry in archive.entries()] == [TODAY]
    assert [parts[0].measures.is_empty() for parts in taken.parts.values()] == [False]
    assert [refused.path.name for refused in taken.refused] == ["ghi-chu.txt"]
    assert (inbox / "ghi-chu.txt").exists()


def test_a_second_look_takes_nothing_in(areas: AreaTables, finder: AreaFinder, inbox: Path, tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    take_in([inbox], archive, areas.area, finder, TODAY)
    again = take_in([inbox], archive, areas.area, finder, date(2026, 10, 1))
    assert again.parts == {}
    assert len(archive.entries()) == 1


def test_a_file_that_the_archive_lost_is_taken_from_the_inbox_again(
    areas: AreaTables, finder: AreaFinder, inbox: Path, tmp_path: Path
) -> None:
    archive = Archive(tmp_path / "archive")
    take_in([inbox], archive, areas.area, finder, TODAY)
    (entry,) = archive.entries()
    archive.path(entry).write_bytes(b"another content")
    again = take_in([inbox], archive, areas.area, finder, date(2026, 10, 1))
    assert [(fault.code, fault.file, fault.is_warning) for fault in again.noticed] == [
        ("archive.file_restored", "thoi-han.xlsx", True)
    ]
    assert archive.is_intact(entry)
    assert archive.entries() == [entry]


def test_files_that_came_together_are_told_from_those_that_came_later(
    areas: AreaTables, finder: AreaFinder, inbox: Path, tmp_path: Path
) -> None:
    archive = Archive(tmp_path / "archive")
    for name in ("b.xlsx", "c.xlsx", "a.xlsx"):
        write_template("deadline", inbox / name, rows=load_layout("deadline").example, language="vi")
        (inbox / name).write_bytes((inbox / name).read_bytes() + name.encode())
        if name != "b.xlsx":
            take_in([inbox], archive, areas.area, finder, TODAY)
    assert [entry.file_name for entry in archive.entries()] == ["b.xlsx", "c.xlsx", "thoi-han.xlsx", "a.xlsx"]
    first, second, third, last = [entry.take_in for entry in archive.entries()]
    assert first == second == third != last


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")
def test_a_name_that_is_no_utf_8_is_shown_with_replacement_signs(
    areas: AreaTables, finder: AreaFinder, inbox: Path, tmp_path: Path
) -> None:
    for old, new in ((b"thoi-han.xlsx", b"th\xe1ng.xlsx"), (b"ghi-chu.txt", b"ghi ch\xfa.txt")):
        os.rename(os.fsencode(inbox) + b"/" + old, os.fsencode(inbox) + b"/" + new)
    archive = Archive(tmp_path / "archive")
    taken = take_in([inbox], archive, areas.area, finder, TODAY)
    assert [entry.file_name for entry in archive.entries()] == ["th\N{REPLACEMENT CHARACTER}ng.xlsx"]
    assert [fault.file for refused in taken.refused for fault in refused.faults] == [
        "ghi ch\N{REPLACEMENT CHARACTER}.txt"
    ]
    assert archive.is_intact(archive.entries()[0])


def test_hidden_files_locks_and_side_files_are_no_files_of_their_own(tmp_path: Path) -> None:
    for name in (".hidden", "~$mo.xlsx", "tinh.shp", "tinh.dbf", "tinh.prj", "a.csv"):
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/b.csv").write_text("", encoding="utf-8")
    assert [path.name for path in list_files([tmp_path])] == ["a.csv", "b.csv", "tinh.shp"]


def test_an_inbox_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FaultError) as refused:
        list_files([tmp_path / "nowhere"])
    assert [fault.code for fault in refused.value.faults] == ["build.not_there"]
