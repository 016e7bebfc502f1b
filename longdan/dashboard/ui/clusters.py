"""Clusters of neighbouring communes on the first page: one sentence, and the way to their layer on the map."""

import streamlit as st

from longdan.dashboard.sentences.areas import name_in_sentence
from longdan.dashboard.sentences.clusters import choose_clusters, say_clusters_inside
from longdan.dashboard.sentences.home import mark_simulated
from longdan.dashboard.ui.map import ON
from longdan.dashboard.view import View
from longdan.language.locale import text
from longdan.warehouse.questions.clusters import count_clusters


def draw_clusters(view: View, *, is_simulated: bool) -> None:
    """Nothing where no commune of the province or country lies in a cluster."""
    rows = count_clusters(view.cursor, view.area_id, is_simulated=is_simulated)
    row = choose_clusters(rows, view.indicator_id)
    if row is None:
        return
    said = say_clusters_inside(row, rows.height - 1, name_in_sentence(view.area, view.language), view.language)
    st.markdown(mark_simulated(said, is_simulated, view.language))
    layer = view.move(indicator_id=row["indicator_id"], units="current") | {"level": "commune", "clusters": ON}
    with st.container(key="cluster_link"):
        st.page_link("pages/map.py", label=text("attention.clusters.see", view.language), query_params=layer)
