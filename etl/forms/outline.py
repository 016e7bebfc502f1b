"""The outline of the rows of an official form, from their numbering: which row stands under which heading."""

from collections.abc import Callable
from dataclasses import dataclass, field

from etl.forms.node import Node
from etl.forms.numbering import STYLES
from etl.forms.rows import FormRow
from etl.forms.summed import find_summed

Rank = tuple[float, int]  # of a row in the outline: the smaller, the higher

# Between the numbers above it and what may stand under an unnumbered unit: a), -, +.
_UNIT_RANK: Rank = (STYLES.index("number") + 0.5, 0)
_LAST_HEADING_RANK: Rank = (STYLES.index("number") + 0.4, 0)  # over units that have no number
_PART_RANK: Rank = (STYLES.index("number") + 0.7, 0)


@dataclass
class Outline:
    """`roots` are the rows under no heading, `nodes` all of them as they stand; totals and subtotals are in neither."""

    roots: list[Node] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    sums: list[FormRow] = field(default_factory=list)

    def siblings(self, node: Node) -> list[Node]:
        return node.parent.children if node.parent else self.roots

    def nest(self, nodes: list[Node], parent: Node) -> None:
        """Put rows that stood beside `parent` under it."""
        for node in nodes:
            self.siblings(node).remove(node)
            node.parent = parent
        parent.children += nodes

    def lift(self, nodes: list[Node], parent: Node) -> None:
        """Put them back beside it."""
        siblings = self.siblings(parent)
        place = siblings.index(parent) + 1
        siblings[place:place] = nodes
        for node in nodes:
            parent.children.remove(node)
            node.parent = parent.parent


def make_outline(rows: list[FormRow], read_node: Callable[[FormRow], Node]) -> Outline:
    """`read_node` says whom a row names. Only numbering and words decide here, no figures."""
    return _Builder(rows, read_node).build()


class _Builder:
    """Walks the rows once, with the headings that are still open."""

    def __init__(self, rows: list[FormRow], read_node: Callable[[FormRow], Node]) -> None:
        self._rows = rows
        self._read_node = read_node
        self._places = _place_styles(rows)
        self._heading_rank: Rank | None = None
        self._open: list[tuple[Node, Rank]] = []
        self._outline = Outline()

    def build(self) -> Outline:
        for position, row in enumerate(self._rows):
            if row.kind in ("total", "subtotal"):
                self._outline.sums.append(row)
                self._close_summed(row)
            else:
                self._add(self._read_node(row), position)
        return self._outline

    def _add(self, node: Node, position: int) -> None:
        rank = self._rank(node, position)
        if node.row.mark:
            self._close_for_numbered(node, rank)
        elif node.row.kind == "part":
            self._close_while(lambda _, other: other >= rank)
        else:
            self._close_while(lambda top, other: not _holds_unnumbered(top, other, node, rank))
        node.parent = self._open[-1][0] if self._open else None
        self._outline.siblings(node).append(node)
        self._outline.nodes.append(node)
        self._open.append((node, rank))

    def _rank(self, node: Node, position: int) -> Rank:
        row = node.row
        if row.mark:
            return self._places[row.mark.style], len(row.mark.path)
        if row.kind == "part":
            return _PART_RANK
        if not self._is_bare_heading(node, position):
            return _UNIT_RANK
        if self._heading_rank is None:  # just above what stands under the first of them
            under = next((row for row in self._rows[position + 1 :] if row.mark or row.kind == "unit"), None)
            mark = under.mark if under else None
            self._heading_rank = (self._places[mark.style] - 0.5, 0) if mark else _LAST_HEADING_RANK
        return self._heading_rank

    def _is_bare_heading(self, node: Node, position: int) -> bool:
        """A heading without a number: by its words, or no body's name, with no figures or a new numbering under it."""
        if node.row.kind == "section" or node.is_named_unit or not node.row.name:
            return node.row.kind == "section"
        after = self._rows[position + 1] if position + 1 < len(self._rows) else None
        return not node.row.has_figures or bool(after and after.mark and after.mark.is_first)

    def _close_for_numbered(self, node: Node, rank: Rank) -> None:
        mark = node.row.mark
        above = [other for other, _ in self._open if other.row.mark and mark.is_under(other.row.mark)]
        if above:
            self._close_while(lambda top, _: top is not above[-1])
            return
        is_step = len(mark.path) > 1  # 2.1 is under no other number than 2
        closed: Node | None = None
        while self._open:
            top, other = self._open[-1]
            is_over = other < rank and not (is_step and other[0] == rank[0])
            if is_over or _holds_commune(top, node) or (other == rank and _starts_again(node, top, closed)):
                return
            closed, _ = self._open.pop()

    def _close_summed(self, row: FormRow) -> None:
        """A sum behind its rows closes their heading: the one it names, else the innermost that has any."""
        summed = find_summed(row, self._outline.nodes)
        named = [node for node, _ in self._open if node in summed]
        holding = [node for node, _ in self._open if node.children]
        is_before_its_rows = bool(self._open) and _awaits_rows(self._open[-1][0])
        if closes := named[:1] or ([] if is_before_its_rows else holding[-1:]):
            self._close_while(lambda top, _: top is not closes[0])
            self._open.pop()

    def _close_while(self, is_closed: Callable[[Node, Rank], bool]) -> None:
        while self._open and is_closed(*self._open[-1]):
            self._open.pop()


def _awaits_rows(node: Node) -> bool:
    """A heading whose rows have not come yet."""
    return not node.children and (node.row.kind == "section" or not (node.is_named_unit or node.row.has_figures))


def _place_styles(rows: list[FormRow]) -> dict[str, float]:
    """Letters stand over Roman numbers, unless they start again under each of them."""
    places: dict[str, float] = {style: float(place) for place, style in enumerate(STYLES)}
    starts = [row.mark.style for row in rows if row.mark and len(row.mark.path) == 1 and row.mark.is_first]
    if starts.count("letter") > 1 and starts.count("roman") == 1:
        places["letter"], places["roman"] = places["roman"], places["letter"]
    return places


def _holds_unnumbered(top: Node, top_rank: Rank, node: Node, rank: Rank) -> bool:
    """Whether a row without a number can stand under the open row `top`."""
    if _holds_commune(top, node):
        return True
    if top_rank >= rank:
        return False
    if rank not in (_UNIT_RANK, _LAST_HEADING_RANK) or top.row.kind == "section":
        return True
    if top.is_named_unit:
        return False
    is_numbered_heading = not top.row.has_figures or node.is_named_unit or rank != _UNIT_RANK
    return top.row.mark is None or is_numbered_heading


def _holds_commune(top: Node, node: Node) -> bool:
    """Communes stand under the district before them even where both are numbered 1, 2, 3 in one row."""
    if top.level != "district" or node.level != "commune":
        return False
    style = node.row.mark.style if node.row.mark else None
    return all(child.row.mark is None or child.row.mark.style == style for child in top.children)


def _starts_again(node: Node, top: Node, closed: Node | None) -> bool:
    """1, 2, 3 that start again under a heading whose own number is of the same style. `closed` is the row before."""
    if top.row.kind != "section" or node.row.kind == "section":
        return False
    mark, before = node.row.mark, closed.row.mark if closed else None
    goes_on = before is not None and before.path == (*mark.path[:-1], (mark.path[-1][0], mark.path[-1][1] - 1))
    return mark.is_first or goes_on
