"""A sheet of cells as a file holds them: the one shape in which every reader meets a workbook or a csv."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache


@dataclass(frozen=True)
class ExcelError:
    """A formula without a value. Never a number, never a blank.

    It failed (`#REF!`, `#DIV/0!`), or its result was never saved, as programs leave it that write workbooks but do not
    compute (`=SUM(B5:B9)`).
    """

    code: str

    def __str__(self) -> str:
        return self.code


_ERROR_TEXTS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})


def is_error_text(text: str) -> bool:
    """Whether a text is a failed formula that was saved as text, as in a csv."""
    return text in _ERROR_TEXTS


Cell = str | int | float | bool | date | datetime | time | timedelta | ExcelError | None


@dataclass(frozen=True)
class CellRange:
    """A merged block, both corners included, counted from 1 as Excel does. Its value stands in the top left cell."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass
class Sheet:
    """One sheet. `cells[0][0]` is A1; every row has the same length; an empty cell is None.

    A whole number is an int, a date an Excel date or datetime, text stands as typed (NFC). The cells of a csv are all
    text. Rows and columns are counted from 1 in every method, as the user sees them.
    """

    name: str
    cells: list[list[Cell]]
    merged: list[CellRange] = field(default_factory=list)
    percents: frozenset[tuple[int, int]] = frozenset()  # (row, column) of numbers shown with a % sign: 0.124 is 12.4 %
    is_hidden: bool = False
    open_quote: tuple[int, int] | None = None  # (row, column) of a cell of a csv that never ends: no rows from there on
    is_preview: bool = False  # only the first rows of a long csv: read the rest by `open_table`

    @property
    def height(self) -> int:
        return len(self.cells)

    @property
    def width(self) -> int:
        return len(self.cells[0]) if self.cells else 0

    def cell(self, row: int, column: int) -> Cell:
        """The value at a place; None outside the sheet."""
        if 1 <= row <= self.height and 1 <= column <= self.width:
            return self.cells[row - 1][column - 1]
        return None

    def is_percent(self, row: int, column: int) -> bool:
        return (row, column) in self.percents

    @staticmethod
    def cell_name(row: int, column: int) -> str:
        """`cell_name(12, 6)` is `F12`."""
        return f"{column_letters(column)}{row}"


@lru_cache(maxsize=1 << 10)
def column_letters(column: int) -> str:
    """Excel's name of a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
