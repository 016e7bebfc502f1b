"""Rows of figures that keep every rule of a layout, and the sheet of a form as a reader meets it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from etl.files.open_file import open_file
from etl.files.sheet import Sheet
from etl.forms.layout import Layout, load_layouts
from etl.forms.write_form import FilledForm, write_forms

XLD = load_layouts()["tt06_2025.02_xld"]
Q1_2026 = (date(2025, 12, 15), date(2026, 3, 14))
# One commune's petitions of a quarter, in which every identity of 02/XLD closes.
_FIGURES = [30, 28, 20, 15, 12, 8, 5, 3, 4, 2, 2, 2, 2, 0, 0, 0, 0, 2, 5, 1, 3, 1, 5, 3, 2]
PETITIONS = dict(zip(XLD.numbers, _FIGURES, strict=True))


def add_up(rows: list[dict[str, float]]) -> dict[str, float]:
    return {no: sum(row[no] for row in rows) for no in rows[0]}


def draw_row(layout: Layout, draw: Callable[[int], int]) -> dict[str, int]:
    """Random counts that keep every identity and limit; `draw(n)` gives a number from 0 to n."""
    values: dict[str, int] = {}
    sum_of = {part: rule for rule in layout.sums for part in rule.parts}
    limit_of = {rule.column: rule.limit for rule in layout.limits}

    def value(no: str) -> int:
        if no not in values and no in sum_of:
            split(sum_of[no].parts, value(sum_of[no].total))
        elif no not in values:
            values[no] = draw(value(limit_of[no]) if no in limit_of else 500)
        return values[no]

    def split(parts: tuple[str, ...], total: int) -> None:
        for part in parts[:-1]:
            values[part] = draw(total)
            total -= values[part]
        values[parts[-1]] = total

    return {no: value(no) for no in layout.numbers}


def fill(layout: Layout = XLD, **changes: object) -> FilledForm:
    """The report of Hải Phòng for the first quarter of 2026, with one commune, unless changed."""
    form = {
        "layout": layout,
        "body_lines": ("UBND THÀNH PHỐ HẢI PHÒNG", "THANH TRA THÀNH PHỐ"),
        "covered_from": Q1_2026[0],
        "covered_to": Q1_2026[1],
        "rows": [("UBND xã Vĩnh Bảo", PETITIONS)],
    }
    return FilledForm(**form | changes)


def write_and_open(folder: Path, *forms: FilledForm) -> list[Sheet]:
    path = folder / "bao-cao.xlsx"
    write_forms(path, forms)
    return open_file(path).sheets


def sheet_of(*lines: list, name: str = "Sheet1") -> Sheet:
    """A sheet from rows of unequal length."""
    width = max(len(line) for line in lines)
    return Sheet(name, [[*line, *[None] * (width - len(line))] for line in lines])
