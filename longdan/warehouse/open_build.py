"""Finds the current build and opens what may be shown of it, read-only.

Every build has a folder of its own, so that the build a session reads is never replaced under it: DuckDB keeps returning the
old content when another file takes over a path that is open.
"""

import os
import time
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb

from longdan.language.fault import Fault, FaultError
from longdan.warehouse.schema_version import is_of_this_schema

ROOT = Path(__file__).resolve().parents[2]
_TRIES, _WAIT_SECONDS = 50, 0.02


@dataclass(frozen=True)
class Build:
    """One build: `build_id` names its folder and begins with the moment it was made; `database` is its published.duckdb."""

    build_id: str
    database: Path

    @property
    def built_on(self) -> date:
        return datetime.strptime(self.build_id[:8], "%Y%m%d").date()


def builds_folder() -> Path:
    """$LONGDAN_BUILDS, or data/builds of this checkout."""
    return Path(os.environ.get("LONGDAN_BUILDS") or ROOT / "data" / "builds")


def current_build(folder: Path | None = None) -> Build | None:
    """The build that the pointer file `current` names; None where nothing has been built yet, or not by this version.

    Raises FaultError where the pointer names a build that is not there, or cannot be read.
    """
    folder = folder or builds_folder()
    build_id = read_pointer(folder / "current")
    if build_id is None:
        return None
    database = folder / build_id / "published.duckdb"
    if not build_id or not database.is_file():
        raise FaultError(Fault("build.missing", file="current", found=build_id))
    if not is_of_this_schema(database.parent):
        return None
    return Build(build_id, database)


def read_pointer(pointer: Path) -> str | None:
    """None where there is none. Windows does not let it be read in the moment in which it is replaced: then a moment later.

    Raises FaultError where it is no text or no file.
    """
    if pointer.is_dir():
        raise FaultError(Fault("build.pointer_folder", file=f"{pointer.parent.name}/{pointer.name}"))
    for _ in range(_TRIES):
        try:
            return pointer.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        except NotADirectoryError:
            raise FaultError(Fault("build.not_a_folder", file=pointer.parent.name)) from None
        except UnicodeDecodeError:
            raise FaultError(Fault("build.pointer_damaged", file=f"{pointer.parent.name}/{pointer.name}")) from None
        except PermissionError:
            time.sleep(_WAIT_SECONDS)
    raise FaultError(Fault("build.unreadable", file=pointer.name))


def open_build(build: Build) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the published figures; take a `.cursor()` of it for every question.

    Raises FaultError where the file is damaged or was written by another version.
    """
    try:
        return duckdb.connect(str(build.database), read_only=True)
    except duckdb.Error as error:
        raise FaultError(Fault("build.unreadable", file=build.database.name, found=build.build_id)) from error
