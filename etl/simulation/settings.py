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


def list_quarters(first: tuple[int, int], last: tuple[int, int]) -> list[tuple[int, int]]:
    """(inspection year, quarter) from the first to the last, both included."""
    numbers = range(first[0] * 4 + first[1] - 1, last[0] * 4 + last[1])
    return [(number // 4, number % 4 + 1) for number in numbers]
