"""The layers of a control chart: centre and limits behind a line, and the figures that give a signal, told by shape."""

from itertools import pairwise

import altair as alt
import polars as pl

from longdan.dashboard.charts.time_axis import place_middle
from longdan.dashboard.control import Control, list_signals
from longdan.dashboard.palette import BETTER, INK, PAPER, SAME, WORSE
from longdan.warehouse.questions.indicators import Indicator

COLOURS = {"better": BETTER, "worse": WORSE, "neutral": INK}
SHAPES = {("outside", 1): "triangle-up", ("outside", -1): "triangle-down", ("run", 1): "square", ("run", -1): "square"}
LIMITS = pl.Schema({"x": pl.Float64, "low": pl.Float64, "centre": pl.Float64, "high": pl.Float64})
SIGNALS = pl.Schema({"x": pl.Int64, "shape": pl.String, "signal_colour": pl.String})
DASHES = [6, 3]


def describe_limits(control: Control, indicator: Indicator) -> pl.DataFrame:
    """A row per figure, in the unit of the axis, and one more behind the newest, so that its step has a width too."""
    scale = 100 if indicator.unit == "share" else 1
    days = pl.DataFrame(control.rows, infer_schema_length=None).select(place_middle())["x"].to_list()
    limits = [(one.low * scale, one.centre * scale, one.high * scale) for one in control.chart.limits]
    # A step changes halfway between two figures.
    starts = [days[0] - (days[1] - days[0]) / 2, *((one + other) / 2 for one, other in pairwise(days))]
    ends = days[-1] + (days[-1] - days[-2]) / 2
    return pl.DataFrame(
        [(x, *limit) for x, limit in zip([*starts, ends], [*limits, limits[-1]], strict=True)], LIMITS, orient="row"
    )


def describe_signals(control: Control, indicator: Indicator) -> pl.DataFrame:
    """x, shape, signal_colour of each figure that gives a signal; one outside that is also of a run keeps the mark of the former."""
    marks: dict[str, tuple] = {}
    for signal in list_signals(control):
        mark = SHAPES[signal.kind, signal.sign], COLOURS[signal.judge(indicator.direction)]
        for row in signal.rows:
            marks.setdefault(row["period_id"], mark)
    rows = [row for row in control.rows if row["period_id"] in marks]
    if not rows:
        return SIGNALS.to_frame()
    days = pl.DataFrame(rows, infer_schema_length=None).select(place_middle())["x"].to_list()
    marked = [(x, *marks[row["period_id"]]) for x, row in zip(days, rows, strict=True)]
    return pl.DataFrame(marked, SIGNALS, orient="row")


def layer_limits(limits: pl.DataFrame, x: alt.X) -> list[alt.Chart]:
    """A pale band between the limits, their dashed edges, and the whole line of the centre."""
    chart = alt.Chart(limits)
    step = {"interpolate": "step-after", "clip": True}
    return [
        chart.mark_area(color=SAME, opacity=0.1, **step).encode(x=x, y=alt.Y("low:Q"), y2="high:Q"),
        *(
            chart.mark_line(color=SAME, strokeWidth=1.4, strokeDash=dashes, **step).encode(x=x, y=f"{column}:Q")
            for column, dashes in (("low", DASHES), ("high", DASHES), ("centre", [1, 0]))
        ),
    ]


def layer_signals(points: pl.DataFrame, signals: pl.DataFrame, x: alt.X, y: alt.Y, tooltip: list) -> list[alt.Chart]:
    """The marks over the dots of the figures; `points` as of `describe_points`, of the area alone."""
    marked = points.join(signals, on="x")
    if marked.is_empty():
        return []
    marks = alt.Chart(marked).mark_point(filled=True, opacity=1, size=190, stroke=PAPER, strokeWidth=1.5)
    shape, colour = alt.Shape("shape:N", scale=None), alt.Color("signal_colour:N", scale=None)
    return [marks.encode(x=x, y=y, shape=shape, color=colour, tooltip=tooltip)]
