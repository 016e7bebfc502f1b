"""Files and folders of the machine that are not what a command needs: it says which, and what to do. Never a traceback."""

import json
from pathlib import Path

import duckdb
import pytest

from etl.__main__ import main
from etl.build import Built
from etl.commands import build, status
from longdan.warehouse.schema_version import mark_schema

BUILD_ID = "20260920T080000000000Z"


@pytest.fixture
def builds(tmp_path: Path) -> Path:
    """A folder of builds whose current one is good enough for `status`."""
    folder = tmp_path / "builds" / BUILD_ID
    folder.mkdir(parents=True)
    with duckdb.connect(str(folder / "published.duckdb")) as connection:
        connection.execute(
            "create table load as select range as load_id, repeat(md5(range::varchar), 9) from range(50000)"
        )
    report = {"built_at": "2026-09-20T08:00:00+00:00", "observations": 7}
    (folder / "report.json").write_text(json.dumps(report), encoding="utf-8")
    mark_schema(folder)
    (tmp_path / "builds/current").write_text(BUILD_ID, encoding="utf-8")
    return tmp_path / "builds"


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    assert main([*map(str, arguments), "--lang", "en"]) == 1
    return capsys.readouterr().err


@pytest.mark.parametrize("command", [("status",), ("build",), ("check", "x.csv")])
@pytest.mark.parametrize("option", ["--builds", "--archive"])
def test_a_file_where_a_folder_belongs_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: tuple, option: str
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert f"{tmp_path / 'file'}: This is a file, not a folder." in said(capsys, *command, option, tmp_path / "file")


@pytest.mark.parametrize(
    "command", [("template", "survey", "--to"), ("overlaps", "--old", "x", "--new", "y", "--weights")]
)
def test_a_file_is_written_into_a_folder_that_is_there_and_over_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: tuple
) -> None:
    missing = tmp_path / "missing/x.csv"
    assert f"{missing}: The folder to write the file into does not exist" in said(capsys, *command, missing)
    assert f"{tmp_path}: This is a folder" in said(capsys, *command, tmp_path)


def test_whatever_the_system_refuses_is_said_with_its_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(tmp_path / "x"))

    monkeypatch.setattr(status, "current_build", refuse)
    assert f"{tmp_path / 'x'}: The system does not let it be read or written: Permission denied" in said(
        capsys, "status", "--builds", tmp_path
    )


@pytest.mark.parametrize(
    "content",
    [None, b"{", b"[]", b"\xff", b"{}", b'{"built_at": "soon", "observations": 1}', b'{"built_at": "2026-01-01"}'],
)
def test_a_report_that_does_not_say_is_named(
    builds: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    report = builds / BUILD_ID / "report.json"
    report.unlink() if content is None else report.write_bytes(content)
    assert f"{report}: The report of the current build is missing or damaged." in said(
        capsys, "status", "--builds", builds
    )


@pytest.mark.parametrize("kept", [0.01, 0.5, 0.99])
def test_a_database_cut_short_is_named(builds: Path, capsys: pytest.CaptureFixture[str], kept: float) -> None:
    database = builds / BUILD_ID / "published.duckdb"
    whole = database.read_bytes()
    database.write_bytes(whole[: int(len(whole) * kept)])
    answer = said(capsys, "status", "--builds", builds)
    assert "published.duckdb: The current build could not be opened." in answer


@pytest.mark.parametrize("is_folder", [False, True])
def test_a_pointer_that_is_none_is_named(builds: Path, capsys: pytest.CaptureFixture[str], is_folder: bool) -> None:
    pointer = builds / "current"
    pointer.write_bytes(b"\xff\xfe")
    if is_folder:
        pointer.unlink()
        pointer.mkdir()
    told = "there is a folder" if is_folder else "is damaged"
    answer = said(capsys, "status", "--builds", builds)
    assert answer.startswith("builds/current: ")
    assert told in answer


def test_where_the_pointer_leads_nowhere_a_build_is_missing(
    builds: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "build", lambda *_: Built("new", 1, 1, 0, ()))
    arguments = ["build", "--if-missing", "--builds", str(builds), "--lang", "en"]
    assert main(arguments) == 0
    assert BUILD_ID in capsys.readouterr().out
    (builds / "current").write_bytes(b"\xff")
    assert main(arguments) == 0
    answer = capsys.readouterr()
    assert "is damaged" in answer.err
    assert "Build new." in answer.out
