"""The small map beside the cards of the first page: the areas inside the one looked at."""

import streamlit as st

from longdan.dashboard.maps.scope import choose_scope
from longdan.dashboard.sentences.values import is_told
from longdan.dashboard.ui import address
from longdan.dashboard.ui.map import ask_map, draw_map
from longdan.dashboard.view import View
from longdan.language.locale import text
from longdan.methods.period import parse_period


def draw_side_map(view: View) -> None:
    """The map of the view's indicator and period, with the way to the large one; nothing where there is none to draw."""
    if view.period_id is None:
        return
    scope = choose_scope(view.area, parse_period(view.period_id).end_on, view.units, address.read("level"))
    content = ask_map(view, scope)
    if content is None:
        return
    if content.looked_at.filter(is_told()).is_empty():
        units = text(f"map.units.{scope.edition}.{scope.level}", view.language)
        st.info(text("home.no_map", view.language, units=units))
        return
    with st.container(key="side_map"):
        st.markdown(f"### {view.indicator.title(view.language)}")
        draw_map(content, follow=lambda **chosen: address.write(**view.address(**chosen)))
        st.page_link("pages/map.py", label=text("home.see_map", view.language), query_params=view.address())
