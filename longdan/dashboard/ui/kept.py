"""Answers that every run of a page needs and that stay the same as long as a build does: asked once, and kept with its id.

A build never changes: the next one has another id, so nothing kept here can be of another build than the one that is read. What
depends on a period that a reader goes through is not kept. Each asks the question of its name.
"""

from pathlib import Path

import polars as pl
import streamlit as st

from longdan.dashboard.maps.classes import CLASS_COUNT
from longdan.dashboard.maps.clusters import write_areas
from longdan.dashboard.maps.scripts import publish_content
from longdan.warehouse.questions import areas, clusters, indicators, map_values, periods
from longdan.warehouse.questions import map as maps


@st.cache_data(show_spinner=False, max_entries=3)
def list_indicators(build_id: str, _cursor) -> pl.DataFrame:
    return indicators.list_indicators(_cursor)


@st.cache_data(show_spinner=False, max_entries=300)
def list_indicators_of(build_id: str, area_id: str, only_real: bool, units: str, _cursor) -> set[str]:
    return indicators.list_indicators_of(_cursor, area_id, only_real=only_real, units=units)


@st.cache_data(show_spinner=False, max_entries=3)
def has_simulated_figures(build_id: str, _cursor) -> bool:
    return periods.has_simulated_figures(_cursor)


@st.cache_data(show_spinner=False, max_entries=1000)
def find_area(build_id: str, asked: str, _cursor) -> areas.Area | None:
    return areas.find_area(_cursor, asked)


@st.cache_data(show_spinner=False, max_entries=1000)
def list_ancestors(build_id: str, area_id: str, _cursor) -> pl.DataFrame:
    return areas.list_ancestors(_cursor, area_id)


@st.cache_data(show_spinner=False, max_entries=1000)
def list_periods(build_id: str, indicator_id: str, area_id: str, only_real: bool, units: str, _cursor) -> pl.DataFrame:
    return periods.list_periods(_cursor, indicator_id, area_id, only_real=only_real, units=units)


@st.cache_data(show_spinner=False, max_entries=30)
def map_geometry(build_id: str, edition: str, level: str, _cursor) -> maps.Geometry | None:
    return maps.map_geometry(_cursor, edition, level)


@st.cache_data(show_spinner=False, max_entries=30)
def map_areas(build_id: str, edition: str, level: str, units: str, _cursor) -> pl.DataFrame:
    return map_values.map_areas(_cursor, edition, level, units=units)


@st.cache_data(show_spinner=False, max_entries=200)
def areas_inside(build_id: str, area_id: str, level: str, _cursor) -> frozenset[str]:
    return maps.areas_inside(_cursor, area_id, level)


@st.cache_data(show_spinner=False, max_entries=500)
def map_distribution(
    build_id: str, indicator_id: str, period_type: str, calendar: str, level: str, origin: str, units: str, _cursor
) -> maps.Distribution:
    question = (indicator_id, period_type, calendar, level, origin)
    return maps.map_distribution(_cursor, *question, CLASS_COUNT, units=units)


@st.cache_data(show_spinner=False, max_entries=30)
def list_clusters(build_id: str, indicator_id: str, is_simulated: bool, _cursor) -> pl.DataFrame:
    return clusters.list_clusters(_cursor, indicator_id, is_simulated=is_simulated)


@st.cache_data(show_spinner=False, max_entries=30)
def publish_clusters(build_id: str, indicator_id: str, is_simulated: bool, static: Path, _cursor) -> str:
    """The address of the file with the areas of each cluster, put below `static` where it was not yet."""
    return publish_content(
        static, "clusters", write_areas(list_clusters(build_id, indicator_id, is_simulated, _cursor))
    )
