"""The first page: what needs attention, and how the area is doing against its own past and the area above it."""

import streamlit as st

from longdan.dashboard.sentences.areas import name_area, name_in_sentence
from longdan.dashboard.sentences.home import open_home
from longdan.dashboard.ui.attention import draw_attention
from longdan.dashboard.ui.cards import draw_cards
from longdan.dashboard.ui.headlines import find_cards, offer_newer_period
from longdan.dashboard.ui.published import draw_published
from longdan.dashboard.ui.shell import open_shell
from longdan.dashboard.ui.side_map import draw_side_map
from longdan.language.locale import text
from longdan.warehouse.questions.areas import read_area

view = open_shell("home")
parent = read_area(view.cursor, view.area.parent_id) if view.area.parent_id else None
cards = find_cards(view)
answer = next((card for card in cards if card.indicator == view.indicator), next(iter(cards), None))

if answer:
    parent_name = name_in_sentence(parent, view.language) if parent else None
    view.say(open_home(answer, name_in_sentence(view.area, view.language), parent_name, view.language))
else:
    view.say(name_area(view.area, view.language))
offer_newer_period(view)
draw_attention(view, parent)

main, side = st.columns([2, 1], gap="medium")
with main:
    if cards:
        draw_cards(view, cards)
    else:
        st.info(text("home.no_cards", view.language, area=name_area(view.area, view.language)))
with side:
    draw_side_map(view)
    draw_published(view)
