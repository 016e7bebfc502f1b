"""The figures of the first page, asked once per build and area."""

import polars as pl
import streamlit as st

from longdan.dashboard.cards import Card, make_card
from longdan.dashboard.choices import find_newer_incomplete
from longdan.dashboard.sentences.home import offer_newer
from longdan.dashboard.sentences.values import is_told
from longdan.dashboard.settings import read_settings
from longdan.dashboard.ui import address, kept
from longdan.dashboard.view import View
from longdan.language.locale import text
from longdan.warehouse.questions.indicators import make_indicator
from longdan.warehouse.questions.series import list_cuts, list_series


def find_cards(view: View) -> list[Card]:
    """The cards of the headline indicators and of the one chosen, in the order of the catalogue.

    At the period of the view; where the chosen indicator has none in this area, at the newest one that any has.
    """
    catalogue = kept.list_indicators(view.build_id, view.cursor)
    shown = catalogue.filter(pl.col("is_headline") | (pl.col("indicator_id") == view.indicator_id))
    indicators = [make_indicator(row) for row in shown.to_dicts()]
    series = _read_series(view, [indicator.indicator_id for indicator in indicators])
    period_id = view.period_id or _newest_period(series, view.area_id)
    if period_id is None:
        return []
    cuts = list_cuts(view.cursor, [indicator.indicator_id for indicator in indicators], view.area_id)
    rows = dict(series.partition_by("indicator_id", as_dict=True))
    cards = [
        make_card(indicator, rows[key], view.area_id, view.area.parent_id, period_id, cuts[indicator.indicator_id])
        for indicator in indicators
        if (key := (indicator.indicator_id,)) in rows
    ]
    return [card for card in cards if card]


def offer_newer_period(view: View) -> None:
    """A newer period for which too few units have reported yet is offered, not opened."""
    newer = find_newer_incomplete(view.periods, view.period_id, read_settings().complete_share)
    if newer is None:
        return
    with st.container(key="newer", horizontal=True, vertical_alignment="center"):
        st.markdown(offer_newer(newer, view.language))
        address.offer(text("home.see_newer", view.language), "newer_period", view.address(period=newer["period_id"]))


def _read_series(view: View, indicator_ids: list[str]) -> pl.DataFrame:
    areas = [view.area_id, *([view.area.parent_id] if view.area.parent_id else [])]
    return list_series(view.cursor, indicator_ids, areas, only_real=view.only_real, units=view.units)


def _newest_period(series: pl.DataFrame, area_id: str) -> str | None:
    valued = series.filter(pl.col("area_id") == area_id, is_told()).sort("end_on", "start_on")
    return valued["period_id"][-1] if valued.height else None
