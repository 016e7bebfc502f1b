"""Says what a file is by its first bytes and its inner directory, never by its name; refuses what cannot be data."""

import lzma
import zipfile
import zlib
from pathlib import Path

import msoffcrypto
import olefile

from longdan.language.fault import Fault, FaultError

MAX_FILE_BYTES = 200_000_000
MAX_TEXT_BYTES = 2_000_000_000  # of a long list, which is never held as cells
MAX_EXPANDED_BYTES = 1_000_000_000  # of all parts of a workbook together
MAX_EXPANSION = 200  # expanded to packed; honest sheets reach about 30
_SMALL_PART_BYTES = 10_000_000  # below this any ratio is harmless

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (  # first bytes → the word for it in faults.files.wrong_kind_…
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"{\\rtf", "word"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"SQLite format 3", "database"),
)
# What reading all of a damaged zip raises: its lists and checksums, names that are no UTF-8, a part cut off, a place outside the
# file, encryption or a method that zipfile lacks, and the decompressors (bzip2 with OSError).
_DAMAGED_ZIP = (
    zipfile.BadZipFile,
    ValueError,
    EOFError,
    OSError,
    RuntimeError,  # encryption, and a method that zipfile lacks
    zlib.error,
    lzma.LZMAError,
)
_ZIP_PARTS = (("xl/workbook.xml", "xlsx"), ("xl/workbook.bin", "xlsb"), ("word/", "word"), ("ppt/", "slides"))


def recognise(path: Path) -> str:
    """`xlsx`, `xls` or `csv`. Raises FaultError for an empty, too large, locked, macro, damaged or foreign file."""
    if path.stat().st_size == 0:
        raise FaultError(Fault("files.empty"))
    with path.open("rb") as stream:
        head = stream.read(4096)
    is_workbook = head.startswith((b"PK", _OLE))
    require_size(path, MAX_FILE_BYTES if is_workbook else MAX_TEXT_BYTES)
    if head.startswith(b"PK"):
        return _recognise_zip(path)
    if head.startswith(_OLE):
        return _recognise_ole(path)
    for magic, kind in _FOREIGN:
        if head.startswith(magic):
            raise _wrong_kind(kind)
    return _recognise_text(head)


def require_size(path: Path, limit: int) -> None:
    """Raises FaultError for a file of `limit` bytes or more."""
    size = path.stat().st_size
    if size >= limit:
        raise FaultError(Fault("files.too_large", file=path.name, values=_megabytes(size, limit)))


def _recognise_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            _check_expansion(archive, parts)
    except _DAMAGED_ZIP:
        raise FaultError(Fault("files.damaged")) from None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FaultError(Fault("files.macro"))
    for start, kind in _ZIP_PARTS:
        if any(name.startswith(start) for name in names):
            if kind != "xlsx":
                raise _wrong_kind(kind)
            return kind
    raise _wrong_kind("opendocument" if "META-INF/manifest.xml" in names else "archive")


def _check_expansion(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Refuses a zip bomb, by what the directory declares and then by what really comes out (a directory can lie)."""
    declared = sum(part.file_size for part in parts)
    _refuse_expansion(declared, sum(part.compress_size for part in parts))
    for part in parts:
        with archive.open(part) as stream:
            expanded = 0
            while chunk := stream.read(1 << 20):
                expanded += len(chunk)
                _refuse_expansion(expanded, part.compress_size)


def _refuse_expansion(expanded: int, packed: int) -> None:
    is_bomb = expanded > _SMALL_PART_BYTES and expanded > MAX_EXPANSION * max(packed, 1)
    if is_bomb or expanded > MAX_EXPANDED_BYTES:
        raise FaultError(Fault("files.bomb", values=_megabytes(expanded, MAX_EXPANDED_BYTES)))


def _recognise_ole(path: Path) -> str:
    try:
        with olefile.OleFileIO(path) as container:
            streams = {"/".join(entry).lower() for entry in container.listdir(storages=True)}
        if "encryptedpackage" in streams:
            raise FaultError(Fault("files.locked"))
        if "worddocument" in streams:
            raise _wrong_kind("word")
        if "powerpoint document" in streams:
            raise _wrong_kind("slides")
        if not streams & {"workbook", "book"}:
            raise _wrong_kind("unknown")
        if "_vba_project_cur" in streams:
            raise FaultError(Fault("files.macro"))
        with path.open("rb") as stream:
            if msoffcrypto.OfficeFile(stream).is_encrypted():
                raise FaultError(Fault("files.locked"))
    except FaultError:
        raise
    except Exception:  # both libraries raise whatever a damaged container leads them to
        raise FaultError(Fault("files.damaged")) from None
    return "xls"


def _recognise_text(head: bytes) -> str:
    """Any other text may be a table; whether it is text at all shows when it is decoded."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")):
        raise _wrong_kind("html")
    if start.startswith(b"<?xml"):
        raise _wrong_kind("xml")
    if start.startswith((b"{", b"[")):
        raise _wrong_kind("json")
    return "csv"


def _wrong_kind(kind: str) -> FaultError:
    return FaultError(Fault(f"files.wrong_kind_{kind}"))


def _megabytes(size: int, limit: int) -> dict[str, object]:
    return {"size": round(size / 1e6), "limit": round(limit / 1e6)}
