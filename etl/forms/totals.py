"""Total rows against the rows they add up: checked, never loaded twice."""

from etl.files.sheet import column_letters
from etl.forms.layout import Layout
from etl.forms.number_row import NumberRow
from etl.forms.rows import FormRow
from etl.forms.rules import sum_differs, write_difference
from etl.forms.unit import named_level, strip_committee
from longdan.language.fault import Fault


def check_totals(rows: list[FormRow], numbers: NumberRow, layout: Layout) -> list[Fault]:
    """One fault for each cell of a total or heading row that its parts cannot make; the cell is refused.

    A form may list headings with subtotals, or districts with their communes under them: a total is right if any of
    these readings makes it.
    """
    faults: list[Fault] = []
    for position, row in enumerate(rows):
        if row.kind == "unit":
            continue
        partitions = _partitions(rows) if row.kind == "total" else [_rows_under(rows, position)]
        partitions = [parts for parts in partitions if parts]
        for no in layout.numbers:
            total = row.exact(no)
            differs = [_differs(total, parts, no) for parts in partitions] if total is not None else []
            if differs and all(differs):
                row.refused.add(no)
                faults.append(_fault(row, no, numbers, partitions[0]))
    return faults


def _partitions(rows: list[FormRow]) -> list[list[FormRow]]:
    units = [row for row in rows if row.kind == "unit"]
    first_section = next((position for position, row in enumerate(rows) if row.kind == "section"), len(rows))
    before = [row for row in rows[:first_section] if row.kind == "unit"]
    with_sections = before + [row for row in rows if row.kind == "section"]
    without_communes = [row for row in units if _level(row) != "commune"]
    has_districts = any(_level(row) == "district" for row in units)
    return [units, with_sections if first_section < len(rows) else [], without_communes if has_districts else []]


def _rows_under(rows: list[FormRow], position: int) -> list[FormRow]:
    """The units from a heading down to the next heading or total."""
    under: list[FormRow] = []
    for row in rows[position + 1 :]:
        if row.kind != "unit":
            break
        under.append(row)
    return under


def _level(row: FormRow) -> str | None:
    return named_level(strip_committee(row.name), ("commune", "district"))


def _differs(total: float, parts: list[FormRow], no: str) -> bool:
    return sum_differs(total, [row.exact(no) for row in parts])


def _fault(row: FormRow, no: str, numbers: NumberRow, parts: list[FormRow]) -> Fault:
    column = numbers.columns[no]
    cells = "+".join(f"{column_letters(column)}{part.row}" for part in parts)
    found = write_difference(row.exact(no) or 0, [part.exact(no) for part in parts])
    values = {"no": no, "total": f"{column_letters(column)}{row.row}", "cells": cells, "name": row.name}
    return Fault("forms.total", found=found, values=values, **row.place(column))
