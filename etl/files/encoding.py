"""Finds how a text file was encoded: Unicode first, then the single-byte code pages that Vietnamese was typed in."""

import codecs
import unicodedata
from pathlib import Path

from etl.files.legacy_fonts import count_words
from longdan.language.fault import Fault, FaultError

SAMPLE_BYTES = 1 << 18
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHUNK_BYTES = 1 << 20
_CHANCE_LETTERS = 2  # so many two-byte letters of UTF-8 may occur by chance in other text
_NUL_SHARE = 0.2  # of the bytes on one side of the pairs: a fifth of ASCII signs is enough to tell UTF-16


def detect_encoding(path: Path) -> str | None:
    """The codec's name: utf-8(-sig), utf-16(-le, -be), cp1258 or cp1252; None where the file is no text.

    cp1252 also stands for text typed in the TCVN3 and VNI fonts, whose letters lie on those of Western Europe. Raises
    FaultError for a file that begins in UTF-8 and goes on in something else: pieces put together, or damage.
    """
    with path.open("rb") as stream:
        sample = stream.read(SAMPLE_BYTES)
    for bom, encoding in _BOMS:
        if sample.startswith(bom):
            return encoding if _find_undecodable(path, encoding) is None else None
    if b"\x00" in sample:
        return _detect_wide(path, sample)
    if any(byte < 9 or 13 < byte < 32 for byte in sample):
        return None
    foreign = _find_undecodable(path, "utf-8")
    return "utf-8" if foreign is None else _detect_code_page(path, foreign)


def decode(content: bytes, encoding: str) -> str:
    """Text in NFC. The five bytes that cp1252 leaves empty, and the eight of cp1258, are kept as control signs."""
    errors = "longdan_latin1" if encoding in ("cp1252", "cp1258") else "strict"
    return unicodedata.normalize("NFC", content.decode(encoding, errors))


def _detect_wide(path: Path, sample: bytes) -> str | None:
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        side = sample[offset::2]
        if side.count(0) > _NUL_SHARE * len(side) and sample[1 - offset :: 2].count(0) == 0:
            return encoding if _find_undecodable(path, encoding) is None else None
    return None


def _detect_code_page(path: Path, foreign: int) -> str:
    """cp1258 where it makes more Vietnamese syllables than any reading of the bytes as Western letters.

    `foreign` is where the first byte stands that is not UTF-8; the judgement is made on what follows it.
    """
    with path.open("rb") as stream:
        stream.seek(max(0, foreign - SAMPLE_BYTES))
        before = stream.read(min(foreign, SAMPLE_BYTES))
        sample = before + stream.read(SAMPLE_BYTES)
    if sum(not sign.isascii() for sign in before.decode("utf-8", "ignore")) > _CHANCE_LETTERS:
        raise FaultError(Fault("files.mixed_encoding", values={"place": foreign}))
    as_1258, as_1252 = decode(sample, "cp1258"), decode(sample, "cp1252")
    return "cp1258" if count_words(as_1258).vietnamese > count_words(as_1252).best else "cp1252"


def _find_undecodable(path: Path, encoding: str) -> int | None:
    """Where the first byte stands that the encoding does not know; None where the whole file decodes."""
    decoder = codecs.getincrementaldecoder(encoding)()
    start, pending = 0, 0
    with path.open("rb") as stream:
        while True:
            chunk = stream.read(_CHUNK_BYTES)
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                return start - pending + error.start
            if not chunk:
                return None
            start, pending = start + len(chunk), len(decoder.getstate()[0])


def _keep_as_latin1(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("longdan_latin1", _keep_as_latin1)
