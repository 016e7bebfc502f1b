"""The axis of time of a chart: every period stands in the middle of its days, under its own short name."""

from datetime import date

import altair as alt
import polars as pl

from longdan.language.periods import shorten_period

MOST_NAMES = 12
# How many periods from one name to the next, so that names fall on the same part of the year.
_STEPS = {"month": (1, 2, 3, 6, 12, 24), "quarter": (1, 2, 4, 8), "year": (1, 2, 5, 10)}
_DAY = pl.lit(date(1970, 1, 1))


def place_middle() -> pl.Expr:
    """`x`: the day in the middle of a period, counted from 1970, of a frame with start_on and end_on."""
    first, last = ((pl.col(side) - _DAY).dt.total_days() for side in ("start_on", "end_on"))
    return ((first + last) // 2).alias("x")


def encode_time(series: pl.DataFrame, language: str) -> alt.X:
    """The x of a chart over the rows of `series` (one type of period), figures and gaps alike."""
    periods = series.select("period_id", "type", place_middle()).unique().sort("x").to_dicts()
    named = _thin(periods)
    names = ",".join(f"'{one['x']}':'{shorten_period(one['period_id'], language)}'" for one in named)
    days = [one["x"] for one in periods]
    margin = max((days[-1] - days[0]) * 0.03, 15) if days else 15
    return alt.X(
        "x:Q",
        title=None,
        scale=alt.Scale(nice=False, zero=False, domain=[days[0] - margin, days[-1] + margin] if days else [0, 1]),
        axis=alt.Axis(
            values=[one["x"] for one in named],
            labelExpr=f"({{{names}}})[datum.value]",
            labelOverlap="greedy",
            grid=False,
        ),
    )


def place_breaks(breaks: pl.DataFrame, series: pl.DataFrame) -> pl.DataFrame:
    """Adds `x` to breaks: their day, but always between the middles of the periods that they part.

    A break inside a cumulative year lies behind the middle of the first year that it changes.
    """
    middles = series.select("end_on", place_middle()).unique().sort("end_on").to_dicts()
    placed = [_place_break(on, middles) for on in breaks["on"].to_list()]
    return breaks.with_columns(x=pl.Series(placed, dtype=pl.Float64))


def _place_break(on: date, middles: list[dict]) -> float:
    day = (on - date(1970, 1, 1)).days
    before = max((one["x"] for one in middles if one["end_on"] < on), default=day)
    after = min((one["x"] for one in middles if one["end_on"] >= on), default=day)
    return float(day) if before < day < after else (before + after) / 2


def _thin(periods: list[dict]) -> list[dict]:
    """At most MOST_NAMES of them, counted back from the newest."""
    if not periods:
        return []
    steps = _STEPS.get(periods[0]["type"], (1, 2, 3, 4, 6))
    step = next((one for one in steps if len(periods) <= one * MOST_NAMES), len(periods) // MOST_NAMES + 1)
    return periods[::-1][::step][::-1]
