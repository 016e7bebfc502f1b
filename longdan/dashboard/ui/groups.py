"""Groups of areas on the trend page: made, named and changed beside the chart, and carried by the address."""

from collections.abc import Callable
from html import escape

import polars as pl
import streamlit as st

from longdan.dashboard.groups import LONGEST_NAME, MOST_GROUPS, clean_name, read_groups, write_groups
from longdan.dashboard.sentences.areas import describe_found
from longdan.dashboard.sentences.groups import name_preset, say_cut, say_refusals, say_score
from longdan.dashboard.ui import address
from longdan.dashboard.ui.faults import quote_plainly
from longdan.dashboard.view import View
from longdan.language.locale import text
from longdan.methods.pooling import POOLABLE
from longdan.warehouse.questions.areas import Area, read_area, search_areas
from longdan.warehouse.questions.groups import (
    Group,
    find_aggregation,
    list_communes_of_district,
    list_group_series,
    name_areas,
)

PARAMETER = "group"
_EDITED = "group_edited"  # the place of the group that is open for changes; MOST_GROUPS: none yet, a new one


def choose_groups(view: View) -> list[Group]:
    """Draws the groups of the address with the means to change them, and returns them."""
    groups, notices = read_groups(view.cursor, address.read(PARAMETER))
    with st.container(key="groups", gap="small"):
        st.markdown(f"**{text('groups.heading', view.language)}**")
        for notice in notices:
            plain = {name: quote_plainly(value) for name, value in notice.values.items()}
            st.warning(text(f"groups.notice.{notice.key}", view.language, **plain))
        for place, group in enumerate(groups):
            _draw_group(view, groups, place)
            _note_cut(view, group)
        if len(groups) < MOST_GROUPS:
            _offer_new(view, groups)
        st.caption(text("groups.share" if groups else "groups.hint", view.language))
    return groups


def read_group_series(view: View, groups: list[Group]) -> pl.DataFrame | None:
    """The rows of the groups as of `list_series`; None without any. Says why there is none where figures do not add up."""
    if not groups:
        return None
    if find_aggregation(view.cursor, view.indicator_id) not in POOLABLE:
        st.caption(say_score(view.indicator, view.language))
        return None
    series = list_group_series(view.cursor, view.indicator_id, groups, only_real=view.only_real, units=view.units)
    for sentence in say_refusals(series, view.period_id, view.language):
        st.caption(sentence)
    return series.drop("refusal")


def _draw_group(view: View, groups: list[Group], place: int) -> None:
    group, is_edited = groups[place], st.session_state.get(_EDITED) == place
    with st.container(key=f"group_{place}", border=is_edited, gap="small"):
        with st.container(key=f"group_row_{place}", horizontal=True, vertical_alignment="center", gap="small"):
            count = text("groups.members", view.language, count=len(group.area_ids))
            st.html(f'<p class="group-name">{escape(group.name)} <span>{escape(count)}</span></p>')
            st.button(
                text("groups.done" if is_edited else "groups.edit", view.language),
                key=f"group_edit_{place}",
                type="tertiary",
                on_click=_open,
                args=(None if is_edited else place,),
            )
            st.button(
                text("groups.remove", view.language),
                key=f"group_remove_{place}",
                type="tertiary",
                on_click=_save,
                args=(groups[:place] + groups[place + 1 :], None),
            )
        if is_edited:
            _edit(view, groups, place)


def _edit(view: View, groups: list[Group], place: int) -> None:
    group = groups[place]

    def replace(name: str, area_ids: list[str]) -> None:
        changed = [Group(clean_name(name, place + 1), tuple(area_ids))] if area_ids else []
        _save([*groups[:place], *changed, *groups[place + 1 :]], place if area_ids else None)

    st.text_input(
        text("groups.name", view.language),
        max_chars=LONGEST_NAME,
        **address.follow(f"group_name_{place}", group.name, lambda name: replace(name, list(group.area_ids))),
    )
    names = name_areas(view.cursor, list(group.area_ids))
    st.multiselect(
        text("groups.members", view.language, count=len(group.area_ids)),
        list(group.area_ids),
        format_func=lambda area_id: names.get(area_id, area_id),
        **address.follow(
            f"group_members_{place}", list(group.area_ids), lambda area_ids: replace(group.name, area_ids)
        ),
    )
    _search(view, set(group.area_ids), lambda area_id: replace(group.name, [*group.area_ids, area_id]))


