"""Reads the sheets of an xlsx or xls workbook: stored values, merged blocks, dates, formula errors."""

from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from etl.files.sheet import Cell, CellRange, Sheet
from longdan.language.fault import Fault, FaultError


def read_workbook(path: Path, kind: str) -> tuple[list[Sheet], list[Fault]]:
    """Every worksheet (charts and macro sheets left out), with warnings. Raises FaultError for a damaged one."""
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            sheets = [
                _read_sheet(workbook.get_sheet_by_name(meta.name), meta.visible is not SheetVisibleEnum.Visible)
                for meta in workbook.sheets_metadata
                if meta.typ is SheetTypeEnum.WorkSheet
            ]
    except PasswordError:
        raise FaultError(Fault("files.locked")) from None
    except CalamineError:
        raise FaultError(Fault("files.damaged")) from None
    if not any(sheet.cells for sheet in sheets):
        raise FaultError(Fault("files.empty"))
    return sheets, []


def _read_sheet(raw: CalamineSheet, is_hidden: bool) -> Sheet:
    merged = [
        CellRange(top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in raw.merged_cell_ranges or []
    ]
    cells = [[_plain(value) for value in row] for row in raw.to_python(skip_empty_area=False)]
    return Sheet(raw.name, cells, merged, is_hidden=is_hidden)


def _plain(value: Cell) -> Cell:
    if value == "":
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
