"""A small made-up country of four communes for the files, and the real lists for the cells."""

import shutil
from datetime import date
from pathlib import Path

import geopandas
import polars as pl
import pytest
import shapely

from etl.areas.read_areas import AREA, AreaTables, read_areas
from etl.boundaries.cells import draw_cells
from etl.boundaries.coverage import Coverage

TODAY = date(2026, 11, 22)
SHARED = Path(__file__).resolve().parents[3] / "../shared/data/boundaries"


def square(column: int, row: int = 0) -> shapely.Polygon:
    """A tenth of a degree wide, beside Hà Nội."""
    west, south = 105.0 + column / 10, 21.0 + row / 10
    return shapely.box(west, south, west + 0.1, south + 0.1)


def area_frame(*units: tuple[str, str, str, str | None]) -> pl.DataFrame:
    """Areas in force since 01/07/2025 from (code, level, name, code of the parent)."""
    rows = [
        {
            "area_id": f"{code}@2025-07-01",
            "code": code,
            "level": level,
            "name": name,
            "parent_id": None if parent is None else f"{parent}@2025-07-01",
            "valid_from": date(2025, 7, 1),
        }
        for code, level, name, parent in units
    ]
    return pl.DataFrame(rows, schema=AREA)


@pytest.fixture
def area() -> pl.DataFrame:
    return area_frame(
        ("VN", "country", "Việt Nam", None),
        ("01", "province", "Thành phố Hà Nội", "VN"),
        ("00001", "commune", "Phường Một", "01"),
        ("00002", "commune", "Phường Hai", "01"),
        ("00003", "commune", "Xã Ba", "01"),
        ("00004", "commune", "Xã Bốn", "01"),
    )


@pytest.fixture
def write_file(tmp_path: Path):
    """Writes (code, geometry) pairs as a boundary file with the column `ma`; returns its path."""

    def write(pairs, name: str = "xa.gpkg", crs: str | None = "EPSG:4326", to_crs: str | None = None) -> Path:
        codes, geometries = zip(*pairs, strict=True)
        frame = geopandas.GeoDataFrame({"ma": codes}, geometry=list(geometries), crs=crs)
        frame = frame.to_crs(to_crs) if to_crs else frame
        path = tmp_path / name
        if name.endswith(".zip"):
            (tmp_path / "shapefile").mkdir()
            frame.to_file(tmp_path / "shapefile" / "xa.shp")
            shutil.make_archive(str(path.with_suffix("")), "zip", tmp_path / "shapefile")
        else:
            frame.to_file(path)
        return path

    return write


@pytest.fixture(scope="session")
def tables() -> AreaTables:
    return read_areas()


@pytest.fixture(scope="session")
def cells(tables: AreaTables) -> dict[tuple[str, str], Coverage]:
    return draw_cells(tables.area, tables.succession, TODAY)
