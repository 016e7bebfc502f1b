"""Which areas a trend may stand beside, and which of them may share its chart."""

from dataclasses import dataclass

import duckdb
import polars as pl

from longdan.dashboard.charts.lines import VALUED, cut_lines, keep_one_origin, keep_type
from longdan.methods.period import parse_period
from longdan.warehouse.questions.areas import Area, list_children, read_area

MOST = 5


@dataclass(frozen=True)
class Trend:
    """What one chart shows. `series` has `line_no`; `own` are the area's rows up to the period looked at, so that what is
    said ends where the reader looks; `left_out` are names of areas whose figures are of another origin."""

    series: pl.DataFrame
    own: pl.DataFrame
    left_out: list[str]


def offer_areas(cursor: duckdb.DuckDBPyConnection, area: Area, chosen: list[str], *, units: str) -> dict[str, str]:
    """Names by area_id that a reader may add: those beside the area, those inside it, and those already chosen."""
    offered: dict[str, str] = {}
    for parent_id in (area.parent_id, area.area_id):
        if parent_id:
            children = list_children(cursor, parent_id, units=units)
            offered |= dict(zip(children["area_id"], children["name"], strict=True))
    known = {area_id: read_area(cursor, area_id) for area_id in chosen if area_id not in offered}
    offered |= {area_id: found.name for area_id, found in known.items() if found}
    offered.pop(area.area_id, None)
    return offered


def make_trend(series: pl.DataFrame, breaks: pl.DataFrame, area_id: str, period_id: str, language: str) -> Trend:
    """The rows of one chart: the type of period looked at, one origin, cut into lines.

    `series` holds the rows of all areas of one indicator (`list_series`), `breaks` those of `list_breaks`.
    """
    alike = keep_type(series, period_id)
    kept = keep_one_origin(alike, area_id)
    valued = alike.filter(pl.col("status").is_in(VALUED))
    left_out = valued.filter(~pl.col("area_id").is_in(kept["area_id"].implode()))[f"area_{language}"].unique().sort()
    lines = cut_lines(kept, breaks)
    own = lines.filter(pl.col("area_id") == area_id, pl.col("end_on") <= parse_period(period_id).end_on)
    return Trend(lines, own, left_out.to_list())
