"""How many communes of an area lie in clusters: of the area alone, of one origin, and nothing where there are none."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from longdan.warehouse.questions.clusters import count_clusters
from tests.dashboard.maps.sample_map import insert_clusters
from tests.sample_warehouse import BUILD_ID, HAI_PHONG, MONG_CAI, QUANG_NINH, VINH_BAO, VN, write_sample_build


@pytest.fixture(scope="module")
def clustered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """Of the settled complaints a commune of Quảng Ninh in a high cluster, one of Hải Phòng in a low one."""
    folder: Path = write_sample_build(tmp_path_factory.mktemp("clusters"))
    with duckdb.connect(str(folder / BUILD_ID / "published.duckdb")) as connection:
        insert_clusters(connection)
        yield connection


@pytest.mark.parametrize(
    ("area_id", "high", "low", "clusters", "judged"),
    [(VN, 1, 1, 2, 2), (HAI_PHONG, 0, 1, 1, 1), (QUANG_NINH, 1, 0, 1, 1)],
)
def test_communes_are_counted_by_the_area_they_lie_in(
    clustered: duckdb.DuckDBPyConnection, area_id: str, high: int, low: int, clusters: int, judged: int
) -> None:
    (row,) = count_clusters(clustered, area_id, is_simulated=True).to_dicts()
    assert (row["indicator_id"], row["direction"]) == ("complaint_settled_share", "higher_is_better")
    assert (row["high"], row["low"], row["clusters"], row["judged"]) == (high, low, clusters, judged)


@pytest.mark.parametrize(("area_id", "is_simulated"), [(VN, False), (MONG_CAI, True), (VINH_BAO, True)])
def test_there_is_no_row_of_another_origin_or_of_an_area_without_clusters(
    clustered: duckdb.DuckDBPyConnection, area_id: str, is_simulated: bool
) -> None:
    assert count_clusters(clustered, area_id, is_simulated=is_simulated).is_empty()


def test_an_indicator_without_a_cluster_has_no_row(clustered: duckdb.DuckDBPyConnection) -> None:
    clustered.execute("begin")
    clustered.execute("update stored.cluster set kind = 'none', cluster_no = null")
    assert count_clusters(clustered, VN, is_simulated=True).is_empty()
    clustered.execute("rollback")
