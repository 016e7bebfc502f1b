"""The lines of the ledger: one JSON object per accepted file, read with every damage named, and only ever appended to."""

import json
import os
import re
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from longdan.language.fault import Fault, FaultError
from longdan.language.names import printable_name

KINDS = ("source", "boundaries", "areas", "successions")
CUT_LINES = "ledger.jsonl.cut"
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Entry:
    """One accepted file. Of two reports with the same signature date the one that was received later holds.

    `take_in` is the same for files that came together, of which none is the later; empty in ledgers that did not know it.
    """

    sha256: str
    file_name: str
    received_on: date
    kind: str  # one of KINDS
    take_in: str = ""

    @property
    def stored_name(self) -> str:
        return f"{self.sha256}{Path(self.file_name).suffix.lower()}"


def read_entries(ledger: Path) -> list[Entry]:
    """In order of arrival. A last line that was cut off is none; any other that is damaged raises FaultError with its number."""
    if not ledger.exists():
        return []
    *lines, last = ledger.read_bytes().split(b"\n")
    read = [_read_entry(line) for line in lines]
    faults = [
        Fault("archive.ledger_line", file=ledger.name, row=row, found=_shown(line))
        for row, (line, entry) in enumerate(zip(lines, read, strict=True), start=1)
        if entry is None and line.strip()
    ]
    if faults:
        raise FaultError(faults)
    return [entry for entry in (*read, _read_entry(last)) if entry]


def append_entry(ledger: Path, entry: Entry) -> None:
    """One more line, on the disk when this returns. It never goes on from one without an end."""
    set_cut_line_aside(ledger)
    line = json.dumps(asdict(entry), default=str, ensure_ascii=False).encode()
    with ledger.open("ab+") as stream:
        is_open = stream.tell() and _last_byte(ledger) != b"\n"
        stream.write((b"\n" if is_open else b"") + line + b"\n")
        stream.flush()
        os.fsync(stream.fileno())


def set_cut_line_aside(ledger: Path) -> list[Fault]:
    """Move a last line that was cut off, as by a power failure, to CUT_LINES beside the ledger; a warning of it."""
    if not ledger.exists():
        return []
    whole, newline, last = ledger.read_bytes().rpartition(b"\n")
    if not last.strip() or _read_entry(last):
        return []
    with ledger.with_name(CUT_LINES).open("ab") as aside:
        aside.write(last + b"\n")
        aside.flush()
        os.fsync(aside.fileno())
    os.truncate(ledger, len(whole + newline))
    row = whole.count(b"\n") + 1 + len(newline)
    values = {"aside": CUT_LINES}
    return [Fault("archive.ledger_cut", file=ledger.name, row=row, found=_shown(last), values=values, is_warning=True)]


def _read_entry(line: bytes) -> Entry | None:
    """None for what is no entry: damaged, cut off, blank."""
    try:
        fields = json.loads(line.decode("utf-8-sig"))
        name, received_on = printable_name(fields["file_name"]), date.fromisoformat(fields["received_on"])
        entry = Entry(fields["sha256"], name, received_on, fields["kind"], fields.get("take_in", ""))
        is_whole = _SHA256.fullmatch(entry.sha256) and entry.kind in KINDS and isinstance(entry.take_in, str)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return entry if is_whole else None


def _last_byte(ledger: Path) -> bytes:
    with ledger.open("rb") as stream:
        stream.seek(-1, os.SEEK_END)
        return stream.read(1)


def _shown(line: bytes) -> str:
    return line[:300].decode("utf-8", "replace").strip()
