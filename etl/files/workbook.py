"""Reads the sheets of an xlsx or xls workbook: stored values, merged blocks, dates, formula errors."""

import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from etl.files.marks import Marks
from etl.files.sheet import Cell, CellRange, ExcelError, Sheet, is_error_text
from etl.files.xls_marks import read_xls_marks
from etl.files.xlsx_marks import read_xlsx_marks
from longdan.language.fault import Fault, FaultError


def read_workbook(path: Path, kind: str) -> list[Sheet]:
    """Every worksheet, without charts. Raises FaultError for a damaged, locked, empty or macro workbook."""
    try:
        with _without_panic_report():
            sheets = _read_sheets(path, kind)
    except FaultError:
        raise
    except PasswordError:
        raise FaultError(Fault("files.locked")) from None
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # a damaged file makes the parsers raise anything, a Rust panic (no Exception) included
        raise FaultError(Fault("files.damaged")) from None
    if not any(value is not None for sheet in sheets for row in sheet.cells for value in row):
        raise FaultError(Fault("files.empty"))
    return sheets


def _read_sheets(path: Path, kind: str) -> list[Sheet]:
    by_name = read_xlsx_marks(path) if kind == "xlsx" else {}
    by_position = read_xls_marks(path) if kind == "xls" else []
    sheets = []
    with CalamineWorkbook.from_path(path) as workbook:
        for position, meta in enumerate(workbook.sheets_metadata):
            if meta.typ in (SheetTypeEnum.MacroSheet, SheetTypeEnum.Vba):
                raise FaultError(Fault("files.macro"))
            if meta.typ is SheetTypeEnum.WorkSheet:
                marks = by_name[meta.name] if kind == "xlsx" else by_position[position]
                sheets.append(_make_sheet(meta, workbook.get_sheet_by_name(meta.name), marks))
    return sheets


@contextmanager
def _without_panic_report() -> Iterator[None]:
    """A damaged xls can make the Rust reader panic, which prints a backtrace straight to file descriptor 2.

    The panic itself arrives as an exception; for the length of one read the descriptor points nowhere.
    """
    sys.stderr.flush()
    saved = os.dup(2)
    try:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)


def _make_sheet(meta: SheetMetadata, raw: CalamineSheet, marks: Marks) -> Sheet:
    cells = [[_plain(value) for value in row] for row in raw.to_python(skip_empty_area=False)]
    width = max([marks.last_column, *map(len, cells)])
    cells += [[] for _ in range(marks.last_row - len(cells))]
    cells = [row + [None] * (width - len(row)) for row in cells]
    for (row, column), code in marks.errors.items():  # the reader gives a failed formula as an empty cell
        cells[row - 1][column - 1] = ExcelError(code)
    merged = [
        CellRange(top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in raw.merged_cell_ranges or []
    ]
    is_hidden = meta.visible is not SheetVisibleEnum.Visible
    return Sheet(meta.name, cells, merged, frozenset(marks.percents), is_hidden)


def _plain(value: Cell) -> Cell:
    if isinstance(value, str):
        if is_error_text(value):
            return ExcelError(value)
        return unicodedata.normalize("NFC", value) or None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
