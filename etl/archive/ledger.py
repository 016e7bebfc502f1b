"""The archive of accepted files and its ledger, one JSON line per file, only ever appended to."""

import json
import shutil
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from etl.files.digest import sha256_of


@dataclass(frozen=True)
class Entry:
    """One accepted file. `received_on` decides which of two reports with the same signature date came later."""

    sha256: str
    file_name: str
    received_on: date
    kind: str  # source | boundaries | areas

    @property
    def stored_name(self) -> str:
        return f"{self.sha256}{Path(self.file_name).suffix.lower()}"


class Archive:
    """`files/<sha256>.<ending>` and `ledger.jsonl` under one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ledger = folder / "ledger.jsonl"

    def entries(self, as_of: date | None = None) -> list[Entry]:
        """In order of arrival; with `as_of`, only what had arrived by that day."""
        if not self._ledger.exists():
            return []
        lines = self._ledger.read_text(encoding="utf-8").splitlines()
        found = [_entry(json.loads(line)) for line in lines if line]
        return [entry for entry in found if as_of is None or entry.received_on <= as_of]

    def keep(self, path: Path, *, kind: str, received_on: date) -> Entry:
        """Keep a file. The same content a second time changes nothing: the first entry is returned."""
        digest = sha256_of(path)
        for entry in self.entries():
            if entry.sha256 == digest:
                return entry
        entry = Entry(digest, path.name, received_on, kind)
        target = self.path(entry)
        target.parent.mkdir(parents=True, exist_ok=True)
        arriving = target.with_name(target.name + ".arriving")
        shutil.copyfile(path, arriving)
        arriving.replace(target)
        with self._ledger.open("a", encoding="utf-8") as ledger:
            ledger.write(json.dumps(asdict(entry), default=str, ensure_ascii=False) + "\n")
        return entry

    def path(self, entry: Entry) -> Path:
        """Where the kept file lies."""
        return self.folder / "files" / entry.stored_name


def _entry(fields: dict) -> Entry:
    return Entry(fields["sha256"], fields["file_name"], date.fromisoformat(fields["received_on"]), fields["kind"])
