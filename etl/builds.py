"""The folder of builds: one at a time, each in a folder of its own, made current by one atomic rename."""

import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from longdan.language.fault import Fault, FaultError
from longdan.warehouse.open_build import read_pointer
from longdan.warehouse.schema_version import mark_schema

KEPT = 3
_POINTER = "current"
_LOCK = "building.lock"
_TRIES, _WAIT_SECONDS = 100, 0.05
_BUILD_ID = re.compile(r"\d{8}T\d{12}Z")  # nothing else in the folder is ever touched


@contextmanager
def hold_builds(builds: Path) -> Iterator[None]:
    """Only one build at a time. The lock is the operating system's, so it goes with the process that held it.

    Raises FaultError where another build is running.
    """
    builds.mkdir(parents=True, exist_ok=True)
    lock = FileLock(builds / _LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise FaultError(Fault("build.running", file=str(builds.name))) from None
    with lock:
        yield


def wait_for_builds(builds: Path) -> None:
    """Return when no build is running: at once, or when the one that runs ends."""
    builds.mkdir(parents=True, exist_ok=True)
    with FileLock(builds / _LOCK):
        return


def new_build(builds: Path) -> Path:
    """An empty folder for a build, named by the moment it begins; left-overs of killed builds are cleared away."""
    current = current_build_id(builds)
    finished = {path.name for path in builds.iterdir() if (path / "report.json").exists()}
    for path in builds.iterdir():
        if _BUILD_ID.fullmatch(path.name) and path.name not in finished and path.name != current:
            shutil.rmtree(path, ignore_errors=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    folder = builds / stamp
    folder.mkdir()
    return folder


def make_current(builds: Path, folder: Path) -> None:
    """Point to a finished build, in one step; readers of the one before finish undisturbed."""
    mark_schema(folder)
    arriving = builds / f"{_POINTER}.arriving"
    arriving.write_text(folder.name, encoding="utf-8")
    _replace(arriving, builds / _POINTER)
    others = sorted(path for path in builds.iterdir() if path != folder and (path / "report.json").exists())
    for old in others[: -(KEPT - 1)]:
        # Where somebody still reads it, Windows keeps that file; a later build clears the rest away.
        shutil.rmtree(old, ignore_errors=True)


def _replace(arriving: Path, target: Path) -> None:
    """Windows does not let a file be replaced in the moment in which somebody reads it: then a moment later."""
    for _ in range(_TRIES):
        try:
            arriving.replace(target)
            return
        except PermissionError:
            time.sleep(_WAIT_SECONDS)
    arriving.replace(target)


def current_build_id(builds: Path) -> str | None:
    """The build the pointer names, if there is one. Raises FaultError for a pointer that is none."""
    return read_pointer(builds / _POINTER)


def mend_pointer(builds: Path) -> list[Fault]:
    """Remove a pointer that is damaged; a warning where it was. Raises FaultError where a folder has its name."""
    try:
        current_build_id(builds)
    except FaultError:
        pointer = builds / _POINTER
        if pointer.is_dir():
            raise
        pointer.unlink()
        return [Fault("build.pointer_mended", file=f"{builds.name}/{_POINTER}", is_warning=True)]
    return []
