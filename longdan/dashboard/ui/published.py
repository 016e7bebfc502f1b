"""The box of real published figures, which stands apart from everything simulated."""

from html import escape

import polars as pl
import streamlit as st

from longdan.dashboard.sentences.values import lower_first, say_base, say_status, say_value
from longdan.dashboard.settings import read_settings
from longdan.dashboard.view import View
from longdan.language.dates import format_date
from longdan.language.locale import text
from longdan.language.periods import label_period
from longdan.warehouse.questions.series import list_published


@st.cache_data(show_spinner=False, max_entries=3)
def _read_published(build_id: str, showcase: list[str], _cursor) -> pl.DataFrame:
    return list_published(_cursor, showcase)


def draw_published(view: View) -> None:
    """The box with the figures that the settings name; nothing where the build holds none of them."""
    figures = _read_published(view.build_id, read_settings().showcase, view.cursor)
    if figures.is_empty():
        return
    groups = figures.group_by(["area_id", "body_kind", "part", "indicator_id"], maintain_order=True)
    with st.container(key="published", border=True):
        st.markdown(f"### {text('home.published.title', view.language)}")
        st.caption(text("home.published.note", view.language))
        st.html(_describe_all([rows.to_dicts() for _, rows in groups], view.language))
        st.page_link("pages/sources.py", label=text("home.published.all", view.language), query_params=view.address())


def _describe_all(groups: list[list[dict]], language: str) -> str:
    """Every group, and behind the last of those from the same sources where they come from."""
    cited = ["; ".join(dict.fromkeys(_source(row, language) for row in rows)) for rows in groups]
    described = ""
    for rows, sources, following in zip(groups, cited, [*cited[1:], None], strict=True):
        described += _describe(rows, language)
        described += f'<p class="footing">{escape(sources)}</p>' if sources != following else ""
    return described


def _describe(rows: list[dict], language: str) -> str:
    """One indicator of one area, body or residential area: its figures in a row."""
    first = rows[0]
    figures = "".join(
        f"<li><span>{escape(label_period(row['period_id'], language))}</span> <b>{escape(_figure(row, language))}</b></li>"
        for row in rows
    )
    return (
        f'<p class="heading">{escape(_place(first, language))}: {escape(lower_first(first["title_" + language]))}</p>'
        f"<ul>{figures}</ul>"
    )


def _place(row: dict, language: str) -> str:
    """`Thôn Linh Cang, Xã Bình Phú`, `Huyện Vĩnh Bảo (Ủy ban nhân dân)`, `Việt Nam`."""
    area = row[f"area_{language}"]
    if row["body_kind"]:
        area = text("home.published.body", language, area=area, body=text(f"figures.body.{row['body_kind']}", language))
    return f"{row['part']}, {area}" if row["part"] else area


def _figure(row: dict, language: str) -> str:
    if row["value"] is None:
        return say_status(row["status"], language)
    figure = say_value(row["value"], row["unit"], row["decimals"], language, row["qualifier"])
    base = say_base(row["numerator"], row["denominator"], None, language)
    return f"{figure} ({base})" if base else figure


def _source(row: dict, language: str) -> str:
    """Title, publisher and, where it bears one, date."""
    named = {"source": row[f"source_{language}"], "publisher": row["publisher"]}
    if row["published_on"] is None:
        return text("home.published.undated", language, **named)
    return text("home.published.source", language, **named, date=format_date(row["published_on"], language))
