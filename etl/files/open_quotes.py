"""Finds a quotation mark in delimited text that is never closed, or only far below: it swallows the rows after it."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

_WIDE = 3


@dataclass(frozen=True)
class OpenQuote:
    """The row and column, counted from 1, of the cell that the mark opens; `offset` is where its row begins in the text."""

    row: int
    column: int
    offset: int


def find_open_quote(text: str, delimiter: str) -> OpenQuote | None:
    """The first one; None where every cell ends as it should. A closed cell may have several lines (Alt+Enter in Excel).

    Raises csv.Error where the text is no table.
    """
    if '"' not in text:
        return None
    lines = list(StringIO(text, newline=""))
    width = 0
    for number, (cells, start, end) in enumerate(_rows(lines, delimiter), 1):
        block = lines[start:end]
        if end - start > 1 or end == len(lines):
            is_open = not _is_closed(block, delimiter, len(cells))
            if is_open or (end - start > 1 and _swallows(block, delimiter, width or len(cells))):
                column = len(_cells(block[0], delimiter))
                return OpenQuote(number, column, sum(map(len, lines[:start])))
        width = max(width, len(cells))
    return None


def _rows(lines: list[str], delimiter: str) -> Iterator[tuple[list[str], int, int]]:
    """Each row with its first line and the one after its last."""
    reader = csv.reader(lines, delimiter=delimiter)
    start = 0
    for cells in reader:
        yield cells, start, reader.line_num
        start = reader.line_num


def _is_closed(block: list[str], delimiter: str, count: int) -> bool:
    """Another cell written behind the row is a cell of its own, and behind a closing mark the cell ends."""
    text = "".join(block).rstrip("\r\n")
    if not text:
        return True
    (cells, *_) = csv.reader(StringIO(f"{text}{delimiter}x", newline=""), delimiter=delimiter)
    return len(cells) == count + 1


def _swallows(block: list[str], delimiter: str, width: int) -> bool:
    """Lines of one cell that are rows of the table, or a mark that closes in the middle of a later cell."""
    try:
        list(csv.reader(block, delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    first, *between, last = block
    if any(_is_row(line, delimiter, width) for line in between if '"' not in line):
        return True
    return _is_row(first, delimiter, width) and _is_row(last, delimiter, width)


def _is_row(line: str, delimiter: str, width: int) -> bool:
    """As many cells as the table is wide, too many for chance. A sentence has a space behind each comma."""
    cells = _cells(line, delimiter)
    return len(cells) == width >= _WIDE and not all(cell.startswith(" ") for cell in cells[1:])


def _cells(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter), [])
