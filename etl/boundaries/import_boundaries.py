"""Taking in an official boundary file: read, reprojected, repaired, checked, simplified and kept in the archive."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import shapely

from etl.boundaries.archive import Provenance, read_kept, store_boundaries
from etl.boundaries.checks import check_codes, check_overlaps, check_repairs
from etl.boundaries.coverage import Coverage
from etl.boundaries.editions import areas_on
from etl.boundaries.read_file import keep_polygons, pad_codes, read_boundary_file
from etl.files.digest import sha256_of
from longdan.language.fault import Fault, FaultError
from longdan.language.locale import text
from longdan.language.names import printable_name

# Kept finer than what maps draw (write_geometry simplifies again), and coarser than a survey: about 50 m.
KEPT_TOLERANCE = 0.0005


@dataclass(frozen=True)
class BoundaryImport:
    """What was kept and what was noticed. `faults` are warnings; `path` is the file in the archive.

    `coverage` draws all areas imported of that level and day; `earlier_count` of them are of earlier files.
    """

    coverage: Coverage
    provenance: Provenance
    faults: list[Fault]
    path: Path
    earlier_count: int

    def describe(self, language: str) -> str:
        """How many areas of how many the file draws now, and how many are kept from files before it."""
        kept = self.provenance
        drawn = kept.area_count - self.earlier_count
        told = {"file": printable_name(kept.file_name), "drawn": drawn, "expected": kept.expected_count}
        imported = text(
            "boundaries.imported",
            language,
            level=kept.level,
            day=f"{date.fromisoformat(kept.edition_on):%d/%m/%Y}",
            **told,
        )
        if not self.earlier_count:
            return imported
        files = ", ".join(kept.earlier_files)
        before = text(
            "boundaries.kept_before", language, kept=self.earlier_count, files=files, all=kept.area_count, **told
        )
        return f"{imported} {before}"


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

    Its areas take the place of the same ones in earlier files of that level and day; the others of those stay, so that
    boundaries may come province by province. Polygons with the same code are pieces of one area and are joined; unknown, blank
    and empty ones are left out; areas without a polygon stay absent. Each is a warning. Raises FaultError where the file or none of its codes is usable.
    """
    known = areas_on(area, edition_on).filter(pl.col("level") == level)
    if known.is_empty():
        raise FaultError(Fault("boundaries.no_areas", path.name, values={"level": level, "day": edition_on}))
    features = read_boundary_file(path, code_column, crs)
    codes, given = pad_codes(features.codes, known["code"]), features.geometries
    polygons = np.array([keep_polygons(geometry) for geometry in given], dtype=object)
    coverage = _join_pieces(codes, polygons, known)
    if not coverage.area_ids:
        found = ", ".join(codes.drop_nulls().unique().sort().head(5))
        raise FaultError(Fault("boundaries.no_match", path.name, found=found, values={"column": code_column}))
    before, file_of = read_kept(archive, level, edition_on)
    earlier = before.only(set(known["area_id"]) - set(coverage.area_ids))
    faults = check_codes(codes, polygons, known, area, earlier.area_ids) + check_repairs(codes, _is_crossing(given))
    code_of = dict(known.select("area_id", "code").iter_rows())
    drawn = coverage.over(earlier)
    faults += check_overlaps([code_of[area_id] for area_id in drawn.area_ids], drawn.polygons)
    faults = [fault.at(file=path.name) for fault in faults]
    kept = coverage.simplify(KEPT_TOLERANCE).over(earlier)
    file_of = {area_id: file_of.get(area_id) for area_id in earlier.area_ids} | dict.fromkeys(
        coverage.area_ids, printable_name(path.name)
    )
    provenance = _describe(path, level, edition_on, len(given), kept, known, faults)
    provenance = replace(provenance, earlier_files=sorted({file_of[area_id] for area_id in earlier.area_ids}))
    stored = store_boundaries(archive, kept, provenance, file_of)
    return BoundaryImport(kept, provenance, faults, stored, len(earlier.area_ids))


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
