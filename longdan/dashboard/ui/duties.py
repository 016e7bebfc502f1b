"""The controls and cards of the page of duties."""

from datetime import date
from html import escape
from pathlib import Path

import polars as pl
import streamlit as st

from longdan.dashboard.choices import TYPE_ORDER, choose_period
from longdan.dashboard.duties.cards import DutyCard
from longdan.dashboard.duties.known import DELEGATED, DIRECT, HELD, DutySheet, Scope
from longdan.dashboard.duties.published import find_published_areas, tell_published
from longdan.dashboard.duties.sheet import read_duties
from longdan.dashboard.sentences.areas import name_area
from longdan.dashboard.settings import read_settings
from longdan.dashboard.ui import address
from longdan.dashboard.ui.area_picker import pick_area
from longdan.dashboard.view import View
from longdan.language.dates import format_date
from longdan.language.locale import text
from longdan.language.periods import format_period
from longdan.methods.deadlines import last_ended_quarter
from longdan.methods.period import parse_period
from longdan.warehouse.questions.duties import list_published_shares, place_areas, read_as_of
from longdan.warehouse.questions.periods import list_periods

PARAMETER = "reporting"  # the reporting period in the address
STYLE = Path(__file__).with_name("duties.css")
_MARKS = {"better": "▲", "worse": "▼", "same": "●"}


def choose_scope(view: View) -> Scope:
    """The area of the view, its reporting period and the day looked from; draws the row of filters."""
    st.html(STYLE)
    as_of = read_as_of(view.cursor, view.build_id)
    as_of = min(as_of, view.area.valid_to or as_of)
    periods = list_periods(view.cursor, HELD, view.area_id, only_real=view.only_real, units=view.units).filter(
        pl.col("calendar") == "inspection"
    )
    complete_share = read_settings().complete_share
    chosen, _ = choose_period(
        periods, address.read(PARAMETER), complete_share, name_area(view.area, view.language), view.language
    )
    period_id = chosen or last_ended_quarter(as_of).period_id
    with st.container(key="duty_filters"):
        area, period, _ = st.columns([1.1, 1, 1.6])
        with area, st.container(key="duty_area", gap=None):
            pick_area(view)
        with period:
            _pick_period(view, periods, period_id)
    return Scope(
        area=view.area,
        period=parse_period(period_id),
        as_of=as_of,
        places=_place_areas(view.build_id, view.area_id, as_of, view.cursor),
        only_real=view.only_real,
        units=view.units,
    )


def read_sheet(view: View, scope: Scope) -> DutySheet:
    """What is known of the duties of the area, asked once per build, area, period and origin."""
    return _read_sheet(
        view.build_id, view.area_id, scope.period.period_id, view.only_real, view.units, scope, view.cursor
    )


@st.cache_data(show_spinner=False, max_entries=100)
def _read_sheet(
    build_id: str, area_id: str, period_id: str, only_real: bool, units: str, _scope: Scope, _cursor
) -> DutySheet:
    return read_duties(_cursor, _scope)


def draw_duty_cards(cards: list[DutyCard], language: str) -> None:
    with st.container(key="duty_cards"):
        for card in cards:
            with st.container(key=f"duty_card_{card.name}", border=True):
                st.html(_describe(card, language))


def draw_notes(scope: Scope, language: str, *, has_figures: bool) -> None:
    """What would fill the page where it is empty; from which day it is seen, for a unit that ended its last."""
    if not has_figures:
        st.info(text("duties.nothing_next", language))
    note = "history" if scope.area.valid_to else "years_note"
    st.caption(text(f"duties.{note}", language, date=format_date(scope.as_of, language)))


def draw_published_days(view: View, scope: Scope) -> None:
    """The real figures that publications give of the area; nothing where there are none."""
    published = list_published_shares(view.cursor, find_published_areas(scope), [DIRECT, DELEGATED])
    if published.is_empty():
        return
    told = tell_published(published, view.language)
    items = "".join(f"<li>{escape(said)}</li>" for said, _ in told)
    sources = "; ".join(dict.fromkeys(source for _, source in told))
    with st.container(key="duty_published", border=True):
        st.markdown(f"**{text('duties.published.title', view.language)}**")
        st.html(f'<ul>{items}</ul><p class="footing">{escape(sources)}</p>')


@st.cache_data(show_spinner=False, max_entries=200)
def _place_areas(build_id: str, area_id: str, on: date, _cursor) -> pl.DataFrame:
    return place_areas(_cursor, area_id, on)


def _pick_period(view: View, periods: pl.DataFrame, shown: str) -> None:
    rows = sorted(periods.to_dicts(), key=lambda row: TYPE_ORDER.index(row["type"]))
    options = [row["period_id"] for row in rows] or [shown]
    st.selectbox(
        text("duties.period", view.language),
        options,
        format_func=lambda period_id: format_period(period_id, view.language),
        **address.follow_choice(
            "reporting_choice", options, shown, lambda chosen: address.write(**{PARAMETER: chosen})
        ),
    )


def _describe(card: DutyCard, language: str) -> str:
    """A card as HTML; everything that comes from data is escaped."""
    known = bool(card.value or card.lines)
    word, mark = ("simulated", "simulated") if card.is_simulated else ("real", "real")
    origin = f'<span class="{mark}">{escape(text(f"figures.{word}", language))}</span>' if known else ""
    parts = [f'<p class="origin">{origin}</p><p class="title">{escape(text(f"duties.card.{card.name}", language))}</p>']
    if card.value:
        parts.append(f'<p class="value">{escape(card.value)}</p>')
    if not known:
        parts.append(f'<p class="value absent">{escape(text("duties.card.absent", language))}</p>')
    if card.unit:
        parts.append(f'<p class="behind">{escape(card.unit)}</p>')
    if card.word:
        parts.append(f'<p class="change {card.tone}">{_MARKS[card.tone]} {escape(card.word)}</p>')
    parts += [f'<p class="said">{escape(line)}</p>' for line in card.lines if line]
    parts += [f'<p class="footing">{escape(line)}</p>' for line in card.footing if line]
    return "".join(parts)
