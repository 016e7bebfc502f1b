"""Names of places compared as people mean them: NFC or NFD, old or new tone placement, with or without diacritics."""

import re
import unicodedata
from functools import lru_cache

_REMEMBERED = 1 << 14  # a reader asks of one name some twenty times what it is
_NOT_TEXT = re.compile("[\ud800-\udfff]")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# No other mark may follow: in NFD the ậ of Thuận is a, dot, circumflex.
# Old placement puts the tone on the first vowel of these open syllables (hoà → hòa is the new one): oa, oe, uy.
_NEW_STYLE_TONE = re.compile(rf"(?<!q)(o|u)([{_TONES}]?)(a|e|y)([{_TONES}])(?![\w\u0300-\u036f])", re.IGNORECASE)


@lru_cache(maxsize=_REMEMBERED)
def normalise_name(name: str) -> str:
    """NFC, single spaces, and one tone placement: `Hoà`, `Hòa` and their NFD forms all become `Hòa`.

    Only open syllables in -oa, -oe, -uy move (hoàn keeps its tone); after q the u belongs to the consonant (`Quý`).
    """
    decomposed = unicodedata.normalize("NFD", " ".join(name.split()))
    moved = _NEW_STYLE_TONE.sub(lambda m: m[1] + (m[2] or m[4]) + m[3], decomposed)
    return unicodedata.normalize("NFC", moved)


def printable_name(name: str) -> str:
    """The name of a file as it can be written: a byte that is no UTF-8, as of an old zip unpacked elsewhere, becomes U+FFFD."""
    return _NOT_TEXT.sub("\N{REPLACEMENT CHARACTER}", name)


@lru_cache(maxsize=_REMEMBERED)
def fold_name(name: str) -> str:
    """Lower case, without diacritics, `đ` as `d`, punctuation as spaces: the key for search and for matching."""
    decomposed = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^\w]+", " ", bare).split())
