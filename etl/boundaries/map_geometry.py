"""The maps of a build: one file per edition and level, with where each came from and what it does not draw."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import polars as pl
import shapely

from etl.areas.read_areas import AreaTables
from etl.boundaries.archive import FOLDER as IMPORTED
from etl.boundaries.archive import imported_sources
from etl.boundaries.editions import areas_on
from etl.boundaries.layers import choose_layers
from etl.boundaries.seeds import ISLANDS
from etl.boundaries.write_geometry import FOLDER, GEOMETRY, write_geometry, write_whole
from longdan.language.fault import Fault


@dataclass(frozen=True)
class MapGeometry:
    """`geometry` has the columns of `stored.geometry`, `sources` those of `source`; `findings` are warnings."""

    geometry: pl.DataFrame
    sources: pl.DataFrame
    findings: tuple[Fault, ...]


def write_map_geometry(areas: AreaTables, archive: Path, static: Path, today: date) -> MapGeometry:
    """Choose the layers, official where they were imported and cells elsewhere, and write them below `static`.

    What the same areas, boundary files and code made before is taken as it lies there.
    """
    sources = imported_sources(archive)
    index = static / FOLDER / f"{_digest(areas, archive, today)}.index.json"
    if (known := _read_index(index, static)) is not None:
        return MapGeometry(known[0], sources, known[1])
    layers = choose_layers(areas.area, areas.succession, archive, today)
    findings = tuple(finding for layer in layers for finding in layer.findings(areas.area))
    geometry = write_geometry(layers, areas.area, static)
    content = {"geometry": geometry.to_dicts(), "findings": [asdict(fault) for fault in findings]}
    write_whole(index, json.dumps(content, ensure_ascii=False).encode())
    return MapGeometry(geometry, sources, findings)


def _digest(areas: AreaTables, archive: Path, today: date) -> str:
    """Of everything the map files are made of: areas in force today and before, steps, imported files, code."""
    digest = hashlib.sha256(shapely.__version__.encode())
    in_force = areas_on(areas.area, today)["area_id"].to_list()
    for frame in (areas.area, areas.succession):
        digest.update(frame.write_csv().encode())
    digest.update("\n".join(in_force).encode())
    imported, code = sorted((archive / IMPORTED).glob("*.json")), sorted(Path(__file__).parent.glob("*.py"))
    for path in [*imported, ISLANDS, *code]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _read_index(index: Path, static: Path) -> tuple[pl.DataFrame, tuple[Fault, ...]] | None:
    """What an earlier build wrote, if every file of it is still there."""
    if not index.exists():
        return None
    content = json.loads(index.read_text(encoding="utf-8"))
    if not all((static / row["path"]).exists() for row in content["geometry"]):
        return None
    return pl.DataFrame(content["geometry"], schema=GEOMETRY), tuple(Fault(**fault) for fault in content["findings"])
