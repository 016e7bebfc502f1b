"""Numbers as people write them in reports: read without guessing, written the way each language writes them."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from longdan.language.fault import Fault, FaultError
from longdan.language.locale import text
from longdan.language.separators import DIGITS, ONE_SIGN, SPACED, decimal_of, plain_text

_NIL = {"không phát sinh", "không có phát sinh", "không", "không có", "ko", "-", "nil", "none"}
_PENDING = {"đang cập nhật", "chưa cập nhật", "đang tổng hợp", "chưa tổng hợp", "chưa có số liệu", "pending"}
_ABSENT = {"", "...", "…", "n/a"}  # the General Statistics Office writes "-" for none, "…" for not collected
_NOT_APPLICABLE = {"x"}  # how the official forms bar a cell
_QUALIFIERS = (
    (">", ("trên", "hơn", "nhiều hơn", "over", "more than", ">")),
    ("<", ("dưới", "chưa đến", "chưa tới", "ít hơn", "under", "less than", "<")),
    ("~", ("gần", "khoảng", "xấp xỉ", "ước", "ước tính", "chừng", "about", "nearly", "≈", "~")),
)
_QUALIFIED = [
    (sign, re.compile(rf"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})(?=[\s\d])\s*(.+)"))
    for sign, words in _QUALIFIERS
]
_FORMULA_ERROR = re.compile(r"#(?:[A-Z0-9/]+[!?]|N/A)", re.IGNORECASE)
_LONGEST = 60
MOST_COUNTED = 200_000_000  # twice the people of the country; telephone and identity numbers are above it
_MOST = 1_000_000_000_000


@dataclass(frozen=True)
class Reading:
    """What a cell says. `value` is as written (12.41 of `12,41 %`), 0 for nil, and None unless reported or nil.

    `status`: reported | nil | not_reported | not_applicable, as in schema.sql. `is_pending` marks a not_reported that
    was announced for later ("đang cập nhật"). `qualifier`: '=' or a lower bound '>', an upper bound '<', about '~'.
    """

    value: float | None
    qualifier: str = "="
    status: str = "reported"
    is_percent: bool = False
    is_pending: bool = False

    @property
    def share(self) -> float | None:
        """The value from 0 to 1 where it was written with a percent sign; else the value itself."""
        return self.value / 100 if self.is_percent and self.value is not None else self.value


def read_number(
    cell: object, *, decimal: str | None = None, is_count: bool = False, shown_as_percent: bool = False
) -> Reading:
    """The number in a cell. `decimal` is the sheet's decimal sign where known (`detect_decimal`).

    A group of thousands has exactly three digits and one to three before it, the first not 0. So one sign with three
    digits behind it can be read in two ways, and nothing else can:

        text               decimal=None     decimal=','      decimal='.'      as a count, decimal None | ',' | '.'
        1.725              ambiguous        1725             1.725            1725 | 1725 | ambiguous
        1,725              ambiguous        1.725            1725             ambiguous | ambiguous | 1725
        1.2  12.41  0.125  1.2  12.41  0.125 whatever the convention          not a count
        1,2  12,41  0,125  the same                                           not a count
        2600.125           2600.125 (four digits are no group)                not a count
        1.234.567          1234567 (1,234,567 too)                            1234567
        1.234.567,89       1234567.89 (1,234,567.89 too)                      not a count
        1 234  1 234,5     1234  1234.5 (a space, also a hard one)            1234, not a count

    A count is read as Vietnamese reports write it, where a dot groups thousands. Excel's own numbers are taken as they
    are; `shown_as_percent` says that the cell carries a percent format, so that 0.124 is read as 12.4 %.

    Raises FaultError with `numbers.` ambiguous, unreadable, not_a_count, too_many, too_large, formula_error, formula_unsaved
    or date.
    """
    if cell is None:
        return Reading(None, status="not_reported")
    if isinstance(cell, (date, time, timedelta)):
        raise _fault("date", cell)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _read_stored(cell, is_count, shown_as_percent)
    written = plain_text(str(cell))
    if written.startswith("="):
        raise _fault("formula_unsaved", cell)
    if isinstance(cell, bool) or len(written) > _LONGEST:
        raise _fault("unreadable", cell)
    if _FORMULA_ERROR.fullmatch(written):
        raise _fault("formula_error", cell)
    return _read_word(written.casefold()) or _read_written(written.casefold(), cell, decimal, is_count)


def detect_decimal(texts: Iterable[object]) -> str | None:
    """The decimal sign that the unambiguous numbers among the cells agree on; None where none tells or they differ."""
    found = {sign for cell in texts if isinstance(cell, str) and (sign := _told_decimal(cell))}
    return found.pop() if len(found) == 1 else None


def format_number(value: float, decimals: int, language: str) -> str:
    """`1.234,5` in Vietnamese, `1,234.5` in English; a true minus sign, and never a minus zero."""
    written = f"{abs(value):,.{decimals}f}"
    if language == "vi":
        written = written.translate(str.maketrans(",.", ".,"))
    return f"−{written}" if value < 0 and re.search("[1-9]", written) else written


def format_share(share: float, language: str, decimals: int = 1) -> str:
    """A share from 0 to 1 in percent: 0.8212 is `82,1%`."""
    return format_number(share * 100, decimals, language) + "%"


def format_signed(value: float, decimals: int, language: str) -> str:
    """A change: `+3,2`, `−3,2`; what rounds to zero has no sign."""
    written = format_number(value, decimals, language)
    return f"+{written}" if value > 0 and re.search("[1-9]", written) else written


def format_points(difference: float, language: str, decimals: int = 1) -> str:
    """The difference of two shares from 0 to 1, in percentage points: 0.021 is `+2,1 điểm %`."""
    return text("numbers.points", language, value=format_signed(difference * 100, decimals, language))


def _read_stored(cell: float, is_count: bool, shown_as_percent: bool) -> Reading:
    if not math.isfinite(cell):
        raise _fault("unreadable", cell)
    value = round(float(cell) * 100, 10) if shown_as_percent else float(cell)
    if is_count:
        _check_count(value, shown_as_percent, cell)
    _check_size(value, is_count, cell)
    return Reading(value, is_percent=shown_as_percent)


def _read_word(written: str) -> Reading | None:
    if written in _NIL:
        return Reading(0.0, status="nil")
    if written in _ABSENT:
        return Reading(None, status="not_reported")
    if written in _PENDING:
        return Reading(None, status="not_reported", is_pending=True)
    if written in _NOT_APPLICABLE:
        return Reading(None, status="not_applicable")
    return None


def _read_written(written: str, cell: object, decimal: str | None, is_count: bool) -> Reading:
    qualifier = "="
    for sign, pattern in _QUALIFIED:
        if match := pattern.fullmatch(written):
            qualifier, written = sign, match[1]
    is_percent = written.endswith("%")
    written = written.removesuffix("%").rstrip()
    sign = -1.0 if written.startswith("-") else 1.0
    digits = written[1:].lstrip() if written[:1] in ("-", "+") else written
    value = sign * _read_digits(digits, cell, decimal, is_count) + 0.0  # never a minus zero
    if is_count:
        _check_count(value, is_percent, cell)
    _check_size(value, is_count, cell)
    return Reading(value, qualifier, is_percent=is_percent)


def _read_digits(digits: str, cell: object, decimal: str | None, is_count: bool) -> float:
    if spaced := SPACED.match(digits):
        digits = spaced[0].replace(" ", "") + digits[spaced.end() :]
    elif " " in digits:
        raise _fault("unreadable", cell)
    if not digits.isascii():
        raise _fault("unreadable", cell)
    if DIGITS.fullmatch(digits):
        return float(digits)
    if told := decimal_of(digits):
        return float(digits.replace("," if told == "." else ".", "").replace(told, "."))
    if not (one := ONE_SIGN.fullmatch(digits)):
        raise _fault("unreadable", cell)
    if spaced:  # the thousands are already marked by spaces
        return float(f"{one[1]}.{one[3]}")
    return _read_one_group(one, cell, decimal, is_count)


def _read_one_group(one: re.Match[str], cell: object, decimal: str | None, is_count: bool) -> float:
    """`1.725` or `1,725`: one sign, three digits behind it."""
    convention = decimal or ("," if is_count and one[2] == "." else None)
    if convention is None or (is_count and one[2] == convention):
        raise _fault("ambiguous", cell, found_grouped=one[1] + one[3], found_broken=f"{one[1]},{one[3]}")
    return float(f"{one[1]}.{one[3]}") if one[2] == convention else float(one[1] + one[3])


def _told_decimal(cell: str) -> str | None:
    written = plain_text(cell).casefold()
    for _, pattern in _QUALIFIED:
        if match := pattern.fullmatch(written):
            written = match[1]
    return decimal_of(written.removesuffix("%").strip().lstrip("+-").strip())


def _check_count(value: float, is_percent: bool, cell: object) -> None:
    if is_percent or value < 0 or not value.is_integer():
        raise _fault("not_a_count", cell)


def _check_size(value: float, is_count: bool, cell: object) -> None:
    if abs(value) > (MOST_COUNTED if is_count else _MOST):
        raise _fault("too_many" if is_count else "too_large", cell)


def _fault(code: str, cell: object, **values: object) -> FaultError:
    found = cell.strftime("%d/%m/%Y") if isinstance(cell, date) else str(cell)
    return FaultError(Fault(f"numbers.{code}", found=found[:200], values=values))
