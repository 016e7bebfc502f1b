"""Writes a template as an Excel file: an empty sheet to fill in, a filled example, instructions, drop-down lists."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from etl.templates.instructions import write_instructions, write_questions
from etl.templates.layout import Field, Layout, load_layout
from longdan.language.locale import text

MARKER_SHEET = "_longdan"  # hidden: says which template this is, and holds the drop-down lists
_LAST_ROW = 5000  # how far down the drop-down lists and formats reach
_FIRST_LIST_ROW = 3
_NUMBER_FORMATS = {"count": "#,##0", "share": "0.00%", "date": "dd/mm/yyyy"}


def write_template(
    kind: str,
    path: Path,
    *,
    example: bool = True,
    rows: Iterable[Mapping[str, object]] | None = None,
    language: str = "vi",
) -> None:
    """An empty template of one kind (`template_kinds()`), or one filled with `rows`. KeyError for an unknown kind.

    A row maps field names of the layout to values: the stored value of a choice, a `date`, a number, or text as a user
    would write it ("trên 2.600"). What is absent or None stays blank. An existing file is overwritten.
    """
    layout = load_layout(kind)
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as workbook:
        formats = _make_formats(workbook)
        data = workbook.add_worksheet(layout.sheet(language))
        sheets = [data, *_example_sheet(workbook, language, example)]
        write_instructions(workbook, layout, language)
        if kind == "survey":
            write_questions(workbook, language)
        lists = _write_marker(workbook, layout, language)
        for sheet in sheets:
            _write_head(sheet, layout, language, formats, lists)
        _write_rows(data, layout, rows or (), language, formats)
        for sheet in sheets[1:]:
            _write_rows(sheet, layout, layout.example, language, formats)
            note = text("templates.example_note", language, sheet=data.get_name())
            sheet.set_row(len(layout.example) + 2, 64)
            sheet.write_string(len(layout.example) + 2, 0, note, formats["note"])


def _example_sheet(workbook: xlsxwriter.Workbook, language: str, example: bool) -> list[Worksheet]:
    return [workbook.add_worksheet(text("templates.example_sheet", language))] if example else []


def _make_formats(workbook: xlsxwriter.Workbook) -> dict[str, Format]:
    formats = {kind: workbook.add_format({"num_format": code}) for kind, code in _NUMBER_FORMATS.items()}
    head = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1}
    formats["head"] = workbook.add_format({**head, "bg_color": "#E8EEF4"})
    formats["required"] = workbook.add_format({**head, "bg_color": "#CFE0F0"})
    formats["text"] = workbook.add_format({"num_format": "@"})
    formats["note"] = workbook.add_format({"italic": True, "text_wrap": True, "valign": "top"})
    return formats


def _write_marker(workbook: xlsxwriter.Workbook, layout: Layout, language: str) -> dict[str, str]:
    """The hidden sheet; the range of each field's drop-down list by field name."""
    sheet = workbook.add_worksheet(MARKER_SHEET)
    sheet.very_hidden()
    sheet.write_row(0, 0, [layout.form, language])
    ranges = {}
    for column, field in enumerate(field for field in layout.fields if field.choices):
        labels = [choice.label(language) for choice in field.choices]
        sheet.write_column(_FIRST_LIST_ROW - 1, column, labels)
        letter = xlsxwriter.utility.xl_col_to_name(column)
        last = _FIRST_LIST_ROW + len(labels) - 1
        ranges[field.name] = f"='{MARKER_SHEET}'!${letter}${_FIRST_LIST_ROW}:${letter}${last}"
    return ranges


def _write_head(
    sheet: Worksheet, layout: Layout, language: str, formats: dict[str, Format], lists: dict[str, str]
) -> None:
    sheet.set_row(0, 48)
    sheet.freeze_panes(1, 1)
    _set_up_print(sheet)
    for column, field in enumerate(layout.fields):
        width = 34 if field.type in ("area", "text", "indicator") else 26 if field.choices else 16
        sheet.set_column(column, column, width, formats.get(_format_of(field)))
        heading = field.heading(language) + (" *" if field.required else "")
        sheet.write_string(0, column, heading, formats["required" if field.required else "head"])
        validation = _validation(field, language, lists)
        if validation:
            sheet.data_validation(1, column, _LAST_ROW, column, validation)


def _set_up_print(sheet: Worksheet) -> None:
    """Too wide for one page at a size that can be read: every page repeats the headings and the unit."""
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.set_print_scale(65)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0)


def _format_of(field: Field) -> str:
    return "text" if field.type in ("area", "text", "period", "indicator") else field.type


def _validation(field: Field, language: str, lists: dict[str, str]) -> dict | None:
    """A drop-down list, or the help shown beside the cell; Excel allows 255 letters."""
    advice = field.help(language) or (text("templates.choose", language) if field.choices else "")
    if field.required:
        advice = f"{text('templates.required', language)} {advice}".strip()
    shown = {"input_message": advice[:255]} if advice else {}
    if field.choices:
        return {"validate": "list", "source": lists[field.name], **shown}
    return {"validate": "any", **shown} if shown else None


def _write_rows(
    sheet: Worksheet,
    layout: Layout,
    rows: Iterable[Mapping[str, object]],
    language: str,
    formats: dict[str, Format],
) -> None:
    for row, values in enumerate(rows, 1):
        for column, field in enumerate(layout.fields):
            value = values.get(field.name)
            if value is None:
                continue
            if field.choices:
                sheet.write_string(row, column, field.label(str(value), language))
            elif isinstance(value, date):
                sheet.write_datetime(row, column, value, formats["date"])
            elif isinstance(value, str):
                sheet.write_string(row, column, value)
            else:
                sheet.write_number(row, column, value)
