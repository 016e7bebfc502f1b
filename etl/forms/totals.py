"""Sums against the rows that they add up: headings with figures, subtotals, the total. Checked, never loaded twice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from etl.files.sheet import column_letters
from etl.forms.layout import Layout
from etl.forms.node import Node, add_up, find_unmade
from etl.forms.number_row import NumberRow
from etl.forms.outline import Outline
from etl.forms.row_kind import summed_words
from etl.forms.rows import FormRow
from etl.forms.rules import write_difference
from etl.forms.summed import find_summed
from etl.forms.unit import Unit
from longdan.language.fault import Fault

_MANY = 3  # wrong columns of one sum, and more than half of those with a figure: then the whole row is asked back


@dataclass(frozen=True)
class Sum:
    """What a row adds up. `is_whole`: everything in the form. `is_clear` is false where several readings fit as badly."""

    row: FormRow
    nodes: list[Node]
    unmade: list[str]
    is_whole: bool = False
    is_clear: bool = True


def check_sums(outline: Outline, body: Unit, numbers: NumberRow, layout: Layout) -> tuple[FormRow | None, list[Fault]]:
    """The row with the total of the form, and the faults of every sum that its rows cannot make.

    Cells of such a sum are refused; nothing says whether the sum or one of its rows is wrong, and the rows are loaded.
    """
    headings = [
        Sum(node.row, node.added, find_unmade(node.row, node.added, layout.numbers))
        for node in outline.nodes
        if node.added and node.row.has_figures and not node.is_beside and node.row.kind != "part"
    ]
    sums = [_read_sum(row, outline, body, layout.numbers) for row in outline.sums]
    faults = [fault for one in headings + sums for fault in _refuse(one, numbers)]
    whole = [one for one in sums if one.is_whole and one.is_clear]
    best = min(whole, key=lambda one: len(one.unmade), default=None)
    return best.row if best else None, faults


def _read_sum(row: FormRow, outline: Outline, body: Unit, numbers: Sequence[str]) -> Sum:
    named = find_summed(row, outline.nodes)
    if len(named) == 1 and named[0].added:
        return Sum(row, named[0].added, find_unmade(row, named[0].added, numbers))
    if named:
        is_whole = {*map(id, outline.roots)} <= {*map(id, named)}
        return Sum(row, named, find_unmade(row, named, numbers), is_whole)
    if row.kind == "subtotal" and body.is_named(summed_words(row.name) or ""):
        return Sum(row, outline.roots, find_unmade(row, outline.roots, numbers), is_whole=True)
    return _read_by_figures(row, outline, numbers)


def _read_by_figures(row: FormRow, outline: Outline, numbers: Sequence[str]) -> Sum:
    """The reading that the most columns bear out. A plain "Cộng" may close a heading, a run of rows or the form."""
    whole = Sum(row, outline.roots, find_unmade(row, outline.roots, numbers), is_whole=row.kind == "total")
    parts = [Sum(row, nodes, find_unmade(row, nodes, numbers)) for nodes in _find_runs(row, outline)]
    is_at_edge = not all(_split(outline.nodes, row))
    readings = [whole, *parts] if is_at_edge else [*parts, whole]
    best = min(readings, key=lambda one: len(one.unmade))
    rivals = [one for one in readings if len(one.unmade) == len(best.unmade)]
    is_tie = any(add_up(one.nodes, is_deep=True) != add_up(best.nodes, is_deep=True) for one in rivals)
    is_alone = row.kind == "total" and len(outline.sums) == 1
    if best.unmade and is_tie and not is_alone:
        return Sum(row, best.nodes, best.unmade, is_clear=False)
    return best


def _find_runs(row: FormRow, outline: Outline) -> Iterator[list[Node]]:
    """Rows just before or after a sum that it may add up, at each level; never all there are."""
    before, after = _split(outline.nodes, row)
    sums = [other.row for other in outline.sums]
    last = max((place for place in sums if place < row.row), default=0)
    following = min((place for place in sums if place > row.row), default=None)
    seen: list[list[Node]] = [outline.roots]
    for parent in [*(before[-1].above() if before else ()), None] if before else []:
        children = _split(parent.children if parent else outline.roots, row)[0]
        yield from _unseen([children, [node for node in children if node.row.row > last]], seen)
    if after:
        rest = _split(outline.siblings(after[0]), row)[1]
        ended = [node for node in rest if following is None or node.row.row < following]
        yield from _unseen([ended, rest], seen)


def _unseen(runs: list[list[Node]], seen: list[list[Node]]) -> Iterator[list[Node]]:
    for run in runs:
        if run and run not in seen:
            seen.append(run)
            yield run


def _split(nodes: list[Node], row: FormRow) -> tuple[list[Node], list[Node]]:
    return [node for node in nodes if node.row.row < row.row], [node for node in nodes if node.row.row > row.row]


def _refuse(one: Sum, numbers: NumberRow) -> list[Fault]:
    row, unmade = one.row, one.unmade
    row.refused |= set(unmade)
    if unmade and not one.is_clear:
        return [Fault("forms.which_rows", found=row.written, **row.place())]
    written = [no for no in numbers.columns if row.exact(no)]
    if len(unmade) >= _MANY and 2 * len(unmade) > len(written):
        return [_row_fault(one, numbers)]
    return [_cell_fault(one, no, numbers) for no in unmade]


def _cell_fault(one: Sum, no: str, numbers: NumberRow) -> Fault:
    column, parts = numbers.columns[no], _nearest_rows(one, no)
    letters = column_letters(column)
    cells = "+".join(_write_cells(letters, run) for run in _runs([part.row for part in parts]))
    found = write_difference(one.row.exact(no) or 0, [part.exact(no) for part in parts])
    values = {"no": no, "total": f"{letters}{one.row.row}", "cells": cells, "name": one.row.name}
    return Fault("forms.total", found=found, values=values, **one.row.place(column))


def _row_fault(one: Sum, numbers: NumberRow) -> Fault:
    """One fault for a row of which most columns are wrong: the first cell stands for all."""
    first = one.unmade[0]
    parts = _nearest_rows(one, first)
    values = {
        "name": one.row.name,
        "columns": _write_runs([int(no) for no in one.unmade]),
        "total": one.row.row,
        "rows": _write_runs([part.row for part in parts]),
    }
    found = write_difference(one.row.exact(first) or 0, [part.exact(first) for part in parts])
    return Fault("forms.total_row", found=found, values=values, **one.row.place(numbers.columns[first]))


def _nearest_rows(one: Sum, no: str) -> list[FormRow]:
    """Of the rows next to the sum and those at the bottom, the ones that come nearer to it: a heading may be wrong too."""
    total = one.row.exact(no) or 0
    readings = [add_up(one.nodes, is_deep=is_deep) for is_deep in (False, True)]
    return min(readings, key=lambda rows: abs(total - sum(row.exact(no) or 0 for row in rows)))


def _write_runs(numbers: list[int]) -> str:
    """`1–13, 18–25`."""
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in _runs(numbers))


def _runs(rows: list[int]) -> list[list[int]]:
    """Rows in stretches without a gap."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][-1] == row - 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _write_cells(letters: str, run: list[int]) -> str:
    if len(run) > _MANY:
        return f"SUM({letters}{run[0]}:{letters}{run[-1]})"
    return "+".join(f"{letters}{row}" for row in run)
