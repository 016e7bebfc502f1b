"""A data officer's desk: an inbox to put files into, an archive, builds, and the commands over them."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb

from etl.forms.layout import load_layouts
from etl.forms.write_form import FilledForm, write_forms
from tests.command import Answer, run_etl, start_etl

SHARED = Path(__file__).resolve().parents[2] / "../shared/data"

# One commune's petitions of a quarter on form 02/XLD, in which every identity closes.
_NUMBERS = [30, 28, 20, 15, 12, 8, 5, 3, 4, 2, 2, 2, 2, 0, 0, 0, 0, 2, 5, 1, 3, 1, 5, 3, 2]
PETITIONS = {str(number): value for number, value in enumerate(_NUMBERS, start=1)}
Q3_2026 = "quarter.inspection.2026-06-15.2026-09-14"


@dataclass(frozen=True)
class Office:
    """Everything below one folder; nothing in it is known to another office."""

    folder: Path

    @property
    def inbox(self) -> Path:
        return self.folder / "inbox"

    @property
    def builds(self) -> Path:
        return self.folder / "builds"

    @property
    def _places(self) -> tuple[object, ...]:
        return "--builds", self.builds, "--archive", self.folder / "archive"

    def run(self, command: str, *arguments: object) -> Answer:
        return run_etl(command, *arguments, *self._places)

    def build(self, *arguments: object) -> Answer:
        """A build without simulated figures, unless asked for others; it must end well."""
        chosen = arguments if "--demo" in arguments else ("--no-demo", *arguments)
        answer = self.run("build", "--inbox", self.inbox, *chosen)
        assert answer.code == 0, answer.said
        return answer

    def start_build(self) -> subprocess.Popen[str]:
        return start_etl("build", "--no-demo", "--json", "--inbox", self.inbox, *self._places)

    def receive(self, path: Path, name: str | None = None) -> Path:
        """Puts a file into the inbox."""
        return Path(shutil.copyfile(path, self.inbox / (name or path.name)))

    def current(self) -> str:
        return (self.builds / "current").read_text(encoding="utf-8")

    def ask(self, sql: str, database: str = "published") -> list[tuple]:
        """The rows of a question to the current build."""
        with duckdb.connect(str(self.builds / self.current() / f"{database}.duckdb"), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def ledger(self) -> list[dict]:
        lines = (self.folder / "archive/ledger.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def antedate(self, file_name: str, received_on: date) -> None:
        """Writes into the ledger that a file came on an earlier day, since a test cannot wait for the next one."""
        entries = [
            entry | {"received_on": str(received_on)} if entry["file_name"] == file_name else entry
            for entry in self.ledger()
        ]
        lines = (json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)
        (self.folder / "archive/ledger.jsonl").write_text("".join(lines), encoding="utf-8")


def write_petitions(
    path: Path, rows: Mapping[str, Mapping[str, object]], *, signed_on: date | None = None, **changes: object
) -> Path:
    """Form 02/XLD of Hải Phòng for the third quarter of 2026, one row per unit; returns the path."""
    form = FilledForm(
        layout=load_layouts()["tt06_2025.02_xld"],
        body_lines=("UBND THÀNH PHỐ HẢI PHÒNG", "THANH TRA THÀNH PHỐ"),
        covered_from=date(2026, 6, 15),
        covered_to=date(2026, 9, 14),
        rows=list(rows.items()),
        place="Hải Phòng",
        signed_on=signed_on,
    )
    write_forms(path, [replace(form, **changes)])
    return path
