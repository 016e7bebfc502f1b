"""Which communes lie in a cluster: a low block among many alike, on a map of square cells with an island beside."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.statistics.clusters import FEWEST_NEIGHBOURS, write_clusters
from etl.statistics.neighbours import read_neighbours
from etl.statistics.settings import AttentionSettings
from tests.etl.statistics.crowd import QUARTERS, RATE, SHARE, WATCHES, Crowd, make_crowd

SIDE = 12
YEAR = QUARTERS[8:]
ISLAND = SIDE * SIDE + 1
BLOCK = [row * SIDE + column + 1 for row in range(4, 8) for column in range(4, 8)]  # communes count from 1
CORE = [row * SIDE + column + 1 for row in (5, 6) for column in (5, 6)]


@pytest.fixture
def crowd(tmp_path: Path) -> Iterator[Crowd]:
    made = make_crowd(tmp_path, SIDE * SIDE + 1)
    yield made
    made.connection.close()


def draw_map(crowd: Crowd, static: Path) -> None:
    """Commune 1, 2, … row by row in cells of one degree, and the last one out at sea."""
    corners = [(column, row) for row in range(SIDE) for column in range(SIDE)] + [(30, 30)]
    ids = [f"{commune + 1:05}@2024-01-01" for commune in range(1, ISLAND + 1)]
    features = []
    for number, ((x, y), area_id) in enumerate(zip(corners, ids, strict=True)):
        ring = [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]
        features.append(
            {
                "type": "Feature",
                "properties": {"id": number, "area_id": area_id, "name": area_id},
                "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]},
            }
        )
    (static / "map").mkdir(exist_ok=True)
    (static / "map/communes.json").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    crowd.connection.execute(
        "insert into stored.geometry values ('current', 'commune', 'map/communes.json', $count, true, 'cells', $ids)",
        {"count": len(ids), "ids": ids},
    )


def report_all(
    crowd: Crowd, *, block: float = 60, indicator: int = SHARE, without: tuple[int, ...] = (), **columns
) -> None:
    """Each commune decides about 80 of 100 a quarter, those of the block `block` of them."""
    for commune in range(1, ISLAND + 1):
        if commune not in without:
            for period in YEAR:
                part = (block if commune in BLOCK else 80) + (7 * commune) % 9 - 4
                crowd.report(commune, period, part, 100, indicator=indicator, **columns)


def find_clusters(crowd: Crowd, static: Path, fewest: int = 20) -> dict[int, dict]:
    """By commune, the rows of the table."""
    write_clusters(crowd.connection, AttentionSettings(350, fewest, WATCHES), static)
    rows = crowd.connection.sql("from stored.cluster order by area_no").pl().to_dicts()
    return {row["area_no"] - 1: row for row in rows}


def test_a_block_of_low_figures_is_one_low_cluster(crowd: Crowd, tmp_path: Path) -> None:
    draw_map(crowd, tmp_path)
    report_all(crowd)
    found = find_clusters(crowd, tmp_path)
    low = {commune for commune, row in found.items() if row["kind"] == "low"}
    assert set(CORE) <= low <= set(BLOCK)
    assert {found[commune]["cluster_no"] for commune in low} == {1}
    assert all(found[commune]["q_value"] <= 0.05 for commune in low)
    core = found[CORE[0]]
    assert (core["neighbour_count"], core["first_period_no"], core["last_period_no"]) == (4, 8, 11)
    assert core["value"] == pytest.approx(0.6, abs=0.05)
    assert core["neighbour_value"] == pytest.approx(0.6, abs=0.03)


def test_a_block_of_high_rates_is_a_high_cluster(crowd: Crowd, tmp_path: Path) -> None:
    draw_map(crowd, tmp_path)
    report_all(crowd, block=160, indicator=RATE)
    found = find_clusters(crowd, tmp_path)
    assert {found[commune]["kind"] for commune in CORE} == {"high"}


def test_where_places_are_alike_there_is_no_cluster(crowd: Crowd, tmp_path: Path) -> None:
    draw_map(crowd, tmp_path)
    report_all(crowd, block=80)
    found = find_clusters(crowd, tmp_path)
    assert {row["kind"] for row in found.values()} == {"none"}
    assert {row["cluster_no"] for row in found.values()} == {None}


def test_an_island_is_not_judged(crowd: Crowd, tmp_path: Path) -> None:
    draw_map(crowd, tmp_path)
    report_all(crowd)
    found = find_clusters(crowd, tmp_path)
    assert ISLAND not in found
    assert len(found) == SIDE * SIDE


@pytest.mark.parametrize(
    "columns", [{"status": "suppressed"}, {"qualifier": ">"}, {"derivation": "rebased_apportioned"}]
)
def test_what_is_withheld_or_inexact_is_judged_by_nobody_and_nobodys_neighbour(
    crowd: Crowd, tmp_path: Path, columns: dict
) -> None:
    draw_map(crowd, tmp_path)
    report_all(crowd, without=(CORE[0],))
    for period in YEAR:
        crowd.report(CORE[0], period, 60, 100, **columns)
    found = find_clusters(crowd, tmp_path)
    assert CORE[0] not in found
    assert found[CORE[1]]["neighbour_count"] == 3


def test_a_commune_with_one_known_neighbour_is_not_judged(crowd: Crowd, tmp_path: Path) -> None:
    draw_map(crowd, tmp_path)
    report_all(crowd, without=(2,))
    found = find_clusters(crowd, tmp_path)
    assert FEWEST_NEIGHBOURS == 2
    assert 1 not in found
    assert SIDE in found


def test_simulated_and_real_figures_are_judged_apart(crowd: Crowd, tmp_path: Path) -> None:
    draw_map(crowd, tmp_path)
    report_all(crowd)
    for period in YEAR:
        crowd.report(CORE[0], period, 60, 100, is_simulated=False)
    find_clusters(crowd, tmp_path)
    kinds = crowd.connection.sql("select is_simulated, count(*) from stored.cluster group by 1").fetchall()
    assert kinds == [(True, SIDE * SIDE)]


def test_the_same_figures_give_the_same_clusters(crowd: Crowd, tmp_path: Path) -> None:
    draw_map(crowd, tmp_path)
    report_all(crowd, block=70)
    first = find_clusters(crowd, tmp_path)
    crowd.connection.execute("delete from stored.cluster")
    assert find_clusters(crowd, tmp_path) == first


def test_too_few_communes_and_a_build_without_a_map_have_no_clusters(crowd: Crowd, tmp_path: Path) -> None:
    report_all(crowd)
    assert find_clusters(crowd, tmp_path) == {}
    draw_map(crowd, tmp_path)
    assert find_clusters(crowd, tmp_path, fewest=SIDE * SIDE + 2) == {}


def test_neighbours_share_an_edge_and_not_a_corner_alone(crowd: Crowd, tmp_path: Path) -> None:
    draw_map(crowd, tmp_path)
    beside = read_neighbours(crowd.connection, tmp_path)
    assert beside[2] == [3, 2 + SIDE]
    assert beside[ISLAND + 1] == []
