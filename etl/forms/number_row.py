"""The row of printed column numbers ("MS") under the headings of an official form: what a form is read by."""

import re
from dataclasses import dataclass

from etl.files.sheet import Sheet
from etl.forms.words import folded, is_one_of

# "7", "(7)", "7 = 8+9", "7=8+…+12"
_NUMBER = re.compile(r"\(?\s*(\d{1,2})\s*\)?\s*(=.*)?", re.DOTALL)
_FEWEST = 5  # numbers in a row that nobody labelled "MS"
_DEEPEST = 60  # row under which no form has its headings; a long table of another kind is not searched


@dataclass(frozen=True)
class NumberRow:
    """Where the numbers stand: the row, and the sheet's column of each printed number. "Ghi chú" is left out."""

    row: int
    columns: dict[str, int]

    @property
    def first_column(self) -> int:
        return min(self.columns.values())


def find_number_row(sheet: Sheet) -> NumberRow | None:
    """The first row that counts 1, 2, 3, … to the right; a short one only where it is labelled "MS"."""
    top = _top(sheet)
    return next(
        filter(None, (_read_numbers(sheet, row) for row in range(top, min(top + _DEEPEST, sheet.height + 1)))), None
    )


def find_number_rows(sheet: Sheet) -> list[NumberRow]:
    """That row, and those below it that count from 1 again and hold nothing else, as on every printed page."""
    first = find_number_row(sheet)
    if first is None:
        return []
    below = (row for row in range(first.row + 1, sheet.height + 1) if _is_bare(sheet.cells[row - 1]))
    return [first, *filter(None, (_read_numbers(sheet, row) for row in below))]


def _top(sheet: Sheet) -> int:
    """The first row that is not blank."""
    return next((row for row, cells in enumerate(sheet.cells, start=1) if any(cell is not None for cell in cells)), 1)


def _read_numbers(sheet: Sheet, row: int) -> NumberRow | None:
    cells = sheet.cells[row - 1]
    columns = _count_up(cells)
    is_labelled = any(is_one_of(cell, "number_row") for cell in cells[:4])
    if columns and (is_labelled or len(columns) >= _FEWEST):
        return NumberRow(row, _without_note(sheet, row, columns))
    return None


def _is_bare(cells: list) -> bool:
    """Numbers, "MS", letters of the columns before them: no row about a unit."""
    written = (cell for cell in cells if isinstance(cell, str) and _printed_number(cell) is None)
    return any(cell is not None for cell in cells) and all(
        is_one_of(cell, "number_row") or len(cell.strip("() ")) <= 1 for cell in written
    )


def _count_up(cells: list) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column, cell in enumerate(cells, start=1):
        number = _printed_number(cell)
        if number is None:
            continue
        if number != len(columns) + 1:
            return {}
        columns[str(number)] = column
    return columns


def _printed_number(cell: object) -> int | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return int(cell) if float(cell).is_integer() else None
    match = _NUMBER.fullmatch(cell.strip()) if isinstance(cell, str) else None
    return int(match[1]) if match else None


def _without_note(sheet: Sheet, row: int, columns: dict[str, int]) -> dict[str, int]:
    """The circulars number the last column, "Ghi chú", too."""
    last = str(len(columns))
    headings = [folded(sheet.cell(above, columns[last])) for above in range(1, row)]
    if "ghi chu" in headings:
        return {number: column for number, column in columns.items() if number != last}
    return columns
