"""What lies in an inbox, taken into the archive: source files, boundaries and unit lists; the rest is refused, and said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from etl.archive.entries import Entry
from etl.archive.ledger import Archive
from etl.areas.find_area import AreaFinder
from etl.boundaries.recognise import import_recognised, is_boundary_file
from etl.files.digest import sha256_of
from etl.files.plain_name import plainly_named
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

    `noticed` are warnings: units that new boundary files lack, polygons that overlap; what was mended in the archive.
    """

    parts: dict[str, Sequence[Tidied]] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    noticed: list[Fault] = field(default_factory=list)


def take_in(inboxes: Iterable[Path], archive: Archive, area: pl.DataFrame, finder: AreaFinder, today: date) -> TakenIn:
    """Keep every new file that can be read; one that is refused stays where it is.

    A file known already is passed over; where the archive has lost or altered it, it is put back there.
    """
    taken = TakenIn(noticed=archive.mend())
    known = {entry.sha256: entry for entry in archive.entries()}
    moment = datetime.now(UTC).isoformat()
    for path in list_files(inboxes):
        digest = ""
        try:
            digest = sha256_of(path)
            if digest in known:
                taken.noticed += _put_back(archive, known[digest], path)
                continue
            with plainly_named(path) as readable:
                if is_boundary_file(readable):
                    taken.noticed += import_recognised(readable, area, archive.folder, today).faults
                    kind = "boundaries"
                else:
                    taken.parts[digest] = read_source(readable, finder)
                    kind = "source"
            known[digest] = archive.keep(path, kind=kind, received_on=today, take_in=moment)
        except FaultError as error:
            taken.refused.append(Refused(path, digest, error.faults))
    return taken


def _put_back(archive: Archive, entry: Entry, path: Path) -> list[Fault]:
    """The file of an entry into the archive again, where it is not intact there; a warning that it was."""
    if archive.is_intact(entry):
        return []
    archive.restore(entry, path)
    values = {"kept_as": f"files/{entry.stored_name}"}
    return [Fault("archive.file_restored", file=entry.file_name, values=values, is_warning=True)]


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
