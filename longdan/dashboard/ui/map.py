"""The map on a page: asks for its content, mounts our component, and follows a click to the area clicked."""

from collections.abc import Callable
from functools import cache

import polars as pl
import streamlit as st

from longdan.dashboard.maps.classes import CLASS_COUNT
from longdan.dashboard.maps.clusters import ClusterLayer, list_kinds, say_clusters, write_areas
from longdan.dashboard.maps.content import MapContent, write_map
from longdan.dashboard.maps.notes import write_notes
from longdan.dashboard.maps.scope import Scope
from longdan.dashboard.maps.scripts import Scripts, publish_content, publish_scripts, write_loader
from longdan.dashboard.sentences.areas import name_in_sentence
from longdan.dashboard.settings import read_settings
from longdan.dashboard.ui import address
from longdan.dashboard.view import View
from longdan.warehouse.open_build import ROOT
from longdan.warehouse.questions.areas import read_area
from longdan.warehouse.questions.clusters import list_clusters
from longdan.warehouse.questions.map import (
    Distribution,
    Geometry,
    areas_inside,
    map_distribution,
    map_geometry,
    map_origin,
    map_values,
)

ON, OFF = "on", "off"  # the layer of clusters, as the browser and the address call it
STATIC = ROOT / "static"
# The level drawn over another as lines, so that the eye finds its way among communes.
OUTLINES = {"commune": "province", "district": "province"}


def ask_map(view: View, scope: Scope, clusters: str | None = None) -> MapContent | None:
    """Everything the map of a view shows; None where the build has no geometry for it.

    `clusters` is ON or OFF where the layer of clusters is offered, None where it is not.
    """
    geometry = _geometry(view.build_id, scope.edition, scope.level, view.cursor)
    if geometry is None:
        return None
    question = (view.indicator_id, view.period_id, scope.level)
    origin = "real" if view.only_real else map_origin(view.cursor, *question, units=view.units)
    outline = OUTLINES.get(scope.level)
    values = map_values(view.cursor, *question, scope.edition, origin, units=view.units)
    inside = _inside(view.build_id, scope, frozenset(values["area_id"]), view.cursor)
    looked_at = values.filter(pl.col("area_id").is_in(list(inside)))
    return MapContent(
        language=view.language,
        notes=write_notes(
            geometry, looked_at, view.indicator, view.period_id, origin == "simulated", view.units, view.language
        ),
        indicator=view.indicator,
        scope=scope,
        geometry=geometry,
        outline=_geometry(view.build_id, scope.edition, outline, view.cursor) if outline else None,
        values=values,
        inside=inside,
        distribution=_distribution(view.build_id, *question, origin, view.units, view.cursor),
        is_simulated=origin == "simulated",
        complete_share=read_settings().complete_share,
        clusters=_ask_clusters(view, scope, inside, origin == "simulated", clusters) if clusters else None,
    )


def _ask_clusters(
    view: View, scope: Scope, inside: frozenset[str], is_simulated: bool, asked: str
) -> ClusterLayer | None:
    """The layer for present communes, also offered where they are a level below; None of an indicator that is not watched."""
    if scope.edition != "current":
        return None
    rows = _clusters(view.build_id, view.indicator_id, is_simulated, view.cursor)
    if rows.is_empty():
        return None
    address_of_file = publish_content(STATIC, "clusters", write_areas(rows))
    if asked != ON or scope.level != "commune":
        return ClusterLayer(address_of_file)
    name = name_in_sentence(read_area(view.cursor, scope.area_id), view.language)
    said = say_clusters(rows, inside, name, view.period_id, view.language, is_simulated=is_simulated)
    return ClusterLayer(address_of_file, list_kinds(rows, inside), said)


def draw_map(content: MapContent, follow: Callable[..., None], key: str = "map") -> None:
    """Draws a map. `follow` is called with `area=`, `level=` or `clusters=` as the reader clicked, before the next run."""

    def follow_click() -> None:
        chosen = {name: st.session_state[key].get(name) for name in ("area", "level", "clusters")}
        follow(**{name: value for name, value in chosen.items() if value})

    payload = write_map(content, _scripts().runtime)
    _component()(
        key=key,
        data=payload,
        on_area_change=follow_click,
        on_level_change=follow_click,
        on_clusters_change=follow_click,
    )


def follow_map(**chosen: str) -> None:
    """Puts what was clicked into the address of the map page; clusters are of communes."""
    if chosen.get("clusters") == ON:
        chosen["level"] = "commune"
    elif "clusters" in chosen:
        chosen["clusters"] = None
    address.write(**chosen)


@cache
def _scripts() -> Scripts:
    return publish_scripts(STATIC)


@cache
def _component() -> Callable:
    return st.components.v2.component("longdan_map", js=write_loader(_scripts()))


@st.cache_data(show_spinner=False, max_entries=30)
def _clusters(build_id: str, indicator_id: str, is_simulated: bool, _cursor) -> pl.DataFrame:
    return list_clusters(_cursor, indicator_id, is_simulated=is_simulated)


@st.cache_data(show_spinner=False, max_entries=30)
def _geometry(build_id: str, edition: str, level: str, _cursor) -> Geometry | None:
    return map_geometry(_cursor, edition, level)


def _inside(build_id: str, scope: Scope, area_ids: frozenset[str], cursor) -> frozenset[str]:
    """Those of the areas of a map that are looked at."""
    return area_ids if scope.is_national else _areas_inside(build_id, scope.area_id, scope.level, cursor) & area_ids


@st.cache_data(show_spinner=False, max_entries=200)
def _areas_inside(build_id: str, area_id: str, level: str, _cursor) -> frozenset[str]:
    return areas_inside(_cursor, area_id, level)


@st.cache_data(show_spinner=False, max_entries=500)
def _distribution(
    build_id: str, indicator_id: str, period_id: str, level: str, origin: str, units: str, _cursor
) -> Distribution:
    return map_distribution(_cursor, indicator_id, period_id, level, origin, CLASS_COUNT, units=units)
