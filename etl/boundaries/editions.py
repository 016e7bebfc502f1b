"""The two sets of units that maps are drawn for, and the day that stands for each."""

from datetime import date

import polars as pl

REFORM_ON = date(2025, 7, 1)  # Resolution 202/2025/QH15: districts end, provinces and communes are merged
LAST_DAY_BEFORE = date(2025, 6, 30)
EDITIONS = ("pre_2025_07", "current")


def reference_day(edition: str, today: date) -> date:
    """The day whose areas an edition shows."""
    return LAST_DAY_BEFORE if edition == "pre_2025_07" else today


def edition_of(day: date) -> str:
    """The edition that a file with boundaries as of that day belongs to."""
    return "pre_2025_07" if day < REFORM_ON else "current"


def areas_on(area: pl.DataFrame, day: date) -> pl.DataFrame:
    """The areas in force on that day."""
    return area.filter((pl.col("valid_from") <= day) & (pl.col("valid_to").is_null() | (pl.col("valid_to") >= day)))
