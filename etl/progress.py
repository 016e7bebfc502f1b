"""What a build says while it works: a line per step, for people or, as JSON, for the app."""

import json
import sys
import time
from dataclasses import dataclass, field
from typing import TextIO

from longdan.language.locale import text

STEPS = (
    "areas",
    "inbox",
    "simulation",
    "published",
    "load",
    "indicators",
    "geometry",
    "publish",
    "statistics",
    "check",
)


@dataclass
class Progress:
    """Writes `{"step", "done", "of", "message_vi", "message_en"}` lines, or one readable line per step."""

    is_json: bool = False
    language: str = "vi"
    stream: TextIO = field(default_factory=lambda: sys.stdout)
    seconds: dict[str, float] = field(default_factory=dict)  # time each step took
    _began: float = field(default_factory=time.perf_counter)
    _step: str | None = None

    def step(self, name: str, detail: object = "") -> None:
        """The build enters a step, or says how far it is inside one."""
        self._close()
        self._step = name
        done = STEPS.index(name)
        messages = {f"message_{language}": self._message(name, detail, language) for language in ("vi", "en")}
        if self.is_json:
            line = json.dumps({"step": name, "done": done, "of": len(STEPS), **messages}, ensure_ascii=False)
        else:
            line = f"[{done + 1}/{len(STEPS)}] {messages[f'message_{self.language}']}"
        print(line, file=self.stream, flush=True)

    def finish(self) -> None:
        self._close()

    def _close(self) -> None:
        now = time.perf_counter()
        if self._step:
            self.seconds[self._step] = self.seconds.get(self._step, 0.0) + now - self._began
        self._began = now

    def _message(self, name: str, detail: object, language: str) -> str:
        message = text(f"build.step.{name}", language)
        return f"{message} ({detail})" if detail != "" else message
