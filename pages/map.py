"""One indicator over the country, a province or a district, area by area, in one period."""

import streamlit as st

from longdan.dashboard.maps.scope import choose_scope
from longdan.dashboard.maps.sentence import say_map
from longdan.dashboard.sentences.areas import name_in_sentence
from longdan.dashboard.ui import address
from longdan.dashboard.ui.map import OFF, ask_map, draw_map, find_drawn, follow_map
from longdan.dashboard.ui.origins import draw_origin
from longdan.dashboard.ui.shell import open_shell
from longdan.language.locale import text
from longdan.language.periods import format_period
from longdan.methods.period import parse_period

view = open_shell("map")

if view.period_id is None:
    area_name = name_in_sentence(view.area, view.language)
    view.say(text("map.no_period", view.language, indicator=view.indicator.title(view.language), area=area_name))
    st.stop()

scope = choose_scope(view.area, parse_period(view.period_id).end_on, view.units, address.read("level"))
content = ask_map(view, scope, clusters=address.read("clusters") or OFF)
if content is None:
    units = text(f"map.units.{scope.edition}.{scope.level}", view.language)
    view.say(text("map.no_geometry", view.language, units=units))
    st.stop()

area_name = name_in_sentence(find_drawn(view, scope), view.language)
view.say(say_map(content, area_name, format_period(view.period_id, view.language)))
draw_origin(view, view.period_id, place="map", label="of_area")
draw_map(content, follow=follow_map)
