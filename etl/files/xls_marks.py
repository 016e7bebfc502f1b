"""The marks of the sheets of an xls workbook, from its BIFF records ([MS-XLS] 2.4)."""

import struct
from collections.abc import Iterator
from pathlib import Path

import olefile

from etl.files.marks import Marks, shows_percent

_MAX_ROWS, _MAX_COLUMNS = 65_536, 256
_DIMENSIONS, _STRINGS = 0x200, 0xFC
_BOUND_SHEET, _END, _XF, _FORMAT = 0x85, 0x0A, 0xE0, 0x41E
_BOOL_OR_ERROR, _FORMULA, _NUMBER, _RK, _MANY_RK = 0x205, 0x06, 0x203, 0x27E, 0xBD
_TEXTS = frozenset({0x204, 0xFD, 0xD6})  # LABEL, LABELSST, RSTRING
_CELLS = frozenset({_BOOL_OR_ERROR, _FORMULA, _NUMBER, _RK, _MANY_RK}) | _TEXTS
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


def read_xls_marks(path: Path) -> list[Marks]:
    """Marks of every sheet in the workbook's order, charts included.

    Raises struct.error, IndexError, OSError or ValueError for a damaged workbook; sizes it only claims are refused too,
    since the reader behind would reserve memory for them.
    """
    with olefile.OleFileIO(path) as container:
        name = "Workbook" if container.exists("Workbook") else "Book"
        stream = container.openstream(name).read()
    codes: dict[int, str] = {}
    formats: list[int] = []
    starts: list[int] = []
    for record, body in _records(stream, 0):
        if record == _BOUND_SHEET:
            starts.append(struct.unpack_from("<I", body)[0])
        elif record == _XF:
            formats.append(struct.unpack_from("<H", body, 2)[0])
        elif record == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = body[5:].decode("utf-16-le" if body[4] & 1 else "latin-1")
        elif record == _STRINGS and struct.unpack_from("<I", body, 4)[0] > len(stream):
            raise ValueError("more strings than bytes")
    percent_styles = {at for at, number in enumerate(formats) if shows_percent(number, codes)}
    return [_read_sheet(stream, start, percent_styles) for start in starts]


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of one substream, up to its end."""
    at = start
    while at + 4 <= len(stream):
        record, length = struct.unpack_from("<HH", stream, at)
        yield record, stream[at + 4 : at + 4 + length]
        if record == _END:
            return
        at += 4 + length


def _read_sheet(stream: bytes, start: int, percent_styles: set[int]) -> Marks:
    marks = Marks()
    for record, body in _records(stream, start):
        if record == _DIMENSIONS:
            _check_dimensions(body)
        if record not in _CELLS:
            continue
        row, column, style = struct.unpack_from("<HHH", body)
        if record == _MANY_RK:
            for offset in range((len(body) - 6) // 6):
                (style,) = struct.unpack_from("<H", body, 4 + 6 * offset)
                marks.add_cell(row + 1, column + offset + 1, style in percent_styles)
            continue
        marks.add_cell(row + 1, column + 1, record not in _TEXTS and style in percent_styles)
        if error := _failed(record, body):
            marks.errors[row + 1, column + 1] = error
    return marks


def _check_dimensions(body: bytes) -> None:
    first_row, last_row, first_column, last_column = struct.unpack_from("<IIHH", body)
    if not (first_row <= last_row <= _MAX_ROWS and first_column <= last_column <= _MAX_COLUMNS):
        raise ValueError("impossible dimensions")


def _failed(record: int, body: bytes) -> str | None:
    """The error of a failed formula or of an error constant; None of any other cell."""
    if record == _BOOL_OR_ERROR and body[7] == 1:
        return _ERRORS.get(body[6], "#ERROR!")
    if record == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        return _ERRORS.get(body[8], "#ERROR!")
    return None
