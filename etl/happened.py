"""Until when a report may tell of what has happened."""

from datetime import date, timedelta

_DAYS_AHEAD = timedelta(days=31)  # a report may be drawn up a little before the end of what it tells of


def latest_day() -> date:
    """The last day of a window or event that is not taken for a slip in the year."""
    return date.today() + _DAYS_AHEAD
