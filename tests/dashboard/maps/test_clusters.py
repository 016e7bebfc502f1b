"""The layer of clusters: what the browser fetches, what is said at the foot, and what the payload carries of it."""

import json
from dataclasses import replace

import duckdb
import pytest

from longdan.dashboard.maps.clusters import ClusterLayer, list_kinds, say_clusters, write_areas
from longdan.dashboard.maps.content import write_map
from longdan.warehouse.questions.clusters import list_clusters
from tests.dashboard.maps.test_payload import unpack
from tests.dashboard.maps.test_sentence import ask
from tests.sample_warehouse import MONG_CAI_1, Q2_2026, Q3_2025, VINH_BAO, VINH_THUAN

SETTLED = "complaint_settled_share"
ALL = frozenset({MONG_CAI_1, VINH_BAO, VINH_THUAN})


def test_the_browser_fetches_the_communes_of_each_kind(cursor: duckdb.DuckDBPyConnection) -> None:
    rows = list_clusters(cursor, SETTLED, is_simulated=True)
    assert json.loads(write_areas(rows)) == {"high": [MONG_CAI_1], "low": [VINH_THUAN]}
    assert list_kinds(rows, frozenset({VINH_BAO, VINH_THUAN})) == ("low",)


@pytest.mark.parametrize(("indicator", "is_simulated"), [("reception_visit_count", True), (SETTLED, False)])
def test_what_is_not_watched_or_of_another_origin_has_no_clusters(
    cursor: duckdb.DuckDBPyConnection, indicator: str, is_simulated: bool
) -> None:
    assert list_clusters(cursor, indicator, is_simulated=is_simulated).is_empty()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "vi",
            (
                "Mô phỏng: Cụm lân cận: trong 2 xã, phường, đặc khu xét được ở cả nước, 2 thuộc 2 cụm: 1 cùng cao, 1 cùng thấp "
                "khác thường so với mọi nơi xét được; khoảng 5% số này có thể do ngẫu nhiên.",
                "Cụm tính theo số liệu 15/3–14/9/2026.",
                "1 đơn vị không xét được: không có số liệu công bố, hoặc giáp chưa đến hai đơn vị có số liệu.",
            ),
        ),
        (
            "en",
            (
                "Simulated: Clusters: of 2 communes judged in cả nước, 2 lie in 2 clusters: 1 unusually high together, 1 unusually "
                "low, against all that were judged; about 5% of these may be chance.",
                "Clusters are by the figures of 15 Mar–14 Sep 2026.",
                "1 could not be judged: no published figure, or fewer than two neighbours with one.",
            ),
        ),
    ],
)
def test_the_foot_says_how_many_how_sure_and_of_when(
    cursor: duckdb.DuckDBPyConnection, language: str, said: tuple[str, ...]
) -> None:
    rows = list_clusters(cursor, SETTLED, is_simulated=True)
    assert say_clusters(rows, ALL, "cả nước", Q2_2026.period_id, language, is_simulated=True) == said


def test_where_another_period_is_shown_the_foot_says_which_one_the_clusters_are_of(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    rows = list_clusters(cursor, SETTLED, is_simulated=True)
    said = say_clusters(rows, ALL, "cả nước", Q3_2025.period_id, "vi", is_simulated=True)
    assert "Cụm tính theo số liệu 15/3–14/9/2026, không phải Quý III/2025 đang xem." in said


def test_where_no_commune_looked_at_is_in_a_cluster_the_foot_says_so(cursor: duckdb.DuckDBPyConnection) -> None:
    rows = list_clusters(cursor, SETTLED, is_simulated=True)
    first = say_clusters(rows, frozenset({VINH_BAO}), "Hải Phòng", Q2_2026.period_id, "vi", is_simulated=False)[0]
    assert first == (
        "Cụm lân cận: trong 0 xã, phường, đặc khu xét được ở Hải Phòng, không có cụm nào cao hay thấp khác thường hơn mức ngẫu nhiên."
    )


@pytest.mark.parametrize(
    "layer", [None, ClusterLayer("app/clusters.json"), ClusterLayer("app/clusters.json", ("low",), ("Câu.",))]
)
def test_the_payload_carries_the_address_and_never_the_communes(
    cursor: duckdb.DuckDBPyConnection, layer: ClusterLayer | None
) -> None:
    header, *_ = unpack(write_map(replace(ask(cursor, SETTLED, "commune"), clusters=layer), "deck.js"))
    if layer is None:
        assert "clusters" not in header
        return
    assert header["clusters"] == {
        "address": "app/clusters.json",
        "is_shown": layer.is_shown,
        "kinds": list(layer.kinds),
    }
    assert header["notes"][: len(layer.said)] == list(layer.said)
