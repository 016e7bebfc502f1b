"""What surrounds every page: title, navigation, language, the strip about simulated figures, breadcrumb, history."""

from contextlib import nullcontext
from pathlib import Path

import streamlit as st

from longdan.dashboard.sentences.areas import name_area
from longdan.dashboard.ui import address
from longdan.dashboard.view import View
from longdan.language.dates import format_date
from longdan.language.locale import LANGUAGES, text
from longdan.language.periods import label_period
from longdan.warehouse.questions.areas import list_ancestors, list_present_areas

STYLE = Path(__file__).with_name("style.css")
PAGES = {
    "home": "app.py",
    "map": "pages/map.py",
    "trends": "pages/trends.py",
    "indicators": "pages/indicators.py",
    "sources": "pages/sources.py",
}


def set_page(page: str, language: str) -> None:
    title = f"{text(f'shell.pages.{page}', language)} · {text('shell.brand', language)}"
    st.set_page_config(page_title=title, layout="wide", initial_sidebar_state="collapsed")
    st.html(STYLE)


def draw_navigation(view: View) -> None:
    with st.container(key="navigation", horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{text('shell.brand', view.language)}**")
        with st.container(key="pages", horizontal=True, gap="small"):
            for page, path in PAGES.items():
                with st.container(key="page_here", width="content") if page == view.page else nullcontext():
                    st.page_link(path, label=text(f"shell.pages.{page}", view.language), query_params=view.address())
        st.segmented_control(
            text("shell.language", view.language),
            LANGUAGES,
            required=True,
            format_func=str.upper,
            label_visibility="collapsed",
            **address.follow(
                "language_choice", view.language, lambda chosen: address.write(**view.address(lang=chosen))
            ),
        )


def draw_origin_strip(view: View, has_real_figures: bool) -> None:
    """The permanent word about simulated figures, with the switch to real ones only.

    `has_real_figures`: of the indicator looked at; where it has none, the switch leads to one that has.
    """
    if not view.has_simulated:
        return
    sentence, button, data = (
        ("only_real_strip", "with_simulated", None) if view.only_real else ("simulated_strip", "only_real", "real")
    )
    with st.container(key="origin_strip", horizontal=True, vertical_alignment="center"):
        st.markdown(text(f"shell.{sentence}", view.language))
        indicator_id = view.indicator_id if has_real_figures else None
        address.offer(
            text(f"shell.{button}", view.language),
            "origin_switch",
            view.address(data=data, period=None, indicator=indicator_id),
            kind="secondary",
        )


def draw_breadcrumb(view: View) -> None:
    chain = list_ancestors(view.cursor, view.area_id).to_dicts()
    with st.container(key="breadcrumb", horizontal=True, gap="small", vertical_alignment="center"):
        for step, row in enumerate(chain):
            if step:
                st.markdown("›")
            name = row["name_en"] if view.language == "en" and row["level"] == "country" else row["name"]
            if row["area_id"] == view.area_id:
                st.markdown(f"**{name}**")
            else:
                address.offer(name, f"to_{row['area_id']}", view.move(area_id=row["area_id"]))


def draw_history(view: View) -> None:
    """Of a unit that has ended: what it was, its last period with figures, and the present units that took it over."""
    if view.area.is_current:
        return
    words = {"area": name_area(view.area, view.language), "date": format_date(view.area.valid_to, view.language)}
    last = max(view.periods.filter("has_value").to_dicts(), key=lambda row: row["end_on"], default=None)
    with st.container(key="history", horizontal=True, gap="small", vertical_alignment="center"):
        said = [text(f"shell.history.{view.area.level}", view.language, **words)]
        if last:
            said.append(
                text("shell.history.last", view.language, period=label_period(last["period_id"], view.language))
            )
        st.markdown(" ".join(said))
        present = list_present_areas(view.cursor, view.area_id).to_dicts()
        if present:
            st.markdown(f"**{text('shell.history.present', view.language)}**")
        for row in present:
            name = row["name"] if row["is_whole"] else text("shell.history.part_note", view.language, area=row["name"])
            address.offer(name, f"to_{row['area_id']}", view.move(area_id=row["area_id"]))
