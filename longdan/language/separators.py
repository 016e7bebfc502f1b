"""What points, commas and spaces between digits say, and what they leave open."""

import re
import unicodedata

_PLAIN_SIGNS = str.maketrans(
    {0xFF10 + digit: str(digit) for digit in range(10)}
    | dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000"), " ")
    | dict.fromkeys(map(ord, "−–—－"), "-")
    | {ord("％"): "%", ord("．"): ".", ord("，"): ",", ord("＋"): "+"}
)
DIGITS = re.compile(r"\d+")
SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?=[.,]|$)")
_GROUPED = {sign: re.compile(rf"\d{{1,3}}(?:\{sign}\d{{3}}){{2,}}") for sign in ".,"}
_MIXED = {  # by the decimal sign
    ",": re.compile(r"\d{1,3}(?:\.\d{3})+,\d+"),
    ".": re.compile(r"\d{1,3}(?:,\d{3})+\.\d+"),
}
ONE_SIGN = re.compile(r"(\d+)([.,])(\d+)")


def plain_text(cell: str) -> str:
    """NFC, single spaces, and ordinary digits and signs for full-width digits, hard spaces and long dashes."""
    return " ".join(unicodedata.normalize("NFC", cell.translate(_PLAIN_SIGNS)).split())


def decimal_of(digits: str) -> str | None:
    """The decimal sign that the shape of the digits tells; None where it tells nothing."""
    for sign, other in ((",", "."), (".", ",")):
        if _GROUPED[other].fullmatch(digits) or _MIXED[sign].fullmatch(digits):
            return sign
    one = ONE_SIGN.fullmatch(digits)
    if one and (len(one[3]) != 3 or len(one[1]) > 3 or one[1].startswith("0")):
        return one[2]
    return None
