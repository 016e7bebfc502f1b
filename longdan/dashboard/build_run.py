"""The build that an app without one starts: one process for the whole server, watched by every session that waits for it."""

import json
import subprocess
import sys
from collections import deque
from threading import Lock, Thread

from longdan.warehouse.open_build import ROOT

_TAIL_LINES = 12
_COMMAND = (sys.executable, "-m", "etl", "build", "--json", "--if-missing", "--wait")


class BuildRun:
    """`python -m etl build` as a process of its own, so that geometry libraries never load in the server.

    It goes on when the session that started it is gone: whoever reloads the page watches the same build. `step` is the
    last line of progress, `tail` the end of everything else it said.
    """

    def __init__(self) -> None:
        self.step: dict | None = None
        self._said: deque[str] = deque(maxlen=_TAIL_LINES)
        self._process = subprocess.Popen(
            _COMMAND,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",  # what a library says may be in the code page of the system
        )
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def is_running(self) -> bool:
        return self._reader.is_alive()

    @property
    def has_succeeded(self) -> bool:
        return not self.is_running and self._process.returncode == 0

    @property
    def tail(self) -> str:
        return "\n".join(self._said)

    def wait(self, seconds: float | None = None) -> None:
        """Return when the build has ended, or after so many seconds."""
        self._reader.join(seconds)

    def _read(self) -> None:
        with self._process as process:
            for line in process.stdout:
                if step := read_step(line):
                    self.step = step
                else:
                    self._said.append(line.rstrip())


_lock = Lock()
_last: BuildRun | None = None


def join_build() -> BuildRun:
    """The build that this server is running, else a new one."""
    global _last
    with _lock:
        if _last is None or not _last.is_running:
            _last = BuildRun()
        return _last


def read_step(line: str) -> dict | None:
    """A progress line of the build; None for anything else it prints."""
    try:
        step = json.loads(line)
    except json.JSONDecodeError:
        return None
    return step if isinstance(step, dict) and {"done", "of", "message_vi", "message_en"} <= step.keys() else None
