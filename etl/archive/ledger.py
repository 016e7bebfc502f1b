"""The archive of accepted files and its ledger, one JSON line per file, only ever appended to."""

import os
import shutil
from datetime import date
from pathlib import Path

from etl.archive.entries import Entry, append_entry, read_entries, set_cut_line_aside
from etl.files.digest import sha256_of
from longdan.language.fault import Fault, FaultError
from longdan.language.names import printable_name


class Archive:
    """`files/<sha256>.<ending>` and `ledger.jsonl` under one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ledger = folder / "ledger.jsonl"

    def entries(self, as_of: date | None = None) -> list[Entry]:
        """In order of arrival; with `as_of`, only what had arrived by that day. Raises FaultError for a damaged ledger."""
        return [entry for entry in read_entries(self._ledger) if as_of is None or entry.received_on <= as_of]

    def mend(self) -> list[Fault]:
        """Set aside what an interrupted `keep` left of its line; a warning where it left any. Its file counts as new again."""
        return set_cut_line_aside(self._ledger)

    def keep(self, path: Path, *, kind: str, received_on: date, take_in: str = "") -> Entry:
        """Keep a file. The same content a second time makes no new entry: the first is returned, with its file intact."""
        digest = sha256_of(path)
        for entry in self.entries():
            if entry.sha256 == digest:
                if not self.is_intact(entry):
                    self.restore(entry, path)
                return entry
        entry = Entry(digest, printable_name(path.name), received_on, kind, take_in)
        self.restore(entry, path)
        append_entry(self._ledger, entry)
        return entry

    def restore(self, entry: Entry, path: Path) -> None:
        """Put the file of an entry where it is kept, whole or not at all."""
        target = self.path(entry)
        target.parent.mkdir(parents=True, exist_ok=True)
        arriving = target.with_name(target.name + ".arriving")
        shutil.copyfile(path, arriving)
        with arriving.open("rb+") as copied:
            os.fsync(copied.fileno())
        arriving.replace(target)

    def path(self, entry: Entry) -> Path:
        """Where the kept file lies."""
        return self.folder / "files" / entry.stored_name

    def intact_path(self, entry: Entry) -> Path:
        """Where the kept file lies. Raises FaultError where it is gone or is not what was received any more."""
        path = self.path(entry)
        place = {"file": entry.file_name, "values": {"kept_as": f"files/{entry.stored_name}"}}
        if not path.is_file():
            raise FaultError(Fault("archive.file_missing", **place))
        found = sha256_of(path)
        if found != entry.sha256:
            raise FaultError(Fault("archive.file_altered", **place, found=found))
        return path

    def is_intact(self, entry: Entry) -> bool:
        """Whether the kept file is there and is what was received."""
        try:
            return self.intact_path(entry).is_file()
        except FaultError:
            return False
