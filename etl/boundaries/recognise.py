"""A boundary file found in an inbox: that it is one, and which level, day and code column it has, told from its codes."""

import sqlite3
import zipfile
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import pyogrio

from etl.boundaries.editions import EDITIONS, areas_on, reference_day
from etl.boundaries.import_boundaries import BoundaryImport, import_boundaries
from etl.boundaries.read_file import clean_code
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
    """Whether the content is that of a GeoPackage, a Shapefile (also zipped) or a GeoJSON."""
    with path.open("rb") as stream:
        head = stream.read(_JSON_HEAD)
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
    codes = _read_codes(path)
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


def _read_codes(path: Path) -> dict[str, list[str]]:
    """The values of every column, as codes, without blanks."""
    try:
        frame = pyogrio.read_dataframe(path, read_geometry=False)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, UnicodeDecodeError) as error:
        raise FaultError(
            Fault("boundaries.unreadable", file=path.name, values={"reason": _first_line(error)})
        ) from None
    return {str(name): [code for value in frame[name] if (code := clean_code(value))] for name in frame.columns}


def _has_layers(path: Path) -> bool:
    """Whether an SQLite file is a GeoPackage; a damaged one is not told from another database."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            found = database.execute("select count(*) from sqlite_master where name = 'gpkg_contents'").fetchone()
    except sqlite3.DatabaseError:
        return False
    return bool(found[0])


def _has_shapefile(path: Path) -> bool:
    """Whether a zip holds a Shapefile; a damaged one is left to the reader of workbooks, which says so."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.lower().endswith(".shp") for name in archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return False


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0]
