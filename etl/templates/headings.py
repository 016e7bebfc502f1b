"""Recognises a sheet of a template by its headings: either language, any order, with or without diacritics."""

from collections import Counter
from dataclasses import dataclass

from etl.files.open_file import SourceFile
from etl.files.sheet import Sheet
from etl.templates.layout import Field, Layout, load_layout, template_kinds
from etl.templates.workbook import MARKER_SHEET
from longdan.language.locale import LANGUAGES, text
from longdan.language.names import fold_name

_LAST_HEADING_ROW = 15
_ENOUGH = 0.6  # of the required headings, where no marker says which template it is


@dataclass(frozen=True)
class Headings:
    """Where the columns of a layout stand in a sheet. Rows and columns count from 1."""

    layout: Layout
    row: int
    columns: dict[str, int]  # by field name
    unknown: dict[int, str]  # a heading that is none of the layout's, by column
    repeated: dict[int, str]

    @property
    def last_column(self) -> int:
        """The last column that has any heading."""
        return max([*self.columns.values(), *self.unknown, *self.repeated])

    @property
    def missing(self) -> tuple[Field, ...]:
        """The required fields without a column."""
        return tuple(field for field in self.layout.fields if field.required and field.name not in self.columns)


def marked_kind(source: SourceFile) -> str | None:
    """The kind that the hidden sheet of our own workbooks names; None where it is lost or another's."""
    marker = next((sheet for sheet in source.sheets if sheet.name == MARKER_SHEET), None)
    kind = str(marker.cell(1, 1)).removeprefix("longdan.") if marker else ""
    return kind if kind in template_kinds() else None


def data_sheets(source: SourceFile) -> list[Sheet]:
    """The sheets that people see and fill in: without the example, the instructions and the list of questions."""
    ours = {
        fold_name(text(f"templates.{name}_sheet", language))
        for name in ("example", "instruction", "question")
        for language in LANGUAGES
    }
    return [sheet for sheet in source.visible_sheets if fold_name(sheet.name) not in ours]


def find_headings(sheet: Sheet, kind: str | None = None) -> Headings | None:
    """The headings of the layout that fits best (or of `kind`, however few are left); None where none fits."""
    layouts = [load_layout(kind)] if kind else [load_layout(name) for name in template_kinds()]
    candidates = [
        _match(layout, row, _heading_cells(sheet, row))
        for row in range(1, min(sheet.height, _LAST_HEADING_ROW) + 1)
        for layout in layouts
    ]
    best = max(candidates, key=_fit, default=None)
    if best is None or _fit(best)[0] < (0.01 if kind else _ENOUGH) or (not kind and _is_mostly_unknown(best)):
        return None
    return best


def _heading_cells(sheet: Sheet, row: int) -> list[object]:
    """The cells of a row; a heading merged over several rows stands in the last of them too."""
    cells = list(sheet.cells[row - 1])
    for block in sheet.merged:
        if block.first_row < row <= block.last_row:
            cells[block.first_column - 1] = sheet.cell(block.first_row, block.first_column)
    return cells


def _match(layout: Layout, row: int, cells: list[object]) -> Headings:
    names = {fold_name(field.heading(language)): field.name for field in layout.fields for language in LANGUAGES}
    written = {column: str(cell) for column, cell in enumerate(cells, 1) if cell is not None and str(cell).strip()}
    found = {column: names.get(fold_name(heading)) for column, heading in written.items()}
    times = Counter(name for name in found.values() if name)
    return Headings(
        layout,
        row,
        {name: column for column, name in reversed(found.items()) if name},
        {column: written[column] for column, name in found.items() if name is None},
        {column: written[column] for column, name in found.items() if name and times[name] > 1},
    )


def _fit(headings: Headings) -> tuple[float, int]:
    required = [field for field in headings.layout.fields if field.required]
    return 1 - len(headings.missing) / len(required), len(headings.columns)


def _is_mostly_unknown(headings: Headings) -> bool:
    return len(headings.unknown) > len(headings.columns)
