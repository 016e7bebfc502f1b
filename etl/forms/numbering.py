"""The numbering of a row, in a column of its own or before the name: `A`, `II`, `3`, `1.1`, `a)`, `-`."""

import re
from dataclasses import dataclass

Step = tuple[str, int]  # a style and a number in it: II is ("roman", 2)

STYLES = ("letter", "roman", "number", "small", "dash", "plus")  # from the top down, as offices number
_LETTERS = "ABCDĐEFGHIJKLMNOPQRSTUVWXYZ"
_ROMAN = {"I": 1, "V": 5, "X": 10}
_VALID_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_BULLETS = {"-": "dash", "–": "dash", "—": "dash", "+": "plus", "*": "plus", "•": "plus", "·": "plus"}
_STEP = r"(?:\d{1,3}|[IVX]{1,6}|[A-ZĐ]|[a-zđ])"
_ALONE = re.compile(rf"\(?\s*({_STEP}(?:\.{_STEP})*)\s*[.):/–-]*")
# Before a name, H, P, Q, X and x are short for kinds of units ("P. Vị Thanh", "X. Vĩnh Bảo"): no numbering.
_SAFE_STEP = r"(?:\d{1,3}|(?!X\b)[IVX]{1,6}|[A-GĐ]|[a-gđ])"
_PUNCTUATED = re.compile(rf"\(?({_SAFE_STEP}(?:\.{_SAFE_STEP})*)\s*[.):/–-]+\s*(?=\D)(.+)")
_SPACED = re.compile(
    rf"((?:\d{{1,3}}|(?!X\b)[IVX]{{1,6}})(?:\.{_SAFE_STEP})*) (?=\D)(.+)"
)  # "1 UBND xã …", not "A Lưới"
_BULLETED = re.compile(r"([-–—+*•·])\s*(.+)")


@dataclass(frozen=True)
class Mark:
    """What numbers a row: `II.1` is roman 2, number 1. A bullet has the number 0."""

    path: tuple[Step, ...]

    @property
    def style(self) -> str:
        return self.path[0][0]

    @property
    def is_first(self) -> bool:
        """The numbering starts here: A, I, 1, a."""
        return self.path[-1][1] == 1

    def is_under(self, other: "Mark") -> bool:
        """`1.2` is under `1`, `A.I.2` under `A.I`, and `I.2` under the `I` of any `A`."""
        above = self.path[:-1]
        if not above or other.path == above:
            return bool(above)
        return other.path[-len(above) :] == above and other.style != above[0][0]


def read_mark(cell: object) -> Mark | None:
    """The numbering that a cell holds and nothing else; None for any other cell."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        cell = f"{cell:g}"
    if not isinstance(cell, str):
        return None
    written = cell.strip()
    if written in _BULLETS:
        return Mark(((_BULLETS[written], 0),))
    match = _ALONE.fullmatch(written)
    return _make_mark(match[1]) if match else None


def split_name(name: str) -> tuple[Mark | None, str]:
    """The numbering before a name, and the name without it: `II.1. Sở Nội vụ`, `a) Thanh tra Sở`, `- Phòng Kinh tế`."""
    if match := _BULLETED.fullmatch(name):
        return Mark(((_BULLETS[match[1]], 0),)), match[2]
    for pattern in (_PUNCTUATED, _SPACED):
        match = pattern.fullmatch(name)
        is_plain = match and (pattern is _PUNCTUATED or match[2][0].isupper())
        if is_plain and (mark := _make_mark(match[1])):
            return mark, match[2]
    return None, name


def find_marks(text: str) -> list[Mark] | None:
    """Those that a sum names: `A+B`, `(I + II)`, `I, II và III`; None where anything else stands there."""
    pieces = [piece for piece in re.split(r"[\s+,;()=]+|\bvà\b", text) if piece]
    marks = [read_mark(piece) for piece in pieces]
    return marks if marks and all(marks) else None


def _make_mark(written: str) -> Mark | None:
    steps = [_read_step(step) for step in written.split(".")]
    return Mark(tuple(steps)) if all(steps) else None


def _read_step(written: str) -> Step | None:
    if written.isdecimal():
        return "number", int(written)
    if set(written) <= _ROMAN.keys():
        return ("roman", _roman_value(written)) if _VALID_ROMAN.fullmatch(written) else None
    style = "letter" if written.isupper() else "small"
    place = _LETTERS.find(written.upper())
    return (style, place + 1) if place >= 0 else None


def _roman_value(written: str) -> int:
    values = [_ROMAN[sign] for sign in written]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
