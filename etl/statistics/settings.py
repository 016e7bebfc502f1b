"""What is watched for places that stand out: `data/catalog/attention.toml`."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parents[2] / "data/catalog/attention.toml"


@dataclass(frozen=True)
class Watch:
    """An indicator, and the type and calendar of its periods, as `quarter.inspection`."""

    indicator: str
    period: str


@dataclass(frozen=True)
class AttentionSettings:
    """`window_days`: how long before the newest figure others still count with it; `fewest_places`: judged together."""

    window_days: int
    fewest_places: int
    watches: tuple[Watch, ...]


def load_settings(path: Path = FILE) -> AttentionSettings:
    """The settings as the file holds them."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    watches = tuple(Watch(**watch) for watch in content.pop("watch"))
    return AttentionSettings(**content, watches=watches)
