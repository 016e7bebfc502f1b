"""“Nguồn gốc số liệu” beside a value: asked of the build only when a reader opens it."""

from functools import cache
from html import escape

import polars as pl
import streamlit as st

from longdan.dashboard.origins.sections import Section, describe_origin
from longdan.dashboard.sentences.areas import name_in_sentence
from longdan.dashboard.view import View
from longdan.language.locale import text
from longdan.warehouse.catalogue import Catalogue, load_catalogue
from longdan.warehouse.questions.origins import read_origin


@st.fragment
def draw_origin(
    view: View, period_id: str | None, *, place: str, indicator_id: str | None = None, label: str = "button"
) -> None:
    """A button that opens the origin of the view's area in a period; nothing without one.

    `place` tells apart the buttons of one page; `indicator_id` is the view's where it is not given; `label` is what the
    button says: button, short, of_area.
    """
    if period_id is None:
        return
    panel = st.popover(
        text(f"origins.{label}", view.language, area=name_in_sentence(view.area, view.language)),
        type="tertiary",
        on_change="rerun",
        key=f"provenance_{place}",
    )
    if not panel.open:
        return
    with panel, st.container(key=f"provenance_text_{place}"):
        _write(view, indicator_id or view.indicator_id, period_id)


def _write(view: View, indicator_id: str, period_id: str) -> None:
    origin = read_origin(view.cursor, indicator_id, view.area_id, period_id, only_real=view.only_real, units=view.units)
    if origin is None:
        st.info(text("origins.none", view.language))
        return
    known = _catalogue().by_id.get(indicator_id)
    sections = describe_origin(origin, known.sources if known else (), view.language)
    st.html("".join(_write_section(section) for section in sections))


def _write_section(section: Section) -> str:
    """HTML, so that it prints as it stands; everything in it is escaped."""
    lines = "".join(f"<p>{escape(line)}</p>" for line in section.lines)
    table = _write_table(section.table) if section.table is not None else ""
    return f'<section class="origin"><h4>{escape(section.heading)}</h4>{table}{lines}</section>'


def _write_table(table: pl.DataFrame) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in table.columns)
    body = "".join(
        "<tr>" + "".join(f'<td data-name="{escape(name)}">{escape(cell)}</td>' for name, cell in row.items()) + "</tr>"
        for row in table.to_dicts()
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


@cache
def _catalogue() -> Catalogue:
    """The catalogue of this checkout, which a build was made with; read once."""
    return load_catalogue()
