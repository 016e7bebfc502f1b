"""Read a file of official correspondences: a csv or workbook of one row per unit and unit that it went to."""

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl

from etl.areas.unit import DATA
from etl.files.open_file import SourceFile, open_file
from etl.files.sheet import Sheet, column_letters
from longdan.language.dates import read_date
from longdan.language.fault import Fault, FaultError
from longdan.language.names import fold_name
from longdan.language.numbers import detect_decimal, read_number

CORRESPONDENCE = pl.Schema(
    {
        "file": pl.String,
        "sheet": pl.String,
        "row": pl.Int64,
        "from_code": pl.String,
        "to_code": pl.String,
        "effective_on": pl.Date,  # first day of the successor
        "share": pl.Float64,  # of the unit that went there, 0–1; null where not told
        "basis": pl.String,  # one of BASES of longdan.methods.apportionment
        "source": pl.String,  # as written; null where blank
    }
)
CODE_LENGTHS = (2, 3, 5)  # province, district, commune
_LAST_HEADING_ROW = 15


@cache
def vocabulary() -> dict[str, dict]:
    """Headings and words by their folded spelling, from data/areas/succession_columns.toml."""
    written = tomllib.loads((DATA / "succession_columns.toml").read_text(encoding="utf-8"))
    folded = {
        part: {fold_name(w): key for key, words in written[part].items() for w in words}
        for part in ("columns", "basis")
    }
    return folded | {"required": written["required"]["columns"]}


def read_successions(source: SourceFile) -> pl.DataFrame:
    """The rows of every visible sheet that has the headings, in the columns CORRESPONDENCE.

    Raises FaultError with every fault of the cells; what contradicts what is another step (`check_successions`).
    """
    rows: list[dict] = []
    faults: list[Fault] = []
    found = [(sheet, head) for sheet in source.visible_sheets if (head := _find_headings(sheet)) is not None]
    if not found:
        raise FaultError(Fault("successions.headings", file=source.name))
    for sheet, (heading_row, columns) in found:
        for read in _read_rows(sheet, heading_row, columns):
            if isinstance(read, Fault):
                faults.append(read.at(file=source.name, sheet=sheet.name))
            else:
                rows.append(read | {"file": source.name, "sheet": sheet.name})
    if faults:
        raise FaultError(faults)
    if not rows:
        raise FaultError(Fault("successions.empty", file=source.name))
    return pl.DataFrame(rows, schema=CORRESPONDENCE)


def open_successions(path: Path) -> pl.DataFrame:
    """`read_successions` of a file on disk."""
    return read_successions(open_file(path))


def _find_headings(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row of the headings and the column of each that is known; None where required ones are missing."""
    names = vocabulary()["columns"]
    for row in range(1, min(sheet.height, _LAST_HEADING_ROW) + 1):
        folded = [fold_name(str(cell)) if cell is not None else "" for cell in sheet.cells[row - 1]]
        columns = {names[name]: at for at, name in reversed(list(enumerate(folded, start=1))) if name in names}
        if all(name in columns for name in vocabulary()["required"]):
            return row, columns
    return None


def _read_rows(sheet: Sheet, heading_row: int, columns: dict[str, int]) -> Iterator[dict | Fault]:
    """Each filled row, or its faults. A share below a heading with a percent sign is in percent."""
    rows = range(heading_row + 1, sheet.height + 1)
    share_column = columns.get("share", 0)
    is_percent = "%" in str(sheet.cell(heading_row, share_column) or "")
    decimal = detect_decimal(sheet.cell(row, share_column) for row in rows)
    for row in rows:
        cells = {name: sheet.cell(row, at) for name, at in columns.items()}
        if all(cell is None or str(cell).strip() == "" for cell in cells.values()):
            continue
        read = {"row": row}
        faults = []
        for name, reader in _READERS.items():
            cell = cells.get(name)
            try:
                read[name] = reader(cell)
            except FaultError as error:
                faults += [_place(fault, cell, row, columns[name]) for fault in error.faults]
        try:
            read["share"] = _read_share(cells.get("share"), decimal, is_percent, sheet.is_percent(row, share_column))
        except FaultError as error:
            faults += [_place(fault, cells["share"], row, share_column) for fault in error.faults]
        yield from faults or [read]


def _place(fault: Fault, cell: object, row: int, column: int) -> Fault:
    return fault.at(row=row, column=column_letters(column), found=None if cell is None else str(cell))


def _read_code(cell: object) -> str:
    """The digits of a code. A number has lost its zeros in front, and nobody knows how many."""
    written = str(cell).strip() if isinstance(cell, str) else ""
    if not (written.isascii() and written.isdigit() and len(written) in CODE_LENGTHS):
        raise FaultError(Fault("successions.code"))
    return written


def _read_day(cell: object) -> date:
    day = read_date(cell)
    if day is None:
        raise FaultError(Fault("successions.date"))
    return day


def _read_basis(cell: object) -> str:
    folded = fold_name(str(cell)) if cell is not None else ""
    if folded not in vocabulary()["basis"]:
        raise FaultError(Fault("successions.basis"))
    return vocabulary()["basis"][folded]


def _read_source(cell: object) -> str | None:
    return (str(cell).strip() or None) if cell is not None else None


def _read_share(cell: object, decimal: str | None, is_percent: bool, is_shown: bool) -> float | None:
    reading = read_number(cell, decimal=decimal, shown_as_percent=is_shown)
    share = (
        reading.value / 100 if is_percent and not reading.is_percent and reading.value is not None else reading.share
    )
    if (
        reading.status not in ("reported", "not_reported")
        or reading.qualifier != "="
        or not 0 < (share or 1) <= 1
        or share == 0
    ):
        raise FaultError(Fault("successions.share"))
    return share


_READERS = {
    "from_code": _read_code,
    "to_code": _read_code,
    "effective_on": _read_day,
    "basis": _read_basis,
    "source": _read_source,
}
