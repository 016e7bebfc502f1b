"""Counts of denunciations as the build reads them, made by hand, and how they are judged without an earlier build."""

from datetime import date

import duckdb
import polars as pl

from etl.disclosure.denunciations import _judge
from etl.disclosure.rules import DisclosureRules
from etl.disclosure.shown_before import ShownBefore
from longdan.methods.period import inspection_period

RULES = DisclosureRules(survey_minimum=30, units_minimum=3, yearly={"denunciations": 5})

# Counts as `denunciations.py` reads them, one row per area and period.
COUNTS = {
    "row_no": pl.Int64, "period_no": pl.Int64, "period_id": pl.String, "type": pl.String, "calendar": pl.String, "year": pl.Int64,
    "origin": pl.String, "form": pl.String, "area_id": pl.String, "area_no": pl.Int64, "parent_no": pl.Int64,
    "level": pl.String, "indicator_id": pl.String, "part": pl.String, "above_id": pl.String, "is_given": pl.Boolean,
    "is_desk": pl.Boolean, "value": pl.Int64, "room": pl.Int64, "is_small": pl.Boolean, "is_flow": pl.Boolean,
    "number": pl.Int32, "start_on": pl.Date, "end_on": pl.Date, "begins_on": pl.Date,
}  # fmt: skip


def counts_of(*rows: tuple) -> pl.DataFrame:
    """From (area, parent, level, period, value, room); period 0 is the year, 1 to 4 are its quarters, 6 and 9 its first months."""
    same = {"calendar": "inspection", "year": 2024, "origin": "user", "form": "f", "is_desk": False, "is_small": False}
    same |= {
        "indicator_id": "denunciations",
        "part": "",
        "is_given": False,
        "is_flow": False,
        "begins_on": date(1900, 1, 1),
    }
    return pl.DataFrame(
        [
            same
            | {"row_no": number, "area_id": f"{area:05}", "area_no": area, "parent_no": parent, "level": level}
            | {"period_no": period, "value": value, "room": room}
            | describe_period(period)
            for number, (area, parent, level, period, value, room) in enumerate(rows)
        ],
        schema=COUNTS,
    )


def describe_period(number: int) -> dict:
    longer = {0: "year", 6: "half", 9: "nine_months"}
    period = inspection_period(longer[number], 2024) if number in longer else inspection_period("quarter", 2024, number)
    described = {"period_id": period.period_id, "type": period.type, "number": period.number}
    return described | {"start_on": period.start_on, "end_on": period.end_on}


def judge(*rows: tuple, is_flow: bool = False) -> pl.DataFrame:
    with duckdb.connect() as connection:
        counts = counts_of(*rows).with_columns(is_flow=is_flow)
        return _judge(counts, 5, RULES, ShownBefore(connection, [], RULES))
