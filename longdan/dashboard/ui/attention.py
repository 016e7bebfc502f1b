"""The part of the first page on what needs attention: the places inside the area that stand out, and the area itself.

It stands above the cards, so it says in a few lines what is the matter and where; every figure comes on demand.
"""

from html import escape

import streamlit as st

from longdan.dashboard.attention import (
    Attention,
    Place,
    Signal,
    choose_places,
    find_places,
    pair_signals,
    put_worse_first,
)
from longdan.dashboard.sentences.areas import name_area, name_in_sentence
from longdan.dashboard.sentences.attention import (
    SHAPES,
    brief_place,
    brief_signal,
    colour_of,
    say_clear,
    say_own,
    say_signal,
    say_signs,
)
from longdan.dashboard.sentences.home import mark_simulated
from longdan.dashboard.ui import address
from longdan.dashboard.ui.clusters import draw_clusters
from longdan.dashboard.view import View
from longdan.language.locale import text
from longdan.warehouse.questions.areas import Area
from longdan.warehouse.questions.attention import count_judged, judged_origin, list_attention

FIRST_PLACES = 3  # shown at once; the rest, and the figures, on demand
FIRST_SIGNALS = 2  # of the area itself
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
    own = []
    if parent:
        own = pair_signals(list_attention(view.cursor, view.area_id, is_simulated=is_simulated, inside=False))
    inside = None
    if view.area.level in LEVELS:
        inside = _read_inside(view.build_id, view.area_id, is_simulated, view.cursor)
    with st.container(key="attention", border=True):
        summary, entries = st.columns([2, 3], gap="medium")
        with summary:
            st.markdown(f"### {text('attention.title', view.language)}")
            said = " ".join(_summarise(view, inside, own, parent))
            st.markdown(mark_simulated(said, is_simulated, view.language))
            if inside:
                draw_clusters(view, is_simulated=is_simulated)
            shows_all = st.toggle(text("attention.all", view.language), key=f"attend_all_{view.area_id}")
            if shows_all and inside:
                st.caption(text("attention.order", view.language))
        with entries:
            _draw_own(own, view.language, shows_all=shows_all)
            if inside:
                _draw_places(view, inside.clear + inside.signs, shows_all=shows_all)


def _summarise(view: View, inside: Attention | None, own: list[Signal], parent: Area | None) -> list[str]:
    said = []
    if own:
        area, above = name_area(view.area, view.language), name_in_sentence(parent, view.language)
        said.append(say_own(own, area, above, view.language))
    if inside:
        name = name_in_sentence(view.area, view.language)
        said.append(say_clear(inside, name, view.area.level, view.language))
        if inside.signs:
            said.append(say_signs(inside, view.language))
    return said


def _draw_own(own: list[Signal], language: str, *, shows_all: bool) -> None:
    """The figures of the area itself that stand out for the worse; on demand all, those that do not stand out too."""
    if shows_all:
        st.html(_list([(signal, say_signal(signal, language)) for signal in own]))
        return
    worse = [signal for signal in put_worse_first(own) if signal.is_worse][:FIRST_SIGNALS]
    if worse:
        st.html(_list([(signal, brief_signal(signal, language)) for signal in worse]))


def _draw_places(view: View, places: list[Place], *, shows_all: bool) -> None:
    for place in places if shows_all else places[:FIRST_PLACES]:
        parent = (
            f" · {place.parent[view.language]}" if view.area.level == "country" and place.level == "commune" else ""
        )
        with st.container(gap=None):
            address.offer(
                place.name[view.language] + parent, f"attend_{place.area_id}", view.move(area_id=place.area_id)
            )
            if shows_all:
                st.html(_list([(signal, say_signal(signal, view.language)) for signal in place.signals]))
            else:
                st.html(f'<p class="brief">{escape(brief_place(place, view.language))}</p>')


def _list(lines: list[tuple[Signal, str]]) -> str:
    items = "".join(
        f'<li class="change {colour_of(signal)}"><span aria-hidden="true">{SHAPES[signal.row["judgement"]]}</span> '
        f"{escape(said)}</li>"
        for signal, said in lines
    )
    return f'<ul class="contrasts">{items}</ul>'
