"""What the head of an official form says: the window of its figures, the circular, when it was signed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from etl.files.sheet import Sheet
from etl.forms.words import folded, load_words

_DAY = r"(?:ngày\s*)?(\d{1,2})\s*(?:/|-|\.|tháng)\s*(\d{1,2})\s*(?:/|-|\.|năm)\s*(\d{4})"
_WINDOW = re.compile(rf"từ\s*:?\s*{_DAY}\s*(?:-|–)?\s*(?:đến|tới)\s*(?:hết\s*)?:?\s*{_DAY}", re.IGNORECASE)
_SIGNED = re.compile(r"[^,()\d]{2,60},?\s*ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})\s*\.?", re.IGNORECASE)
_CIRCULAR = re.compile(r"(\d{1,2})\s*/\s*(20\d{2})\s*/\s*TT\s*-?\s*TTCP", re.IGNORECASE)


@dataclass(frozen=True)
class Window:
    """The stretch of time that a form covers, and the row that says so."""

    row: int
    start_on: date
    end_on: date


def find_window(sheet: Sheet) -> Window | None:
    """The window "Số liệu tính từ ngày … đến ngày …"; None where it is missing, unfilled or no calendar has it.

    It may run over several cells of one row, with Excel dates among them.
    """
    for row, cells in enumerate(sheet.cells, start=1):
        match = _WINDOW.search(" ".join(_as_text(cell) for cell in cells if cell is not None))
        if match:
            start, end = _date(match.groups()[:3]), _date(match.groups()[3:])
            return Window(row, start, end) if start and end and start <= end else None
    return None


def other_windows(sheet: Sheet, window: Window, last_row: int) -> list[str]:
    """What the lines down to a row say of another window than that one, as written."""
    days, found = (window.start_on, window.end_on), []
    for cells in sheet.cells[:last_row]:
        for match in _WINDOW.finditer(" ".join(_as_text(cell) for cell in cells if cell is not None)):
            if (_date(match.groups()[:3]), _date(match.groups()[3:])) != days:
                found.append(match[0])
    return found


def find_signature_date(sheet: Sheet) -> date | None:
    """The day in "Hải Phòng, ngày 17 tháng 9 năm 2026"; the last one, since the signature stands at the foot."""
    days = [_date(match.groups()) for cell in _texts(sheet) if (match := _SIGNED.fullmatch(cell.strip()))]
    return next((day for day in reversed(days) if day), None)


def is_signature_date(cell: object) -> bool:
    return isinstance(cell, str) and _SIGNED.fullmatch(cell.strip()) is not None


def find_circular(sheet: Sheet, last_row: int) -> str | None:
    """The folder of the circular that the head names: `tt06_2025`."""
    for cell in _texts(sheet, last_row):
        if match := _CIRCULAR.search(cell):
            return f"tt{int(match[1]):02d}_{match[2]}"
    return None


def is_supplement(sheet: Sheet, last_row: int) -> bool:
    """The head says that the report only adds to an earlier one (báo cáo bổ sung)."""
    marks = load_words()["partial"]
    return any(mark in folded(cell) for cell in _texts(sheet, last_row) for mark in marks)


def head_lines(sheet: Sheet, last_row: int) -> Iterator[tuple[int, int, str]]:
    """Row, column and text of every line above the table, in reading order; a cell of several lines gives several."""
    for row in range(1, last_row + 1):
        for column in range(1, sheet.width + 1):
            cell = sheet.cell(row, column)
            if isinstance(cell, str):
                yield from ((row, column, line.strip()) for line in cell.splitlines() if line.strip())


def _texts(sheet: Sheet, last_row: int | None = None) -> Iterator[str]:
    for cells in sheet.cells[:last_row]:
        yield from (cell for cell in cells if isinstance(cell, str))


def _as_text(cell: object) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date | datetime) else str(cell)


def _date(parts: tuple[str, ...]) -> date | None:
    day, month, year = (int(part) for part in parts)
    try:
        return date(year, month, day)
    except ValueError:
        return None
