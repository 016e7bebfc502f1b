"""Whom each row of an official form names, alone and under its headings."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from etl.forms.node import Node
from etl.forms.outline import Outline
from etl.forms.rows import FormRow
from etl.forms.unit import Finder, Unit, find_unit, named_level, strip_committee
from etl.forms.words import folded, load_words, names_department
from longdan.language.fault import Fault, FaultError
from longdan.language.names import normalise_name


def make_node_reader(body: Unit, finder: Finder, on: date) -> Callable[[FormRow], Node]:
    """Reads a row by its name alone, inside the reporting body. `on` is the last day of the period.

    Of a body that reports for itself only its own name is known: the other rows are its parts.
    """

    def read_node(row: FormRow) -> Node:
        if body.reports_for_itself:
            return Node(row, body if not row.name or body.is_named(row.name) else None)
        if row.kind in ("section", "part"):
            return Node(row)
        unit, faults = _try_find(row, body, finder, on)
        return Node(row, unit, _level(row, unit, body), faults)

    return read_node


def name_under_headings(outline: Outline, body: Unit, finder: Finder, on: date) -> None:
    """Looks up again what stands under a district, commune or department; drops bodies that cannot hold their rows.

    "Xã Hòa Bình" under "Huyện Vĩnh Bảo" is the one of that district, whatever other districts have.
    """
    for node in outline.nodes:
        if node.unit and node.added and not _can_hold(node):
            node.unit, node.faults = None, ()
        holder = next((above for above in node.above() if above.unit and above.unit != body), None)
        if holder and node.row.kind == "unit":
            node.unit, node.faults = _find_under(node.row, holder, finder, on)


def _try_find(row: FormRow, within: Unit, finder: Finder, on: date) -> tuple[Unit | None, tuple[Fault, ...]]:
    if not row.name:
        return None, (Fault("forms.unnamed_row"),)
    try:
        return find_unit(row.name, within, finder, on), ()
    except FaultError as error:
        return None, error.faults


def _level(row: FormRow, unit: Unit | None, body: Unit) -> str | None:
    """Commune or district; None for the reporting body itself, a department, "UBND huyện" without a name."""
    if unit == body or body.is_named(row.name):
        return None
    if unit:
        return None if unit.is_department else unit.level
    bare = strip_committee(row.name)
    is_kind_alone = any(folded(bare) in kinds for kinds in load_words()["level_starts"].values())
    return None if is_kind_alone else named_level(bare, ("commune", "district"))


def _can_hold(node: Node) -> bool:
    """A commune holds no commune, a department no other "Sở"; a name that seems theirs is then a heading."""
    if node.unit.is_department:
        return not any(child.level or _is_high(child.row.name) for child in node.added)
    return node.unit.level != "commune" or not any(child.level for child in node.added)


def _is_high(name: str) -> bool:
    return normalise_name(name).casefold().startswith(("sở ", "ubnd", "ủy ban"))


def _find_under(row: FormRow, holder: Node, finder: Finder, on: date) -> tuple[Unit | None, tuple[Fault, ...]]:
    above = holder.unit
    if above.is_department:
        if not names_department(row.name):
            return None, (Fault("forms.unit"),)
        return replace(above, body_name=f"{normalise_name(row.name)}, {above.body_name}"), ()
    committee = replace(above, body_kind="peoples_committee", title=strip_committee(holder.row.name))
    return _try_find(row, committee, finder, on)
