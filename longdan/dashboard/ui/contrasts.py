"""The figure of the page beside everything it may be set beside, a line each, and the recent trend above them."""

from datetime import date
from html import escape

import polars as pl
import streamlit as st

from longdan.dashboard.charts.funnel import draw_funnel
from longdan.dashboard.charts.lines import keep_one_origin, keep_type
from longdan.dashboard.contrasts import (
    Beside,
    disperse,
    find_before,
    find_recent_trend,
    set_beside,
    set_beside_peers,
    set_beside_target,
)
from longdan.dashboard.sentences.areas import name_in_sentence
from longdan.dashboard.sentences.contrasts import describe_peers, judge, mark_of, say_beside, say_trend
from longdan.dashboard.sentences.home import mark_simulated
from longdan.dashboard.siblings import draw_limits, find_rank
from longdan.dashboard.view import View
from longdan.language.locale import text
from longdan.methods.distribution import normal_quantile
from longdan.methods.interval import CERTAIN
from longdan.methods.period import parse_period
from longdan.methods.trend import choose_rule
from longdan.warehouse.questions.areas import list_ancestors, read_area
from longdan.warehouse.questions.comparison import list_peer_figures, list_siblings, read_peer_group, read_target
from longdan.warehouse.questions.series import list_cuts, list_series


def draw_contrasts(view: View, chosen: list[str]) -> None:
    """Trend and comparisons of the view's figure; nothing where the area has none in the period. `chosen` are area ids."""
    above = [row["area_id"] for row in list_ancestors(view.cursor, view.area_id).to_dicts()][::-1][1:]
    areas = [view.area_id, *above, *(area_id for area_id in chosen if area_id not in above)]
    series = list_series(view.cursor, [view.indicator_id], areas, only_real=view.only_real, units=view.units)
    alike = keep_one_origin(keep_type(series, view.period_id), view.area_id)
    own_rows = alike.filter(pl.col("area_id") == view.area_id, pl.col("end_on") <= parse_period(view.period_id).end_on)
    shown = own_rows.filter(period_id=view.period_id).to_dicts()
    if not shown or shown[0]["value"] is None:
        return
    own, cuts = shown[0], list_cuts(view.cursor, [view.indicator_id], view.area_id)[view.indicator_id]
    trend = find_recent_trend(own_rows, cuts)
    besides = _set_all_beside(view, own, own_rows, alike, above, chosen, cuts)
    with st.container(key="contrasts", border=True):
        st.markdown(f"### {text('contrasts.title', view.language)}")
        if trend:
            said = say_trend(trend, choose_rule(parse_period(view.period_id)), view.indicator, view.language)
            st.markdown(mark_simulated(said, own["is_simulated"], view.language))
        st.html(_list(view, own, besides))
        _draw_siblings(view, own)
        levels = text("contrasts.levels", view.language)
        st.caption(text("contrasts.note", view.language, levels=levels))


def _set_all_beside(
    view: View,
    own: dict,
    own_rows: pl.DataFrame,
    alike: pl.DataFrame,
    above: list[str],
    chosen: list[str],
    cuts: list[date],
) -> list[Beside]:
    """Last year, target, the areas above, those chosen, and places alike, where there is something to compare."""
    indicator, dispersion = view.indicator, disperse(own_rows, view.indicator)
    kind, before = find_before(own, own_rows, cuts)
    found = [set_beside(kind, "", own, before, indicator, is_inside=False, dispersion=dispersion)] if before else []
    target = read_target(view.cursor, view.indicator_id, view.area_id, view.period_id)
    if target is not None:
        found.append(set_beside_target(own, target, indicator, dispersion=dispersion))
    same_period = {row["area_id"]: row for row in alike.filter(period_id=view.period_id).to_dicts()}
    for area_id in [*above, *chosen]:
        if area_id in same_period:
            area, is_inside = read_area(view.cursor, area_id), area_id in above
            kind = "country" if area.level == "country" else "parent" if is_inside else "area"
            name, row = name_in_sentence(area, view.language), same_period[area_id]
            found.append(set_beside(kind, name, own, row, indicator, is_inside=is_inside, dispersion=dispersion))
    if group := read_peer_group(view.cursor, view.area_id):
        peers = list_peer_figures(
            view.cursor, view.indicator_id, view.area_id, view.period_id, is_simulated=own["is_simulated"]
        )
        name = describe_peers(group, view.language)
        found.append(set_beside_peers(own, peers, name, indicator, dispersion=dispersion))
    return [beside for beside in found if beside]


def _draw_siblings(view: View, own: dict) -> None:
    """The rank as a band, and on demand the funnel of the units of the same parent."""
    parent = read_area(view.cursor, view.area.parent_id) if view.area.parent_id else None
    if parent is None:
        return
    siblings = list_siblings(
        view.cursor, view.indicator_id, view.area_id, view.period_id, is_simulated=own["is_simulated"]
    )
    name = name_in_sentence(parent, view.language)
    if band := find_rank(siblings, view.area_id):
        said = text("contrasts.rank", view.language, parent=name, **vars(band))
        st.markdown(mark_simulated(said, own["is_simulated"], view.language))
    funnel = draw_limits(siblings, view.indicator)
    if funnel and st.toggle(text("contrasts.funnel.show", view.language, parent=name), key="show_funnel"):
        outside = (funnel.points["score"].abs() > normal_quantile(CERTAIN)).sum()
        count = funnel.points.height
        title = text("contrasts.funnel.title", view.language, outside=outside, count=count, parent=name)
        st.markdown(f"**{mark_simulated(title, own['is_simulated'], view.language)}**")
        chart = draw_funnel(funnel, view.indicator, view.area_id, view.language)
        alt = text("contrasts.funnel.alt", view.language, title=title)
        st.altair_chart(chart, theme=None, key="funnel_chart", alt=alt)
        area = name_in_sentence(view.area, view.language)
        st.caption(text("contrasts.funnel.note", view.language, area=area))


def _list(view: View, own: dict, besides: list[Beside]) -> str:
    if not besides:
        return f"<p>{escape(text('contrasts.nothing', view.language))}</p>"
    lines = "".join(
        f'<li class="change {judge(beside, view.indicator)}"><span aria-hidden="true">{mark_of(beside)}</span> '
        f"{escape(say_beside(own, beside, view.indicator, view.language))}</li>"
        for beside in besides
    )
    return f'<ul class="contrasts">{lines}</ul>'
