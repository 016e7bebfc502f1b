"""The rows under the numbers of an official form: who each is about, what its cells say."""

import re
from dataclasses import dataclass, field

from etl.files.sheet import Sheet, column_letters
from etl.forms.head import is_signature_date
from etl.forms.layout import Column, Layout
from etl.forms.number_row import NumberRow
from etl.forms.numbering import Mark, read_mark, split_name
from etl.forms.row_kind import row_kind
from etl.forms.unit import names_area
from etl.forms.words import first_words, names_department
from longdan.language.fault import Fault, FaultError
from longdan.language.names import normalise_name
from longdan.language.numbers import Reading, read_number

_FIGURE = re.compile(r"\d[\d.,\s]*%?")


@dataclass
class FormRow:
    """One row. `readings` lack the cells that cannot be read; `refused` are the numbers that a rule has cast in doubt.

    `name` is without the numbering before it, which is the `mark`; `written` is the cell as it stands.
    """

    row: int
    name: str
    name_column: int
    kind: str  # total | subtotal | section | part | unit
    readings: dict[str, Reading]
    refused: set[str] = field(default_factory=set)
    mark: Mark | None = None
    written: str = ""
    has_faults: bool = False  # of its cells

    def exact(self, no: str) -> float | None:
        """The value where it is known exactly; None for a blank, an "about", an unreadable cell."""
        reading = self.readings.get(no)
        return reading.value if reading and reading.qualifier == "=" else None

    @property
    def has_figures(self) -> bool:
        are_written = (reading.status != "not_reported" or reading.is_pending for reading in self.readings.values())
        return self.has_faults or any(are_written)

    @property
    def is_awaited(self) -> bool:
        """A commune or district, with figures or without: without, it did not report."""
        return self.has_figures or (self.kind == "unit" and names_area(self.name))

    def place(self, column: int | None = None) -> dict[str, object]:
        return {"row": self.row, "column": column_letters(column or self.name_column)}


def read_rows(sheet: Sheet, numbers: NumberRow, layout: Layout) -> tuple[list[FormRow], list[Fault]]:
    """Every row of the table down to its foot, and the faults of cells that hold no number.

    Blank rows, notes, and sums without figures are left out. A name without figures stays: a heading, or a unit that
    did not report.
    """
    rows: list[FormRow] = []
    faults: list[Fault] = []
    table = range(numbers.row + 1, sheet.height + 1)
    last = max((row for row in table if _is_of_table(sheet, row, numbers)), default=numbers.row)
    for row in table:
        if is_foot(sheet, row, numbers):
            if row > last:
                break
            continue  # signatures at the end of a page
        readings, cell_faults = _read_cells(sheet, row, numbers, layout)
        found = _name_row(sheet, row, numbers, readings)
        found.has_faults = bool(cell_faults)
        is_heading = bool(found.name) and found.kind in ("section", "part", "unit")
        if found.kind == "note" and _is_of_table(sheet, row, numbers):
            faults.append(Fault("forms.note_with_figures", found=found.written, **found.place()))
        if found.kind != "note" and (found.has_figures or is_heading):
            rows.append(found)
            faults += cell_faults
    return rows, faults


def _name_row(sheet: Sheet, row: int, numbers: NumberRow, readings: dict[str, Reading]) -> FormRow:
    """The numbering stands in a column before the name, or before the name in its cell."""
    written, column = _read_name(sheet, row, numbers)
    mark, name = split_name(written)
    if mark is None and (mark := read_mark(written)):
        name = ""
    marks = (read_mark(sheet.cell(row, before)) for before in range(column - 1, 0, -1))
    mark = mark or next((mark for mark in marks if mark), None)
    return FormRow(row, name, column, row_kind(name), readings, mark=mark, written=written)


def has_figure(sheet: Sheet, row: int, numbers: NumberRow) -> bool:
    """Whether a number stands under one of the printed numbers."""
    return any(_is_figure(sheet.cell(row, column)) for column in numbers.columns.values())


def _is_of_table(sheet: Sheet, row: int, numbers: NumberRow) -> bool:
    """Figures of a unit, also below a foot: not a stray number beside the name of who signed."""
    name = name_of_row(sheet, row, numbers)
    figures = sum(_is_figure(sheet.cell(row, column)) for column in numbers.columns.values())
    is_named = names_area(name) or names_department(name)
    return figures > 0 and (is_named or 2 * figures >= len(numbers.columns))


def is_foot(sheet: Sheet, row: int, numbers: NumberRow) -> bool:
    """The block of signatures: its words, or the day of signing, and no figure.

    Not the row of a unit in whose notes such words stand ("Chủ tịch phường đi công tác").
    """
    name = name_of_row(sheet, row, numbers)
    if has_figure(sheet, row, numbers) or (name and not _is_of_foot(name)):
        return False
    return any(_is_of_foot(cell) for cell in sheet.cells[row - 1])


def name_of_row(sheet: Sheet, row: int, numbers: NumberRow) -> str:
    """The text before the figures of a row, numbering included; empty where there is none."""
    return _read_name(sheet, row, numbers)[0]


def _is_figure(cell: object) -> bool:
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    return is_number or (isinstance(cell, str) and _FIGURE.fullmatch(cell.strip()) is not None)


def _is_of_foot(cell: object) -> bool:
    return first_words(cell, "footer_starts") is not None or is_signature_date(cell)


def _read_name(sheet: Sheet, row: int, numbers: NumberRow) -> tuple[str, int]:
    """The text nearest to the first numbered column, and its column; a serial number may stand before it."""
    for column in range(numbers.first_column - 1, 0, -1):
        cell = sheet.cell(row, column)
        if isinstance(cell, str) and cell.strip():
            return normalise_name(cell), column
    return "", max(numbers.first_column - 1, 1)


def _read_cells(sheet: Sheet, row: int, numbers: NumberRow, layout: Layout) -> tuple[dict[str, Reading], list[Fault]]:
    readings: dict[str, Reading] = {}
    faults: list[Fault] = []
    for no, column in numbers.columns.items():
        cell = sheet.cell(row, column)
        try:
            readings[no] = _read_cell(cell, layout.column(no), sheet.is_percent(row, column))
        except FaultError as error:
            place = {"row": row, "column": column_letters(column), "found": str(cell)}
            faults += [fault.at(**place) for fault in error.faults]
    return readings, faults


def _read_cell(cell: object, column: Column, is_percent: bool) -> Reading:
    reading = read_number(cell, is_count=column.is_count, shown_as_percent=is_percent)
    if reading.is_percent:
        raise FaultError(Fault("forms.percent"))
    if reading.value is not None and reading.value < 0:
        raise FaultError(Fault("forms.negative"))
    return reading
