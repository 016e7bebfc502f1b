"""The period that a person writes into a cell: "Tháng 9/2026", "Quý III/2026", "6 tháng đầu năm 2026", "Năm 2026"."""

import re
from datetime import date, timedelta

from longdan.language.dates import read_date
from longdan.language.fault import FaultError
from longdan.language.names import fold_name
from longdan.methods.period import Period, add_months, name_window, parse_period

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = r"(?:nam |of )?(\d{4})"
# Folded text → (type, months in it); the first group numbers the period in its year where there are two groups.
_PATTERNS = (
    (re.compile(rf"(?:thang |month )?(\d{{1,2}}) {_YEAR}"), "month", 1),
    (re.compile(rf"(?:quy|quarter) (\d|i{{1,3}}|iv) {_YEAR}"), "quarter", 3),
    (re.compile(rf"q(\d) {_YEAR}"), "quarter", 3),
    (re.compile(rf"(?:6 thang(?: dau)?|first half) {_YEAR}"), "half", 6),
    (re.compile(rf"(?:9 thang(?: dau)?|first nine months) {_YEAR}"), "nine_months", 9),
    (re.compile(r"(?:nam |year )?(\d{4})"), "year", 12),
)
_SECOND_HALF = re.compile(rf"(?:6 thang cuoi|second half) {_YEAR}")
_WINDOW = re.compile(r"(?:từ |from )?(?:ngày )?(\S+)\s*(?:-|–|đến|to|until)\s*(?:ngày )?(\S+)")


def read_period(cell: object) -> Period | None:
    """The civil period of a cell; None where the text is no period (a date cell is none: which month, which day?).

    Besides the words above: a window "01/07/2026 - 30/09/2026" (by `name_window`), and a `period_id` as it stands.
    """
    if isinstance(cell, int):
        cell = str(cell)
    if not isinstance(cell, str):
        return None
    written = " ".join(cell.split())
    return _read_id(written) or _read_words(fold_name(written)) or _read_window(written)


def _read_id(written: str) -> Period | None:
    try:
        return parse_period(written)
    except ValueError:
        return None


def _read_words(folded: str) -> Period | None:
    if half := _SECOND_HALF.fullmatch(folded):
        return Period("half", "civil", date(int(half[1]), 7, 1), date(int(half[1]), 12, 31))
    for pattern, kind, months in _PATTERNS:
        if match := pattern.fullmatch(folded):
            number, year = ("1", match[1]) if pattern.groups == 1 else match.groups()
            return _civil(kind, months, int(year), _QUARTERS.get(number) or int(number))
    return None


def _civil(kind: str, months: int, year: int, number: int) -> Period | None:
    if not (1 <= number <= 12 // months and 1945 <= year <= 2100):
        return None
    start = add_months(date(year, 1, 1), months * (number - 1))
    return Period(kind, "civil", start, add_months(start, months) - timedelta(days=1))


def _read_window(written: str) -> Period | None:
    match = _WINDOW.fullmatch(written)
    try:
        first, last = (read_date(part) for part in match.groups()) if match else (None, None)
    except FaultError:
        return None
    return name_window(first, last) if first and last and first <= last else None
