"""Draws the headline cards: topic, label, big value, change with its shape, small trend, base and date."""

from html import escape

import streamlit as st

from longdan.dashboard.cards import Card
from longdan.dashboard.charts.spark import draw_spark
from longdan.dashboard.contrasts import find_change_certainty
from longdan.dashboard.labels import label_topic
from longdan.dashboard.sentences.home import explain_card, say_change, say_footing
from longdan.dashboard.sentences.values import name_class, say_absence, say_bare, say_qualifier, unit_behind
from longdan.dashboard.ui.origins import draw_origin
from longdan.dashboard.view import View
from longdan.language.locale import text


def draw_cards(view: View, cards: list[Card]) -> None:
    with st.container(key="cards", horizontal=True, gap="small"):
        for card in cards:
            _draw_card(view, card)
    if any(card.parent_line.height for card in cards):
        st.caption(text("home.spark_lines", view.language))


def _draw_card(view: View, card: Card) -> None:
    indicator, language = card.indicator, view.language
    with st.container(key=f"card_{indicator.indicator_id}", border=True, gap=None):
        word, mark = ("origin.simulated", "simulated") if card.is_simulated else ("real", "real")
        origin = f'<span class="{mark}">{escape(text(f"figures.{word}", language))}</span>'
        st.html(f'<p class="topic">{escape(label_topic(indicator.topic, language))} {origin}</p>')
        st.page_link(
            "pages/trends.py",
            label=indicator.title(language),
            query_params=view.address(indicator=indicator.indicator_id, period=card.figure["period_id"]),
            help=explain_card(card, language),
        )
        st.html(_describe(card, language))
        draw_origin(
            view,
            card.figure["period_id"],
            place=indicator.indicator_id,
            indicator_id=indicator.indicator_id,
            label="short",
        )


def _describe(card: Card, language: str) -> str:
    """The body of a card as HTML; everything that comes from data is escaped."""
    spark = draw_spark(
        card.line,
        card.parent_line,
        shares_scale=card.indicator.is_rate,
        title=escape(text("home.spark", language, indicator=card.indicator.title(language))),
    )
    footing = "<br>".join(escape(line) for line in say_footing(card, language))
    return f'{_value(card, language)}{_change(card, language)}{spark}<p class="footing">{footing}</p>'


def _value(card: Card, language: str) -> str:
    figure, indicator = card.figure, card.indicator
    if figure["class_high"] is not None:
        number = escape(name_class(figure["class_high"], language))
    elif figure["value"] is None:
        return f'<p class="value absent">{escape(say_absence(figure, language))}</p>'
    else:
        bare = say_bare(figure["value"], indicator.unit, indicator.decimals, language)
        number = escape(say_qualifier(bare, figure["qualifier"], language))
    return f'<p class="value">{number}<span class="unit">{escape(unit_behind(indicator.unit, language))}</span></p>'


def _change(card: Card, language: str) -> str:
    if card.comparison is None:
        return f'<p class="change neutral">{escape(say_change(card, language))}</p>'
    shape = f'<span aria-hidden="true">{card.comparison.shape}</span>'
    certainty = find_change_certainty(card.figure, card.before, card.line, card.indicator)
    colour = "same" if certainty == "none" else card.comparison.judgement
    words = say_change(card, language) + (text(f"contrasts.change.{certainty}", language) if certainty else "")
    return f'<p class="change {colour}">{shape} {escape(words)}</p>'
