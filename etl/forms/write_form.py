"""Writes official forms as the administration fills them in: motto, merged headings, the "MS" row, units, signatures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from etl.forms.layout import Layout

_TABLE_ROW = 8  # counted from 0, as xlsxwriter does
_NAME, _FIRST = 0, 1  # the sheet's columns of the unit and of the number 1


@dataclass(frozen=True)
class FilledForm:
    """One form to write. `rows` and `total` hold the cells by printed number; a missing or None cell stays blank.

    `body_lines` stand at the head, the reporting body last: ("UBND THÀNH PHỐ HẢI PHÒNG", "THANH TRA THÀNH PHỐ").
    """

    layout: Layout
    body_lines: Sequence[str]
    covered_from: date
    covered_to: date
    rows: Sequence[tuple[str, Mapping[str, float | str | None]]]
    total: Mapping[str, float | str | None] | None = None
    place: str = ""
    signed_on: date | None = None


def write_forms(path: Path, forms: Sequence[FilledForm]) -> None:
    """A workbook with one sheet for each form, named after it (`02-XLD`)."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        formats = _Formats(workbook)
        for number, form in enumerate(forms, start=1):
            name = form.layout.number.replace("/", "-")
            names = {sheet.get_name() for sheet in workbook.worksheets()}
            sheet = workbook.add_worksheet(name if name not in names else f"{name} ({number})")
            _write_form(sheet, form, formats)


class _Formats:
    """The few looks of an official form."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        base = {"font_name": "Times New Roman", "font_size": 11}
        middle = base | {"align": "center", "valign": "vcenter", "text_wrap": True}
        self.text: Format = workbook.add_format(base | {"border": 1, "text_wrap": True})
        self.number: Format = workbook.add_format(base | {"border": 1, "num_format": "#,##0.###"})
        self.heading: Format = workbook.add_format(middle | {"border": 1, "bold": True})
        self.numbering: Format = workbook.add_format(middle | {"border": 1, "italic": True})
        self.bold: Format = workbook.add_format(middle | {"bold": True})
        self.plain: Format = workbook.add_format(middle)


def _write_form(sheet: Worksheet, form: FilledForm, formats: _Formats) -> None:
    last = _FIRST + len(form.layout.columns)  # "Ghi chú" is the column behind the numbered ones
    _write_head(sheet, form, last, formats)
    depth = max(len(column.header) for column in form.layout.columns)
    _write_headings(sheet, form.layout, depth, formats)
    number_row = _TABLE_ROW + depth
    sheet.write(number_row, _NAME, "MS", formats.numbering)
    for offset in range(len(form.layout.columns) + 1):
        sheet.write(number_row, _FIRST + offset, offset + 1, formats.numbering)
    rows = [*form.rows] + ([("Tổng số", form.total)] if form.total is not None else [])
    for row, (name, cells) in enumerate(rows, start=number_row + 1):
        _write_row(sheet, row, name, cells, form.layout, formats)
    _write_foot(sheet, number_row + len(rows) + 2, form, last, formats)
    sheet.set_column(_NAME, _NAME, 32)
    sheet.freeze_panes(number_row + 1, _FIRST)


def _write_head(sheet: Worksheet, form: FilledForm, last: int, formats: _Formats) -> None:
    middle = max(last // 2, _FIRST)
    for row, line in enumerate(form.body_lines):
        sheet.merge_range(row, _NAME, row, _NAME + 1, line, formats.bold)
    _merge(sheet, 0, middle + 1, 0, last, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", formats.bold)
    _merge(sheet, 1, middle + 1, 1, last, "Độc lập - Tự do - Hạnh phúc", formats.bold)
    layout = form.layout
    circular = layout.circular.replace("TT ", "Thông tư số ", 1)
    _merge(sheet, 3, _NAME, 3, last, f"Biểu số: {layout.number}", formats.bold)
    _merge(sheet, 4, _NAME, 4, last, layout.title_vi.upper(), formats.bold)
    _merge(sheet, 5, _NAME, 5, last, f"(Ban hành kèm theo {circular})", formats.plain)
    window = f"Số liệu tính từ ngày {_day(form.covered_from)} đến ngày {_day(form.covered_to)}"
    _merge(sheet, 6, _NAME, 6, last, window, formats.plain)


def _write_headings(sheet: Worksheet, layout: Layout, depth: int, formats: _Formats) -> None:
    """Equal headings side by side under the same heading are one merged cell; a short path reaches down to the numbers."""
    end = _TABLE_ROW + depth - 1
    _merge(sheet, _TABLE_ROW, _NAME, end, _NAME, "Đơn vị", formats.heading)
    _merge(
        sheet, _TABLE_ROW, _FIRST + len(layout.columns), end, _FIRST + len(layout.columns), "Ghi chú", formats.heading
    )
    paths = [column.header for column in layout.columns]
    for level in range(depth):
        start = 0
        while start < len(paths):
            path = paths[start][: level + 1]
            stop = start + 1
            while stop < len(paths) and paths[stop][: level + 1] == path and len(paths[stop]) > level + 1:
                stop += 1
            if len(path) == level + 1:
                is_leaf = len(paths[start]) == level + 1
                bottom = end if is_leaf else _TABLE_ROW + level
                stop = start + 1 if is_leaf else stop
                _merge(sheet, _TABLE_ROW + level, _FIRST + start, bottom, _FIRST + stop - 1, path[-1], formats.heading)
            start = stop


def _write_row(sheet: Worksheet, row: int, name: str, cells: Mapping, layout: Layout, formats: _Formats) -> None:
    sheet.write_string(row, _NAME, name, formats.text)
    for offset, no in enumerate(layout.numbers):
        value = cells.get(no)
        if isinstance(value, str):
            sheet.write_string(row, _FIRST + offset, value, formats.text)
        elif value is None:
            sheet.write_blank(row, _FIRST + offset, None, formats.number)
        else:
            sheet.write_number(row, _FIRST + offset, value, formats.number)
    sheet.write_blank(row, _FIRST + len(layout.columns), None, formats.text)


def _write_foot(sheet: Worksheet, row: int, form: FilledForm, last: int, formats: _Formats) -> None:
    middle = max(last // 2, _FIRST)
    if form.signed_on:
        day = form.signed_on
        signed = f"{form.place}, ngày {day.day} tháng {day.month} năm {day.year}"
        _merge(sheet, row, middle + 1, row, last, signed, formats.plain)
    sheet.write(row + 1, _NAME, "NGƯỜI LẬP BIỂU", formats.bold)
    _merge(sheet, row + 1, middle + 1, row + 1, last, "THỦ TRƯỞNG ĐƠN VỊ", formats.bold)


def _merge(sheet: Worksheet, top: int, left: int, bottom: int, right: int, text: str, look: Format) -> None:
    """A merged block, or one cell where the block is only that."""
    if (top, left) == (bottom, right):
        sheet.write_string(top, left, text, look)
    else:
        sheet.merge_range(top, left, bottom, right, text, look)


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
