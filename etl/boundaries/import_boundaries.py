"""Taking in an official boundary file: read, reprojected, repaired, checked, simplified and kept in the archive."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import shapely

from etl.boundaries.archive import Provenance, store_boundaries
from etl.boundaries.checks import check_codes, check_overlaps, check_repairs
from etl.boundaries.coverage import Coverage
from etl.boundaries.editions import areas_on
from etl.boundaries.read_file import keep_polygons, pad_codes, read_boundary_file
from etl.files.digest import sha256_of
from longdan.language.fault import Fault, FaultError
from longdan.language.locale import text

# Kept finer than what maps draw (write_geometry simplifies again), and coarser than a survey: about 50 m.
KEPT_TOLERANCE = 0.0005


@dataclass(frozen=True)
class BoundaryImport:
    """What was kept and what was noticed. `faults` are warnings; `path` is the file in the archive."""

    coverage: Coverage
    provenance: Provenance
    faults: list[Fault]
    path: Path

    def describe(self, language: str) -> str:
        """One sentence: how many areas of how many are drawn from the file now."""
        kept = self.provenance
        told = {"file": kept.file_name, "drawn": kept.area_count, "expected": kept.expected_count}
        return text("boundaries.imported", language, level=kept.level, day=kept.edition_on, **told)


def import_boundaries(
    path: Path,
    *,
    level: str,
    edition_on: date,
    code_column: str,
    area: pl.DataFrame,
    archive: Path,
    crs: str | None = None,
) -> BoundaryImport:
    """Keeps the boundaries of one level as of one day.

    Polygons with the same code are pieces of one area and are joined; unknown, blank and empty ones are left out; areas
    without a polygon stay absent. Each is a warning. Raises FaultError where the file or none of its codes is usable.
    """
    known = areas_on(area, edition_on).filter(pl.col("level") == level)
    if known.is_empty():
        raise FaultError(Fault("boundaries.no_areas", path.name, values={"level": level, "day": edition_on}))
    features = read_boundary_file(path, code_column, crs)
    codes, given = pad_codes(features.codes, known["code"]), features.geometries
    polygons = np.array([keep_polygons(geometry) for geometry in given], dtype=object)
    faults = check_codes(codes, polygons, known, area) + check_repairs(codes, _is_crossing(given))
    coverage = _join_pieces(codes, polygons, known)
    if not coverage.area_ids:
        found = ", ".join(codes.drop_nulls().unique().sort().head(5))
        raise FaultError(Fault("boundaries.no_match", path.name, found=found, values={"column": code_column}))
    code_of = dict(known.select("area_id", "code").iter_rows())
    faults += check_overlaps([code_of[area_id] for area_id in coverage.area_ids], coverage.polygons)
    faults = [fault.at(file=path.name) for fault in faults]
    kept = coverage.simplify(KEPT_TOLERANCE)
    provenance = _describe(path, level, edition_on, len(given), kept, known, faults)
    return BoundaryImport(kept, provenance, faults, store_boundaries(archive, kept, provenance))


def _is_crossing(given: np.ndarray) -> np.ndarray:
    return ~(shapely.is_valid(given) | shapely.is_missing(given))


def _join_pieces(codes: pl.Series, polygons: np.ndarray, known: pl.DataFrame) -> Coverage:
    """One polygon per known area; pieces that overlap each other are joined too."""
    area_id = dict(known.select("code", "area_id").iter_rows())
    pieces: dict[str, list[shapely.Geometry]] = {}
    for code, polygon in zip(codes, polygons, strict=True):
        if polygon is not None and code in area_id:
            pieces.setdefault(area_id[code], []).append(polygon)
    ids = tuple(sorted(pieces))
    joined = [pieces[key][0] if len(pieces[key]) == 1 else shapely.union_all(pieces[key]) for key in ids]
    return Coverage(ids, np.array(joined, dtype=object))


def _describe(
    path: Path,
    level: str,
    edition_on: date,
    feature_count: int,
    kept: Coverage,
    known: pl.DataFrame,
    faults: list[Fault],
) -> Provenance:
    noticed = [{"code": fault.code, "found": fault.found, **fault.values} for fault in faults]
    return Provenance(
        level=level,
        edition_on=str(edition_on),
        file_name=path.name,
        sha256=sha256_of(path),
        feature_count=feature_count,
        area_count=len(kept.area_ids),
        expected_count=known.height,
        findings=noticed,
    )
