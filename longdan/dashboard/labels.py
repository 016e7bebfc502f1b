"""What topics and units are called."""

import tomllib
from functools import cache
from pathlib import Path

from longdan.language.locale import text

UNITS = Path(__file__).resolve().parents[2] / "data" / "catalog" / "units.toml"


def label_topic(topic: str, language: str) -> str:
    return text(f"topics.{topic}", language)


def label_unit(unit: str, language: str) -> str:
    """The unit as it stands behind a figure (`%`, `đơn`, `lượt người`); empty where the title says it."""
    return _units()[unit][f"label_{language}"]


@cache
def _units() -> dict[str, dict[str, str]]:
    return {unit["id"]: unit for unit in tomllib.loads(UNITS.read_text(encoding="utf-8"))["unit"]}
