"""The control chart of the trend page: chosen above the chart, carried by the address, of the page's area alone."""

from html import escape

import polars as pl
import streamlit as st

from longdan.dashboard.charts.control import describe_limits, describe_signals
from longdan.dashboard.charts.points import describe_absences, describe_classes, describe_points
from longdan.dashboard.charts.trend import draw_trend
from longdan.dashboard.control import Control, find_control
from longdan.dashboard.sentences.areas import name_area
from longdan.dashboard.sentences.control import explain_control, say_limits, say_signals, title_control
from longdan.dashboard.sentences.home import mark_simulated
from longdan.dashboard.sentences.trend import subtitle_trend
from longdan.dashboard.settings import read_settings
from longdan.dashboard.ui import address
from longdan.dashboard.view import View
from longdan.language.locale import text
from longdan.warehouse.questions.series import list_cuts

PARAMETER, CONTROL = "chart", "control"


def choose_control(view: View) -> bool:
    """Whether the reader wants the control chart."""
    return st.toggle(
        text("control.show", view.language),
        help=text("control.show_help", view.language),
        **address.follow(
            "control_chosen",
            address.read(PARAMETER) == CONTROL,
            lambda is_on: address.write(**{PARAMETER: CONTROL if is_on else None}),
        ),
    )


def read_control(view: View, own: pl.DataFrame) -> Control:
    """The chart of the area's rows up to the period looked at."""
    cuts = list_cuts(view.cursor, [view.indicator_id], view.area_id)[view.indicator_id]
    return find_control(own, cuts, view.indicator, read_settings().complete_share)


def draw_control(
    view: View, control: Control, series: pl.DataFrame, breaks: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The area's line between its limits, in words above and below; without limits the line and why.

    `series` are the area's rows, `breaks` those of `breaks_inside`. Returns points and absences, as the words under the
    chart need them.
    """
    language, indicator = view.language, view.indicator
    points = describe_points(series, indicator, view.area_id, None, read_settings().complete_share, language)
    classes = describe_classes(series, indicator, view.area_id, None, language)
    absences = describe_absences(series, view.area_id, language)
    layers = (describe_limits(control, indicator), describe_signals(control, indicator)) if control.chart else None
    chart = draw_trend(series, points, classes, absences, breaks, indicator, view.period_id, language, layers)
    title, subtitle = (
        title_control(control, name_area(view.area, language), language),
        subtitle_trend(indicator, view.period_id, language),
    )
    st.markdown(f"### {title}")
    st.caption(subtitle)
    st.markdown(mark_simulated(say_limits(control, indicator, language), series["is_simulated"].any(), language))
    if control.chart:
        st.html(_list_signals(control, view) + _name_lines(language))
    st.altair_chart(
        chart, theme=None, key="control_chart", alt=text("control.alt", language, title=title, subtitle=subtitle)
    )
    if control.chart:
        st.caption(explain_control(control, language))
    return points, absences


def _list_signals(control: Control, view: View) -> str:
    lines = "".join(
        f'<li class="change {judgement}"><span aria-hidden="true">{sign}</span> {escape(words)}</li>'
        for sign, judgement, words in say_signals(control, view.indicator, view.language)
    )
    return f'<ul class="contrasts">{lines}</ul>' if lines else ""


def _name_lines(language: str) -> str:
    """Which line behind the figures is which."""
    named = (("whole", text("control.mark.centre", language)), ("dashed", text("control.mark.limits", language)))
    return "".join(
        f'<span class="line-name change same"><i class="{kind}"></i>{escape(words)}</span>' for kind, words in named
    )
