"""Which figure's clusters the first page speaks of, and in which words."""

import polars as pl

from longdan.dashboard.sentences.clusters import choose_clusters, say_clusters_inside


def rows(*found: tuple[str, str, int, int]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {"indicator_id": name, "title_vi": f"Tỷ lệ {name}", "title_en": f"Share {name}", "direction": direction}
            | {"high": high, "low": low, "clusters": 2, "judged": 90}
            for name, direction, high, low in found
        ]
    )


TRUST, VISITS = ("trust", "higher_is_better", 40, 3), ("visits", "neutral", 9, 60)
OVERDUE, SETTLED = ("overdue", "lower_is_better", 7, 1), ("settled", "higher_is_better", 0, 5)


def test_the_indicator_looked_at_goes_first_then_the_one_with_most_on_its_worse_side() -> None:
    found = rows(VISITS, TRUST, OVERDUE, SETTLED)
    assert choose_clusters(found, "settled")["indicator_id"] == "settled"
    assert choose_clusters(found, "other")["indicator_id"] == "overdue"
    assert choose_clusters(rows(VISITS), "other")["indicator_id"] == "visits"
    assert choose_clusters(found.clear(), "settled") is None


def test_the_sentence_says_how_many_what_that_means_and_how_many_by_chance() -> None:
    (row,) = rows(OVERDUE).to_dicts()
    assert say_clusters_inside(row, 3, "Hải Phòng", "vi") == (
        "Cụm lân cận về tỷ lệ overdue: 8 xã, phường, đặc khu ở Hải Phòng thuộc 2 cụm (1 cùng thấp, 7 cùng cao), tức là cùng các "
        "nơi giáp ranh lệch về một phía so với cả nước, có thể do nguyên nhân chung của vùng; khoảng 5% số nơi như vậy trên cả "
        "nước có thể chỉ do ngẫu nhiên; 3 chỉ số khác cũng có cụm."
    )
    (row,) = rows(SETTLED).to_dicts()
    assert say_clusters_inside(row, 0, "Hải Phòng", "en") == (
        "Communes of Hải Phòng in clusters of neighbours (share settled): 5 in 2 clusters (5 low together); they and those around "
        "them all lie to one side of the country, so the cause may be one of the region; of all such communes of the country "
        "about 5% may be chance alone."
    )
