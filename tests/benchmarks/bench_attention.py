"""How well the list of places that need attention finds the hot spots planted in the simulated country, beside a naive list and clusters of neighbours.

Precision: how many of those listed are planted; recall: how many of those planted are listed. The naive list is the tenth of
all communes with the least trust in their newest survey, whatever the size of the sample; and as many of them as ours.
"""

import duckdb
import polars as pl

from etl.areas.read_areas import read_areas
from etl.simulation.country import draw_country
from longdan.dashboard.attention import Place, choose_places, find_places
from longdan.warehouse.open_build import current_build, open_build
from longdan.warehouse.questions.attention import count_judged, list_attention
from tests.benchmarks.bench import Bench, print_table, seconds

COUNTRY = "VN@1900-01-01"
NAIVE_SHARE = 0.1


def measure_attention(bench: Bench) -> None:
    """Precision and recall of each list, and what chance alone was expected to list."""
    with open_build(current_build(bench.require_builds())) as connection:
        cursor = connection.cursor()
        planted = _find_planted(cursor)
        communes = [place for place in find_places(_ask(cursor)) if place.level == "commune"]
        attention = choose_places(communes, count_judged(cursor, COUNTRY, is_simulated=True))
        trust = _rank_by_trust(cursor)
        clusters = _list_clusters(cursor)
        taken = seconds(lambda: _ask(cursor))
    clear, signs = _ids(attention.clear), _ids(attention.signs)
    lists = {
        "clearly worse (99.8 %)": clear,
        "clearly worse, or signs in two topics": clear | signs,
        "the same, petitions only": _of_topic(attention.clear, "petitions"),
        "the same, surveys only": _of_topic(attention.clear, "survey"),
        "naive: worst 10 % by trust": set(trust[: round(len(trust) * NAIVE_SHARE)]),
        "naive: as many as clearly worse": set(trust[: len(clear)]),
    }
    lists |= clusters
    rows = [(name, *_score(listed, planted)) for name, listed in lists.items()]
    print_table(
        f"needs attention, {len(planted)} planted among {attention.judged:,} judged",
        ("list", "listed", "planted", "precision", "recall"),
        rows,
    )
    print_table(
        "needs attention, besides",
        ("", ""),
        [
            ("expected by chance: clearly worse", f"{attention.expected_clear:.1f}"),
            ("listed but not planted: clearly worse", len(clear - planted)),
            ("expected by chance: signs in two topics", f"{attention.expected_signs:.1f}"),
            ("listed but not planted: signs in two topics", len(signs - planted)),
            ("ms to ask for the country", f"{taken * 1000:.0f}"),
        ],
    )


def _ask(cursor: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    return list_attention(cursor, COUNTRY, is_simulated=True, inside=True)


def _find_planted(cursor: duckdb.DuckDBPyConnection) -> set[str]:
    """Present communes that burn by the newest quarter, of the provinces that the build simulates."""
    codes = cursor.execute(
        """
        select distinct p.code from stored.attention t join stored.area a using (area_no)
        join stored.area p on p.area_no = a.parent_no where t.is_simulated and a.level = 'commune'
        """
    ).fetchall()
    areas = read_areas()
    provinces = tuple(code for (code,) in codes)
    all_provinces = areas.area.filter(pl.col("level") == "province", pl.col("valid_to").is_null()).height
    country = draw_country(areas.area, areas.succession, provinces if len(provinces) < all_provinces else ())
    is_planted = (country.units.hot_from < len(country.quarters)) & country.units.rows["valid_to"].is_null().to_numpy()
    return set(country.units.rows.filter(is_planted)["area_id"])


def _list_clusters(cursor: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    """The communes in clusters that are worse for them: of each watched figure with a good end, of any, and of two topics."""
    rows = cursor.sql(
        """
        select c.area_id, c.indicator_id, i.topic from cluster c join indicator i using (indicator_id)
        where c.is_simulated
          and c.kind = case i.direction when 'higher_is_better' then 'low' when 'lower_is_better' then 'high' end
        """
    ).pl()
    topics = rows.group_by("area_id").agg(pl.col("topic").n_unique())
    by_indicator = {
        f"in a cluster of {indicator_id}": set(rows.filter(indicator_id=indicator_id)["area_id"])
        for indicator_id in rows["indicator_id"].unique().sort()
    }
    return by_indicator | {
        "in a cluster of any figure": set(rows["area_id"]),
        "in clusters of two topics or more": set(topics.filter(pl.col("topic") >= 2)["area_id"]),
    }


def _rank_by_trust(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """Present communes from the least trust to the most, in the newest survey of each."""
    rows = cursor.execute(
        """
        select area_id from area_total join area using (area_id) join period using (period_id)
        where indicator_id = 'trust_peoples_committee_share' and is_simulated and level = 'commune' and valid_to is null
          and value is not null
        group by area_id order by arg_max(value, period.end_on), area_id
        """
    ).fetchall()
    return [area_id for (area_id,) in rows]


def _ids(places: list[Place]) -> set[str]:
    return {place.area_id for place in places}


def _of_topic(places: list[Place], topic: str) -> set[str]:
    return {
        place.area_id
        for place in places
        if any(signal.is_worse and signal.is_clear and signal.row["topic"] == topic for signal in place.signals)
    }


def _score(listed: set[str], planted: set[str]) -> tuple[int, int, str, str]:
    found = len(listed & planted)
    return len(listed), found, f"{found / max(len(listed), 1):.0%}", f"{found / max(len(planted), 1):.0%}"
