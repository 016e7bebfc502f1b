"""A line joins only what measures the same: one type, one series, no gap, no forbidding break, no partial period."""

from datetime import date

import polars as pl
import pytest

from longdan.dashboard.charts.lines import cut_lines, keep_one_origin, keep_type
from longdan.methods.period import Period, inspection_period

NO_BREAK = pl.DataFrame(schema={"on": pl.Date, "joins": pl.Boolean})
Q1, Q2, Q3, Q4 = (inspection_period("quarter", 2026, number) for number in (1, 2, 3, 4))


def make_series(*rows: tuple) -> pl.DataFrame:
    """Rows of (area, period, value, status, series, is_simulated); the last three may be left out."""
    defaults = ("a", Q1, 1.0, "reported", "main", True)
    full = [row + defaults[len(row) :] for row in rows]
    return pl.DataFrame(
        {
            "area_id": [row[0] for row in full],
            "period_id": [row[1].period_id for row in full],
            "type": [row[1].type for row in full],
            "calendar": [row[1].calendar for row in full],
            "end_on": [row[1].end_on for row in full],
            "value": pl.Series([row[2] for row in full], dtype=pl.Float64),
            "status": [row[3] for row in full],
            "series": [row[4] for row in full],
            "is_simulated": [row[5] for row in full],
        }
    )


@pytest.mark.parametrize(
    ("rows", "numbers"),
    [
        ([("a", Q1, 1), ("a", Q2, 2), ("a", Q3, 3)], [1, 1, 1]),
        ([("a", Q1, 1), ("a", Q3, 3)], [1, 2]),
        ([("a", Q1, 1), ("a", Q2, None, "not_reported"), ("a", Q3, 3)], [1, None, 2]),
        ([("a", Q1, 1), ("a", Q2, None, "suppressed"), ("a", Q3, 3)], [1, None, 2]),
        ([("a", Q1, 1), ("a", Q2, 2, "partial_period"), ("a", Q3, 3)], [1, None, 2]),
        ([("a", Q1, 1), ("a", Q2, 0, "nil"), ("a", Q3, 3)], [1, 1, 1]),
        ([("a", Q1, 1, "reported", "old"), ("a", Q2, 2, "reported", "new")], [1, 2]),
        ([("a", Q1, 1), ("b", Q2, 2)], [1, 2]),
    ],
)
def test_a_line_is_cut_where_figures_cannot_be_joined(rows: list[tuple], numbers: list) -> None:
    assert cut_lines(make_series(*rows), NO_BREAK)["line_no"].to_list() == numbers


@pytest.mark.parametrize(("joins", "numbers"), [(False, [1, 2, 2]), (True, [1, 1, 1])])
def test_a_break_cuts_unless_it_joins(joins: bool, numbers: list[int]) -> None:
    breaks = pl.DataFrame({"on": [date(2026, 3, 20)], "joins": [joins]})
    rows = make_series(("a", Q1, 1), ("a", Q2, 2), ("a", Q3, 3))
    assert cut_lines(rows, breaks)["line_no"].to_list() == numbers


def test_cumulative_periods_follow_from_year_to_year_and_survey_rounds_at_any_distance() -> None:
    halves = [inspection_period("half", year) for year in (2024, 2025, 2026)]
    rounds = [Period("round", "civil", date(year, 5, 1), date(year, 5, 9)) for year in (2022, 2025)]
    assert cut_lines(make_series(*[("a", one, 1) for one in halves]), NO_BREAK)["line_no"].to_list() == [1, 1, 1]
    assert cut_lines(make_series(*[("a", one, 1) for one in rounds]), NO_BREAK)["line_no"].to_list() == [1, 1]


def test_totals_of_several_years_stand_alone() -> None:
    spans = [Period("span", "civil", date(year, 1, 1), date(year + 4, 12, 31)) for year in (2016, 2021)]
    assert cut_lines(make_series(*[("a", one, 1) for one in spans]), NO_BREAK)["line_no"].to_list() == [1, 2]


def test_only_one_type_and_calendar_of_period_is_kept() -> None:
    nine_months = inspection_period("nine_months", 2026)
    civil = Period("quarter", "civil", date(2026, 7, 1), date(2026, 9, 30))
    rows = make_series(("a", Q3, 1), ("a", nine_months, 2), ("a", civil, 3))
    assert keep_type(rows, Q3.period_id)["value"].to_list() == [1.0]


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ([("a", Q1, 1), ("a", Q2, 2, "reported", "main", False), ("b", Q1, 3)], [2.0]),
        ([("a", Q1, 1), ("b", Q1, 3, "reported", "main", False)], [1.0]),
        ([("a", Q1, 1), ("a", Q2, None, "not_reported", "main", False)], [1.0]),
        ([("a", Q1, 1, "reported", "main", False)], [1.0]),
    ],
)
def test_real_and_simulated_never_meet_and_real_goes_first(rows: list[tuple], kept: list[float]) -> None:
    assert keep_one_origin(make_series(*rows), "a")["value"].to_list() == kept
