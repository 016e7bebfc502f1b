"""Periods in words: `Quý III/2026 (15/6–14/9/2026)`, `Q3 2026 (15 Jun–14 Sep 2026)`, and `Q. III/26` on an axis."""

from datetime import date, timedelta

from longdan.language.dates import format_month, format_quarter
from longdan.language.locale import text

# From 15/12 to 1/1: moved by these days, the months and quarters of the inspection year begin in the civil ones.
_INSPECTION_LEAD = timedelta(days=17)
_CUMULATIVE = ("half", "nine_months", "year")  # of the inspection calendar: counted from its start


def format_period(period_id: str, language: str) -> str:
    """The label, and behind it the window where the label names other days than the civil calendar would."""
    kind, calendar, start_on, end_on = _parts(period_id)
    label = label_period(period_id, language)
    if calendar != "inspection" or kind in ("round", "span"):
        return label
    key = "cumulative" if kind in _CUMULATIVE else "with_window"
    return text(f"periods.{key}", language, label=label, window=format_window(start_on, end_on, language))


def label_period(period_id: str, language: str) -> str:
    """`Quý III/2026`, `6 tháng đầu năm 2026`, `Năm 2025`; a window where no shorter name says which days are meant.

    ValueError where the text is no period_id (`longdan.methods.period`).
    """
    kind, calendar, start_on, end_on = _parts(period_id)
    window = format_window(start_on, end_on, language)
    if kind == "span" and _is_whole_years(start_on, end_on):
        return text("periods.years", language, first=start_on.year, last=end_on.year)
    if kind in ("span", "round"):
        return text(f"periods.{kind}", language, window=window)
    if calendar == "national_assembly":
        return text("periods.national_assembly", language, window=window)
    starts = start_on + (_INSPECTION_LEAD if calendar == "inspection" else timedelta())
    if kind == "half" and starts.month > 6:
        kind = "second_half"
    month, quarter = format_month(starts.month, language), format_quarter((starts.month + 2) // 3, language)
    return text(f"periods.{kind}", language, month=month, quarter=quarter, year=starts.year)


def shorten_period(period_id: str, language: str) -> str:
    """What stands under an axis: `2016`, `Q. III/26`, `5/26`, `9T/26`, `2016–2020`; of a survey the month it ended."""
    kind, calendar, start_on, end_on = _parts(period_id)
    if kind == "span" and not _is_whole_years(start_on, end_on):
        return format_window(start_on, end_on, language)
    if kind == "year" and calendar == "national_assembly":
        kind = "span"
    starts = start_on + (_INSPECTION_LEAD if calendar == "inspection" else timedelta())
    named = end_on if kind == "round" else starts
    return text(
        f"periods.short.{kind}", language, year=named.year, year_2=f"{named:%y}", last=end_on.year, month=named.month,
        quarter=text(f"dates.quarter_short.{(named.month + 2) // 3}", language), half=1 if named.month <= 6 else 2,
    )  # fmt: skip


def format_window(start_on: date, end_on: date, language: str) -> str:
    """`15/6–14/9/2026`; the year stands twice only where it changes, a single day once."""
    end = _format_day(end_on, language, has_year=True)
    if start_on == end_on:
        return end
    return f"{_format_day(start_on, language, has_year=start_on.year != end_on.year)}–{end}"


def _parts(period_id: str) -> tuple[str, str, date, date]:
    kind, calendar, start_on, end_on = period_id.split(".")
    return kind, calendar, date.fromisoformat(start_on), date.fromisoformat(end_on)


def _format_day(day: date, language: str, has_year: bool) -> str:
    key = "dates.short_date_year" if has_year else "dates.short_date"
    month = text(f"dates.month_short.{day.month}", language)
    return text(key, language, day=day.day, month=month, month_number=day.month, year=day.year)


def _is_whole_years(start_on: date, end_on: date) -> bool:
    is_whole = (start_on.month, start_on.day, end_on.month, end_on.day) == (1, 1, 12, 31)
    return is_whole and start_on.year < end_on.year
