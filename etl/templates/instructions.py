"""The sheets of a template that are read by people only: how to fill in each column, and the standard questions."""

import xlsxwriter

from etl.templates.layout import Layout
from etl.templates.questions import standard_questions
from longdan.language.locale import text

_ADVICE = ("number", "nil", "date", "area", "privacy", "csv")


def write_instructions(workbook: xlsxwriter.Workbook, layout: Layout, language: str) -> None:
    """What a row is, what each column takes, and the rules for numbers, dates and names."""
    sheet = workbook.add_worksheet(text("templates.instruction_sheet", language))
    bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, 12)
    sheet.set_column(2, 3, 70)
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
        for column, value in enumerate((field.heading(language), needed, field.help(language), choices)):
            sheet.write_string(row, column, value, wrapped)


def write_questions(workbook: xlsxwriter.Workbook, language: str) -> None:
    """The standard questions of a survey with the answers of their scales."""
    sheet = workbook.add_worksheet(text("templates.question_sheet", language))
    bold = workbook.add_format({"bold": True})
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 2, 80)
    for column, key in enumerate(("code", "wording", "answers")):
        sheet.write_string(0, column, text(f"templates.question.{key}", language), bold)
    for row, question in enumerate(standard_questions().values(), 1):
        wording = question.wording_vi if language == "vi" else question.wording_en
        labels = "; ".join(answer.vi if language == "vi" else answer.en for answer in question.answers)
        for column, value in enumerate((question.code, wording, labels)):
            sheet.write_string(row, column, value)
