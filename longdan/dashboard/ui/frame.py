"""What surrounds every page: title, navigation, language, the strip about simulated figures, breadcrumb, history."""

from pathlib import Path

import streamlit as st

from longdan.dashboard.sentences.areas import name_area
from longdan.dashboard.ui import address, kept
from longdan.dashboard.view import View
from longdan.language.dates import format_date
from longdan.language.locale import LANGUAGES, text
from longdan.language.periods import label_period
from longdan.warehouse.questions.areas import list_counterparts

STYLE = Path(__file__).with_name("style.css")
PAGES = {
    "home": "app.py",
    "map": "pages/map.py",
    "trends": "pages/trends.py",
    "duties": "pages/duties.py",
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
        # The page that is open is known by its place in the row (style.css): a container around it costs bytes in every run.
        with st.container(key=f"pages_{list(PAGES).index(view.page) + 1}", horizontal=True, gap="small"):
            for page, path in PAGES.items():
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
    chain = kept.list_ancestors(view.build_id, view.area_id, view.cursor).to_dicts()
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
    """Of a unit that has ended, or is not among the units chosen: what it is, and its counterparts that are."""
    if view.area.is_among(view.units) and (view.area.is_current or view.units == "pre_2025_07"):
        return
    units = "pre_2025_07" if view.units == "pre_2025_07" else "current"
    with st.container(key="history", horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(" ".join(_tell_history(view)))
        counterparts = list_counterparts(view.cursor, view.area_id, units=units).to_dicts()
        if counterparts:
            st.markdown(f"**{text(f'shell.history.counterparts.{units}', view.language)}**")
        for row in counterparts:
            name = row["name"] if row["is_whole"] else text("shell.history.part_note", view.language, area=row["name"])
            address.offer(name, f"counterpart_{row['area_id']}", view.move(area_id=row["area_id"]))


def _tell_history(view: View) -> list[str]:
    """When it began or ended, its last period with figures, and that figures here are those it reported."""
    area, language = view.area, view.language
    key, day = ("began", area.valid_from) if area.is_current else (area.level, area.valid_to)
    said = [text(f"shell.history.{key}", language, area=name_area(area, language), date=format_date(day, language))]
    last = max(view.periods.filter("has_value").to_dicts(), key=lambda row: row["end_on"], default=None)
    if last and not area.is_current:
        said.append(text("shell.history.last", language, period=label_period(last["period_id"], language)))
    if view.units == "pre_2025_07" and not area.is_current:
        said.append(text("shell.history.communes_as_reported", language))
    return said
