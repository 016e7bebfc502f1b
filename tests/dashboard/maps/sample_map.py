"""The sample build with a map: every area of an edition and level is a square, side by side from west to east."""

import json
import os
from pathlib import Path

import duckdb
import polars as pl

from longdan.methods.period import parse_period
from longdan.warehouse.questions.indicators import list_indicators, make_indicator
from longdan.warehouse.questions.map_values import map_areas, map_figures, map_values
from tests.sample_warehouse import (
    BUILD_ID,
    HAI_HOA,
    HAI_PHONG,
    HAI_PHONG_OLD,
    MONG_CAI,
    MONG_CAI_1,
    Q2_2026,
    Q3_2026,
    QUANG_NINH,
    TAN_LIEN,
    VINH_AN,
    VINH_BAO,
    VINH_BAO_DISTRICT,
    VINH_THUAN,
    write_sample_build,
)

GEOMETRY = {
    ("current", "province"): [QUANG_NINH, HAI_PHONG],
    ("current", "commune"): [MONG_CAI_1, VINH_BAO, VINH_THUAN],
    ("pre_2025_07", "province"): [QUANG_NINH, HAI_PHONG_OLD],
    ("pre_2025_07", "district"): [MONG_CAI, VINH_BAO_DISTRICT],
    ("pre_2025_07", "commune"): [HAI_HOA, VINH_AN, TAN_LIEN],
}


def path_of(edition: str, level: str) -> str:
    """Where the geometry lies below static/: by process, since workers of a run write to the same one and clear it up."""
    return f"map/sample-{os.getpid()}-{edition}-{level}.json"


def write_map_build(folder: Path, static: Path) -> Path:
    """The sample build in a builds folder, its geometry below `static`; returns the builds folder."""
    write_sample_build(folder)
    (static / "map").mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(folder / BUILD_ID / "published.duckdb")) as connection:
        names = dict(connection.execute("select area_id, name from area").fetchall())
        for (edition, level), area_ids in GEOMETRY.items():
            path = path_of(edition, level)
            connection.execute(
                "insert into stored.geometry values ($edition, $level, $path, $count, true, 'sample', $ids)",
                {"edition": edition, "level": level, "path": path, "count": len(area_ids), "ids": area_ids},
            )
            features = [draw_square(place, area_id, names[area_id]) for place, area_id in enumerate(area_ids)]
            (static / path).write_text(
                json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8"
            )
        insert_clusters(connection)
    return folder


def insert_clusters(connection: duckdb.DuckDBPyConnection) -> None:
    """Of the settled complaints of half a year: one commune in a high cluster, one in a low one; the third was not judged."""
    for area_id, kind, cluster_no in ((MONG_CAI_1, "high", 1), (VINH_THUAN, "low", 2)):
        connection.execute(
            """
            insert into stored.cluster
            select a.area_no, i.indicator_no, true, f.period_no, l.period_no, 0.5, 0.5, 3, $kind, 0.01, $cluster
            from stored.area a, stored.indicator i, stored.period f, stored.period l
            where a.area_id = $area and i.indicator_id = 'complaint_settled_share' and f.period_id = $first
              and l.period_id = $last
            """,
            {
                "area": area_id, "kind": kind, "cluster": cluster_no, "first": Q2_2026.period_id, "last": Q3_2026.period_id,
            },
        )  # fmt: skip


def draw_square(place: int, area_id: str, name: str) -> dict:
    """A square of one degree, `place` degrees east of 106° E."""
    west, south = 106.0 + place, 20.0
    ring = [[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1], [west, south]]
    return {
        "type": "Feature",
        "properties": {"id": place, "area_id": area_id, "name": name},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def ask_values(
    cursor: duckdb.DuckDBPyConnection,
    indicator_id: str,
    period_id: str,
    level: str,
    edition: str,
    origin: str,
    *,
    units: str,
) -> pl.DataFrame:
    """The rows of `map_values`, asked as a page does."""
    indicator = make_indicator(
        list_indicators(cursor).row(by_predicate=pl.col("indicator_id") == indicator_id, named=True)
    )
    areas = map_areas(cursor, edition, level, units=units)
    figures = map_figures(cursor, indicator_id, period_id, level, units=units)
    return map_values(areas, figures, indicator, parse_period(period_id).end_on, origin)
