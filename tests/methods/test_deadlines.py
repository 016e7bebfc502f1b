"""Late, in time, not yet due and not known are four different things."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from longdan.methods.deadlines import (
    PROMISE_STATES,
    count_days_late,
    count_days_overdue,
    due_day,
    judge_arrival,
    judge_notice,
    judge_promise,
    judge_result,
    last_day_of_year,
    last_ended_quarter,
)

AS_OF = date(2026, 11, 22)
PROMISE = pl.Schema({"status": pl.String, "due_on": pl.Date, "closed_on": pl.Date, "evidence": pl.String})
DIALOGUE = pl.Schema({"held_on": pl.Date, "noticed_on": pl.Date, "published_on": pl.Date, "limit": pl.Int64})
ARRIVAL = pl.Schema({"has_report": pl.Boolean, "arrived_on": pl.Date})


def only(expression: pl.Expr, schema: pl.Schema, *row: object) -> object:
    return pl.DataFrame([row], schema=schema, orient="row").select(expression).item()


@pytest.mark.parametrize(
    ("row", "state", "days"),
    [
        (("in_progress", date(2026, 11, 21), None, None), "overdue", 1),
        (("not_started", date(2025, 11, 22), None, None), "overdue", 365),
        (("in_progress", date(2026, 11, 22), None, None), "open", 0),
        (("in_progress", None, None, None), "open", None),
        (("done", date(2026, 9, 30), date(2026, 9, 15), "Biên bản 12/BB-KT"), "done", 0),
        (("done", date(2026, 9, 30), date(2026, 10, 5), None), "done_without_evidence", 5),
        (("done", date(2026, 9, 30), None, "  "), "done_without_evidence", None),
        (("not_possible", date(2026, 1, 1), date(2026, 3, 1), None), "not_possible", 59),
    ],
)
def test_a_promise_is_followed_until_it_is_done(row: tuple, state: str, days: int | None) -> None:
    assert only(judge_promise(AS_OF), PROMISE, *row) == state
    assert only(count_days_overdue(AS_OF), PROMISE, *row) == days


@pytest.mark.parametrize(
    ("noticed_on", "limit", "state"),
    [
        (date(2026, 3, 13), 7, "in_time"),
        (date(2026, 3, 14), 7, "late"),
        (None, 7, "unknown"),
        (date(2026, 3, 13), None, None),
    ],
)
def test_a_dialogue_is_announced_seven_days_before(noticed_on: date | None, limit: int | None, state: str) -> None:
    assert only(judge_notice(pl.col("limit")), DIALOGUE, date(2026, 3, 20), noticed_on, None, limit) == state


@pytest.mark.parametrize(
    ("held_on", "published_on", "state"),
    [
        (date(2026, 3, 20), date(2026, 3, 30), "in_time"),
        (date(2026, 3, 20), date(2026, 3, 31), "late"),
        (date(2026, 3, 20), None, "unknown"),
        (date(2026, 11, 12), None, "pending"),
        (date(2026, 11, 11), None, "unknown"),
    ],
)
def test_a_result_is_published_within_ten_days(held_on: date, published_on: date | None, state: str) -> None:
    assert only(judge_result(pl.col("limit"), AS_OF), DIALOGUE, held_on, None, published_on, 10) == state


def test_reports_are_due_on_the_17th_and_20th_of_the_last_month() -> None:
    assert due_day(date(2026, 9, 14), 17) == date(2026, 9, 17)
    assert due_day(date(2025, 12, 14), 20) == date(2025, 12, 20)


@pytest.mark.parametrize(
    ("has_report", "arrived_on", "as_of", "state", "late"),
    [
        (True, date(2026, 9, 20), AS_OF, "in_time", 0),
        (True, date(2026, 9, 21), AS_OF, "late", 1),
        (True, None, AS_OF, "unknown", None),
        (False, None, AS_OF, "missing", None),
        (False, None, date(2026, 9, 20), "pending", None),
    ],
)
def test_a_report_is_in_time_late_missing_or_not_known(
    has_report: bool, arrived_on: date | None, as_of: date, state: str, late: int | None
) -> None:
    due = due_day(date(2026, 9, 14), 20)
    assert only(judge_arrival(due, as_of), ARRIVAL, has_report, arrived_on) == state
    assert only(count_days_late(due), ARRIVAL, has_report, arrived_on) == late


def test_a_year_that_still_runs_ends_with_the_day_one_looks() -> None:
    assert last_day_of_year(2025, AS_OF) == date(2025, 12, 31)
    assert last_day_of_year(2026, AS_OF) == AS_OF


@pytest.mark.parametrize(
    ("as_of", "end_on"),
    [
        (AS_OF, date(2026, 9, 14)),
        (date(2026, 12, 14), date(2026, 12, 14)),
        (date(2026, 12, 13), date(2026, 9, 14)),
        (date(2026, 1, 5), date(2025, 12, 14)),
        (date(2026, 12, 20), date(2026, 12, 14)),
    ],
)
def test_the_last_quarter_has_ended(as_of: date, end_on: date) -> None:
    assert last_ended_quarter(as_of).end_on == end_on


dates = st.dates(date(2024, 1, 1), date(2027, 12, 31))
promises = st.tuples(
    st.sampled_from(["not_started", "in_progress", "done", "not_possible"]),
    st.none() | dates,
    st.none() | dates,
    st.none() | st.sampled_from(["", "12/BB"]),
)


@given(promises, dates, st.integers(1, 400))
def test_a_promise_has_one_state_and_only_time_makes_an_open_one_overdue(row: tuple, as_of: date, later: int) -> None:
    now = only(judge_promise(as_of), PROMISE, *row)
    then = only(judge_promise(as_of + timedelta(days=later)), PROMISE, *row)
    assert now in PROMISE_STATES
    assert now == then or (now, then) == ("open", "overdue")
    days = only(count_days_overdue(as_of), PROMISE, *row)
    assert days is None or days >= 0
    assert (now != "overdue") or days > 0
