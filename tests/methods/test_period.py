"""Periods of the three calendars: the windows of Thông tư 06/2025/TT-TTCP, and how one leads to another."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longdan.methods.period import CALENDARS, Period, add_months, inspection_period, name_window, parse_period

YEARS = st.integers(1990, 2090)


@pytest.mark.parametrize(
    ("type", "number", "start", "end"),
    [
        ("quarter", 1, "2025-12-15", "2026-03-14"),
        ("quarter", 2, "2026-03-15", "2026-06-14"),
        ("quarter", 3, "2026-06-15", "2026-09-14"),
        ("quarter", 4, "2026-09-15", "2026-12-14"),
        ("half", 1, "2025-12-15", "2026-06-14"),
        ("nine_months", 1, "2025-12-15", "2026-09-14"),
        ("year", 1, "2025-12-15", "2026-12-14"),
    ],
)
def test_the_windows_of_the_inspection_year_2026(type: str, number: int, start: str, end: str) -> None:
    period = inspection_period(type, 2026, number)
    assert (str(period.start_on), str(period.end_on), period.year) == (start, end, 2026)
    assert name_window(period.start_on, period.end_on) == period
    assert period.is_cumulative == (type != "quarter")


@pytest.mark.parametrize(
    ("start", "end", "type", "calendar", "year", "number"),
    [
        ("2026-01-01", "2026-03-31", "quarter", "civil", 2026, 1),
        ("2026-10-01", "2026-12-31", "quarter", "civil", 2026, 4),
        ("2026-09-01", "2026-09-30", "month", "civil", 2026, 9),
        ("2024-02-01", "2024-02-29", "month", "civil", 2024, 2),
        ("2026-01-01", "2026-12-31", "year", "civil", 2026, 1),
        ("2026-07-01", "2026-12-31", "half", "civil", 2026, 1),
        ("2024-08-01", "2025-07-31", "year", "national_assembly", 2025, 1),
        ("2025-12-15", "2026-12-14", "year", "inspection", 2026, 1),
        ("2016-01-01", "2020-12-31", "span", "civil", 2020, 1),
        ("2026-01-05", "2026-02-03", "span", "civil", 2026, 1),
    ],
)
def test_a_printed_window_is_named(start: str, end: str, type: str, calendar: str, year: int, number: int) -> None:
    period = name_window(date.fromisoformat(start), date.fromisoformat(end))
    assert (period.type, period.calendar, period.year, period.number) == (type, calendar, year, number)


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (inspection_period("quarter", 2026, 1), inspection_period("quarter", 2025, 4)),
        (inspection_period("quarter", 2026, 3), inspection_period("quarter", 2026, 2)),
        (inspection_period("half", 2026), inspection_period("half", 2025)),  # cumulative: with last year's
        (
            Period("month", "civil", date(2026, 3, 1), date(2026, 3, 31)),
            Period("month", "civil", date(2026, 2, 1), date(2026, 2, 28)),
        ),
        (Period("span", "civil", date(2016, 1, 1), date(2020, 12, 31)), None),
    ],
)
def test_the_period_before(period: Period, before: Period | None) -> None:
    assert period.previous == before


@pytest.mark.parametrize(
    ("period", "last_year"),
    [
        (inspection_period("nine_months", 2026), inspection_period("nine_months", 2025)),
        (
            Period("month", "civil", date(2025, 2, 1), date(2025, 2, 28)),
            Period("month", "civil", date(2024, 2, 1), date(2024, 2, 29)),
        ),
        (
            Period("month", "civil", date(2024, 2, 1), date(2024, 2, 29)),
            Period("month", "civil", date(2023, 2, 1), date(2023, 2, 28)),
        ),
    ],
)
def test_the_same_period_of_last_year(period: Period, last_year: Period) -> None:
    assert period.previous_year == last_year


@given(YEARS)
def test_the_quarters_of_an_inspection_year_fill_it_without_gaps(year: int) -> None:
    quarters = [inspection_period("quarter", year, number) for number in (1, 2, 3, 4)]
    whole = inspection_period("year", year)
    assert (quarters[0].start_on, quarters[-1].end_on) == (whole.start_on, whole.end_on)
    for before, after in pairwise(quarters):
        assert after.start_on == before.end_on + timedelta(days=1)
        assert after.previous == before
    assert [quarter.number for quarter in quarters] == [1, 2, 3, 4]


@given(st.sampled_from(CALENDARS), st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 4000))
def test_an_id_leads_back_to_its_period(calendar: str, start: date, days: int) -> None:
    period = Period("span", calendar, start, start + timedelta(days=days))
    assert parse_period(period.period_id) == period


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 4000))
def test_every_window_has_a_name_and_keeps_its_days(start: date, days: int) -> None:
    period = name_window(start, start + timedelta(days=days))
    assert (period.start_on, period.end_on) == (start, start + timedelta(days=days))


@given(
    st.dates(date(1950, 1, 1), date(2090, 1, 1)).map(lambda day: day.replace(day=min(day.day, 28))),
    st.integers(-200, 200),
)
def test_months_added_and_taken_off_lead_back(day: date, months: int) -> None:
    assert add_months(add_months(day, months), -months) == day


@pytest.mark.parametrize(
    "fields",
    [
        ("week", "civil", date(2026, 1, 1), date(2026, 1, 7)),
        ("month", "lunar", date(2026, 1, 1), date(2026, 1, 31)),
        ("month", "civil", date(2026, 1, 31), date(2026, 1, 1)),
    ],
)
def test_what_is_no_period_is_refused(fields: tuple) -> None:
    with pytest.raises(ValueError, match="not a period"):
        Period(*fields)


def test_what_is_no_id_is_refused() -> None:
    with pytest.raises(ValueError, match="not a period_id"):
        parse_period("quarter.civil.2026-01-01")
