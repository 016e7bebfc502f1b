"""Saves an xlsx as Excel 97–2003 does: the same sheets, values, formats, merged blocks and hidden sheets as an xls."""

from pathlib import Path

import openpyxl
import xlwt
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

_VISIBILITY = {"visible": 0, "hidden": 1, "veryHidden": 2}


def save_as_xls(source: Path, target: Path) -> Path:
    """`source` as an xls at `target`, which is given back."""
    copy = xlwt.Workbook(encoding="utf-8")
    styles: dict[str, xlwt.XFStyle] = {}
    for sheet in openpyxl.load_workbook(source).worksheets:
        copied = copy.add_sheet(sheet.title, cell_overwrite_ok=True)
        copied.visibility = _VISIBILITY[sheet.sheet_state]
        _copy_cells(sheet, copied, styles)
    copy.save(str(target))
    return target


def _copy_cells(sheet: Worksheet, copied: xlwt.Worksheet, styles: dict[str, xlwt.XFStyle]) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if not isinstance(cell, MergedCell) and (cell.value is not None or cell.has_style):
                style = styles.setdefault(cell.number_format, xlwt.easyxf(num_format_str=cell.number_format))
                copied.write(cell.row - 1, cell.column - 1, cell.value, style)
    for block in sheet.merged_cells.ranges:
        copied.merge(block.min_row - 1, block.max_row - 1, block.min_col - 1, block.max_col - 1)
