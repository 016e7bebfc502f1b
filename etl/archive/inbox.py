"""What lies in an inbox, taken into the archive: source files, boundaries and unit lists; the rest is refused, and said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from etl.archive.ledger import Archive
from etl.areas.find_area import AreaFinder
from etl.boundaries.recognise import import_recognised, is_boundary_file
from etl.files.digest import sha256_of
from etl.read_source import read_source
from etl.tidied import Tidied
from longdan.language.fault import Fault, FaultError


@dataclass(frozen=True)
class Refused:
    """A file that was refused as a whole. It stays where it is."""

    path: Path
    sha256: str  # empty where the file could not even be opened
    faults: tuple[Fault, ...]


@dataclass
class TakenIn:
    """What came of an inbox: `parts` of each new source file by its SHA-256, so that it need not be read again.

    `noticed` are warnings about new boundary files: units they lack, polygons that overlap.
    """

    parts: dict[str, Sequence[Tidied]] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    noticed: list[Fault] = field(default_factory=list)


def take_in(inboxes: Iterable[Path], archive: Archive, area: pl.DataFrame, finder: AreaFinder, today: date) -> TakenIn:
    """Keep every new file that can be read; a file known already is passed over, one that is refused stays where it is."""
    taken = TakenIn()
    known = {entry.sha256 for entry in archive.entries()}
    for path in list_files(inboxes):
        digest = ""
        try:
            digest = sha256_of(path)
            if digest in known:
                continue
            if is_boundary_file(path):
                taken.noticed += import_recognised(path, area, archive.folder, today).faults
                archive.keep(path, kind="boundaries", received_on=today)
            else:
                taken.parts[digest] = read_source(path, finder)
                archive.keep(path, kind="source", received_on=today)
            known.add(digest)
        except FaultError as error:
            taken.refused.append(Refused(path, digest, error.faults))
    return taken


def list_files(inboxes: Iterable[Path]) -> list[Path]:
    """Every file below the inboxes, by name; files given by name stand for themselves. Raises FaultError where there is none.

    Hidden files, Excel's lock files (~$…) and the side files of a shapefile are no files of their own.
    """
    found: list[Path] = []
    for inbox in inboxes:
        if not inbox.exists():
            raise FaultError(Fault("build.not_there", file=inbox.name))
        found += [inbox] if inbox.is_file() else sorted(path for path in inbox.rglob("*") if path.is_file())
    return [path for path in found if not path.name.startswith((".", "~$")) and path.suffix.lower() not in _SIDE_FILES]


_SIDE_FILES = {".shx", ".dbf", ".prj", ".cpg", ".qix", ".sbn", ".sbx"}
