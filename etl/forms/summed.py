"""Which rows a sum names, by number or by name: "Cộng I", "Tổng cộng (A+B)", "Cộng khối sở, ngành"."""

from etl.forms.node import Node
from etl.forms.numbering import Mark, find_marks
from etl.forms.row_kind import summed_words
from etl.forms.rows import FormRow
from longdan.language.names import fold_name


def find_summed(row: FormRow, nodes: list[Node]) -> list[Node]:
    """Of rows of the same number or name the last before the sum, else the first after it. Empty where it names none."""
    summed = summed_words(row.name)
    if not summed:
        return []
    if marks := find_marks(summed):
        return [node for mark in marks for node in _nearest([node for node in nodes if _bears(node, mark)], row)]
    name = fold_name(summed)
    return _nearest([node for node in nodes if node.children and _shares_words(fold_name(node.row.name), name)], row)


def _nearest(nodes: list[Node], row: FormRow) -> list[Node]:
    before = [node for node in nodes if node.row.row < row.row]
    return before[-1:] or nodes[:1]


def _bears(node: Node, mark: Mark) -> bool:
    """`I` is also the number of A.I, but `1` is not that of 2.1."""
    path = node.row.mark.path if node.row.mark else ()
    return path == mark.path or (path[-len(mark.path) :] == mark.path and path[0][0] != mark.style)


def _shares_words(name: str, summed: str) -> bool:
    """ "Cộng khối sở, ngành" sums up "Sở, ngành", and so does "Cộng sở"."""
    return bool(name) and (f" {name} " in f" {summed} " or f" {summed} " in f" {name} ")
