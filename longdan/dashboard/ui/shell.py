"""The frame around every page: `open_shell` reads the address, draws navigation and filters, and returns the view."""

import polars as pl
import streamlit as st

from longdan.dashboard.choices import (
    Notice,
    choose_area,
    choose_indicator,
    choose_period,
    choose_units,
)
from longdan.dashboard.sentences.areas import name_area
from longdan.dashboard.settings import read_settings
from longdan.dashboard.ui import address, kept
from longdan.dashboard.ui.build import open_current_build
from longdan.dashboard.ui.faults import quote_plainly
from longdan.dashboard.ui.filters import draw_filters
from longdan.dashboard.ui.frame import draw_breadcrumb, draw_history, draw_navigation, draw_origin_strip, set_page
from longdan.dashboard.view import View
from longdan.language.dates import format_date
from longdan.language.locale import LANGUAGES, text
from longdan.warehouse.open_build import Build
from longdan.warehouse.questions.areas import Area

PAGES_WITH_FILTERS = ("home", "map", "trends")
PAGES_WITH_AREA = ("duties",)  # of an area, with filters of their own


def open_shell(page: str) -> View:
    """Opens the frame of a page ("home", "map", "trends", "duties", "indicators", "sources"): its first call.

    Stops the run, with a fault on the screen, where there is nothing to show.
    """
    language = address.language()
    set_page(page, language)
    build, connection = open_current_build(language)
    view, catalogue, notices = _read_view(page, language, build, connection)
    draw_navigation(view)
    draw_origin_strip(view, catalogue.filter(indicator_id=view.indicator_id)["has_real_figures"].item())
    for notice in notices:
        st.warning(text(f"shell.notice.{notice.key}", language, **_quoted(notice)))
    if page in PAGES_WITH_FILTERS:
        draw_breadcrumb(view)
        _place_sentence(view)
        draw_filters(view, catalogue)
        draw_history(view)
    else:
        if page in PAGES_WITH_AREA:
            draw_breadcrumb(view)
        _place_sentence(view)
    return view


def _read_view(page: str, language: str, build: Build, connection) -> tuple[View, pl.DataFrame, list[Notice]]:
    settings = read_settings()
    cursor = connection.cursor()
    catalogue = kept.list_indicators(build.build_id, cursor)
    only_real = address.read("data") == "real"
    units, units_notice = choose_units(address.read("edition"))
    area, area_notice = choose_area(
        lambda asked: kept.find_area(build.build_id, asked, cursor),
        address.read("area"), _last_area() or settings.home, language,
    )  # fmt: skip
    indicator, indicator_notice = choose_indicator(
        catalogue, address.read("indicator"), settings.indicator,
        lambda: kept.list_indicators_of(build.build_id, area.area_id, only_real, units, cursor) if area else set(),
        language,
    )  # fmt: skip
    if area is None or indicator is None:
        st.error(text("shell.no_country" if area is None else "shell.no_catalogue", language))
        st.stop()
    periods = kept.list_periods(build.build_id, indicator.indicator_id, area.area_id, only_real, units, cursor)
    period_id, period_notice = choose_period(
        periods, address.read("period"), settings.complete_share, name_area(area, language), language
    )
    _remember_area(area)
    view = View(
        page=page,
        language=language,
        area=area,
        indicator=indicator,
        period_id=period_id,
        units=units,
        origin="real" if only_real else "all",
        build_id=build.build_id,
        has_simulated=kept.has_simulated_figures(build.build_id, cursor),
        connection=connection,
        periods=periods,
        say=_SentencePlace(),
        build_date=format_date(build.built_on, language),
    )
    notices = [_unknown_language(), _unknown_data(), units_notice, area_notice, indicator_notice, period_notice]
    return view, catalogue, [notice for notice in notices if notice]


class _SentencePlace:
    """Where the opening sentence goes: reserved above the filters, written once the page knows it."""

    def __init__(self) -> None:
        self.slot = None

    def __call__(self, sentence: str) -> None:
        self.slot.markdown(f"## {sentence}")


def _place_sentence(view: View) -> None:
    view.say.slot = st.container(key="sentence")


def _last_area() -> str | None:
    return st.session_state.get("last_area")


def _remember_area(area: Area) -> None:
    st.session_state.last_area = area.area_id


def _unknown_language() -> Notice | None:
    asked = address.read(address.LANGUAGE)
    return Notice("unknown_language", {"found": asked}) if asked and asked not in LANGUAGES else None


def _unknown_data() -> Notice | None:
    asked = address.read("data")
    return Notice("unknown_data", {"found": asked}) if asked and asked != "real" else None


def _quoted(notice: Notice) -> dict[str, str]:
    return {name: quote_plainly(value) if name == "found" else value for name, value in notice.values.items()}
