"""The body of the trend page: chart, breaks, comparison, table, download. A fragment: adding an area reruns only it."""

from html import escape

import polars as pl
import streamlit as st

from longdan.dashboard.charts.points import describe_absences, describe_classes, describe_points
from longdan.dashboard.charts.trend import breaks_inside, draw_trend
from longdan.dashboard.comparison import MOST, Trend, make_trend, offer_areas
from longdan.dashboard.control import tabulate_control
from longdan.dashboard.exports import write_csv
from longdan.dashboard.maps.classes import is_count
from longdan.dashboard.sentences.areas import name_area, name_in_sentence
from longdan.dashboard.sentences.rebased import explain_parts
from longdan.dashboard.sentences.trend import cite_series, subtitle_trend, title_trend
from longdan.dashboard.settings import read_settings
from longdan.dashboard.tables import export_series, show_series
from longdan.dashboard.ui import address
from longdan.dashboard.ui.contrasts import draw_contrasts
from longdan.dashboard.ui.control import choose_control, draw_control, read_control
from longdan.dashboard.ui.faults import quote_plainly
from longdan.dashboard.ui.groups import choose_groups, read_group_series
from longdan.dashboard.ui.origins import draw_origin
from longdan.dashboard.ui.past import read_past
from longdan.dashboard.view import View
from longdan.language.dates import format_date
from longdan.language.locale import text
from longdan.language.periods import label_period
from longdan.warehouse.questions.areas import Area
from longdan.warehouse.questions.conversion import list_parts
from longdan.warehouse.questions.groups import add_rows
from longdan.warehouse.questions.series import list_breaks, list_series

PARAMETER = "with"  # area ids of the comparison in the address, separated by commas


@st.fragment
def draw_trend_panel(view: View, parent: Area | None, build_date: str) -> None:
    main, side = st.columns([3, 1], gap="medium")
    with main:
        is_control = choose_control(view)
    with side:
        chosen = _choose_areas(view)
        areas = [view.area_id, *([parent.area_id] if parent else []), *chosen]
        series = list_series(view.cursor, [view.indicator_id], areas, only_real=view.only_real, units=view.units)
        has_parent = parent is not None and not is_control and _show_parent(view, parent, series)
        if parent and not has_parent:
            series = series.filter(pl.col("area_id") != parent.area_id)
        groups = choose_groups(view)
        series = add_rows(series, read_past(view), read_group_series(view, groups))
    members = [area_id for group in groups for area_id in group.area_ids]
    breaks = list_breaks(view.cursor, view.indicator_id, [*series["area_id"].unique().to_list(), *members])
    trend = make_trend(series, breaks, view.area_id, view.period_id, view.language)
    drawn = trend.series.filter(area_id=view.area_id) if is_control else trend.series
    inside = breaks_inside(breaks, drawn.filter(pl.col("value").is_not_null()))
    control = read_control(view, trend.own) if is_control else None
    with main, st.container(key="chart"):
        if control:
            points, absences = draw_control(view, control, drawn, inside)
        else:
            points, absences = _draw_chart(view, trend, inside, parent if has_parent else None)
        _explain_chart(view, trend, points, absences, build_date)
    with side:
        _explain_breaks(view, inside)
        _explain_conversion(view, trend.own)
    draw_contrasts(view, chosen)
    _draw_table(view, trend.series, tabulate_control(control) if control else None)


def _show_parent(view: View, parent: Area, series: pl.DataFrame) -> bool:
    """Whether the area above is drawn too; asked only where it has figures. A count of it would flatten the area's own line."""
    if series.filter(pl.col("area_id") == parent.area_id, pl.col("value").is_not_null()).is_empty():
        return False
    return st.toggle(
        text("trends.show_parent", view.language, parent=name_in_sentence(parent, view.language)),
        value=not is_count(view.indicator),
        key=f"show_parent_{view.indicator_id}",
    )


def read_trend(view: View) -> Trend:
    """The area's own line, for the sentence that opens the page."""
    breaks = list_breaks(view.cursor, view.indicator_id, [view.area_id])
    series = list_series(view.cursor, [view.indicator_id], [view.area_id], only_real=view.only_real, units=view.units)
    return make_trend(series, breaks, view.area_id, view.period_id, view.language)


