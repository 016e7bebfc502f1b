"""The legend of a map: the classes and marks that occur on it, in the order in which they are read."""

from longdan.dashboard.maps.classes import Classes
from longdan.dashboard.maps.marks import STATUS, SURE, UNSURE, VALUE

CIRCLE_SHARES = (1.0, 0.25, 0.05)  # of the largest value: the circles the legend shows


def list_classes(letters: str, classes: Classes) -> list[dict]:
    """The classes that occur, from high to low, with their limits as numbers; then the marks that occur.

    An entry looks like the first of its letters.
    """
    used = set(letters)
    entries = [
        {"kind": "class", "letters": SURE[number] + UNSURE[number]}
        | {"low": low, "high": high, "is_above": low == 0 < high and classes.has_zero}
        for number, (low, high) in reversed(list(enumerate(classes.spans)))
        if used & {SURE[number], UNSURE[number]}
    ]
    if used & set(UNSURE):
        entries.append({"kind": "unsure", "letters": UNSURE})
    return entries + _list_marks(used)


def list_circles(letters: str, largest: float, has_zero: bool) -> list[dict]:
    """Three circles of round values, the empty ring of a zero where there is one; then the marks that occur."""
    used = set(letters)
    values = sorted({_round_down(largest * share) for share in CIRCLE_SHARES}, reverse=True) if largest else []
    entries = [{"kind": "circle", "letters": VALUE, "value": value} for value in values if value > 0]
    if has_zero:
        entries.append({"kind": "zero", "letters": ""})
    return entries + _list_marks(used)


def _list_marks(used: set[str]) -> list[dict]:
    return [{"kind": "mark", "letters": letter} for letter in STATUS.values() if letter in used]


def _round_down(value: float) -> float:
    """To one significant digit: 1,234 becomes 1,000."""
    if value < 1:
        return 0
    power = 10 ** (len(str(int(value))) - 1)
    return int(value // power * power)
