"""Which official form a sheet is, by its content: the number or title at its head, its printed columns, its dates."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from etl.files.sheet import Sheet
from etl.forms.head import find_circular, find_window, head_lines
from etl.forms.layout import FOLDER, Layout, load_layouts
from etl.forms.number_row import NumberRow, find_number_row
from longdan.language.fault import Fault, FaultError
from longdan.language.names import fold_name

_HEAD_ROWS = 15  # of a sheet without a row of numbers


@dataclass(frozen=True)
class Family:
    """Forms that are known by name and not read."""

    letters: str
    numbers: tuple[str, ...]
    title_vi: str
    title_en: str


def recognise_form(sheet: Sheet) -> Layout | None:
    """The layout of the sheet; None where it is no official form.

    Raises FaultError for one that says which form it is and cannot be read as such: not mapped, or with other columns.
    """
    numbers = find_number_row(sheet)
    last_row = numbers.row - 1 if numbers else min(sheet.height, _HEAD_ROWS)
    lines = [line for _, _, line in head_lines(sheet, last_row)]
    _refuse_unmapped(lines)
    candidates = _named_layouts(lines)
    if not candidates:
        return None
    if numbers is None:
        raise FaultError(Fault("forms.number_row", values={"number": candidates[0].number}))
    return _choose_generation(sheet, numbers, candidates)


@cache
def load_unmapped() -> tuple[Family, ...]:
    families = tomllib.loads((FOLDER / "unmapped.toml").read_text(encoding="utf-8"))["family"]
    return tuple(Family(**family | {"numbers": tuple(family["numbers"])}) for family in families)


def _refuse_unmapped(lines: list[str]) -> None:
    for line in lines:
        for family in load_unmapped():
            if match := re.search(rf"(?<!\d)(\d\d?)\s*/\s*{family.letters}\b", line, re.IGNORECASE):
                number = f"{int(match[1]):02d}/{family.letters}"
                values = {"number": number, "title_vi": family.title_vi, "title_en": family.title_en}
                raise FaultError(Fault("forms.not_mapped", found=line, values=values))


def _named_layouts(lines: list[str]) -> list[Layout]:
    """Those whose number stands at the head; by title where no number does, the longest title first."""
    layouts = list(load_layouts().values())
    folded_lines = [fold_name(line) for line in lines]
    for line in folded_lines:
        named = [layout for layout in layouts if re.search(rf"\b{fold_name(layout.number)}\b", line)]
        if named:
            return named
    matches = {
        layout.form: max(len(pattern) for pattern in layout.title_patterns if pattern in line)
        for layout in layouts
        for line in folded_lines
        if any(pattern in line for pattern in layout.title_patterns)
    }
    longest = max(matches.values(), default=0)
    return [layout for layout in layouts if matches.get(layout.form) == longest]


def _choose_generation(sheet: Sheet, numbers: NumberRow, candidates: list[Layout]) -> Layout:
    """Of one form in several circulars: the circular printed at the head, else the one in force at the window's end.

    A form that was still used after its circular had ended is told by its number of columns, where only one fits.
    """
    fitting = [layout for layout in candidates if len(layout.columns) == len(numbers.columns)]
    circular = find_circular(sheet, numbers.row - 1)
    if circular:
        fitting = [layout for layout in fitting if layout.form.startswith(circular)]
    elif window := find_window(sheet):
        fitting = [layout for layout in fitting if layout.is_in_force(window[1])] or fitting
    if len(fitting) == 1:
        return fitting[0]
    place = {"row": numbers.row, "found": str(len(numbers.columns))}
    expected = "; ".join(f"{layout.circular}: {len(layout.columns)}" for layout in candidates)
    code = "forms.generation" if fitting else "forms.columns"
    raise FaultError(Fault(code, values={"number": candidates[0].number, "layouts": expected}, **place))
