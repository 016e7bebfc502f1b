"""Median time of the questions that a page asks, warm, on a national build; beside the tenth of a second one notices."""

from collections.abc import Callable

import duckdb
import polars as pl

from longdan.methods.period import parse_period
from longdan.warehouse.open_build import current_build, open_build
from longdan.warehouse.questions.areas import search_areas
from longdan.warehouse.questions.conversion import list_parts
from longdan.warehouse.questions.indicators import list_indicators, make_indicator
from longdan.warehouse.questions.map import map_distribution
from longdan.warehouse.questions.map_values import choose_origin, map_areas, map_figures, map_values
from longdan.warehouse.questions.periods import list_periods
from longdan.warehouse.questions.series import list_series
from tests.benchmarks.bench import Bench, median_seconds, print_table

NOTICED_MS = 100  # below it an answer seems immediate (Miller 1968; Card, Robertson and Mackinlay 1991)
TIMES = 15
COUNTRY, HAI_PHONG, VINH_BAO = "VN@1900-01-01", "31@2025-07-01", "11824@2025-07-01"
VINH_BAO_DISTRICT = "316@1900-01-01"
COMPARED = [HAI_PHONG, "92@2025-07-01", "38@1900-01-01", COUNTRY]


def measure_queries(bench: Bench) -> None:
    """Each question as a page asks it, of the busiest indicator.

    On units as reported in the newest quarter; on today's in the first one, where nearly every commune is re-based; on
    those before the reform in the newest, where the districts are.
    """
    with open_build(current_build(bench.require_builds())) as connection:
        cursor = connection.cursor()
        indicator_id = _busiest_indicator(cursor)
        newest = list_periods(cursor, indicator_id, COUNTRY, only_real=False, units="reported").filter(
            type="quarter", calendar="inspection"
        )["period_id"]
        questions = {
            "search by name": lambda: search_areas(cursor, "vinh bao"),
            **_ask_of_units(cursor, "reported", (indicator_id, newest[0], "commune"), "current", VINH_BAO),
            **_ask_of_units(cursor, "current", (indicator_id, newest[-1], "commune"), "current", VINH_BAO),
            **_ask_of_units(
                cursor, "pre_2025_07", (indicator_id, newest[0], "district"), "pre_2025_07", VINH_BAO_DISTRICT
            ),
        }
        rows = []
        for name, ask in questions.items():
            taken = median_seconds(ask, TIMES) * 1000
            rows.append((name, f"{taken:.1f}", f"{taken / NOTICED_MS:.2f}"))
    print_table(f"queries, {indicator_id}", ("question", "ms", f"of {NOTICED_MS} ms"), rows)


def _ask_of_units(
    cursor: duckdb.DuckDBPyConnection, units: str, shown: tuple[str, str, str], edition: str, area_id: str
) -> dict[str, Callable[[], object]]:
    """The questions of a page on these units; `shown` is indicator, period and level of its map."""
    indicator_id = shown[0]
    period = parse_period(shown[1])
    indicator = make_indicator(
        list_indicators(cursor).row(by_predicate=pl.col("indicator_id") == indicator_id, named=True)
    )
    areas, figures = map_areas(cursor, edition, shown[2], units=units), map_figures(cursor, *shown, units=units)
    origin = choose_origin(figures)
    headlines = list_indicators(cursor).filter("is_headline")["indicator_id"].to_list()
    asked = {
        "areas of a map": lambda: map_areas(cursor, edition, shown[2], units=units),
        "figures of a map": lambda: map_figures(cursor, *shown, units=units),
        "map": lambda: map_values(areas, figures, indicator, period.end_on, origin),
        "distribution over all periods": lambda: map_distribution(
            cursor, indicator_id, period.type, period.calendar, shown[2], origin, 5, units=units
        ),
        "trend, 5 areas": lambda: list_series(
            cursor, [indicator_id], [*COMPARED, area_id], only_real=False, units=units
        ),
        "headline figures": lambda: list_series(cursor, headlines, [area_id], only_real=False, units=units),
        "periods of an area": lambda: list_periods(cursor, indicator_id, area_id, only_real=False, units=units),
        "what an area is made of": lambda: list_parts(cursor, area_id, units=units),
    }
    return {f"{units}: {name}": ask for name, ask in asked.items()}


def _busiest_indicator(cursor: duckdb.DuckDBPyConnection) -> str:
    return cursor.execute(
        "select indicator_id from area_total group by indicator_id order by count(*) desc, indicator_id limit 1"
    ).fetchall()[0][0]
