"""The few choices of whoever runs the dashboard, from data/settings.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "data" / "settings.toml"


@dataclass(frozen=True)
class Settings:
    """`home`: code of the opening area; `indicator`: opening id or ""; `complete_share`: 0–1; `showcase`: source_id/indicator_id."""

    home: str
    indicator: str
    complete_share: float
    showcase: list[str]


@cache
def read_settings() -> Settings:
    """The settings as the file holds them when first asked for."""
    return Settings(**tomllib.loads(FILE.read_text(encoding="utf-8")))
