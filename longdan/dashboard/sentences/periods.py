"""Periods and dates in words: `Quý III/2026 (15/6–14/9/2026)`, `22/11/2026`."""

from datetime import date


def say_date(day: date, language: str) -> str:
    """`22/11/2026`; in English `22 Nov 2026`."""
    return f"{day.day} {day:%b} {day.year}" if language == "en" else f"{day:%d/%m/%Y}"


def say_window(start_on: date, end_on: date) -> str:
    """`15/6–14/9/2026`, with both years where they differ."""
    start = f"{start_on.day}/{start_on.month}"
    if start_on.year != end_on.year:
        start += f"/{start_on.year}"
    return f"{start}–{end_on.day}/{end_on.month}/{end_on.year}"


def name_period(period: dict, language: str) -> str:
    """The label of a row of `period`, with its window where that is not the one of the civil calendar."""
    label = period[f"label_{language}"]
    if period["calendar"] == "civil":
        return label
    window = say_window(period["start_on"], period["end_on"])
    return label if window in label else f"{label} ({window})"
