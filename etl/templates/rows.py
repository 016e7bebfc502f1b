"""Reads the rows of a template: cells, carried columns, period, area and rules; a row with a fault is refused whole."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from etl.areas.find_area import AreaFinder
from etl.files.sheet import Sheet, column_letters
from etl.personal_data import without_personal_data
from etl.templates.cells import read_cell
from etl.templates.headings import Headings
from etl.templates.layout import Field, Layout
from etl.templates.refused_row import RefusedRow
from etl.templates.rules import check_rules
from longdan.language.fault import Fault, FaultError
from longdan.language.locale import LANGUAGES
from longdan.language.numbers import Reading, detect_decimal
from longdan.methods.period import Period, add_months, name_window


@dataclass(frozen=True)
class Row:
    """One accepted row. `values` by field name (see `read_cell`; an area by its area_id), blanks absent."""

    number: int
    values: Mapping[str, object]
    columns: Mapping[str, int]
    period: Period
    covered: tuple[date, date] | None  # the window, where the file prints one

    def cell(self, name: str) -> str | None:
        """Where a field stands: F12."""
        return Sheet.cell_name(self.number, self.columns[name]) if name in self.columns else None

    @property
    def area_id(self) -> str:
        return self.values["area"]


class RowReader:
    """Reads one sheet top down. `faults` holds what was refused so far, each with its row and column.

    `refused` holds the rows themselves with what of them could be read.
    """

    def __init__(self, sheet: Sheet, headings: Headings, finder: AreaFinder, *, is_csv: bool = False) -> None:
        self._is_csv = is_csv
        self.faults: list[Fault] = []
        self.refused: list[RefusedRow] = []
        self._sheet, self._headings, self._finder = sheet, headings, finder
        self._layout: Layout = headings.layout
        self._decimal = detect_decimal(cell for row in sheet.cells for cell in row)
        self._carried: dict[str, object] = {}
        self._block: int | None = None  # the row that the carried columns come from
        self._is_block_refused = False
        self._found: dict[str, str] = {}  # area_id by what was written, and by itself
        self._keys: dict[tuple, int] = {}
        self._faulty: set[tuple[int, str]] = set()  # (row, field)

    def read(self) -> list[Row]:
        """Every row below the headings that is not blank and has no fault."""
        numbers = range(self._headings.row + 1, self._sheet.height + 1)
        rows = (self._read_row(number) for number in numbers if self._is_filled(number) and self._is_even(number))
        read = [row for row in rows if row]
        if self._sheet.open_quote:
            cut = self._sheet.open_quote[0]
            self.refused.append(RefusedRow(cut, cut, {}, frozenset(self._headings.columns)))
        return read

    def _is_filled(self, number: int) -> bool:
        cells = (self._sheet.cell(number, column) for column in self._headings.columns.values())
        return any(cell is not None and str(cell).strip() for cell in cells)

    def _is_even(self, number: int) -> bool:
        """Refuses a line of a csv with more cells than the headings: nobody knows which cell is of which column."""
        cells, width = self._sheet.cells[number - 1], self._headings.last_column
        count = max((column for column, cell in enumerate(cells, 1) if cell is not None), default=0)
        if not self._is_csv or count <= width:
            return True
        values = {"count": count, "width": width}
        self.faults.append(Fault("templates.too_many_cells", sheet=self._sheet.name, row=number, values=values))
        self.refused.append(RefusedRow(number, number, {}, frozenset(self._headings.columns)))
        return False

    def _read_row(self, number: int) -> Row | None:
        before = len(self.faults)
        values = self._read_values(number)
        if self._is_block_refused:
            self._keep_refused(number, values)
            return None
        # A cell that could not be read leaves a blank, of which no rule can speak.
        for name, fault in check_rules(self._layout, values) if len(self.faults) == before else ():
            self.refuse(number, name, fault)
        values = {**_defaults(self._layout), **values}
        period, covered = self._find_period(number, values)
        if period:
            self._find_areas(number, values, period.end_on)
        if len(self.faults) > before:
            self._is_block_refused = number == self._block
            self._keep_refused(number, values)
            return None
        return Row(number, values, self._headings.columns, period, covered) if self._is_new(number, values) else None

    def _keep_refused(self, number: int, values: dict[str, object]) -> None:
        """A row that takes its block from a refused row lacks what could not be read there."""
        block = self._block or number
        areas = {field.name for field in self._layout.fields if field.type == "area" and field.name in values}
        known = {name: self._found[values[name]] for name in areas if values[name] in self._found}
        unread = {field.name for field in self._layout.fields if self._is_faulty(number, block, field)}
        unread |= areas - known.keys()
        self.refused.append(RefusedRow.of(self._layout, number, block, {**values, **known}, unread))

    def _is_faulty(self, number: int, block: int, field: Field) -> bool:
        return ((block if field.carried else number), field.name) in self._faulty

    def _read_values(self, number: int) -> dict[str, object]:
        """The typed values of a row, with those of its block; whether a refused block's are enough nobody asks."""
        values = {}
        for name, column in self._headings.columns.items():
            value = self._read_value(number, name, column)
            if value is not None:
                values[name] = value
        values = self._carry(number, values)
        for field in self._layout.fields if not self._is_block_refused else ():
            if field.required and values.get(field.name) is None and (number, field.name) not in self._faulty:
                self.refuse(number, field.name, Fault("templates.required"))
        return values

    def _read_value(self, number: int, name: str, column: int) -> object | None:
        cell = self._sheet.cell(number, column)
        if cell is None:
            return None
        is_percent = self._sheet.is_percent(number, column)
        try:
            return read_cell(self._layout.field(name), cell, is_percent=is_percent, decimal=self._decimal)
        except FaultError as error:
            for fault in error.faults:
                self.refuse(number, name, fault)
            return None

    def _carry(self, number: int, values: dict[str, object]) -> dict[str, object]:
        """Columns written once per block: where a row leaves all of them blank, they are those of the row above."""
        carried = [field.name for field in self._layout.fields if field.carried]
        if not carried:
            return values
        filled = any(name in values or (number, name) in self._faulty for name in carried)
        if filled or self._block is None:
            self._block, self._is_block_refused = number, False
            self._carried = {name: values[name] for name in carried if name in values}
            return values
        if self._is_block_refused:
            self.refuse(number, "area", Fault("templates.block_refused", values={"row": self._block}))
        return {**self._carried, **values}

    def _find_period(self, number: int, values: dict[str, object]) -> tuple[Period | None, tuple[date, date] | None]:
        """The first way of the layout whose fields the row fills; its own fields are required, so a fault stands already."""
        for way in self._layout.period:
            given = {part: values.get(name) for part, name in way.items() if part != "type"}
            if any(value is None for value in given.values()):
                continue
            if "field" in given:
                return given["field"], None
            if "month_of" in given:
                first = given["month_of"].replace(day=1)
                return Period("month", "civil", first, _last_day(first)), None
            window = (given["start"], given["end"])
            if window[0] > window[1]:
                return None, None
            return (Period(way["type"], "civil", *window) if "type" in way else name_window(*window)), window
        return None, None

    def _find_areas(self, number: int, values: dict[str, object], day: date) -> None:
        for field in self._layout.fields:
            if field.type != "area" or field.name not in values:
                continue
            written = values[field.name]
            try:
                code = written if written.isdigit() else None
                values[field.name] = area_id = self._finder.find(written, code=code, on=day)
                self._found |= {written: area_id, area_id: area_id}
            except FaultError as error:
                for fault in error.faults:
                    self.refuse(number, field.name, fault)

    def _is_new(self, number: int, values: dict[str, object]) -> bool:
        if not self._layout.key:
            return True
        key = tuple(values.get(name) for name in self._layout.key)
        first = self._keys.setdefault(key, number)
        if first != number:
            self.refuse(number, self._layout.key[0], Fault("templates.duplicate_row", values={"row": first}))
        return first == number

    def refuse(self, number: int, name: str, fault: Fault) -> None:
        """Note a fault at a row and field."""
        field = self._layout.field(name)
        headings = {f"heading_{language}": field.heading(language) for language in LANGUAGES}
        place = self._headings.columns.get(name)
        column = column_letters(place) if place else ""
        if fault.code == "templates.required" and place and (cell := self._sheet.cell(number, place)) is not None:
            fault = replace(fault, found=str(cell))  # "đang cập nhật"
        fault = without_personal_data(fault)
        self._faulty.add((number, name))
        self.faults.append(
            replace(fault, sheet=self._sheet.name, row=number, column=column, values={**headings, **fault.values})
        )


def _defaults(layout: Layout) -> dict[str, object]:
    """The documented values of what is left blank; a figure as a reading."""
    return {
        field.name: Reading(float(field.default)) if isinstance(field.default, int) else field.default
        for field in layout.fields
        if field.default is not None
    }


def _last_day(first: date) -> date:
    return date.fromordinal(add_months(first, 1).toordinal() - 1)
