"""A boundary file found in an inbox: that it is one, and which level, day and code column it has, told from its codes."""

import sqlite3
import zipfile
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from etl.boundaries.editions import EDITIONS, areas_on, reference_day
from etl.boundaries.import_boundaries import BoundaryImport, import_boundaries
from etl.boundaries.read_file import read_columns
from longdan.language.fault import Fault, FaultError

LEVELS = ("province", "district", "commune")
MINIMUM_OVERLAP = 0.5  # of the codes in the file and those of the areas, taken together
_SHAPEFILE = bytes.fromhex("0000270a")
_GEOPACKAGE = b"SQLite format 3\0"
_JSON_HEAD = 4096


@dataclass(frozen=True)
class Recognised:
    """What the codes of a file say it is."""

    level: str
    edition_on: date
    code_column: str


def is_boundary_file(path: Path) -> bool:
    """Whether the content is that of a GeoPackage, a Shapefile (also zipped) or a GeoJSON.

    What is damaged or cannot be opened is none: the reader of other files says what is wrong with it.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(_JSON_HEAD)
    except OSError:
        return False
    if head.startswith(_SHAPEFILE) or (head.startswith(_GEOPACKAGE) and _has_layers(path)):
        return True
    if head.lstrip().startswith(b"{"):
        return b'"FeatureCollection"' in head
    return head.startswith(b"PK") and _has_shapefile(path)


def import_recognised(path: Path, area: pl.DataFrame, archive: Path, today: date) -> BoundaryImport:
    """Import a boundary file by what its codes say it is. Raises FaultError where they fit no level and day."""
    found = recognise_boundaries(path, area, today)
    return import_boundaries(
        path,
        level=found.level,
        edition_on=found.edition_on,
        code_column=found.code_column,
        area=area,
        archive=archive,
    )


def recognise_boundaries(path: Path, area: pl.DataFrame, today: date) -> Recognised:
    """The level, day and column whose codes overlap most with the areas of that day (Jaccard index).

    A column that repeats its codes, as that of the province in a file of districts, counts the less for it.
    The same code stood for other ground before July 2025, so a file with the units of both days would be ambiguous; the
    number of units tells them apart (63 or 34 provinces, 10,035 or 3,321 communes).
    """
    codes = read_columns(path)
    scores: dict[Recognised, float] = {}
    for edition in EDITIONS:
        day = reference_day(edition, today)
        for level in LEVELS:
            known = set(areas_on(area, day).filter(pl.col("level") == level)["code"])
            for column, given in codes.items():
                found = set(given)
                if known and found:
                    overlap = len(found & known) / len(found | known)
                    scores[Recognised(level, day, column)] = overlap * len(found) / len(given)
    best = max(scores, key=scores.get, default=None)
    if best is None or scores[best] < MINIMUM_OVERLAP:
        raise FaultError(Fault("boundaries.not_recognised", file=path.name, values={"columns": ", ".join(codes)}))
    return best


def _has_layers(path: Path) -> bool:
    """Whether an SQLite file is a GeoPackage. A damaged one, also in the texts of its tables, is not told from another database."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            found = database.execute("select count(*) from sqlite_master where name = 'gpkg_contents'").fetchone()
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False
    return bool(found[0])


def _has_shapefile(path: Path) -> bool:
    """Whether a zip holds a Shapefile. Listing the names of a damaged one fails on the list, on a name or on its version."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.lower().endswith(".shp") for name in archive.namelist())
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError):
        return False