def _offer_new(view: View, groups: list[Group]) -> None:
    """The way to a group: the former district of the area, or a first member by name."""
    is_open = st.session_state.get(_EDITED) == MOST_GROUPS
    place = len(groups)
    district, inside = _find_preset(view)
    if inside and not any(set(group.area_ids) == set(inside) for group in groups):
        is_cut = len(inside) < _communes(view, district.area_id).height
        kind = "preset_name_cut" if is_cut else "preset_name"
        preset = Group(text(f"groups.{kind}", view.language, district=district.name), tuple(inside))
        st.button(
            name_preset(district.name, len(inside), view.language),
            key="group_preset",
            type="tertiary",
            on_click=_save,
            args=([*groups, preset], None),
        )
    st.button(
        text("groups.done" if is_open else "groups.new", view.language),
        key="group_new",
        on_click=_open,
        args=(None if is_open else MOST_GROUPS,),
    )
    if is_open:
        name = text("groups.default_name", view.language, place=place + 1)
        _search(view, set(), lambda area_id: _save([*groups, Group(name, (area_id,))], place))


def _search(view: View, taken: set[str], add: Callable[[str], None]) -> None:
    typed = st.text_input(
        text("groups.search", view.language),
        placeholder=text("groups.search_hint", view.language),
        key="group_typed",
        live=True,
    )
    if not typed.strip():
        return
    found = search_areas(view.cursor, typed).filter(~pl.col("area_id").is_in(list(taken)))
    if found.is_empty():
        st.caption(text("shell.filters.nothing_found", view.language))
    with st.container(key="group_found", gap=None):
        for row in found.to_dicts():
            label = describe_found(row, view.language)
            st.button(label, key=f"group_add_{row['area_id']}", type="tertiary", on_click=add, args=(row["area_id"],))


def _find_preset(view: View) -> tuple[Area | None, list[str]]:
    """The former district looked at, or in which the commune lay or mostly lies, and the present communes inside it."""
    lay_in = view.area.former_district_id if view.area.is_current else view.area.parent_id
    district_id = view.area_id if view.area.level == "district" else lay_in
    if district_id is None or view.area.level not in ("district", "commune"):
        return None, []
    inside = _communes(view, district_id).filter("is_inside")["area_id"].to_list()
    return read_area(view.cursor, district_id), inside


def _note_cut(view: View, group: Group) -> None:
    """Of a group that is a former district: what its border was cut through, and is not in it."""
    first = read_area(view.cursor, group.area_ids[0])
    if first.former_district_id is None:
        return
    communes = _communes(view, first.former_district_id)
    if set(group.area_ids) == set(communes.filter("is_inside")["area_id"]) and not communes["is_inside"].all():
        district = read_area(view.cursor, first.former_district_id)
        st.caption(say_cut(district, communes, view.language))


def _communes(view: View, district_id: str) -> pl.DataFrame:
    return _read_communes(view.build_id, district_id, view.cursor)


@st.cache_data(show_spinner=False, max_entries=200)
def _read_communes(build_id: str, district_id: str, _cursor) -> pl.DataFrame:
    return list_communes_of_district(_cursor, district_id)


def _open(place: int | None) -> None:
    st.session_state[_EDITED] = place
    st.session_state.group_typed = ""


def _save(groups: list[Group], edited: int | None) -> None:
    address.write(**{PARAMETER: write_groups(groups)})
    _open(edited)
