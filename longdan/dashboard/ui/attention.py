"""The part of the first page on what needs attention: the places inside the area that stand out, and the area itself."""

from html import escape

import polars as pl
import streamlit as st

from longdan.dashboard.attention import Attention, Place, Signal, choose_places, find_places, pair_signals
from longdan.dashboard.sentences.areas import name_area, name_in_sentence
from longdan.dashboard.sentences.attention import SHAPES, colour_of, say_clear, say_signal, say_signs
from longdan.dashboard.sentences.home import mark_simulated
from longdan.dashboard.ui import address
from longdan.dashboard.view import View
from longdan.language.locale import text
from longdan.language.numbers import format_number
from longdan.warehouse.questions.areas import Area
from longdan.warehouse.questions.attention import count_judged, judged_origin, list_attention

FIRST = 5  # places shown at once; the rest on demand
LEVELS = ("country", "province")


@st.cache_data(show_spinner=False, max_entries=60)
def _read_inside(build_id: str, area_id: str, is_simulated: bool, _cursor) -> Attention:
    places = find_places(list_attention(_cursor, area_id, is_simulated=is_simulated, inside=True))
    return choose_places(places, count_judged(_cursor, area_id, is_simulated=is_simulated))


def draw_attention(view: View, parent: Area | None) -> None:
    """Nothing of an area of which, and inside which, no figure was judged: a district, a unit that has ended."""
    is_simulated = judged_origin(view.cursor, view.area_id, only_real=view.only_real)
    if is_simulated is None:
        return
    own = list_attention(view.cursor, view.area_id, is_simulated=is_simulated, inside=False)
    with st.container(key="attention", border=True):
        st.markdown(f"### {text('attention.title', view.language)}")
        if view.area.level in LEVELS:
            _draw_inside(view, _read_inside(view.build_id, view.area_id, is_simulated, view.cursor), is_simulated)
        if parent and own.height:
            _draw_own(view, own, parent, is_simulated)


def _draw_inside(view: View, attention: Attention, is_simulated: bool) -> None:
    name = name_in_sentence(view.area, view.language)
    sentence = say_clear(attention, name, view.area.level, view.language)
    st.markdown(mark_simulated(sentence, is_simulated, view.language))
    for place in attention.clear[:FIRST]:
        _draw_place(view, place)
    if attention.signs:
        st.markdown(say_signs(attention, view.language))
        for place in attention.signs[: FIRST - 2]:
            _draw_place(view, place)
    rest = attention.clear[FIRST:] + attention.signs[FIRST - 2 :]
    if rest:
        left = format_number(len(rest), 0, view.language)
        if st.toggle(text("attention.more", view.language, left=left), key=f"attend_more_{view.area_id}"):
            for place in rest:
                _draw_place(view, place)
    st.caption(text("attention.order", view.language))


def _draw_place(view: View, place: Place) -> None:
    parent = f" · {place.parent[view.language]}" if view.area.level == "country" and place.level == "commune" else ""
    address.offer(place.name[view.language] + parent, f"attend_{place.area_id}", view.move(area_id=place.area_id))
    st.html(_list(place.signals, view.language))


def _draw_own(view: View, own: pl.DataFrame, parent: Area, is_simulated: bool) -> None:
    """Every figure of the area itself, those that do not stand out too."""
    said = text(
        "attention.own",
        view.language,
        area=name_area(view.area, view.language),
        parent=name_in_sentence(parent, view.language),
        places=format_number(own.filter(benchmark="parent")["place_count"].max() - 1, 0, view.language),
    )
    st.markdown(mark_simulated(said, is_simulated, view.language))
    st.html(_list(pair_signals(own), view.language))


def _list(signals: list[Signal], language: str) -> str:
    lines = "".join(
        f'<li class="change {colour_of(signal)}"><span aria-hidden="true">{SHAPES[signal.row["judgement"]]}</span> '
        f"{escape(say_signal(signal, language))}</li>"
        for signal in signals
    )
    return f'<ul class="contrasts">{lines}</ul>'
