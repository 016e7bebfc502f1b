"""`python -m etl …` as a person runs it: a process of its own, and what it answered."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Answer:
    """The exit code and everything said, whether as a result or as a complaint."""

    code: int
    said: str


def run_etl(*arguments: object, timeout: float = 500) -> Answer:
    """Runs one command to its end. A traceback is never an answer."""
    with start_etl(*arguments) as process:
        try:
            said, _ = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    assert "Traceback" not in said, said
    return Answer(process.returncode, said)


def start_etl(*arguments: object) -> subprocess.Popen[str]:
    """Starts one command and does not wait for it. Its pipe has the code page of Windows; what comes is UTF-8 all the same."""
    return subprocess.Popen(
        [sys.executable, "-m", "etl", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "cp1252"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
