"""The legend of a map: the classes and marks that occur on it, in the order in which they are read."""

from longdan.dashboard.maps.classes import Classes
from longdan.dashboard.maps.marks import ABSENT, STATUS, SURE, UNSURE, VALUE, Fill, letter_fills
from longdan.dashboard.palette import SAME
from longdan.language.locale import text

CIRCLE_SHARES = (1.0, 0.25, 0.05)  # of the largest value: the circles the legend shows


def list_classes(letters: str, classes: Classes, language: str) -> list[dict]:
    """The classes that occur, from high to low, with their limits as numbers; then the marks that occur."""
    used, fills = set(letters), letter_fills(classes)
    entries = [
        _entry("class", SURE[number] + UNSURE[number], fills[SURE[number]])
        | {"low": low, "high": high, "is_above": low == 0 < high and classes.has_zero}
        for number, (low, high) in reversed(list(enumerate(classes.spans)))
        if used & {SURE[number], UNSURE[number]}
    ]
    if used & set(UNSURE):
        entries.append(_entry("mark", UNSURE, Fill(SAME, "hatch"), text("map.legend.unsure", language)))
    return entries + _list_marks(used, fills, language)


def list_circles(letters: str, largest: float, has_zero: bool, language: str) -> list[dict]:
    """Three circles of round values, the empty ring of a zero where there is one; then the marks that occur."""
    used = set(letters)
    values = sorted({_round_down(largest * share) for share in CIRCLE_SHARES}, reverse=True) if largest else []
    entries = [{"kind": "circle", "letters": VALUE, "value": value} for value in values if value > 0]
    if has_zero:
        entries.append({"kind": "zero_circle", "letters": "", "text": text("map.legend.zero", language)})
    return entries + _list_marks(used, letter_fills(None), language)


def _list_marks(used: set[str], fills: dict[str, Fill], language: str) -> list[dict]:
    absent = Fill("transparent", "absent")
    return [
        _entry("mark", letter, absent if letter == ABSENT else fills[letter], text(f"map.legend.{status}", language))
        for status, letter in STATUS.items()
        if letter in used
    ]


def _entry(kind: str, letters: str, fill: Fill, label: str = "") -> dict:
    return {"kind": kind, "letters": letters, "colour": fill.colour, "pattern": fill.pattern, "text": label}


def _round_down(value: float) -> float:
    """To one significant digit: 1,234 becomes 1,000."""
    if value < 1:
        return 0
    power = 10 ** (len(str(int(value))) - 1)
    return int(value // power * power)