def _choose_areas(view: View) -> list[str]:
    asked = list(dict.fromkeys((address.read(PARAMETER) or "").split(",")))
    offered = offer_areas(view.cursor, view.area, [one for one in asked if one], units=view.units)
    chosen = [area_id for area_id in asked if area_id in offered][:MOST]
    st.multiselect(
        text("trends.compare_with", view.language),
        list(offered),
        format_func=offered.__getitem__,
        max_selections=MOST,
        placeholder=text("trends.compare_hint", view.language),
        **address.follow("compared", chosen, lambda areas: address.write(**{PARAMETER: ",".join(areas)})),
    )
    for unknown in [one for one in asked if one and one not in offered and one != view.area_id]:
        st.warning(text("trends.unknown_area", view.language, found=quote_plainly(unknown)))
    return chosen


def _draw_chart(
    view: View, trend: Trend, breaks: pl.DataFrame, parent: Area | None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """All lines. Returns points and absences, as the words under the chart need them."""
    language, indicator = view.language, view.indicator
    title = title_trend(indicator, trend.own, name_area(view.area, language), language)
    subtitle = subtitle_trend(indicator, view.period_id, language)
    parent_id = parent.area_id if parent else None
    complete_share = read_settings().complete_share
    points = describe_points(trend.series, indicator, view.area_id, parent_id, complete_share, language)
    classes = describe_classes(trend.series, indicator, view.area_id, parent_id, language)
    absences = describe_absences(trend.series, view.area_id, language)
    chart = draw_trend(trend.series, points, classes, absences, breaks, indicator, view.period_id, language)
    st.markdown(f"### {title}")
    st.caption(subtitle)
    if points.height or classes.height:
        st.html(_name_lines(pl.concat([each.select("area", "colour") for each in (points, classes)])))
    st.altair_chart(
        chart, theme=None, key="trend_chart", alt=text("trends.alt", language, title=title, subtitle=subtitle)
    )
    if classes.height:
        high = classes["high"].max()
        st.caption(text("trends.class", language, high=high, threshold=high + 1))
    return points, absences


def _explain_chart(view: View, trend: Trend, points: pl.DataFrame, absences: pl.DataFrame, build_date: str) -> None:
    """What dashes and hollow points mean where they occur, the source, and where the figure comes from."""
    if points["is_rebased"].any():
        st.caption(text("trends.rebased", view.language))
    if absences.height or not points["is_full"].all():
        st.caption(text("trends.hollow", view.language))
    st.caption(cite_series(trend.series, build_date, view.language))
    draw_origin(view, view.period_id, place="trend")
    if trend.left_out:
        st.caption(text("trends.left_out", view.language, areas=", ".join(trend.left_out)))


def _name_lines(drawn: pl.DataFrame) -> str:
    """Which colour is which area."""
    entries = drawn.unique(maintain_order=True).iter_rows()
    return "".join(
        f'<span class="line-name"><i style="background:{colour}"></i>{escape(area)}</span>' for area, colour in entries
    )


def _explain_breaks(view: View, breaks: pl.DataFrame) -> None:
    if breaks.is_empty():
        return
    st.markdown(f"**{text('trends.breaks', view.language)}**")
    for row in breaks.to_dicts():
        note = "" if row["joins"] else f" ({text('trends.no_join', view.language)})"
        day = format_date(row["on"], view.language)
        st.caption(f"{row['number']} {day}: {row['text_' + view.language]}{note}")


def _explain_conversion(view: View, own: pl.DataFrame) -> None:
    """Why the area's line has a gap at the reform; what the re-based part of it is made of, or why it has none."""
    partial = own.filter(status="partial_period")["period_id"].to_list()
    if partial:
        periods = ", ".join(label_period(one, view.language) for one in partial)
        st.caption(text("trends.partial", view.language, periods=periods))
    parts = list_parts(view.cursor, view.area_id, units=view.units)
    said = explain_parts(parts, view.indicator, view.units, view.language)
    if said:
        st.markdown(f"**{text(f'trends.conversion.{view.units}.title', view.language)}**")
        st.caption(said)


def _draw_table(view: View, series: pl.DataFrame, limits: pl.DataFrame | None) -> None:
    """The figures of the chart; beside a control chart with their limits, here and in the download."""
    shown = show_series(series, view.indicator, view.language, limits)
    written = export_series(series, view.indicator, view.language, limits)
    with st.container(key="table"):
        st.markdown(f"### {text('trends.table', view.language)}")
        st.dataframe(shown, hide_index=True)
        st.download_button(
            text("trends.download", view.language),
            write_csv(written, view.language),
            file_name=f"{view.indicator_id}_{view.area.code}.csv",
            mime="text/csv",
            on_click="ignore",
        )
