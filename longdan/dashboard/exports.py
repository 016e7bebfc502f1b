"""Downloads that Excel opens right: letters, decimals and separators as the reader's Excel expects them, and no formulas."""

import csv
import io
from datetime import date

import polars as pl

from longdan.language.dates import format_date

_BOM = "\ufeff"  # tells Excel that the file is UTF-8
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def write_csv(table: pl.DataFrame, language: str) -> bytes:
    """The table as CSV: semicolons and decimal commas in Vietnamese, commas and decimal points in English.

    Column names are the header. Text that Excel would run as a formula gets an apostrophe before it. Null is empty.
    """
    is_vietnamese = language == "vi"
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if is_vietnamese else ",", lineterminator="\r\n")
    writer.writerow([disarm(name) for name in table.columns])
    for row in table.iter_rows():
        writer.writerow([_write_cell(cell, language) for cell in row])
    return (_BOM + out.getvalue()).encode("utf-8")


def disarm(cell: str) -> str:
    """Text that begins like a formula, with an apostrophe before it: a name in a file must not run in Excel."""
    return "'" + cell if cell.startswith(_FORMULA_SIGNS) else cell


def _write_cell(cell: object, language: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        written = f"{cell:.10f}".rstrip("0").rstrip(".")
        return written.replace(".", ",") if language == "vi" else written
    if isinstance(cell, date):
        return format_date(cell, language) if language == "vi" else cell.isoformat()
    return disarm(cell) if isinstance(cell, str) else str(cell)
