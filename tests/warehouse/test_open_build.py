"""The pointer names the build that opens; what is wrong with it is said, never raised as a traceback."""

from pathlib import Path

import pytest

from longdan.language.fault import FaultError
from longdan.warehouse.open_build import current_build, open_build
from tests.sample_warehouse import BUILD_ID, write_sample_build


def test_no_pointer_means_no_build_yet(tmp_path: Path) -> None:
    assert current_build(tmp_path) is None


def test_the_pointer_names_the_build_and_its_day(tmp_path: Path) -> None:
    build = current_build(write_sample_build(tmp_path))
    assert build.build_id == BUILD_ID
    assert build.built_on.isoformat() == "2026-11-22"
    with open_build(build) as connection, pytest.raises(Exception, match="read-only"):
        connection.execute("create table mine (x integer)")


def test_the_builds_folder_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LONGDAN_BUILDS", str(write_sample_build(tmp_path)))
    assert current_build().build_id == BUILD_ID


@pytest.mark.parametrize("pointed", ["gone", ""])
def test_a_pointer_to_nothing_is_a_fault_with_its_next_step(tmp_path: Path, pointed: str) -> None:
    (tmp_path / "current").write_text(pointed, encoding="utf-8")
    with pytest.raises(FaultError) as caught:
        current_build(tmp_path)
    assert caught.value.faults[0].code == "build.missing"
    assert "python -m etl build" in caught.value.faults[0].next_step("vi")


def test_a_pointer_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "current").write_bytes(b"\xff\xfe")
    (tmp_path / "folder/current").mkdir(parents=True)
    (tmp_path / "file").write_text("", encoding="utf-8")
    codes = []
    for folder in (tmp_path, tmp_path / "folder", tmp_path / "file"):
        with pytest.raises(FaultError) as caught:
            current_build(folder)
        codes += [fault.code for fault in caught.value.faults]
    assert codes == ["build.pointer_damaged", "build.pointer_folder", "build.not_a_folder"]


@pytest.mark.parametrize("mark", [None, "of another version"])
def test_a_build_of_another_version_is_none(tmp_path: Path, mark: str | None) -> None:
    folder = write_sample_build(tmp_path)
    (folder / BUILD_ID / "schema").unlink()
    if mark is not None:
        (folder / BUILD_ID / "schema").write_text(mark, encoding="utf-8")
    assert current_build(folder) is None


def test_a_damaged_build_is_a_fault(tmp_path: Path) -> None:
    build = current_build(write_sample_build(tmp_path))
    build.database.write_bytes(b"not a database" * 400)
    with pytest.raises(FaultError) as caught:
        open_build(build)
    assert caught.value.faults[0].code == "build.unreadable"


def test_a_pointer_that_is_being_replaced_is_read_a_moment_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_sample_build(tmp_path)
    read_text, refusals = Path.read_text, iter([PermissionError, PermissionError])

    def read_when_nobody_writes(self: Path, encoding: str) -> str:
        if refusal := next(refusals, None):
            raise refusal
        return read_text(self, encoding=encoding)

    monkeypatch.setattr(Path, "read_text", read_when_nobody_writes)
    assert current_build(folder).build_id == BUILD_ID


def test_a_pointer_that_nobody_may_read_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, encoding: str) -> str:
        raise PermissionError

    monkeypatch.setattr("longdan.warehouse.open_build._WAIT_SECONDS", 0)
    monkeypatch.setattr(Path, "read_text", refuse)
    with pytest.raises(FaultError) as caught:
        current_build(tmp_path)
    assert caught.value.faults[0].code == "build.unreadable"
