"""Median time of the questions that a page asks, warm, on a national build; beside the tenth of a second one notices."""

import duckdb

from longdan.warehouse.open_build import current_build, open_build
from longdan.warehouse.questions.areas import search_areas
from longdan.warehouse.questions.indicators import list_indicators
from longdan.warehouse.questions.map import map_distribution, map_origin, map_values
from longdan.warehouse.questions.periods import list_periods
from longdan.warehouse.questions.series import list_series
from tests.benchmarks.bench import Bench, median_seconds, print_table

NOTICED_MS = 100  # below it an answer seems immediate (Miller 1968; Card, Robertson and Mackinlay 1991)
TIMES = 15
COUNTRY, HAI_PHONG, VINH_BAO = "VN@1900-01-01", "31@2025-07-01", "11824@2025-07-01"
COMPARED = [HAI_PHONG, "92@2025-07-01", "38@1900-01-01", VINH_BAO, COUNTRY]


def measure_queries(bench: Bench) -> None:
    """Each question as a page asks it, of the busiest indicator in its newest period."""
    with open_build(current_build(bench.require_builds())) as connection:
        cursor = connection.cursor()
        indicator_id = _busiest_indicator(cursor)
        headlines = list_indicators(cursor).filter("is_headline")["indicator_id"].to_list()
        period_id = list_periods(cursor, indicator_id, COUNTRY, only_real=False)["period_id"][0]
        origin = map_origin(cursor, indicator_id, period_id, "commune")
        questions = {
            "map, 3,321 communes": lambda: map_values(cursor, indicator_id, period_id, "commune", "current", origin),
            "distribution over all periods": lambda: map_distribution(
                cursor, indicator_id, period_id, "commune", origin, 5
            ),
            "trend, 5 areas": lambda: list_series(cursor, [indicator_id], COMPARED, only_real=False),
            "headline figures of a commune": lambda: list_series(cursor, headlines, [VINH_BAO], only_real=False),
            "periods of an area": lambda: list_periods(cursor, indicator_id, HAI_PHONG, only_real=False),
            "search by name": lambda: search_areas(cursor, "vinh bao"),
        }
        rows = []
        for name, ask in questions.items():
            taken = median_seconds(ask, TIMES) * 1000
            rows.append((name, f"{taken:.1f}", f"{taken / NOTICED_MS:.2f}"))
    print_table(f"queries, {indicator_id} in {period_id}", ("question", "ms", f"of {NOTICED_MS} ms"), rows)


def _busiest_indicator(cursor: duckdb.DuckDBPyConnection) -> str:
    return cursor.execute(
        "select indicator_id from area_total group by indicator_id order by count(*) desc, indicator_id limit 1"
    ).fetchall()[0][0]
