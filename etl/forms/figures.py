"""What the figures say of rows whose numbering leaves open under which row they stand. Where they do not say: asked back."""

from collections.abc import Iterator, Sequence

from etl.forms.node import Node, find_unmade
from etl.forms.outline import Outline
from etl.forms.rows import FormRow
from etl.forms.unit import Unit
from etl.forms.words import names_department
from longdan.language.fault import Fault
from longdan.language.names import normalise_name


def nest_by_figures(outline: Outline, body: Unit, numbers: Sequence[str]) -> None:
    """Puts rows under the row before them where they add up to it in every column and the sum above agrees.

    Rows are tried only where the numbering leaves it open: under a heading without a number of its own, and where rows
    with and without numbers alternate.
    """
    for siblings in [outline.roots, *(node.children for node in outline.nodes)]:
        for node in [*siblings]:
            if node in siblings and (under := _rows_in_question(node, siblings, outline, body)):
                _try_nesting(node, under, outline, numbers)


def find_desks(outline: Outline, numbers: Sequence[str]) -> None:
    """A body over its rows that they do not make, while the total adds up with both, has a desk of its own there."""
    unlike = [node for node in outline.nodes if node.unit and node.added and find_unmade(node.row, node.added, numbers)]
    for total in outline.sums if unlike else []:
        if total.kind == "total" and find_unmade(total, outline.roots, numbers):
            _set_beside(unlike, True)
            if not find_unmade(total, outline.roots, numbers):
                return
            _set_beside(unlike, False)


def _set_beside(nodes: list[Node], is_beside: bool) -> None:
    for node in nodes:
        node.is_beside = is_beside


def _rows_in_question(node: Node, siblings: list[Node], outline: Outline, body: Unit) -> list[Node]:
    """The rows right after one that could stand under it, down to the next sum."""
    if node.added or not node.row.has_figures or node.row.kind == "part":
        return []
    end = min((row.row for row in outline.sums if row.row > node.row.row), default=None)
    found: list[Node] = []
    for after in siblings[siblings.index(node) + 1 :]:
        is_beyond = end is not None and after.row.row > end
        if is_beyond or after.added or not _could_stand_under(after, node, body):
            break
        found.append(after)
    return found


def _could_stand_under(after: Node, node: Node, body: Unit) -> bool:
    if not node.is_named_unit:
        return after.is_named_unit
    if bool(node.row.mark) == bool(after.row.mark) or after.row.kind == "section":
        return False
    return node.unit == body or (_is_lower_department(after) and (node.level == "commune" or not node.level))


def _is_lower_department(node: Node) -> bool:
    name = normalise_name(node.row.name).casefold()
    return not node.level and names_department(node.row.name) and not name.startswith("sở ")


def _try_nesting(node: Node, under: list[Node], outline: Outline, numbers: Sequence[str]) -> None:
    if not _makes_exactly(node.row, under, numbers):
        return
    is_right_beside = _agrees_above(node, outline, numbers)
    outline.nest(under, node)
    is_right_under = _agrees_above(node, outline, numbers)
    if is_right_under and not is_right_beside:
        return
    is_told = not (is_right_beside and not is_right_under)
    several = sum(any(after.row.exact(no) for no in numbers) for after in under) > 1
    if is_told and (node.row.kind == "section" or (several and not node.level)):
        return
    outline.lift(under, node)
    if is_told and node.is_named_unit:
        _ask_back(node, under)


def _makes_exactly(row: FormRow, nodes: list[Node], numbers: Sequence[str]) -> bool:
    """In every column that is known exactly, and not only because there was nothing."""
    known = [no for no in numbers if row.exact(no) is not None]
    return any(row.exact(no) for no in known) and not any(
        row.exact(no) != sum(node.row.exact(no) or 0 for node in nodes) for no in known
    )


def _agrees_above(node: Node, outline: Outline, numbers: Sequence[str]) -> bool:
    """Every sum above the row is made: of its nearest heading with figures, else one of the totals."""
    sums = list(_sums_above(node, outline))
    return any(not find_unmade(row, nodes, numbers) for row, nodes in sums)


def _sums_above(node: Node, outline: Outline) -> Iterator[tuple[FormRow, list[Node]]]:
    heading = next((above for above in node.above() if above.row.has_figures), None)
    if heading:
        yield heading.row, heading.added
    else:
        yield from ((row, outline.roots) for row in outline.sums if row.kind == "total")


def _ask_back(node: Node, under: list[Node]) -> None:
    values = {"found_above": node.row.written, "above_row": node.row.row}
    for after in under:
        if after.row.has_figures:
            after.unit, after.faults = None, (Fault("forms.part_or_unit", values=values),)
