"""What every indicator means: definition, numerator and denominator, legal basis, caveats, comparability."""

import streamlit as st

from longdan.dashboard.ui import kept
from longdan.dashboard.ui.glossary import choose_entries, draw_entries
from longdan.dashboard.ui.shell import open_shell
from longdan.language.locale import text

view = open_shell("indicators")
catalogue = kept.list_indicators(view.build_id, view.cursor)
view.say(
    text(
        "indicators.opening",
        view.language,
        count=catalogue.height,
        topics=catalogue["topic"].n_unique(),
        with_figures=catalogue["has_figures"].sum(),
    )
)

entries = choose_entries(view, catalogue)
if entries.is_empty():
    st.info(text("indicators.none", view.language))
draw_entries(view, entries)
