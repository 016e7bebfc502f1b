"""What units and topics are called, from the catalogue's own files."""

import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "data" / "catalog"


def label_topic(topic: str, language: str) -> str:
    return _labels("topic")[topic][f"label_{language}"]


def label_unit(unit: str, language: str) -> str:
    """The unit as it stands behind a figure: `%`, `đơn`, `lượt người`."""
    return _labels("unit")[unit][f"label_{language}"]


@cache
def _labels(kind: str) -> dict[str, dict[str, str]]:
    records = tomllib.loads((FOLDER / f"{kind}s.toml").read_text(encoding="utf-8"))[kind]
    return {record["id"]: record for record in records}
