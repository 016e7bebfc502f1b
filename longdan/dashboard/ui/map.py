"""The map on a page: asks for its content, mounts our component, and follows a click to the area clicked."""

from collections.abc import Callable
from functools import cache

import polars as pl
import streamlit as st

from longdan.dashboard.maps.clusters import ClusterLayer, list_kinds, say_clusters
from longdan.dashboard.maps.content import MapContent, write_map
from longdan.dashboard.maps.notes import write_notes
from longdan.dashboard.maps.scope import Scope
from longdan.dashboard.maps.scripts import Scripts, publish_scripts, write_loader
from longdan.dashboard.sentences.areas import name_in_sentence
from longdan.dashboard.settings import read_settings
from longdan.dashboard.ui import address, kept
from longdan.dashboard.view import View
from longdan.methods.period import parse_period
from longdan.warehouse.open_build import ROOT
from longdan.warehouse.questions.areas import Area
from longdan.warehouse.questions.map_values import choose_origin, map_figures, map_values

ON, OFF = "on", "off"  # the layer of clusters, as the browser and the address call it
STATIC = ROOT / "static"
# The level drawn over another as lines, so that the eye finds its way among communes.
OUTLINES = {"commune": "province", "district": "province"}


def ask_map(view: View, scope: Scope, clusters: str | None = None) -> MapContent | None:
    """Everything the map of a view shows; None where the build has no geometry for it.

    `clusters` is ON or OFF where the layer of clusters is offered, None where it is not.
    """
    geometry = kept.map_geometry(view.build_id, scope.edition, scope.level, view.cursor)
    if geometry is None:
        return None
    build_id, period = view.build_id, parse_period(view.period_id)
    figures = map_figures(view.cursor, view.indicator_id, view.period_id, scope.level, units=view.units)
    origin = "real" if view.only_real else choose_origin(figures)
    areas = kept.map_areas(build_id, scope.edition, scope.level, view.units, view.cursor)
    values = map_values(areas, figures, view.indicator, period.end_on, origin)
    is_inside = _find_inside(view, scope, values["area_id"])
    looked_at = values.filter(is_inside)
    outline = OUTLINES.get(scope.level)
    is_simulated = origin == "simulated"
    spread = (view.indicator_id, period.type, period.calendar, scope.level, origin, view.units)
    return MapContent(
        language=view.language,
        notes=write_notes(geometry, looked_at, view.indicator, view.period_id, is_simulated, view.units, view.language),
        indicator=view.indicator,
        scope=scope,
        geometry=geometry,
        outline=kept.map_geometry(build_id, scope.edition, outline, view.cursor) if outline else None,
        values=values,
        is_inside=is_inside,
        distribution=kept.map_distribution(build_id, *spread, view.cursor),
        is_simulated=is_simulated,
        complete_share=read_settings().complete_share,
        clusters=_ask_clusters(view, scope, looked_at["area_id"], is_simulated, clusters) if clusters else None,
    )


def _ask_clusters(
    view: View, scope: Scope, looked_at: pl.Series, is_simulated: bool, asked: str
) -> ClusterLayer | None:
    """The layer for present communes, also offered where they are a level below; None of an indicator that is not watched."""
    if scope.edition != "current":
        return None
    question = (view.build_id, view.indicator_id, is_simulated)
    rows = kept.list_clusters(*question, view.cursor)
    if rows.is_empty():
        return None
    address_of_file = kept.publish_clusters(*question, STATIC, view.cursor)
    if asked != ON or scope.level != "commune":
        return ClusterLayer(address_of_file)
    inside = frozenset(looked_at)
    name = name_in_sentence(find_drawn(view, scope), view.language)
    said = say_clusters(rows, inside, name, view.period_id, view.language, is_simulated=is_simulated)
    return ClusterLayer(address_of_file, list_kinds(rows, inside), said)


def find_drawn(view: View, scope: Scope) -> Area:
    """The area whose parts a map draws."""
    return kept.find_area(view.build_id, scope.area_id, view.cursor)


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


def _find_inside(view: View, scope: Scope, area_ids: pl.Series) -> pl.Series:
    """Which of the areas of a map are looked at."""
    if scope.is_national:
        return pl.repeat(True, len(area_ids), dtype=pl.Boolean, eager=True)
    return area_ids.is_in(list(kept.areas_inside(view.build_id, scope.area_id, scope.level, view.cursor)))
