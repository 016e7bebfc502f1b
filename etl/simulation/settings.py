"""What the simulated country is drawn from: `data/catalog/simulation.toml`."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

FILE = Path(__file__).parents[2] / "data/catalog/simulation.toml"


@cache
def load_settings() -> MappingProxyType:
    """The settings as they stand in the file; see its comments."""
    return MappingProxyType(tomllib.loads(FILE.read_text(encoding="utf-8")))


def generation_on(day: date) -> str:
    """The circular whose forms a report of a period ending on `day` is made on."""
    return next(g["circular"] for g in load_settings()["generation"] if day <= g["until"])
