"""The folder of builds: one at a time, current by one step, left-overs cleared, the last three kept."""

import subprocess
import sys
from pathlib import Path

import pytest

from etl.builds import current_build_id, hold_builds, make_current, mend_pointer, new_build
from longdan.language.fault import FaultError

ROOT = Path(__file__).resolve().parents[2]


def finish(builds: Path) -> Path:
    folder = new_build(builds)
    (folder / "report.json").write_text("{}", encoding="utf-8")
    make_current(builds, folder)
    return folder


def test_a_second_build_at_the_same_time_is_refused(tmp_path: Path) -> None:
    with hold_builds(tmp_path), pytest.raises(FaultError) as refused, hold_builds(tmp_path):
        pass
    assert [fault.code for fault in refused.value.faults] == ["build.running"]
    with hold_builds(tmp_path):
        pass  # and it is free again


def test_the_hold_ends_with_the_process_that_had_it(tmp_path: Path) -> None:
    program = f"""
from pathlib import Path
from etl.builds import hold_builds
with hold_builds(Path({str(tmp_path)!r})):
    print("held", flush=True)
    input()
"""
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(FaultError), hold_builds(tmp_path):
            pass
        other.kill()
        other.wait()
    with hold_builds(tmp_path):
        pass


def test_nothing_is_current_before_the_first_build(tmp_path: Path) -> None:
    assert current_build_id(tmp_path) is None


def test_a_build_that_was_not_finished_never_becomes_current(tmp_path: Path) -> None:
    done = finish(tmp_path)
    new_build(tmp_path)
    assert current_build_id(tmp_path) == done.name


@pytest.mark.skipif(sys.platform == "win32", reason="Windows waits until nobody has the pointer open")
def test_the_pointer_changes_in_one_step(tmp_path: Path) -> None:
    first = finish(tmp_path)
    with (tmp_path / "current").open(encoding="utf-8") as reader:
        second = finish(tmp_path)
        assert reader.read() == first.name  # who had it open reads the old one whole
    assert current_build_id(tmp_path) == second.name
    assert not (tmp_path / "current.arriving").exists()


def test_what_killed_builds_left_is_cleared_by_the_next(tmp_path: Path) -> None:
    done = finish(tmp_path)
    killed = new_build(tmp_path)
    (killed / "facts.duckdb").write_bytes(b"half a file")
    (killed / "spill").mkdir()
    begun = new_build(tmp_path)
    assert not killed.exists()
    assert done.exists()
    assert begun.exists()


def test_the_last_three_are_kept(tmp_path: Path) -> None:
    made = [finish(tmp_path) for _ in range(5)]
    assert [folder.exists() for folder in made] == [False, False, True, True, True]
    assert current_build_id(tmp_path) == made[-1].name


def test_a_build_is_kept_whatever_day_the_clock_says(tmp_path: Path) -> None:
    made = [finish(tmp_path) for _ in range(3)]
    later = [path.rename(tmp_path / path.name.replace("20", "21", 1)) for path in made]
    newest = finish(tmp_path)  # the clock was put back
    assert newest.exists()
    assert current_build_id(tmp_path) == newest.name
    assert [folder.exists() for folder in later] == [False, True, True]


def test_what_was_still_open_of_an_old_build_is_cleared_later(tmp_path: Path) -> None:
    """Windows removes every file of an old build but the one that an open page reads."""
    old = finish(tmp_path)
    finish(tmp_path)
    (old / "report.json").unlink()
    (old / "published.duckdb").write_bytes(b"open until a moment ago")
    finish(tmp_path)
    assert not old.exists()


def test_a_pointer_that_is_being_read_is_replaced_a_moment_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, refusals = Path.replace, iter([PermissionError, PermissionError])

    def replace_when_nobody_reads(self: Path, target: Path) -> Path:
        if refusal := next(refusals, None):
            raise refusal
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", replace_when_nobody_reads)
    assert current_build_id(tmp_path) is None
    done = finish(tmp_path)
    assert current_build_id(tmp_path) == done.name


def test_a_damaged_pointer_is_said_and_the_next_build_writes_it_anew(tmp_path: Path) -> None:
    old = finish(tmp_path)
    assert mend_pointer(tmp_path) == []
    (tmp_path / "current").write_bytes(b"\xff\xfe")
    assert [(fault.code, fault.is_warning) for fault in mend_pointer(tmp_path)] == [("build.pointer_mended", True)]
    new = finish(tmp_path)
    assert current_build_id(tmp_path) == new.name
    assert old.exists()


def test_a_folder_in_the_place_of_the_pointer_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "current").mkdir()
    with pytest.raises(FaultError) as refused:
        mend_pointer(tmp_path)
    assert [fault.code for fault in refused.value.faults] == ["build.pointer_folder"]
    assert (tmp_path / "current").is_dir()
