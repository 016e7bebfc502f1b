"""The names written on the map itself: the archipelagos of Hoàng Sa and Trường Sa."""

import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parents[3] / "data/catalog/map_labels.toml"


@cache
def read_labels(language: str) -> tuple[dict, ...]:
    """text, longitude and latitude (degrees, WGS 84) of each name."""
    records = tomllib.loads(FILE.read_text(encoding="utf-8"))["label"]
    return tuple(
        {"text": one[f"name_{language}"], "longitude": one["longitude"], "latitude": one["latitude"]} for one in records
    )
