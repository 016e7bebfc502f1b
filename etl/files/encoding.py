"""Finds how a text file was encoded: Unicode first, then the single-byte code pages that Vietnamese was typed in."""

import codecs
import unicodedata
from pathlib import Path

from etl.files.legacy_fonts import count_words

SAMPLE_BYTES = 1 << 18
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NUL_SHARE = 0.2  # of the bytes on one side of the pairs: a fifth of ASCII signs is enough to tell UTF-16


def detect_encoding(path: Path) -> str | None:
    """The codec's name: utf-8(-sig), utf-16(-le, -be), cp1258 or cp1252; None where the file is no text.

    cp1252 also stands for text typed in the TCVN3 and VNI fonts, whose letters lie on those of Western Europe.
    """
    with path.open("rb") as stream:
        sample = stream.read(SAMPLE_BYTES)
    for bom, encoding in _BOMS:
        if sample.startswith(bom):
            return encoding if _decodes(path, encoding) else None
    if b"\x00" in sample:
        return _detect_wide(path, sample)
    if any(byte < 9 or 13 < byte < 32 for byte in sample):
        return None
    return "utf-8" if _decodes(path, "utf-8") else _detect_code_page(sample)


def decode(content: bytes, encoding: str) -> str:
    """Text in NFC. The five bytes that cp1252 leaves empty, and the eight of cp1258, are kept as control signs."""
    errors = "longdan_latin1" if encoding in ("cp1252", "cp1258") else "strict"
    return unicodedata.normalize("NFC", content.decode(encoding, errors))


def _detect_wide(path: Path, sample: bytes) -> str | None:
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        side = sample[offset::2]
        if side.count(0) > _NUL_SHARE * len(side) and sample[1 - offset :: 2].count(0) == 0:
            return encoding if _decodes(path, encoding) else None
    return None


def _detect_code_page(sample: bytes) -> str:
    """cp1258 where it makes more Vietnamese syllables than any reading of the bytes as Western letters."""
    as_1258, as_1252 = decode(sample, "cp1258"), decode(sample, "cp1252")
    return "cp1258" if count_words(as_1258).vietnamese > count_words(as_1252).best else "cp1252"


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(1 << 20):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _keep_as_latin1(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("longdan_latin1", _keep_as_latin1)
