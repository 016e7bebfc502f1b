"""What the workbook reader does not tell of a sheet: how far its cells reach, which formulas failed or have no result, which show a %."""

import re
from dataclasses import dataclass, field

from longdan.language.fault import Fault, FaultError

# A sheet is laid out as a full rectangle in memory: one stray value in the last cell would claim 17 thousand million.
MAX_RECTANGLE_CELLS = 10_000_000

_PERCENT_FORMATS = frozenset({9, 10})  # built into Excel: 0% and 0.00%
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.')


@dataclass
class Marks:
    """Of one sheet. Places are (row, column), counted from 1."""

    last_row: int = 0
    last_column: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)  # `#REF!`, or a formula without a result, by place
    percents: set[tuple[int, int]] = field(default_factory=set)

    def add_cell(self, row: int, column: int, shows_percent: bool) -> None:
        """Counts a cell that holds a value. Raises FaultError where the sheet becomes too large to lay out."""
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, column)
        if self.last_row * self.last_column > MAX_RECTANGLE_CELLS:
            raise FaultError(Fault("files.too_wide", values={"rows": self.last_row, "columns": self.last_column}))
        if shows_percent:
            self.percents.add((row, column))


def shows_percent(format_number: int, codes: dict[int, str]) -> bool:
    """Whether a number format writes a percent sign; `codes` holds the workbook's own formats."""
    return format_number in _PERCENT_FORMATS or "%" in _QUOTED.sub("", codes.get(format_number, ""))
