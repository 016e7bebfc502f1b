"""The catalogue as a reader meets it: search, topic, and an entry per indicator."""

import polars as pl
import streamlit as st

from longdan.dashboard.labels import label_topic, label_unit
from longdan.dashboard.ui import address
from longdan.dashboard.view import View
from longdan.language.locale import text
from longdan.language.names import fold_name

_SEARCH_WIDTH = 480  # pixels; less where there are less


def choose_entries(view: View, catalogue: pl.DataFrame) -> pl.DataFrame:
    """The rows of the catalogue that match the topic and the words asked for; both stand in the address."""
    language = view.language
    asked_words, asked_topic = address.read("q") or "", address.read("topic")
    topics = catalogue["topic"].unique(maintain_order=True).to_list()
    st.text_input(
        text("indicators.search", language),
        placeholder=text("indicators.search_hint", language),
        width=_SEARCH_WIDTH,
        **address.follow("words", asked_words, lambda typed: address.write(q=typed)),
    )
    st.segmented_control(
        text("indicators.topic", language),
        topics,
        format_func=lambda one: label_topic(one, language),
        **address.follow(
            "topic_choice", asked_topic if asked_topic in topics else None, lambda one: address.write(topic=one)
        ),
    )
    kept = catalogue.filter(pl.col("topic") == asked_topic) if asked_topic in topics else catalogue
    return filter_entries(kept, asked_words, language)


def filter_entries(catalogue: pl.DataFrame, typed: str, language: str) -> pl.DataFrame:
    """The indicators whose title, definition or id holds every word typed, with or without diacritics."""
    words = fold_name(typed).split()
    if not words:
        return catalogue
    columns = ["indicator_id", f"title_{language}", f"definition_{language}"]
    folded = pl.concat_str(columns, separator=" ").map_elements(fold_name, return_dtype=pl.String)
    return catalogue.filter(*[folded.str.contains(word, literal=True) for word in words])


def draw_entries(view: View, entries: pl.DataFrame) -> None:
    for (topic,), rows in entries.group_by(["topic"], maintain_order=True):
        st.markdown(f"### {label_topic(topic, view.language)}")
        for row in rows.to_dicts():
            _draw_entry(view, row)


def _draw_entry(view: View, row: dict) -> None:
    language = view.language
    title = row[f"title_{language}"]
    label = title if row["has_figures"] else f"{title} ({text('indicators.no_figures', language)})"
    with st.expander(label, expanded=row["indicator_id"] == address.read("indicator")):
        st.markdown(row[f"definition_{language}"])
        st.markdown(
            "  \n".join(f"**{text(f'indicators.{name}', language)}:** {said}" for name, said in _facts(row, language))
        )
        if row["has_figures"]:
            with st.container(horizontal=True):
                for page in ("trend", "map"):
                    st.page_link(
                        "pages/trends.py" if page == "trend" else "pages/map.py",
                        label=text(f"indicators.see_{page}", language),
                        query_params=view.address(indicator=row["indicator_id"], period=None),
                    )


def _facts(row: dict, language: str) -> list[tuple[str, str]]:
    """What else the catalogue says of an indicator, without what it leaves open."""
    facts = {
        "unit": label_unit(row["unit"], language),
        "numerator": row[f"numerator_{language}"],
        "denominator": row[f"denominator_{language}"],
        "direction": text(f"indicators.directions.{row['direction']}", language),
        "aggregation": text(f"indicators.aggregations.{row['aggregation']}", language),
        "legal_basis": row["legal_basis"],
        "comparability": row[f"comparability_{language}"],
        "caveat": row[f"caveat_{language}"],
    }
    return [(name, said) for name, said in facts.items() if said]
