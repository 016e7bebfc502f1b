"""The trend of one indicator in several areas: lines only over what may be compared, breaks drawn with their reason."""

import altair as alt
import polars as pl

from longdan.dashboard.charts.style import COMPARED, OWN, PARENT, style_chart
from longdan.dashboard.palette import INK, LINE, PAPER, SAME
from longdan.dashboard.sentences.values import say_base, say_status, say_value
from longdan.language.locale import text
from longdan.language.periods import format_period
from longdan.warehouse.questions.indicators import Indicator

HEIGHT = 380


def describe_points(
    series: pl.DataFrame, indicator: Indicator, area_id: str, parent_id: str | None, language: str
) -> pl.DataFrame:
    """The figures a chart draws, one row each, with colour, line and the words of the tooltip.

    `series` has `line_no` (`charts.lines.cut_lines`) and is of one indicator, type, calendar and origin. `is_joined` is
    false for a figure that stands alone, drawn hollow; values of shares are in percent, as the axis shows them.
    """
    scale = 100 if indicator.unit == "share" else 1
    colours = _colours(series, area_id, parent_id)
    rows = [
        {
            "area": row[f"area_{language}"],
            "line": f"{row['area_id']} {row['line_no']}",
            "colour": colours[row["area_id"]],
            "end_on": row["end_on"],
            "value": row["value"] * scale,
            "ci_low": row["ci_low"] * scale if row["ci_low"] is not None else None,
            "ci_high": row["ci_high"] * scale if row["ci_high"] is not None else None,
            "is_joined": row["line_no"] is not None,
            "period": format_period(row["period_id"], language),
            "figure": say_value(row["value"], indicator.unit, indicator.decimals, language, row["qualifier"]),
            "base": say_base(row["numerator"], row["denominator"], indicator.denominator(language), language) or "–",
            "status": say_status(row["status"], language),
            "origin": text(f"figures.origin.{row['origin']}", language),
        }
        for row in series.filter(pl.col("value").is_not_null()).to_dicts()
    ]
    return pl.DataFrame(rows, schema=POINT, orient="row")


POINT = pl.Schema(
    {
        "area": pl.String, "line": pl.String, "colour": pl.String, "end_on": pl.Date, "value": pl.Float64,
        "ci_low": pl.Float64, "ci_high": pl.Float64, "is_joined": pl.Boolean,
        "period": pl.String, "figure": pl.String, "base": pl.String, "status": pl.String, "origin": pl.String,
    }
)  # fmt: skip


def draw_trend(
    points: pl.DataFrame, breaks: pl.DataFrame, indicator: Indicator, shown_on, language: str
) -> alt.LayerChart:
    """The chart of `describe_points`; `breaks` as of `list_breaks`, `shown_on` the last day of the period looked at."""
    x = alt.X("end_on:T", title=None, axis=alt.Axis(format="%m/%Y", labelOverlap=True, grid=False, tickCount=6))
    y = alt.Y("value:Q", title=None, scale=alt.Scale(zero=_starts_at_zero(indicator)), axis=_value_axis(indicator))
    colour = alt.Color("colour:N", scale=None)
    tooltip = [alt.Tooltip(f"{name}:N", title=text(f"trends.tooltip.{name}", language)) for name in TOOLTIP]
    base = alt.Chart(points)
    lines = (
        base.transform_filter("datum.is_joined")
        .mark_line(strokeWidth=2)
        .encode(x=x, y=y, color=colour, detail="line:N")
    )
    dots = base.mark_point(size=55, strokeWidth=1.8, opacity=1).encode(
        x=x,
        y=y,
        stroke=colour,
        fill=alt.condition("datum.is_joined", alt.Fill("colour:N", scale=None), alt.value(PAPER)),
        tooltip=tooltip,
    )
    layers = [*_draw_breaks(breaks, points, language), *_draw_bands(points, x, colour), lines, dots]
    if shown_on is not None:
        layers.insert(0, _mark_shown(shown_on))
    return style_chart(alt.layer(*layers).properties(height=HEIGHT), language)


TOOLTIP = ("area", "period", "figure", "base", "status", "origin")


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


def _draw_breaks(breaks: pl.DataFrame, points: pl.DataFrame, language: str) -> list[alt.Chart]:
    """A dashed line on the day of each break inside the time shown, numbered; its words are under the chart."""
    inside = breaks_inside(breaks, points)
    if inside.is_empty():
        return []
    chart = alt.Chart(inside)
    x = alt.X("on:T")
    tooltip = alt.Tooltip(f"text_{language}:N", title=text("trends.tooltip.break", language))
    rule = chart.mark_rule(color=SAME, strokeDash=[4, 3], strokeWidth=1.5).encode(x=x, tooltip=[tooltip])
    number = chart.mark_text(color=INK, fontSize=12, fontWeight=700, dy=-6, baseline="bottom").encode(
        x=x, y=alt.value(0), text="number:N", tooltip=[tooltip]
    )
    return [rule, number]


def breaks_inside(breaks: pl.DataFrame, points: pl.DataFrame) -> pl.DataFrame:
    """The breaks between the first and the last figure, numbered ① ② … in order of their day; of one day together."""
    if points.is_empty():
        return breaks.clear().with_columns(number=pl.lit(""))
    first, last = points["end_on"].min(), points["end_on"].max()
    inside = breaks.filter(pl.col("on") > first, pl.col("on") <= last)
    days = {day: chr(0x2460 + place) for place, day in enumerate(inside["on"].unique().sort().to_list())}
    return inside.with_columns(number=pl.col("on").map_elements(days.__getitem__, return_dtype=pl.String))


def _mark_shown(shown_on) -> alt.Chart:
    return (
        alt.Chart(pl.DataFrame({"end_on": [shown_on]}))
        .mark_rule(color=LINE, strokeWidth=14, opacity=0.55)
        .encode(x=alt.X("end_on:T"))
    )


def _value_axis(indicator: Indicator) -> alt.Axis:
    """Shares in percent, other figures with thousands; room for five marks or so."""
    if indicator.unit == "share":
        return alt.Axis(labelExpr="format(datum.value, ',~f') + '%'", tickCount=6)
    return alt.Axis(format=",~f", tickCount=6)


def _starts_at_zero(indicator: Indicator) -> bool:
    """Counts are read by their height; shares and scores by their differences."""
    return indicator.unit not in ("share", "score")


def _colours(series: pl.DataFrame, area_id: str, parent_id: str | None) -> dict[str, str]:
    others = [one for one in series["area_id"].unique(maintain_order=True).to_list() if one not in (area_id, parent_id)]
    compared = {one: COMPARED[place % len(COMPARED)] for place, one in enumerate(others)}
    return compared | ({parent_id: PARENT} if parent_id else {}) | {area_id: OWN}
