"""The controls of the sources page: which section, and a table that can be filtered and downloaded."""

import polars as pl
import streamlit as st

from longdan.dashboard.exports import write_csv
from longdan.dashboard.ui import address
from longdan.dashboard.view import View
from longdan.language.locale import text
from longdan.language.names import fold_name

SECTIONS = ("loads", "refusals", "findings", "sources")


def choose_section(view: View) -> str:
    """The section that the address asks for, the files loaded where it asks for none."""
    asked = address.read("section")
    section = asked if asked in SECTIONS else SECTIONS[0]
    st.segmented_control(
        text("shell.pages.sources", view.language),
        SECTIONS,
        required=True,
        format_func=lambda one: text(f"sources.section.{one}", view.language),
        label_visibility="collapsed",
        **address.follow("section_choice", section, lambda chosen: address.write(section=chosen)),
    )
    return section


def draw_table(view: View, table: pl.DataFrame, when_empty: str) -> None:
    """A table with a filter over all its text, or the words that say why there is none."""
    if table.is_empty():
        st.info(text(f"sources.{when_empty}", view.language))
        return
    typed = st.text_input(text("sources.search", view.language), key="sources_typed", live=True)
    shown = filter_rows(table, typed)
    links = {text("sources.column.address", view.language): st.column_config.LinkColumn()}
    st.dataframe(shown, hide_index=True, column_config=links)
    st.download_button(
        text("sources.download", view.language),
        write_csv(shown, view.language),
        file_name="long_dan.csv",
        mime="text/csv",
        on_click="ignore",
    )


def filter_rows(table: pl.DataFrame, typed: str) -> pl.DataFrame:
    """The rows that hold every word typed, with or without diacritics, in any column."""
    words = fold_name(typed).split()
    if not words:
        return table
    folded = pl.concat_str(pl.col(pl.String).fill_null(""), separator=" ").map_elements(
        fold_name, return_dtype=pl.String
    )
    return table.filter(*[folded.str.contains(word, literal=True) for word in words])
