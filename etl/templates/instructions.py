"""The sheets of a template that are read by people only: how to fill in each column, and the standard questions."""

import math

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from etl.templates.layout import Layout
from etl.templates.questions import standard_questions
from longdan.language.locale import text

_ADVICE = ("number", "nil", "date", "area", "privacy", "csv")
_WIDTHS = (36, 12, 70, 70)  # in letters
_LINE = 15.0  # height in points; LibreOffice does not open rows with several lines as high as they are, Excel does


def write_instructions(workbook: xlsxwriter.Workbook, layout: Layout, language: str) -> None:
    """What a row is, what each column takes, and the rules for numbers, dates and names."""
    sheet = workbook.add_worksheet(text("templates.instruction_sheet", language))
    bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    _fit_to_page(sheet)
    sheet.write_string(0, 0, layout.title(language), workbook.add_format({"bold": True, "font_size": 14}))
    advice = [layout.row(language), *(text(f"templates.instruction.{key}", language) for key in _ADVICE)]
    for row, line in enumerate(advice, 1):
        sheet.write_string(row, 0, line)
    first = len(advice) + 2
    for column, key in enumerate(("heading", "needed", "how", "choices")):
        sheet.write_string(first, column, text(f"templates.instruction.{key}", language), bold)
    for row, field in enumerate(layout.fields, first + 1):
        needed = text("templates.instruction.yes", language) if field.required else ""
        choices = "; ".join(choice.label(language) for choice in field.choices)
        cells = (field.heading(language), needed, field.help(language), choices)
        lines = max(math.ceil(len(cell) / width) for cell, width in zip(cells, _WIDTHS, strict=True))
        sheet.set_row(row, lines * _LINE)
        sheet.write_row(row, 0, cells, wrapped)


def write_questions(workbook: xlsxwriter.Workbook, language: str) -> None:
    """The standard questions of a survey with the answers of their scales."""
    sheet = workbook.add_worksheet(text("templates.question_sheet", language))
    bold = workbook.add_format({"bold": True})
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 2, 80)
    _fit_to_page(sheet)
    for column, key in enumerate(("code", "wording", "answers")):
        sheet.write_string(0, column, text(f"templates.question.{key}", language), bold)
    for row, question in enumerate(standard_questions().values(), 1):
        wording = question.wording_vi if language == "vi" else question.wording_en
        labels = "; ".join(answer.vi if language == "vi" else answer.en for answer in question.answers)
        for column, value in enumerate((question.code, wording, labels)):
            sheet.write_string(row, column, value)


def _fit_to_page(sheet: Worksheet) -> None:
    """Printed on A4, as wide as the page and as long as it needs."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
