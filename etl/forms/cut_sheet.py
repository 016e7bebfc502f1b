"""Several forms under each other on one sheet, and one form over several printed pages: each form a sheet of its own."""

from dataclasses import replace

from etl.files.sheet import Sheet
from etl.forms.head import Window, find_window
from etl.forms.number_row import NumberRow, find_number_rows
from etl.forms.recognise_form import find_form_number
from etl.forms.rows import has_figure, is_foot, name_of_row
from etl.forms.unit import names_area


def cut_sheet(sheet: Sheet) -> list[Sheet]:
    """One sheet for each form; rows of the others, and headings repeated on a later page, are blank in it.

    Every cell keeps its place. Column numbers that count from 1 again below a table belong to the same form where they
    stand in the same columns and no other window or form is named above them.
    """
    first, *later = find_number_rows(sheet) or [None]
    starts, repeated = [1], set()
    before = first
    for numbers in later:
        texts = _texts(sheet, range(starts[-1], first.row))
        last = _last_of_table(sheet, before, numbers, texts)
        head = _find_head(sheet, before, numbers, last, texts)
        own = _keep(sheet, starts[-1], first.row)
        if first.columns == numbers.columns and _is_same_form(own, first, _keep(sheet, head, numbers.row), numbers):
            repeated.update(range(last + 1, numbers.row + 1))
        else:
            starts.append(head)
            first = numbers
        before = numbers
    ends = [*(start - 1 for start in starts[1:]), sheet.height]
    if len(starts) == 1 and not repeated:
        return [sheet]
    return [_keep(sheet, start, end, repeated) for start, end in zip(starts, ends, strict=True)]


def _last_of_table(sheet: Sheet, before: NumberRow, after: NumberRow, texts: set[str]) -> int:
    """The last row with figures between two rows of numbers, or of a unit without any right below it.

    `texts` are those of the head, which no row of a unit repeats.
    """
    last = max((row for row in range(before.row, after.row) if has_figure(sheet, row, before)), default=before.row)
    for row in range(last + 1, after.row):
        if not names_area(name_of_row(sheet, row, before)) or texts & _texts(sheet, [row]):
            return row - 1
    return after.row - 1


def _find_head(sheet: Sheet, before: NumberRow, after: NumberRow, last: int, texts: set[str]) -> int:
    """The first row of the head over `after`: a line of the first form's head again, else what follows the signatures."""
    gap = range(last + 1, after.row)
    feet = [row for row in gap if is_foot(sheet, row, before)]
    return next((row for row in gap if texts & _texts(sheet, [row])), feet[-1] + 1 if feet else last + 1)


def _is_same_form(own: Sheet, numbers: NumberRow, again: Sheet, numbers_again: NumberRow) -> bool:
    window, form = find_window(again), find_form_number(again, numbers_again.row - 1)
    return (window is None or _days(window) == _days(find_window(own))) and (
        form is None or form == find_form_number(own, numbers.row - 1)
    )


def _days(window: Window | None) -> tuple | None:
    return (window.start_on, window.end_on) if window else None


def _texts(sheet: Sheet, rows: range | list[int]) -> set[str]:
    cells = (cell for row in rows for cell in sheet.cells[row - 1])
    return {cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()}


def _keep(sheet: Sheet, start: int, end: int, blank: set[int] | frozenset[int] = frozenset()) -> Sheet:
    nothing = [None] * sheet.width
    cells = [
        cells if start <= row <= end and row not in blank else nothing for row, cells in enumerate(sheet.cells, start=1)
    ]
    return replace(sheet, cells=cells)
