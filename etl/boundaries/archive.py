"""Imported boundaries as they are kept: one file per level and day, of one or more imports, and beside it where it came from."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

import geopandas
import numpy as np
import polars as pl

from etl.boundaries.coverage import Coverage
from etl.boundaries.editions import edition_of
from etl.boundaries.read_file import WGS84
from etl.tidied import RECORDS
from longdan.language.locale import text

FOLDER = "boundaries"


@dataclass(frozen=True)
class Provenance:
    """Where an imported coverage came from: the newest of its files, and by name the earlier ones of which areas are left.

    `findings` are fault codes with what was found, without a language.
    """

    level: str
    edition_on: str
    file_name: str
    sha256: str
    feature_count: int  # polygons in the newest file
    area_count: int  # areas drawn, those of earlier files included
    expected_count: int  # areas of that level in force on that day
    findings: list[dict]
    earlier_files: list[str] = field(default_factory=list)

    @property
    def source_id(self) -> str:
        return f"boundaries_{self.level}_{self.edition_on}"

    @property
    def edition(self) -> str:
        return edition_of(date.fromisoformat(self.edition_on))

    @property
    def files(self) -> list[str]:
        return [self.file_name, *self.earlier_files]


def store_boundaries(archive: Path, coverage: Coverage, provenance: Provenance, file_of: Mapping[str, str]) -> Path:
    """Writes both files in the place of those of the same level and day; the path of the polygons.

    `file_of` names for every area the file that it came from.
    """
    folder = archive / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{provenance.level}-{provenance.edition_on}"
    columns = {"area_id": coverage.area_ids, "file_name": [file_of[area_id] for area_id in coverage.area_ids]}
    frame = geopandas.GeoDataFrame(columns, geometry=list(coverage.polygons), crs=WGS84)
    path = folder / f"{stem}.parquet"
    draft = folder / f"{stem}.parquet.part"
    frame.to_parquet(draft)
    text = json.dumps(asdict(provenance), ensure_ascii=False, indent=1)
    note = folder / f"{stem}.json.part"
    note.write_text(text, encoding="utf-8")
    os.replace(draft, path)
    os.replace(note, folder / f"{stem}.json")
    return path


def read_kept(archive: Path, level: str, edition_on: date) -> tuple[Coverage, dict[str, str]]:
    """What was imported so far of a level and day, and by area the file that it came from; nothing where nothing was."""
    path = archive / FOLDER / f"{level}-{edition_on}.parquet"
    if not path.exists():
        return Coverage((), np.array([], dtype=object)), {}
    frame = geopandas.read_parquet(path)
    if "file_name" not in frame:  # kept before imports were joined: all of it is of one file
        frame["file_name"] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["file_name"]
    coverage = Coverage(tuple(frame["area_id"]), np.array(frame.geometry.values, dtype=object))
    return coverage, dict(zip(frame["area_id"], frame["file_name"], strict=True))


def read_archive(archive: Path) -> list[tuple[Provenance, Coverage]]:
    """Every imported coverage, the newest day last."""
    found = []
    for path in (archive / FOLDER).glob("*.json"):
        provenance = Provenance(**json.loads(path.read_text(encoding="utf-8")))
        frame = geopandas.read_parquet(path.with_suffix(".parquet"))
        coverage = Coverage(tuple(frame["area_id"]), np.array(frame.geometry.values, dtype=object))
        found.append((provenance, coverage))
    return sorted(found, key=lambda pair: (pair[0].edition_on, pair[0].level))


def imported_sources(archive: Path) -> pl.DataFrame:
    """What `source_id` of imported layers refers to: rows of the table `source`, one per import."""
    rows = []
    for path in sorted((archive / FOLDER).glob("*.json")):
        provenance = Provenance(**json.loads(path.read_text(encoding="utf-8")))
        told = {
            "file": ", ".join(provenance.files),
            "day": date.fromisoformat(provenance.edition_on).strftime("%d/%m/%Y"),
        }
        titles = {f"title_{language}": text("boundaries.source_title", language, **told) for language in ("vi", "en")}
        rows.append({"source_id": provenance.source_id, **titles})
    return pl.DataFrame(rows, schema=RECORDS["source"])
