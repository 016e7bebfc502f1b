"""Where the figures come from: what was loaded, what was refused and why, what the build noticed, what is cited."""

import streamlit as st

from longdan.dashboard.provenance import show_findings, show_loads, show_refusals, show_sources
from longdan.dashboard.ui.provenance import choose_section, draw_table
from longdan.dashboard.ui.shell import open_shell
from longdan.language.locale import text
from longdan.language.numbers import format_number
from longdan.warehouse.questions.sources import list_findings, list_loads, list_refusals, list_sources

view = open_shell("sources")
loads = list_loads(view.cursor)
view.say(
    text(
        "sources.opening",
        view.language,
        date=view.build_date,
        files=format_number(loads.height, 0, view.language),
        accepted=format_number(loads["accepted_count"].sum(), 0, view.language),
        refused=format_number(loads["rejected_count"].sum(), 0, view.language),
    )
)

section = choose_section(view)
if section == "loads":
    draw_table(view, show_loads(loads, view.language), "none_loaded")
elif section == "refusals":
    st.caption(text("sources.refused_note", view.language))
    draw_table(view, show_refusals(list_refusals(view.cursor), view.language), "none_refused")
elif section == "findings":
    draw_table(view, show_findings(list_findings(view.cursor), view.language), "none_found")
else:
    draw_table(view, show_sources(list_sources(view.cursor), view.language), "none_loaded")
