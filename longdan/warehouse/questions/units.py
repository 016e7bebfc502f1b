"""The three ways to look at administrative units: as reported, today's, and those before the reform of July 2025."""

from datetime import date

UNITS = ("reported", "current", "pre_2025_07")
REFORM_ON = date(2025, 7, 1)  # districts end, communes are redrawn


def editions_of(units: str) -> list[str]:
    """The editions of observations that make one line of an area: what it reported itself, and what was re-based to it."""
    return ["reported"] if units == "reported" else ["reported", units]
