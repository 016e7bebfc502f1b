"""The trend of one indicator in several areas: lines only over what may be compared, breaks drawn with their reason."""

import altair as alt
import polars as pl

from longdan.dashboard.charts.control import layer_limits, layer_signals
from longdan.dashboard.charts.points import cut_strokes
from longdan.dashboard.charts.style import style_chart
from longdan.dashboard.charts.time_axis import encode_time, place_breaks, place_middle
from longdan.dashboard.palette import INK, LINE, PAPER, SAME
from longdan.language.locale import text
from longdan.warehouse.questions.indicators import Indicator

HEIGHT = 380
TOOLTIP = ("area", "period", "figure", "base", "interval", "units", "made", "status", "origin")
DASHES, WHOLE = [5, 3], [1, 0]


def draw_trend(
    series: pl.DataFrame, points: pl.DataFrame, classes: pl.DataFrame, absences: pl.DataFrame, breaks: pl.DataFrame,
    indicator: Indicator, period_id: str, language: str, control: tuple[pl.DataFrame, pl.DataFrame] | None = None,
) -> alt.LayerChart:  # fmt: skip
    """The chart of `describe_points`, `describe_classes` and `describe_absences` of a series, with the period looked at marked.

    `breaks` are those inside the time shown (`breaks_inside`). Re-based figures are diamonds on dashed lines. `control`:
    `describe_limits` and `describe_signals` of the one area drawn, instead of its intervals.
    """
    x = encode_time(series, language)
    y = alt.Y(
        "value:Q",
        title=None,
        scale=alt.Scale(zero=not control and _starts_at_zero(indicator)),
        axis=_value_axis(indicator),
    )
    colour = alt.Color("colour:N", scale=None)
    base = alt.Chart(points)
    lines = (
        alt.Chart(cut_strokes(points))
        .mark_line(strokeWidth=2)
        .encode(
            x=x,
            y=y,
            color=colour,
            detail="stroke:N",
            strokeDash=alt.condition("datum.is_dashed", alt.value(DASHES), alt.value(WHOLE)),
        )
    )
    dots = base.mark_point(size=55, strokeWidth=1.8, opacity=1).encode(
        x=x,
        y=y,
        stroke=colour,
        shape=alt.condition("datum.is_rebased", alt.value("diamond"), alt.value("circle")),
        fill=alt.condition("datum.is_full", alt.Fill("colour:N", scale=None), alt.value(PAPER)),
        tooltip=_tooltip(TOOLTIP, language),
    )
    shown = series.filter(pl.col("period_id") == period_id).select(place_middle()).unique()
    layers = [
        *([_mark_shown(shown, x)] if shown.height else []),
        *_draw_breaks(place_breaks(breaks, series), x, language),
        *(layer_limits(control[0], x) if control else _draw_bands(points, x, colour)),
        *(_mark_classes(classes, x, indicator, language) if classes.height else []),
        *([_mark_absences(absences, x, language)] if absences.height else []),
        lines,
        dots,
        *(layer_signals(points, control[1], x, y, _tooltip(TOOLTIP, language)) if control else []),
    ]
    return style_chart(alt.layer(*layers).properties(height=HEIGHT), language)


def breaks_inside(breaks: pl.DataFrame, valued: pl.DataFrame) -> pl.DataFrame:
    """The breaks between the first and the last figure, numbered ① ② … in order of their day; of one day together."""
    if valued.is_empty():
        return breaks.clear().with_columns(number=pl.lit(""))
    first, last = valued["end_on"].min(), valued["end_on"].max()
    inside = breaks.filter(pl.col("on") > first, pl.col("on") <= last)
    days = {day: chr(0x2460 + place) for place, day in enumerate(inside["on"].unique().sort().to_list())}
    return inside.with_columns(number=pl.col("on").map_elements(days.__getitem__, return_dtype=pl.String))


def _draw_bands(points: pl.DataFrame, x: alt.X, colour: alt.Color) -> list[alt.Chart]:
    """95% intervals where the figures have them."""
    bands = points.filter(pl.col("ci_low").is_not_null() & pl.col("ci_high").is_not_null())
    if bands.is_empty():
        return []
    chart = alt.Chart(bands)
    band = (
        chart.transform_filter("datum.is_joined")
        .mark_area(opacity=0.14)
        .encode(x=x, y=alt.Y("ci_low:Q"), y2="ci_high:Q", color=colour, detail="line:N")
    )
    return [band, chart.mark_rule(opacity=0.45).encode(x=x, y="ci_low:Q", y2="ci_high:Q", color=colour)]


def _draw_breaks(placed: pl.DataFrame, x: alt.X, language: str) -> list[alt.Chart]:
    """A dashed line for each break, numbered; its words are beside the chart."""
    if placed.is_empty():
        return []
    chart = alt.Chart(placed)
    tooltip = alt.Tooltip(f"text_{language}:N", title=text("trends.tooltip.break", language))
    rule = chart.mark_rule(color=SAME, strokeDash=[4, 3], strokeWidth=1.5).encode(x=x, tooltip=[tooltip])
    number = chart.mark_text(color=INK, fontSize=13, fontWeight=700, dy=-4, baseline="bottom").encode(
        x=x, y=alt.value(0), text="number:N", tooltip=[tooltip]
    )
    return [rule, number]


def _mark_absences(absences: pl.DataFrame, x: alt.X, language: str) -> alt.Chart:
    """A small cross at the foot where the area has no figure to show: a gap is not a zero."""
    crosses = alt.Chart(absences).mark_point(shape="cross", angle=45, size=40, color=SAME, filled=True)
    return crosses.encode(
        x=x, y=alt.value(alt.ExprRef("height - 8")), tooltip=_tooltip(("area", "period", "status"), language)
    )


def _mark_classes(classes: pl.DataFrame, x: alt.X, indicator: Indicator, language: str) -> list[alt.Chart]:
    """A dotted stroke over the whole class of a withheld count, with its name: the count lies somewhere on it."""
    chart, colour = alt.Chart(classes), alt.Color("colour:N", scale=None)
    tooltip = _tooltip(("area", "period", "figure", "status", "origin"), language)
    low, high = (alt.Y(f"{end}:Q", title=None, axis=_value_axis(indicator)) for end in ("low", "high"))
    stroke = chart.mark_rule(strokeWidth=4, strokeDash=[0.1, 7], strokeCap="round", opacity=0.8)
    name = chart.mark_text(baseline="bottom", dy=-6, fontSize=11)
    return [
        stroke.encode(x=x, y=low, y2="high:Q", color=colour, tooltip=tooltip),
        name.encode(x=x, y=high, text="name:N", color=colour, tooltip=tooltip),
    ]


def _mark_shown(shown: pl.DataFrame, x: alt.X) -> alt.Chart:
    return alt.Chart(shown).mark_rule(color=LINE, strokeWidth=14, opacity=0.55).encode(x=x)


def _tooltip(names: tuple[str, ...], language: str) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{name}:N", title=text(f"trends.tooltip.{name}", language)) for name in names]


def _value_axis(indicator: Indicator) -> alt.Axis:
    """Shares in percent, other figures with thousands; room for five marks or so."""
    if indicator.unit == "share":
        return alt.Axis(labelExpr="format(datum.value, ',~f') + '%'", tickCount=6)
    return alt.Axis(format=",~f", tickCount=6, tickMinStep=10**-indicator.decimals)


def _starts_at_zero(indicator: Indicator) -> bool:
    """Counts are read by their height; shares and scores by their differences."""
    return indicator.unit not in ("share", "score")
