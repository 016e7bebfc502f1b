"""Choosing an area: by any name it ever had, or one level down from where the reader stands.

The results of a search come from a query, since a list of some fourteen thousand names is too heavy to send. The panel
is a fragment and is filled only while it is open, so that typing reruns nothing else.
"""

import polars as pl
import streamlit as st

from longdan.dashboard.sentences.areas import describe_found, name_area
from longdan.dashboard.ui import address
from longdan.dashboard.view import View
from longdan.language.locale import text
from longdan.warehouse.questions.areas import list_children, search_areas


def pick_area(view: View) -> None:
    st.markdown(text("shell.filters.area", view.language))
    _area_panel(view)


@st.fragment
def _area_panel(view: View) -> None:
    panel = st.popover(name_area(view.area, view.language), width="stretch", on_change="rerun", key="area_panel")
    if not panel.open:
        return
    with panel:
        typed = st.text_input(
            text("shell.filters.search", view.language),
            placeholder=text("shell.filters.search_hint", view.language),
            key="area_typed",
            live=True,
        )
        if typed.strip():
            _draw_results(view, typed)
        else:
            _draw_children(view)


def _draw_results(view: View, typed: str) -> None:
    found = search_areas(view.cursor, typed)
    if found.is_empty():
        st.caption(text("shell.filters.nothing_found", view.language))
    with st.container(key="found", gap=None):
        for row in found.to_dicts():
            _offer(view, row["area_id"], describe_found(row, view.language))


def _draw_children(view: View) -> None:
    children = list_children(view.cursor, view.area_id, units=view.units)
    if children.is_empty() and view.area.parent_id:
        children = list_children(view.cursor, view.area.parent_id, units=view.units)
    with st.container(key="children"):
        for (group,), rows in children.group_by(["group_name"], maintain_order=True):
            _draw_group(view, group, rows, has_groups=children["group_name"].is_not_null().any())


def _draw_group(view: View, group: str | None, rows: pl.DataFrame, *, has_groups: bool) -> None:
    if has_groups:
        st.caption(group or text("shell.filters.other_communes", view.language))
    with st.container(horizontal=True, gap="small"):
        for row in rows.to_dicts():
            _offer(view, row["area_id"], row["name"])


def _offer(view: View, area_id: str, label: str) -> None:
    if st.button(label, key=f"go_{area_id}", type="tertiary"):
        address.replace(view.move(area_id=area_id))
        st.session_state.pop("area_typed", None)
        st.rerun()
