"""How many days of reception the rules ask of a body in a window, where rules change inside it and some are local.

Every day of the window adds the requirement of the rule in force on it: 1/7 of one a week, 1/31 of one a month in a month of
31 days, 1/365 of one a year. The sum is rounded once, to the nearest whole number (a half goes up). So 13 weeks ask for 13 days,
a calendar month for exactly its own number, and what two neighbouring windows ask for is what both together do, to within
the rounding. Luật Tiếp công dân 42/2013/QH13, articles 12, 13, 15, 18; Luật 136/2025/QH15.
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import floor

PER = ("week", "month", "year")


@dataclass(frozen=True)
class Minimum:
    """At least `amount` times per week, month or year, from `valid_from` to `valid_to` (None: still in force)."""

    amount: int
    per: str
    valid_from: date
    valid_to: date | None = None

    def __post_init__(self) -> None:
        if self.per not in PER or self.amount <= 0:
            raise ValueError(f"not a minimum: {self}")

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def share_of(self, day: date) -> Fraction:
        """What one day adds to the requirement while the rule holds; 0 outside it."""
        return Fraction(self.amount, _days_in(self.per, day)) if self.holds_on(day) else Fraction(0)


def accrue_requirement(minimums: Iterable[Minimum], start_on: date, end_on: date) -> Fraction | None:
    """The requirement of a window before it is rounded; None where no rule holds on any of its days.

    Of several rules that hold on a day the strictest counts: a local one never lowers what holds everywhere.
    """
    known = list(minimums)
    days = [start_on + timedelta(days=number) for number in range((end_on - start_on).days + 1)]
    if not any(minimum.holds_on(day) for minimum in known for day in days):
        return None
    return sum((max(minimum.share_of(day) for minimum in known) for day in days), Fraction(0))


def count_required(minimums: Iterable[Minimum], start_on: date, end_on: date) -> int | None:
    """The requirement of a window, in whole days; None where no rule holds on any of its days."""
    accrued = accrue_requirement(minimums, start_on, end_on)
    return None if accrued is None else floor(accrued + Fraction(1, 2))


def _days_in(per: str, day: date) -> int:
    """How long the week, month or year of a day is."""
    if per == "week":
        return 7
    return calendar.monthrange(day.year, day.month)[1] if per == "month" else 365 + calendar.isleap(day.year)
