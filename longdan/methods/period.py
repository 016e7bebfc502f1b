"""A period is (type, calendar, start, end): never a bare year or quarter.

Windows of the inspection calendar: Thông tư 06/2025/TT-TTCP, articles 4 and 7 (the same in 01/2024): quarters from 15/12,
15/3, 15/6 and 15/9; 6 months, 9 months and the year run from 15/12 and are cumulative. The National Assembly's year runs
from 1/8 to 31/7.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

TYPES = ("month", "quarter", "half", "nine_months", "year", "round", "span")
CALENDARS = ("civil", "inspection", "national_assembly")
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "nine_months": 9, "year": 12}
# The month and day on which a calendar's year begins; the first two begin in the year before the one that names them.
_YEAR_START = {"civil": (1, 1), "inspection": (12, 15), "national_assembly": (8, 1)}


@dataclass(frozen=True, order=True)
class Period:
    """A stretch of time as a report names it. `type` "span" is any other stretch, "round" a survey's fieldwork."""

    type: str
    calendar: str
    start_on: date
    end_on: date

    def __post_init__(self) -> None:
        if self.type not in TYPES or self.calendar not in CALENDARS or self.end_on < self.start_on:
            raise ValueError(f"not a period: {self}")

    @cached_property
    def period_id(self) -> str:
        """`quarter.inspection.2026-06-15.2026-09-14`: stable, since it stands in addresses."""
        return f"{self.type}.{self.calendar}.{self.start_on}.{self.end_on}"

    @property
    def is_cumulative(self) -> bool:
        """Counted from the start of the reporting year, so that it holds the periods before it in that year."""
        return self.calendar != "civil" and self.type in ("half", "nine_months", "year")

    @property
    def year(self) -> int:
        """The year that names it: the one in which its calendar year ends."""
        month, day = _YEAR_START[self.calendar]
        begins_next = (month, day) != (1, 1) and (self.end_on.month, self.end_on.day) >= (month, day)
        return self.end_on.year + (1 if begins_next else 0)

    @property
    def number(self) -> int:
        """Which quarter or month of its year (1, 2, …); 1 for the others."""
        if self.type not in ("month", "quarter"):
            return 1
        month, _ = _YEAR_START[self.calendar]
        return ((self.start_on.month - month) % 12) // _MONTHS[self.type] + 1

    @property
    def previous_year(self) -> "Period":
        """The same period of last year (cùng kỳ năm trước)."""
        ends_before = _years_later(self.end_on + timedelta(days=1), -1)  # so that February keeps its last day
        return Period(self.type, self.calendar, _years_later(self.start_on, -1), ends_before - timedelta(days=1))

    @property
    def previous(self) -> "Period | None":
        """The period just before, of the same type; a cumulative one is compared with last year's. None for spans."""
        if self.type in ("round", "span"):
            return None
        if self.is_cumulative:
            return self.previous_year
        months = _MONTHS[self.type]
        return Period(self.type, self.calendar, add_months(self.start_on, -months), self.start_on - timedelta(days=1))


def parse_period(period_id: str) -> Period:
    """The period of a `period_id`; ValueError where it is none."""
    parts = period_id.split(".")
    if len(parts) != 4:
        raise ValueError(f"not a period_id: {period_id!r}")
    return Period(parts[0], parts[1], date.fromisoformat(parts[2]), date.fromisoformat(parts[3]))


def name_window(start_on: date, end_on: date) -> Period:
    """The period that a printed window ("từ ngày … đến ngày …") stands for; a `span` where no calendar has it."""
    for calendar, (month, day) in _YEAR_START.items():
        for kind, months in _MONTHS.items():
            starts_year = (start_on.month, start_on.day) == (month, day)
            starts_step = start_on.day == day and (start_on.month - month) % months == 0
            is_start = starts_step if kind in ("month", "quarter") else starts_year
            if kind == "half" and calendar == "civil":
                is_start = starts_step
            if kind == "month" and calendar != "civil":
                continue
            if is_start and end_on == add_months(start_on, months) - timedelta(days=1):
                return Period(kind, calendar, start_on, end_on)
    return Period("span", "civil", start_on, end_on)


def inspection_period(type: str, year: int, number: int = 1) -> Period:
    """Quarter `number` (1–4), or the half, nine months or year, of an inspection year."""
    start = date(year - 1, 12, 15)
    if type == "quarter":
        start = add_months(start, 3 * (number - 1))
    return Period(type, "inspection", start, add_months(start, _MONTHS[type]) - timedelta(days=1))


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months later (for days 1 to 28)."""
    index = day.year * 12 + day.month - 1 + months
    return day.replace(year=index // 12, month=index % 12 + 1)


def _years_later(day: date, years: int) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year + years, 2, 28)
    return day.replace(year=day.year + years)
