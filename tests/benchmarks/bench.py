"""What every benchmark is given and how it tells its figures."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Bench:
    """`folder` is for files of this run. `builds` holds a build of the simulated country; None until one is needed."""

    folder: Path
    is_quick: bool
    builds: Path | None = None

    def require_builds(self) -> Path:
        """The folder of builds, with a new build in it where none was given."""
        if self.builds is None:
            builds = self.folder / "builds"
            subprocess.run(self.build_command(builds), cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            self.builds = builds
        return self.builds

    def build_command(self, builds: Path) -> list[str]:
        """Simulates the whole country, or one province of it."""
        inbox = self.folder / "inbox"
        inbox.mkdir(exist_ok=True)
        command = [sys.executable, "-m", "etl", "build", "--demo", "--builds", str(builds), "--inbox", str(inbox)]
        return command + (["--demo-provinces", "31"] if self.is_quick else [])


def median_seconds(work: Callable[[], object], times: int) -> float:
    """The median of so many runs, after one that is not counted."""
    work()
    return statistics.median(seconds(work) for _ in range(times))


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def print_table(title: str, headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """The first column to the left, the others to the right; numbers as they stand."""
    lines = [tuple(map(str, row)) for row in (headings, *rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    print(f"\n{title}")
    for line in lines:
        first, *others = (
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        print("  " + "  ".join([first, *others]), flush=True)
