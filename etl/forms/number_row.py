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
    for row, cells in enumerate(sheet.cells[:_DEEPEST], start=1):
        columns = _count_up(cells)
        is_labelled = any(is_one_of(cell, "number_row") for cell in cells[:4])
        if columns and (is_labelled or len(columns) >= _FEWEST):
            return NumberRow(row, _without_note(sheet, row, columns))
    return None


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
