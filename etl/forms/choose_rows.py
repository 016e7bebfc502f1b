"""Which rows of an official form are loaded, and whose work each is."""

from dataclasses import dataclass, replace

from etl.forms.node import Node
from etl.forms.outline import Outline
from etl.forms.rows import FormRow
from etl.forms.unit import Unit, names_area
from etl.personal_data import find_personal_data
from longdan.language.fault import Fault


@dataclass(frozen=True)
class ChosenRow:
    """A row to load. `scope` is own for a body's own desk, total for an area with all that lies below it."""

    row: FormRow
    unit: Unit
    scope: str


def choose_rows(outline: Outline, body: Unit, total: FormRow | None) -> tuple[list[ChosenRow], list[Fault]]:
    """The rows to load from the report of `body`, and the faults of units that are unknown, stand twice or name a person.

    Headings and subtotals are only checked. So are the parts of a department or commune whose own row has figures:
    they are in it.
    """
    if body.reports_for_itself:
        return _choose_own_row(outline, body, total)
    chosen: dict[Unit, ChosenRow] = {}
    faults: list[Fault] = []
    for node in outline.nodes:
        faults += _warn_of_heading(node)
        if not _is_loaded(node, body):
            continue
        row = node.row
        if node.unit is None:
            faults += [fault.at(found=row.written, **row.place()) for fault in node.faults]
            continue
        choice = _choose(node)
        if find_personal_data(choice.unit.body_name or ""):
            faults.append(Fault("forms.personal_data", **row.place()))  # what was found is not repeated
            continue
        if first := chosen.get(choice.unit):
            values = {"first": first.row.row}
            faults.append(Fault("forms.duplicate_unit", found=row.written, values=values, **row.place()))
        else:
            chosen[choice.unit] = choice
    whole = [ChosenRow(total, replace(body, body_kind=None), "total")] if total else []
    return [*chosen.values(), *whole], faults


def _is_loaded(node: Node, body: Unit) -> bool:
    """Loaded, or asked back: not a heading, not a part of a row that is loaded, not a blank row."""
    if node.row.kind != "unit" or not node.row.is_awaited or any(_holds(above) for above in node.above()):
        return False
    stands_over_rows = bool(node.added) and not node.is_beside
    return not (stands_over_rows and (node.is_heading or node.unit == body or not node.row.has_figures))


def _holds(node: Node) -> bool:
    """The figures of the rows under it are in its own, which are loaded, or are only some of another row's."""
    is_one_body = node.unit is not None and (node.unit.is_department or node.unit.level == "commune")
    return node.row.kind == "part" or (is_one_body and node.row.has_figures and not node.is_beside)


def _choose(node: Node) -> ChosenRow:
    unit = node.unit
    if node.is_beside and unit.body_kind is None:
        unit = replace(unit, body_kind="peoples_committee")
    return ChosenRow(node.row, unit, "own" if unit.body_kind else "total")


def _warn_of_heading(node: Node) -> list[Fault]:
    """Figures that are only checked are named: of a heading over no rows, and of a name that might be a unit's."""
    row = node.row
    if not row.has_figures or (row.kind == "section" and node.added) or not node.is_heading:
        return []
    if row.kind == "section":
        return [Fault("forms.bare_heading", found=row.written, is_warning=True, **row.place())]
    if node.level or row.mark is None:
        return [Fault("forms.unknown_heading", found=row.written, is_warning=True, **row.place())]
    return []


def _choose_own_row(outline: Outline, body: Unit, total: FormRow | None) -> tuple[list[ChosenRow], list[Fault]]:
    """The one row of a body that reports for itself: its total, or the row with its name or without a name.

    Rows of its parts are only checked against the total: they are no bodies of their own. A row that names another
    commune is never taken for its own, but asked back.
    """
    awaited = [node for node in outline.nodes if node.row.is_awaited and node.row.kind == "unit"]
    own = [node.row for node in awaited if node.unit]
    if total or len(own) == 1:
        return [ChosenRow(total or own[0], body, "own")], [
            _refuse_other(node.row, body) for node in awaited if _is_other(node)
        ]
    first = (outline.nodes[0].row if outline.nodes else None) or outline.sums[0]
    return [], [Fault("forms.own_row", found=first.written, **first.place())]


def _is_other(node: Node) -> bool:
    return node.unit is None and node.row.has_figures and names_area(node.row.name)


def _refuse_other(row: FormRow, body: Unit) -> Fault:
    return Fault("forms.other_unit", found=row.written, values={"body": body.body_name or body.title}, **row.place())
