"""Which communes touch each other, read off the geometry that the map of a build draws."""

import json
from itertools import pairwise
from pathlib import Path

import duckdb


def read_neighbours(connection: duckdb.DuckDBPyConnection, static: Path) -> dict[int, list[int]]:
    """area_no of each present commune on the map → those that share an edge with it; an island has none.

    Shapes of one layer meet in the same points, so an edge that two of them have is their border. Empty without a map.
    """
    rows = connection.execute(
        "select path from stored.geometry where edition = 'current' and level = 'commune'"
    ).fetchall()
    if not rows:
        return {}
    features = json.loads((static / rows[0][0]).read_text(encoding="utf-8"))["features"]
    numbers = dict(connection.execute("select area_id, area_no from stored.area").fetchall())
    owners: dict[tuple, list[int]] = {}
    beside: dict[int, set[int]] = {}
    for feature in features:
        area_no = numbers[feature["properties"]["area_id"]]
        beside[area_no] = set()
        for edge in _list_edges(feature["geometry"]["coordinates"]):
            for other in owners.setdefault(edge, []):
                if other != area_no:
                    beside[area_no].add(other)
                    beside[other].add(area_no)
            owners[edge].append(area_no)
    return {area_no: sorted(others) for area_no, others in beside.items()}


def _list_edges(parts: list) -> set[tuple]:
    """The edges of all rings, each with its ends in one order."""
    rings = [[tuple(point) for point in ring] for part in parts for ring in part]
    return {(min(pair), max(pair)) for ring in rings for pair in pairwise(ring)}
