"""The tables of the page of duties: promises with their filter, the parts of the area to go down to, the rules in force."""

import polars as pl
import streamlit as st

from longdan.dashboard.duties.known import Scope
from longdan.dashboard.duties.tables import show_places, show_promises, show_rules
from longdan.dashboard.exports import write_csv
from longdan.dashboard.ui import address
from longdan.dashboard.view import View
from longdan.language.locale import text
from longdan.language.numbers import format_number
from longdan.methods.deadlines import PROMISE_STATES
from longdan.warehouse.questions.rules import list_rules

PARAMETER = "promises"  # the state of promises looked at, in the address
STATES = ("all", *PROMISE_STATES)
_MOST = 200  # rows of promises that are sent to be read; the download has every one


@st.fragment
def draw_promises(view: View, judged: pl.DataFrame) -> None:
    """What was promised, followed until it is done; those overdue longest first. Nothing where nobody promised."""
    if judged.is_empty():
        return
    with st.container(key="duty_promises"):
        st.markdown(f"### {text('duties.promises.title', view.language)}")
        state = _choose_state(view, judged)
        chosen = judged if state == "all" else judged.filter(pl.col("state") == state)
        if chosen.is_empty():
            st.info(text("duties.promises.none", view.language))
            return
        shown = chosen.head(_MOST)
        counts = {
            "shown": format_number(shown.height, 0, view.language),
            "count": format_number(chosen.height, 0, view.language),
        }
        st.caption(text("duties.promises.note", view.language, **counts))
        wide = {text("duties.column.text", view.language): st.column_config.TextColumn(width="large")}
        st.dataframe(show_promises(shown, view.language), hide_index=True, column_config=wide)
        _offer_download(show_promises(chosen, view.language), view.language, "promises")


def draw_places(view: View, counted: pl.DataFrame, *, has_due: bool) -> None:
    """The parts of the area, each a way down to its own page; nothing where nothing is known of any."""
    table = show_places(counted, view.language, has_due=has_due)
    if table.is_empty() or table.width == 1:
        return
    with st.container(key="duty_places"):
        st.markdown(f"### {text('duties.places.title', view.language)}")
        st.caption(text("duties.places.note", view.language))
        chosen = st.dataframe(
            table, hide_index=True, on_select="rerun", selection_mode="single-row", key=f"places_{view.area_id}"
        )
        _offer_download(table, view.language, "places")
        if chosen.selection.rows:
            address.replace(view.move(area_id=counted["place_id"][chosen.selection.rows[0]]))
            st.rerun()


def draw_rules(view: View, scope: Scope) -> None:
    """Every rule in force on some day of the period, national and of a place inside the area or above it."""
    rules = list_rules(view.cursor, scope.period.start_on, min(scope.period.end_on, scope.as_of))
    near = set(scope.places["area_id"])
    here = rules.filter(pl.col("area_id").is_null() | pl.col("area_id").is_in(near))
    with st.expander(text("duties.rules.title", view.language), key="duty_rules"):
        st.dataframe(show_rules(here, view.language), hide_index=True)


def _choose_state(view: View, judged: pl.DataFrame) -> str:
    """The state that the address asks for; what is overdue where it asks for none and anything is."""
    counts = dict(judged["state"].value_counts().iter_rows()) | {"all": judged.height}
    first = "overdue" if counts.get("overdue") else "all"
    asked = address.read(PARAMETER)
    state = asked if asked in STATES else first
    st.segmented_control(
        text("duties.column.state", view.language),
        STATES,
        required=True,
        format_func=lambda one: (
            f"{text(f'duties.promise_state.{one}', view.language)} ({format_number(counts.get(one, 0), 0, view.language)})"
        ),
        label_visibility="collapsed",
        **address.follow("promise_choice", state, lambda chosen: address.write(**{PARAMETER: chosen})),
    )
    return state


def _offer_download(table: pl.DataFrame, language: str, name: str) -> None:
    st.download_button(
        text("duties.download", language),
        write_csv(table, language),
        file_name=f"long_dan_{name}.csv",
        mime="text/csv",
        key=f"download_{name}",
        on_click="ignore",
    )
