"""The funnel: each unit by the size of its base and its figure, between the limits within which units differ anyway."""

import altair as alt
import polars as pl

from longdan.dashboard.charts.style import OWN, style_chart
from longdan.dashboard.palette import ACCENT, LINE, SAME
from longdan.dashboard.sentences.values import say_value
from longdan.dashboard.siblings import SiblingFunnel
from longdan.language.locale import text
from longdan.language.numbers import format_number
from longdan.warehouse.questions.indicators import Indicator

HEIGHT = 320


def draw_funnel(funnel: SiblingFunnel, indicator: Indicator, area_id: str, language: str) -> alt.LayerChart:
    """Dots of the units, the area itself in ink, the common figure as a line, limits at 95 % dashed and at 99.8 % whole."""
    scale = 100 if indicator.unit == "share" else 1
    x = alt.X("whole:Q", title=_base(funnel, indicator, language), scale=alt.Scale(type="log", nice=False))
    label = "format(datum.value, ',~f') + '%'" if scale == 100 else "format(datum.value, ',~f')"
    y = alt.Y("value:Q", title=None, scale=alt.Scale(zero=False), axis=alt.Axis(labelExpr=label, tickCount=6))
    lines = [
        alt.Chart(_line(funnel.limits, column, scale))
        .mark_line(strokeWidth=1.2, color=SAME, strokeDash=dash)
        .encode(x=x, y=y)
        for column, dash in (("near_low", [4, 3]), ("near_high", [4, 3]), ("far_low", [1, 0]), ("far_high", [1, 0]))
    ]
    common = (
        alt.Chart(pl.DataFrame({"value": [funnel.target * scale]})).mark_rule(color=LINE, strokeWidth=2).encode(y=y)
    )
    dots = (
        alt.Chart(_describe(funnel.points, indicator, area_id, scale, language))
        .mark_circle(size=42, opacity=0.75)
        .encode(
            x=x,
            y=y,
            color=alt.Color("colour:N", scale=None),
            tooltip=[
                alt.Tooltip(f"{name}:N", title=text(f"trends.tooltip.{name}", language))
                for name in ("area", "figure", "base")
            ],
        )
    )
    return style_chart(alt.layer(common, *lines, dots).properties(height=HEIGHT), language)


def _describe(points: pl.DataFrame, indicator: Indicator, area_id: str, scale: int, language: str) -> pl.DataFrame:
    """The area itself last, so that it lies above the others."""
    rows = [
        {
            "area": row[f"area_{language}"],
            "whole": row["whole"],
            "value": row["value"] * scale,
            "colour": OWN if row["area_id"] == area_id else ACCENT,
            "figure": say_value(row["value"], indicator.unit, indicator.decimals, language),
            "base": format_number(row["whole"], 0, language),
        }
        for row in points.sort(pl.col("area_id") == area_id, "area_id").to_dicts()
    ]
    return pl.DataFrame(rows)


def _line(limits: pl.DataFrame, column: str, scale: int) -> pl.DataFrame:
    return limits.select("whole", value=pl.col(column) * scale)


def _base(funnel: SiblingFunnel, indicator: Indicator, language: str) -> str:
    if funnel.is_effective:
        return text("contrasts.funnel.effective_base", language)
    return indicator.denominator(language) or text("contrasts.funnel.base", language)
