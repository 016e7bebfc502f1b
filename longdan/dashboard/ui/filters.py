"""The row of filters: area, period, indicator and the units that figures stand on, in the same place and order on every page that has them."""

import polars as pl
import streamlit as st

from longdan.dashboard.choices import TYPE_ORDER, is_complete
from longdan.dashboard.labels import label_topic
from longdan.dashboard.settings import read_settings
from longdan.dashboard.ui import address
from longdan.dashboard.ui.area_picker import pick_area
from longdan.dashboard.view import View
from longdan.language.locale import text
from longdan.language.numbers import format_number
from longdan.language.periods import format_period, label_period
from longdan.warehouse.questions.units import UNITS


def draw_filters(view: View, catalogue: pl.DataFrame) -> None:
    # A grid of the style sheet: columns of Streamlit's own cost 300 bytes more in every run.
    with st.container(key="filters"):
        pick_area(view)
        _pick_period(view)
        _pick_indicator(view, catalogue)
        _pick_units(view)


def _pick_period(view: View) -> None:
    label = text("shell.filters.period", view.language)
    complete_share = read_settings().complete_share
    periods = view.periods.with_columns(is_complete=is_complete(complete_share))
    rows = {row["period_id"]: row for row in periods.to_dicts()}
    ordered = sorted(rows, key=lambda period_id: TYPE_ORDER.index(rows[period_id]["type"]))
    if not ordered:
        st.selectbox(label, [text("shell.filters.no_period", view.language)], disabled=True)
        return
    st.selectbox(
        label,
        ordered,
        format_func=lambda period_id: _name_period(rows[period_id], view.language),
        **address.follow_choice(
            "period_choice", ordered, view.period_id, lambda chosen: address.write(**view.address(period=chosen))
        ),
    )


def _name_period(row: dict, language: str) -> str:
    """The period in few words: its days where no calendar has them, else that it is cumulative or still incomplete."""
    period = label_period(row["period_id"], language)
    if row["is_cumulative"]:
        period = text("shell.filters.cumulative_period", language, period=period)
    if not row["is_complete"]:
        counts = {name: format_number(row[f"{name}_units"], 0, language) for name in ("reporting", "expected")}
        return text("shell.filters.incomplete_period", language, period=period, **counts)
    return period if row["is_cumulative"] else format_period(row["period_id"], language)


def _pick_indicator(view: View, catalogue: pl.DataFrame) -> None:
    figures = "has_real_figures" if view.only_real else "has_figures"
    offered = catalogue.filter(pl.col(figures) | (pl.col("indicator_id") == view.indicator_id))
    titles = {
        row["indicator_id"]: f"{row['title_' + view.language]} · {label_topic(row['topic'], view.language)}"
        for row in offered.to_dicts()
    }
    st.selectbox(
        text("shell.filters.indicator", view.language),
        list(titles),
        format_func=titles.__getitem__,
        **address.follow_choice(
            "indicator_choice",
            list(titles),
            view.indicator_id,
            lambda chosen: address.replace(view.move(indicator_id=chosen)),
        ),
    )


def _pick_units(view: View) -> None:
    """Which administrative units figures stand on; an area that is not among them leads to its counterpart."""
    st.segmented_control(
        text("shell.filters.units", view.language),
        UNITS,
        required=True,
        format_func=lambda units: text(f"shell.units.{units}", view.language),
        width="stretch",
        **address.follow("units_choice", view.units, lambda chosen: address.replace(view.switch(chosen))),
    )
