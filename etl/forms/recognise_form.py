"""Which official form a sheet is, by its content: the number or title at its head, its printed columns, its dates."""

import re

from etl.files.sheet import Sheet
from etl.forms.head import Window, find_circular, find_window, head_lines
from etl.forms.layout import Layout, load_layouts
from etl.forms.number_row import NumberRow, find_number_row
from etl.forms.unmapped import refuse_family, refuse_gap
from longdan.language.fault import Fault, FaultError
from longdan.language.names import fold_name

_HEAD_ROWS = 15  # of a sheet without a row of numbers


def recognise_form(sheet: Sheet) -> Layout | None:
    """The layout of the sheet; None where it is no official form.

    Raises FaultError for one that says which form it is and cannot be read as such: not mapped, or with other columns.
    """
    numbers = find_number_row(sheet)
    last_row = numbers.row - 1 if numbers else min(sheet.height, _HEAD_ROWS)
    lines = [line for _, _, line in head_lines(sheet, last_row)]
    refuse_family(lines)
    folded_lines = [fold_name(line) for line in lines]
    candidates = _numbered(folded_lines)
    if numbers is None and candidates:
        raise FaultError(Fault("forms.number_row", values={"number": candidates[0].number}))
    if numbers is None or not (candidates := candidates or _titled(folded_lines)):
        return None
    return _choose_generation(sheet, numbers, candidates)


def find_form_number(sheet: Sheet, last_row: int) -> str | None:
    """The number of the form (`02/XLD`) that the lines down to a row name; None where they name none."""
    named = _numbered([fold_name(line) for _, _, line in head_lines(sheet, last_row)])
    return named[0].number if named else None


def _numbered(lines: list[str]) -> list[Layout]:
    """The layouts, one for each circular, whose number stands in the first line that has any."""
    for line in lines:
        found = [layout for layout in load_layouts().values() if _is_numbered(line, layout)]
        if found:
            return found
    return []


def _is_numbered(line: str, layout: Layout) -> bool:
    number = fold_name(layout.number).removeprefix("0")
    return re.search(rf"\b0?{number}\b", line) is not None


def _titled(lines: list[str]) -> list[Layout]:
    """Those with the longest title found: "xử lý đơn khiếu nại" is not "xử lý đơn"."""
    layouts = load_layouts().values()
    lengths = {
        layout.form: max((len(title) for title in layout.title_patterns for line in lines if title in line), default=0)
        for layout in layouts
    }
    longest = max(lengths.values())
    return [layout for layout in layouts if longest and lengths[layout.form] == longest]


def _choose_generation(sheet: Sheet, numbers: NumberRow, candidates: list[Layout]) -> Layout:
    """Of one form in several circulars: the circular printed at the head, else the one in force at the window's end.

    A form that was used outside its circular's time is told by its number of columns, where only one fits.
    """
    window = find_window(sheet)
    circular = find_circular(sheet, numbers.row - 1)
    refuse_gap(circular or _circular_in_force(window), candidates[0].number)
    fitting = [layout for layout in candidates if len(layout.columns) == len(numbers.columns)]
    if circular:
        fitting = [layout for layout in fitting if layout.form.startswith(circular)]
    elif window:
        fitting = [layout for layout in fitting if layout.is_in_force(window.end_on)] or fitting
    if len(fitting) == 1:
        return fitting[0]
    layouts = "; ".join(f"{layout.circular}: {len(layout.columns)}" for layout in candidates)
    values = {"number": candidates[0].number, "layouts": layouts}
    code = "forms.generation" if fitting else "forms.columns"
    raise FaultError(Fault(code, row=numbers.row, found=str(len(numbers.columns)), values=values))


def _circular_in_force(window: Window | None) -> str | None:
    """The folder of the circular in force at the window's end: `tt06_2025`."""
    in_force = (layout.form for layout in load_layouts().values() if window and layout.is_in_force(window.end_on))
    return next((form.split(".")[0] for form in in_force), None)
