"""Map geometry as the browser fetches it: one compact GeoJSON per edition and level, named by its content."""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import mkstemp

import polars as pl
import shapely

from etl.boundaries.coverage import Coverage
from etl.boundaries.layers import MapLayer

GEOMETRY = pl.Schema(
    {
        "edition": pl.String,
        "level": pl.String,
        "path": pl.String,  # below static/
        "feature_count": pl.Int32,
        "is_approximate": pl.Boolean,
        "source_id": pl.String,
        "area_ids": pl.List(pl.String),
    }
)
FOLDER = "map"
# Degrees: what keeps 3,321 real communes near 2.5 MB and provinces below 400 kB.
TOLERANCE = {"commune": 0.005, "district": 0.004, "province": 0.007}
CELLS_TOLERANCE = 0.002  # cells have few vertices, all of them in straight edges or a smooth outline
DECIMALS = 4  # about 10 m


def write_geometry(layers: Iterable[MapLayer], area: pl.DataFrame, static: Path) -> pl.DataFrame:
    """Writes the files below `static`/map and returns the rows of stored.geometry (schema GEOMETRY).

    A feature has the properties `id` (its position, which a map's values follow), `area_id` and `name`. The province
    file of an edition also serves as the outline over its communes.
    """
    folder = static / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for layer in layers:
        content = render_geojson(_simplify(layer), tell_apart(area, layer.coverage.area_ids))
        digest = hashlib.sha256(content).hexdigest()[:12]
        path = folder / f"{layer.edition}-{layer.level}-{digest}.json"
        if not path.exists():
            write_whole(path, content)
        ids = list(layer.coverage.area_ids)
        relative = path.relative_to(static).as_posix()
        rows.append((layer.edition, layer.level, relative, len(ids), layer.is_approximate, layer.source_id, ids))
    return pl.DataFrame(rows, schema=GEOMETRY, orient="row")


def tell_apart(area: pl.DataFrame, area_ids: Sequence[str]) -> dict[str, str]:
    """area_id → its name, with the unit it lies in behind a name that several of these areas have."""
    parents = area.select(parent_id="area_id", parent_name="name")
    named = area.filter(pl.col("area_id").is_in(list(area_ids))).join(parents, on="parent_id", how="left")
    is_shared = (pl.len().over("name") > 1) & pl.col("parent_name").is_not_null()
    full = pl.when(is_shared).then(pl.format("{}, {}", "name", "parent_name")).otherwise("name")
    return dict(named.select("area_id", full).iter_rows())


def write_whole(path: Path, content: bytes) -> None:
    """The file is there whole or not at all, also where two builds write the same one at once."""
    handle, draft = mkstemp(prefix=f".{path.name}-", dir=path.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
    os.chmod(draft, 0o644)
    os.replace(draft, path)


def render_geojson(coverage: Coverage, names: dict[str, str]) -> bytes:
    """UTF-8 GeoJSON without spaces, coordinates rounded to DECIMALS; no feature loses its last ring."""
    features = [
        {
            "type": "Feature",
            "properties": {"id": index, "area_id": area_id, "name": names[area_id]},
            "geometry": {"type": "MultiPolygon", "coordinates": _round_parts(polygon)},
        }
        for index, (area_id, polygon) in enumerate(zip(coverage.area_ids, coverage.polygons, strict=True))
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


def _simplify(layer: MapLayer) -> Coverage:
    return layer.coverage.simplify(CELLS_TOLERANCE if layer.is_approximate else TOLERANCE[layer.level])


def _round_parts(polygon: shapely.Geometry) -> list[list[list[list[float]]]]:
    """Rings of rounded points per part; a ring that rounding leaves without an area is dropped, but for the largest."""
    parts = sorted(shapely.get_parts(polygon), key=shapely.area, reverse=True)
    rounded = [_round_rings(part) for part in parts]
    return [rings for index, rings in enumerate(rounded) if index == 0 or len(rings[0]) > 3]


def _round_rings(part: shapely.Geometry) -> list[list[list[float]]]:
    rings = [part.exterior, *part.interiors]
    return [_drop_repeats(shapely.get_coordinates(ring).round(DECIMALS).tolist()) for ring in rings]


def _drop_repeats(points: list[list[float]]) -> list[list[float]]:
    kept = [point for index, point in enumerate(points) if index == 0 or point != points[index - 1]]
    return kept if len(kept) > 3 else points
