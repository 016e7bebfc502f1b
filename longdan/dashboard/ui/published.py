"""The box of real published figures, which stands apart from everything simulated."""

from html import escape

import polars as pl
import streamlit as st

from longdan.dashboard.sentences.values import say_base, say_status, say_value
from longdan.dashboard.view import View
from longdan.language.dates import format_date
from longdan.language.locale import text
from longdan.language.periods import label_period


def draw_published(view: View, figures: pl.DataFrame) -> None:
    """The box; nothing where the build holds no published figure. `figures` are rows of `list_published`."""
    if figures.is_empty():
        return
    groups = figures.group_by(["area_id", "indicator_id", "source_vi"], maintain_order=True)
    with st.container(key="published", border=True):
        st.markdown(f"#### {text('home.published.title', view.language)}")
        st.caption(text("home.published.note", view.language))
        st.html("".join(_describe(rows.to_dicts(), view.language) for _, rows in groups))
        st.page_link("pages/sources.py", label=text("home.published.all", view.language), query_params=view.address())


def _describe(rows: list[dict], language: str) -> str:
    """One indicator of one area from one source: a line per period, then where it comes from."""
    first = rows[0]
    heading = f"{escape(first['area_' + language])} · {escape(first['title_' + language])}"
    lines = "".join(
        f"<li><span>{escape(label_period(row['period_id'], language))}</span> <b>{escape(_figure(row, language))}</b></li>"
        for row in rows
    )
    return f'<p class="heading">{heading}</p><ul>{lines}</ul><p class="footing">{_source(first, language)}</p>'


def _figure(row: dict, language: str) -> str:
    if row["value"] is None:
        return say_status(row["status"], language)
    figure = say_value(row["value"], row["unit"], row["decimals"], language, row["qualifier"])
    base = say_base(row["numerator"], row["denominator"], None, language)
    return f"{figure} ({base})" if base else figure


def _source(row: dict, language: str) -> str:
    source = escape(row[f"source_{language}"] or "")
    if row["published_on"] is None:
        return source
    return text("home.published.source", language, source=source, date=format_date(row["published_on"], language))
