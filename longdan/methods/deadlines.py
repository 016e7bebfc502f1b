"""Whether what had to be done by a day was done by then: in time, late by so many days, not yet due, missing, or not known.

Expressions over Polars frames. A day that nobody wrote down is `unknown`: it is never taken for late, nor for in time. `as_of` is
the day from which one looks: what falls due after it is not yet judged.
"""

from datetime import date, timedelta

import polars as pl

from longdan.methods.period import Period, inspection_period

PROMISE_STATES = ("overdue", "open", "done", "done_without_evidence", "not_possible")
_CLOSED = ("done", "not_possible")


def judge_promise(as_of: date) -> pl.Expr:
    """One of PROMISE_STATES, from `status`, `due_on` and `evidence`.

    Open: not done, and not past its day or without one. Overdue: not done, its day before `as_of`. A promise that could not be
    kept and was explained is neither.
    """
    is_done = pl.col("status") == "done"
    has_evidence = pl.col("evidence").fill_null("").str.strip_chars() != ""
    return (
        pl.when(is_done & has_evidence)
        .then(pl.lit("done"))
        .when(is_done)
        .then(pl.lit("done_without_evidence"))
        .when(pl.col("status") == "not_possible")
        .then(pl.lit("not_possible"))
        .when(pl.col("due_on") < as_of)
        .then(pl.lit("overdue"))
        .otherwise(pl.lit("open"))
    )


def count_days_overdue(as_of: date) -> pl.Expr:
    """Days by which a promise is past its day: until it was closed, else until `as_of`; 0 in time, null without a day.

    Null also where a done promise does not say when it was closed.
    """
    is_closed = pl.col("status").is_in(_CLOSED)
    until = pl.when(is_closed).then(pl.col("closed_on")).otherwise(pl.lit(as_of))
    return (until - pl.col("due_on")).dt.total_days().clip(0)


def judge_notice(least_days: pl.Expr) -> pl.Expr:
    """in_time | late | unknown: announced at least so many days before it was held; null where no limit is in force."""
    days = (pl.col("held_on") - pl.col("noticed_on")).dt.total_days()
    return (
        pl.when(least_days.is_null())
        .then(None)
        .when(days.is_null())
        .then(pl.lit("unknown"))
        .when(days >= least_days)
        .then(pl.lit("in_time"))
        .otherwise(pl.lit("late"))
    )


def judge_result(most_days: pl.Expr, as_of: date) -> pl.Expr:
    """in_time | late | pending | unknown: published at most so many days after it was held; null where no limit is in force.

    Without a day of publication: pending until the limit has passed, then unknown.
    """
    days = (pl.col("published_on") - pl.col("held_on")).dt.total_days()
    since = (pl.lit(as_of) - pl.col("held_on")).dt.total_days()
    return (
        pl.when(most_days.is_null())
        .then(None)
        .when(days.is_null() & (since <= most_days))
        .then(pl.lit("pending"))
        .when(days.is_null())
        .then(pl.lit("unknown"))
        .when(days <= most_days)
        .then(pl.lit("in_time"))
        .otherwise(pl.lit("late"))
    )


def due_day(end_on: date, day_of_month: int) -> date:
    """The day by which the report of a period is due: so many of the month in which it ends (TT 06/2025, articles 4 and 7)."""
    return end_on.replace(day=day_of_month)


def judge_arrival(due_on: date, as_of: date) -> pl.Expr:
    """in_time | late | pending | missing | unknown, from `has_report` and `arrived_on`.

    A report that is there without a day is unknown; one that is not there is pending up to its day and missing after it.
    """
    return (
        pl.when(pl.col("has_report") & pl.col("arrived_on").is_null())
        .then(pl.lit("unknown"))
        .when(pl.col("has_report") & (pl.col("arrived_on") <= due_on))
        .then(pl.lit("in_time"))
        .when(pl.col("has_report"))
        .then(pl.lit("late"))
        .when(pl.lit(as_of <= due_on))
        .then(pl.lit("pending"))
        .otherwise(pl.lit("missing"))
    )


def count_days_late(due_on: date) -> pl.Expr:
    """Days by which a report came after its day; 0 in time, null without a day of arrival."""
    return (pl.col("arrived_on") - pl.lit(due_on)).dt.total_days().clip(0)


def last_day_of_year(year: int, as_of: date) -> date:
    """The last day of a calendar year, or the day from which one looks while the year still runs."""
    return min(date(year + 1, 1, 1) - timedelta(days=1), as_of)


def last_ended_quarter(as_of: date) -> Period:
    """The newest quarter of the inspection year that has ended by a day: the one whose reports have fallen due or soon will."""
    quarters = (
        inspection_period("quarter", year, number) for year in (as_of.year, as_of.year + 1) for number in (1, 2, 3, 4)
    )
    ended = [
        quarter for quarter in (inspection_period("quarter", as_of.year - 1, 4), *quarters) if quarter.end_on <= as_of
    ]
    return ended[-1]
