"""A row of an official form in the outline of its rows, and the rows that add up to a sum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from etl.forms.rows import FormRow
from etl.forms.rules import sum_differs
from etl.forms.unit import Unit
from etl.forms.words import names_department
from longdan.language.fault import Fault


@dataclass(eq=False)
class Node:
    """One row, under the heading `parent`, over the rows `children`.

    `unit` is the body that it names; None for a heading, and with `faults` where nobody can tell. `level` is commune or
    district where the row is about one, by its words or by what they mean. `is_beside`: the figures of this row stand
    beside those of its children (a desk of its own), not over them.
    """

    row: FormRow
    unit: Unit | None = None
    level: str | None = None
    faults: tuple[Fault, ...] = ()
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    is_beside: bool = False

    @property
    def added(self) -> list[Node]:
        """The children that make up the row; "trong đó" says that what follows is only some of it."""
        return [child for child in self.children if child.row.kind != "part"]

    @property
    def is_named_unit(self) -> bool:
        """The row says by its words that it is about a body, known or not."""
        return self.unit is not None or self.level is not None or names_department(self.row.name)

    @property
    def is_heading(self) -> bool:
        """Nothing but a heading: by its words, or by what stands under a name that is no body's."""
        return self.row.kind == "section" or (self.unit is None and bool(self.added))

    def above(self) -> Iterator[Node]:
        """Its headings, the nearest first."""
        node = self.parent
        while node:
            yield node
            node = node.parent

    def below(self) -> Iterator[Node]:
        for child in self.children:
            yield child
            yield from child.below()


def add_up(nodes: Iterable[Node], *, is_deep: bool = False) -> list[FormRow]:
    """The rows whose figures make the sum of the nodes, each figure once.

    Of a row with others under it either its own figures or, where it has none or `is_deep`, theirs.
    """
    rows: list[FormRow] = []
    for node in nodes:
        if node.row.kind == "part":
            continue
        goes_down = bool(node.added) and (is_deep or node.is_beside or not node.row.has_figures)
        if node.row.is_awaited and (not goes_down or node.is_beside):
            rows.append(node.row)
        if goes_down:
            rows += add_up(node.added, is_deep=is_deep)
    return rows


def find_unmade(total: FormRow, nodes: Iterable[Node], numbers: Iterable[str]) -> list[str]:
    """The columns in which the nodes cannot make the total, neither by their own figures nor by those under them."""
    readings = [rows for is_deep in (False, True) if (rows := add_up(nodes, is_deep=is_deep))]
    return [no for no in numbers if readings and all(_differs(total, rows, no) for rows in readings)]


def _differs(total: FormRow, rows: list[FormRow], no: str) -> bool:
    value = total.exact(no)
    return value is not None and sum_differs(value, [row.exact(no) for row in rows])
