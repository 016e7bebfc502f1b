"""Reads delimited text (csv, tsv): encoding and delimiter found, every cell text; long files as a Polars table."""

import csv
import io
import unicodedata
from collections import Counter
from itertools import islice
from pathlib import Path

import polars as pl

from etl.files.encoding import decode, detect_encoding
from etl.files.legacy_fonts import convert_text, find_font
from etl.files.open_quotes import find_open_quote
from etl.files.recognise import MAX_FILE_BYTES, require_size
from etl.files.sheet import Cell, ExcelError, Sheet, column_letters, is_error_text
from longdan.language.fault import Fault, FaultError

LONG_FILE_BYTES = 20_000_000  # from here on a sheet holds only the first rows
PREVIEW_ROWS = 1_000
_PREVIEW_BYTES = 1 << 20
_DELIMITERS = "\t;|,"  # the comma last: it is also the decimal sign
_JUDGED_ROWS = 50
_STEADY_SHARE = 0.9  # of the judged rows with one and the same number of cells


def read_delimited(path: Path, name: str) -> list[Sheet]:
    """The file as one sheet called by its `name`; a long one as a preview of its first rows.

    A quotation mark that is not closed ends the sheet before its row (`Sheet.open_quote`). Raises FaultError where the
    file is no text.
    """
    encoding = _require_encoding(path)
    is_long = path.stat().st_size >= LONG_FILE_BYTES
    with path.open("rb") as stream:
        content = stream.read(_PREVIEW_BYTES if is_long else -1)
    text = decode(_whole_lines(content, encoding) if is_long else content, encoding)
    delimiter, text = _split_declaration(text)
    try:
        delimiter = delimiter or detect_delimiter(text)
        quote = None if is_long else find_open_quote(text, delimiter)
        reader = csv.reader(io.StringIO(text[: quote.offset if quote else None], newline=""), delimiter=delimiter)
        rows = list(islice(reader, PREVIEW_ROWS if is_long else None))
    except csv.Error:
        raise FaultError(Fault("files.damaged")) from None
    if not rows and quote:
        raise FaultError(Fault("files.open_quote", row=quote.row, column=column_letters(quote.column)))
    if not any(cell.strip() for row in rows for cell in row):
        raise FaultError(Fault("files.empty"))
    width = max(map(len, rows))
    cells = [[_plain(cell) for cell in row] + [None] * (width - len(row)) for row in rows]
    place = (quote.row, quote.column) if quote else None
    return [Sheet(Path(name).stem, cells, is_preview=is_long, open_quote=place)]


def open_table(path: Path) -> pl.LazyFrame:
    """A long-format csv as text columns named by its first line, without a Python object per cell.

    UTF-8 is scanned lazily from the file; any other encoding is decoded in memory first, old fonts converted. Blank
    cells are null. Raises FaultError where the file is no text, has no table, or is too large to decode; `collect_table`
    gives the rows.
    """
    encoding = _require_encoding(path)
    with path.open("rb") as stream:
        head = decode(_whole_lines(stream.read(_PREVIEW_BYTES), encoding), encoding)
    delimiter, head = _split_declaration(head)
    skipped = 1 if delimiter else 0
    delimiter = delimiter or detect_delimiter(head)
    font = find_font(head.splitlines())
    source: Path | io.BytesIO = path
    is_long = path.stat().st_size >= LONG_FILE_BYTES
    if font or encoding not in ("utf-8", "utf-8-sig") or not is_long:
        require_size(path, MAX_FILE_BYTES)
        source = io.BytesIO(_closed(decode(path.read_bytes(), encoding), delimiter, skipped, is_long).encode())
    try:
        table = pl.scan_csv(source, separator=delimiter, infer_schema=False, skip_lines=skipped)
        names = table.collect_schema().names()
    except pl.exceptions.PolarsError:
        raise FaultError(Fault("files.no_table", file=path.name)) from None
    table = table.rename({name: unicodedata.normalize("NFC", name).strip() for name in names})
    return _convert_columns(collect_table(table, path), font).lazy() if font else table


def collect_table(table: pl.LazyFrame, path: Path) -> pl.DataFrame:
    """The rows of `open_table`, after whatever was asked of them. FaultError where a line has too many cells."""
    try:
        return table.collect(engine="streaming")
    except pl.exceptions.PolarsError:
        raise FaultError(Fault("files.uneven_rows", file=path.name)) from None


def detect_delimiter(text: str) -> str:
    """Tab, semicolon, bar or comma: the first that splits nearly all of the first lines into the same number of cells."""
    lines = text.splitlines()[:_JUDGED_ROWS]
    best, best_share = ",", 0.0
    for delimiter in _DELIMITERS:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if row)
        width, count = widths.most_common(1)[0] if widths else (0, 0)
        share = count / widths.total() if width > 1 else 0.0
        if share >= _STEADY_SHARE:
            return delimiter
        if share > best_share:
            best, best_share = delimiter, share
    return best


def _require_encoding(path: Path) -> str:
    encoding = detect_encoding(path)
    if encoding is None:
        raise FaultError(Fault("files.wrong_kind_unknown", file=path.name))
    return encoding


def _whole_lines(content: bytes, encoding: str) -> bytes:
    """The content up to its last line end, so that no sign is cut in two."""
    if len(content) < _PREVIEW_BYTES:
        return content
    line_end = {"utf-16-be": b"\x00\n"}.get(encoding, b"\n\x00" if encoding.startswith("utf-16") else b"\n")
    end = content.rfind(line_end)
    return content[: end + len(line_end)] if end >= 0 else content


def _split_declaration(text: str) -> tuple[str | None, str]:
    """Excel's own first line `sep=;`, taken off."""
    first, _, rest = text.partition("\n")
    declared = first.strip()
    if len(declared) == 5 and declared.lower().startswith("sep="):
        return declared[4], rest
    return None, text


def _closed(text: str, delimiter: str, skipped: int, is_long: bool) -> str:
    """The text up to the row in which a quotation mark is opened and not closed."""
    declaration, table = ("", text) if not skipped else (first := text.partition("\n")[0] + "\n", text[len(first) :])
    try:
        quote = None if is_long else find_open_quote(table, delimiter)
    except csv.Error:
        raise FaultError(Fault("files.damaged")) from None
    return declaration + table[: quote.offset] if quote else text


def _convert_columns(table: pl.DataFrame, font: str) -> pl.DataFrame:
    """Each different text converted once."""
    converted = []
    for name in table.columns:
        texts = [text for text in table[name].unique() if text and not text.isascii()]
        meanings = {text: convert_text(text, font, is_pure=True) for text in texts}
        converted.append(pl.col(name).replace(meanings))
    return table.with_columns(converted).rename(lambda name: convert_text(name, font, is_pure=True))


def _plain(cell: str) -> Cell:
    if is_error_text(cell):
        return ExcelError(cell)
    return cell or None
