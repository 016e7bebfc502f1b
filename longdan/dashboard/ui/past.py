"""The past of a unit that ended before today, on the trend page: its line goes on with what it came of."""

import polars as pl
import streamlit as st

from longdan.dashboard.sentences.groups import say_past
from longdan.dashboard.view import View
from longdan.warehouse.questions.conversions import list_past_series, list_predecessors


def read_past(view: View) -> pl.DataFrame | None:
    """Rows as of `list_series` before the unit began, and the words for them under the choices; None where there are none.

    Units of today have theirs in the build; where figures are asked for as they were reported, nothing is added up.
    """
    if view.area.is_current or view.units == "reported":
        return None
    past = list_past_series(view.cursor, view.indicator_id, view.area_id, only_real=view.only_real)
    if past.is_empty():
        return None
    st.caption(say_past(list_predecessors(view.cursor, view.area_id), view.language))
    return past.drop("refusal")
