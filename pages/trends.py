"""One indicator over time: the chosen area, the one above it and others, with breaks, a table and a download."""

import streamlit as st

from longdan.dashboard.sentences.areas import name_area, name_in_sentence
from longdan.dashboard.sentences.trend import open_trend
from longdan.dashboard.ui.shell import open_shell
from longdan.dashboard.ui.trend_panel import draw_trend_panel, read_trend
from longdan.language.locale import text
from longdan.warehouse.questions.areas import read_area

view = open_shell("trends")
parent = read_area(view.cursor, view.area.parent_id) if view.area.parent_id else None

if view.period_id is None:
    view.say(name_area(view.area, view.language))
    st.info(text("trends.empty", view.language, area=name_area(view.area, view.language)))
else:
    view.say(
        open_trend(view.indicator, read_trend(view).own, name_in_sentence(view.area, view.language), view.language)
    )
    draw_trend_panel(view, parent, view.build_date)
