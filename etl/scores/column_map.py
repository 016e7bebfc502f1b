"""The map of a score table, read from data/catalog/scores: its sheets, headings by year, scales and source."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "data/catalog/scores"


@dataclass(frozen=True)
class ScoreColumn:
    """A column of scores: its stable key and both headings. A part of a dimension is `dimension.part`."""

    key: str
    en: str
    vi: str

    @property
    def is_total(self) -> bool:
        return self.key.startswith("total")

    @property
    def is_dimension(self) -> bool:
        return "." not in self.key and not self.is_total


@dataclass(frozen=True)
class ColumnMap:
    """One score table. `columns` by year; rows and columns of a sheet count from 1."""

    form: str
    source: Mapping[str, object]  # as in the table `source`
    sheet: re.Pattern[str]
    heading_rows: tuple[int, int]  # English, Vietnamese
    identity: tuple[str, ...]  # headings of code, English name, Vietnamese name, the same in both rows
    columns: Mapping[int, tuple[ScoreColumn, ...]]
    scales: Mapping[str, tuple[float, float]]
    not_areas: frozenset[int]  # codes of rows that are no area
    total_tolerance: float

    def headings(self, year: int) -> tuple[list[str], list[str]]:
        """What the two heading rows of a year must say."""
        columns = self.columns[year]
        return [*self.identity, *(column.en for column in columns)], [
            *self.identity,
            *(column.vi for column in columns),
        ]


@cache
def column_maps() -> tuple[ColumnMap, ...]:
    """Every score table that is mapped."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.toml")))


def _read(path: Path) -> ColumnMap:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return ColumnMap(
        form=raw["form"],
        source={"source_id": raw["source_id"], **raw["source"]},
        sheet=re.compile(raw["sheet"]),
        heading_rows=tuple(raw["heading_rows"]),
        identity=tuple(raw["identity"]),
        columns={
            year: tuple(ScoreColumn(**column) for column in edition["columns"])
            for edition in raw["edition"]
            for year in edition["years"]
        },
        scales={key: (scale["lowest"], scale["highest"]) for scale in raw["scale"] for key in scale["keys"]},
        not_areas=frozenset(entry["code"] for entry in raw["not_an_area"]),
        total_tolerance=raw["total_tolerance"],
    )
