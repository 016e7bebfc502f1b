"""Dates as people write them in Vietnam: the day first, then the month."""

import re
import unicodedata
from datetime import date, datetime

from longdan.language.fault import Fault, FaultError
from longdan.language.locale import LANGUAGES, text

FIRST_YEAR, LAST_YEAR = 1945, 2100
_EXCEL_EPOCH = date(1899, 12, 30).toordinal()
_WRITTEN = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[t ][\d:.]*)?"),
    re.compile(r"(?:ngày )?(?P<day>\d{1,2}) ?[/.\-] ?(?P<month>\d{1,2}) ?[/.\-] ?(?P<year>\d{4}|\d{2})(?: [\d:.]+)?"),
    re.compile(r"(?:ngày )?(?P<day>\d{1,2}) tháng (?P<month>\d{1,2}),? năm (?P<year>\d{4})"),
)


def read_date(cell: object, latest: date | None = None) -> date | None:
    """The day in a cell; None for an empty one. The day comes before the month, as everywhere in Vietnam.

    14/09/2026, 14-9-26 (two digits: 20xx), 14.9.2026, "ngày 14 tháng 9 năm 2026", ISO 2026-09-14, Excel dates, and a
    date that lost its format in Excel (46279). Month-first dates such as 09/14/2026 are impossible, not turned round.
    Of what has happened `latest` is the last day that can be meant, so that 1/1/75 is asked back there.

    Raises FaultError with `numbers.` date_unreadable, date_impossible, date_out_of_range or date_in_future.
    """
    day = _read_day(cell)
    if day and latest and day > latest:
        written = {f"latest_{language}": format_date(latest, language) for language in LANGUAGES}
        raise _fault("date_in_future", cell if isinstance(cell, str) else format_date(day, "vi"), **written)
    return day


def format_date(day: date, language: str) -> str:
    """`22/11/2026` in Vietnamese, `22 Nov 2026` in English."""
    month = text(f"dates.month_short.{day.month}", language)
    return text("dates.date", language, day=day.day, month=month, day_2=f"{day:%d}", month_2=f"{day:%m}", year=day.year)


def format_month(number: int, language: str) -> str:
    """`Tháng 9`, `September`."""
    return text(f"dates.month.{number}", language)


def format_quarter(number: int, language: str) -> str:
    """`Quý III`, `Q3`."""
    return text(f"dates.quarter.{number}", language)


def _read_day(cell: object) -> date | None:
    if cell is None:
        return None
    if isinstance(cell, datetime):
        return _in_range(cell.date(), cell)
    if isinstance(cell, date):
        return _in_range(cell, cell)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _from_serial(cell)
    written = " ".join(unicodedata.normalize("NFC", str(cell)).casefold().replace("\u00a0", " ").split())
    return _read_written(written, cell) if written else None


def _read_written(written: str, cell: object) -> date:
    match = next((match for pattern in _WRITTEN if (match := pattern.fullmatch(written))), None)
    if match is None:
        raise _fault("date_unreadable", cell)
    year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
    try:
        return _in_range(date(year, int(match["month"]), int(match["day"])), cell)
    except ValueError:
        raise _fault("date_impossible", cell) from None


def _from_serial(cell: float) -> date:
    """Excel counts days from 30/12/1899; only numbers that give a day in range can be a lost date."""
    first, last = (date(year, 1, 1).toordinal() - _EXCEL_EPOCH for year in (FIRST_YEAR, LAST_YEAR))
    if not first <= cell < last:
        raise _fault("date_unreadable", cell)
    return date.fromordinal(_EXCEL_EPOCH + int(cell))


def _in_range(day: date, cell: object) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _fault("date_out_of_range", cell, first=FIRST_YEAR, last=LAST_YEAR)
    return day


def _fault(code: str, cell: object, **values: object) -> FaultError:
    return FaultError(Fault(f"numbers.{code}", found=str(cell)[:200], values=values))
