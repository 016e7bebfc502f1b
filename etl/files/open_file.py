"""Opens a source file whatever its name says: recognised by its bytes, decoded into sheets, or refused with a fault."""

from dataclasses import dataclass, field
from pathlib import Path

from etl.files.delimited import read_delimited
from etl.files.digest import sha256_of
from etl.files.legacy_fonts import convert_sheets
from etl.files.recognise import recognise
from etl.files.sheet import Sheet, column_letters
from etl.files.workbook import read_workbook
from longdan.language.fault import Fault, FaultError
from longdan.language.names import printable_name


@dataclass
class SourceFile:
    """A decoded file. `name` is how people know it, `path` where it lies: the archive names it by its content.

    `kind` is xlsx, xls or csv (any delimited text). `faults` holds warnings, and what of the file could not be read where
    the rest is here.
    """

    path: Path
    name: str
    sha256: str
    kind: str
    sheets: list[Sheet]
    faults: list[Fault] = field(default_factory=list)

    @property
    def visible_sheets(self) -> list[Sheet]:
        return [sheet for sheet in self.sheets if not sheet.is_hidden]


def open_file(path: Path, name: str | None = None) -> SourceFile:
    """The file at `path`, decoded; `name` where people know it by another. Raises FaultError for whatever cannot be read."""
    path = Path(path)
    name = printable_name(name or path.name)
    try:
        kind = recognise(path)
        sheets = read_delimited(path, name) if kind == "csv" else read_workbook(path, kind)
        faults = [fault.at(file=name) for fault in (*convert_sheets(sheets), *_open_quotes(sheets))]
        return SourceFile(path, name, sha256_of(path), kind, sheets, faults)
    except FaultError as error:
        raise FaultError(fault.at(file=name) for fault in error.faults) from None
    except OSError as error:
        raise FaultError(Fault("files.unreadable", file=name, values={"reason": error.strerror})) from None


def _open_quotes(sheets: list[Sheet]) -> list[Fault]:
    places = [(sheet.name, *sheet.open_quote) for sheet in sheets if sheet.open_quote]
    return [
        Fault("files.open_quote", sheet=name, row=row, column=column_letters(column)) for name, row, column in places
    ]
