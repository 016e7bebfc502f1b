"""A boundary file as it is given: GeoPackage, Shapefile (also zipped) or GeoJSON, in any coordinate system."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import geopandas
import numpy as np
import polars as pl
import pyogrio
import pyproj
import shapely

from longdan.language.fault import Fault, FaultError

SUFFIXES = (".gpkg", ".shp", ".zip", ".geojson", ".json")
WGS84 = "EPSG:4326"
# What longitude and latitude of Vietnam, its islands included, may be: anything else was given in another system.
PLAUSIBLE_BOUNDS = (100.0, 5.0, 120.0, 25.0)
# Of a damaged file: what GDAL cannot open, texts in no encoding, and rings that GEOS cannot build.
_UNREADABLE = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    UnicodeDecodeError,
    shapely.errors.GEOSException,
)


@dataclass(frozen=True)
class Features:
    """The features of a file in its order: `codes` as text, null where blank; `geometries` in WGS 84, otherwise as
    given, perhaps invalid, empty or None."""

    codes: pl.Series
    geometries: np.ndarray


def read_boundary_file(path: Path, code_column: str, crs: str | None) -> Features:
    """The features of a boundary file, each with the code in `code_column`.

    `crs` says the coordinate system of a file that names none on the earth (`EPSG:3405`); one that it names is not overridden.
    Raises FaultError for what is no boundary file.
    """
    frame = _open(path)
    if code_column not in frame.columns or code_column == "geometry":
        columns = ", ".join(str(name) for name in frame.columns if name != "geometry")
        raise FaultError(Fault("boundaries.column", path.name, found=code_column, values={"columns": columns}))
    codes = pl.Series("code", [clean_code(value) for value in frame[code_column]], dtype=pl.String)
    return Features(codes, np.array(_reproject(frame, crs, path.name).geometry.values, dtype=object))


def read_columns(path: Path) -> dict[str, list[str]]:
    """The values of every column of a boundary file, as codes, without blanks. Raises FaultError for what is no such file."""
    with _only_layer(path) as layer:
        frame = pyogrio.read_dataframe(path, layer=layer, read_geometry=False)
    return {str(name): [code for value in frame[name] if (code := clean_code(value))] for name in frame.columns}


def _open(path: Path) -> geopandas.GeoDataFrame:
    if path.suffix.lower() not in SUFFIXES:
        raise FaultError(Fault("boundaries.format", path.name, found=path.suffix or path.name))
    with _only_layer(path) as layer:
        return geopandas.read_file(path, layer=layer)


@contextmanager
def _only_layer(path: Path) -> Iterator[str]:
    """The name of the one layer of a file, to be read inside. FaultError for another number of them, and for damage."""
    try:
        layers = [str(name) for name, kind in pyogrio.list_layers(path) if kind is not None]
        if len(layers) != 1:
            raise FaultError(Fault("boundaries.layers", path.name, found=", ".join(layers)))
        yield layers[0]
    except _UNREADABLE as error:
        raise FaultError(Fault("boundaries.unreadable", path.name, values={"reason": _first_line(error)})) from None


def _reproject(frame: geopandas.GeoDataFrame, crs: str | None, file: str) -> geopandas.GeoDataFrame:
    is_local = frame.crs is not None and frame.crs.is_engineering  # a drawing's own, as "Non-Earth" of MapInfo
    if frame.crs is None or is_local:
        if crs is None:
            missing = Fault("boundaries.crs_local", file, found=frame.crs.name) if is_local else None
            raise FaultError(missing or Fault("boundaries.crs_missing", file))
        try:
            frame = frame.set_crs(crs, allow_override=True)
        except pyproj.exceptions.CRSError:
            raise FaultError(Fault("boundaries.crs_unknown", file, found=crs)) from None
    try:
        frame = frame.to_crs(WGS84)
    except pyproj.exceptions.ProjError:  # nothing leads from there to longitude and latitude
        raise FaultError(Fault("boundaries.crs_local", file, found=frame.crs.name)) from None
    west, south, east, north = frame.total_bounds
    low_x, low_y, high_x, high_y = PLAUSIBLE_BOUNDS
    if len(frame.geometry.dropna()) and not (low_x <= west and low_y <= south and east <= high_x and north <= high_y):
        found = ", ".join(f"{value:.4f}" for value in frame.total_bounds)
        raise FaultError(Fault("boundaries.outside", file, found=found))
    return frame


def clean_code(value: object) -> str | None:
    """Text without spaces around; a whole number stays without decimals; None where blank."""
    if value is None or value != value:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip() or None


def keep_polygons(geometry: shapely.Geometry | None) -> shapely.Geometry | None:
    """The polygons of a geometry, repaired; None where there is no area in it."""
    if geometry is None:
        return None
    parts = shapely.get_parts(shapely.get_parts(shapely.make_valid(shapely.force_2d(geometry))))
    polygons = parts[(shapely.get_type_id(parts) == shapely.GeometryType.POLYGON) & (shapely.area(parts) > 0)]
    return shapely.union_all(polygons) if len(polygons) else None


def pad_codes(codes: pl.Series, known: pl.Series) -> pl.Series:
    """The codes with the leading zeros that a number column lost, where that gives a known code."""
    width = known.str.len_chars().max() or 0
    padded = codes.str.zfill(width)
    return pl.select(pl.when(padded.is_in(known.implode())).then(padded).otherwise(codes)).to_series()


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0]
