"""Reads what is known of the duties of an area from the warehouse, judged by the rules of their day."""

from datetime import date, timedelta

import duckdb
import polars as pl

from longdan.dashboard.duties.counts import (
    count_dialogues,
    count_promises,
    has_simulated,
    judge_dialogues,
    judge_promises,
    judge_reports,
    keep_one_origin,
    total_counts,
)
from longdan.dashboard.duties.known import (
    DELEGATED,
    DIRECT,
    HELD,
    OPEN_OVERDUE,
    SETTLED,
    Dialogues,
    DutySheet,
    Reception,
    Reports,
    Scope,
)
from longdan.methods.deadlines import due_day, last_day_of_year
from longdan.warehouse.questions.duties import (
    first_receipt,
    list_dialogues,
    list_open_ages,
    list_reporting_communes,
    list_reports,
    list_units_with_days,
)
from longdan.warehouse.questions.promises import list_promises
from longdan.warehouse.questions.rules import list_limits, list_rules, read_limit
from longdan.warehouse.questions.series import list_series

_BODY = "peoples_committee"  # whom the law binds to hold dialogues with residents


def read_duties(cursor: duckdb.DuckDBPyConnection, scope: Scope) -> DutySheet:
    promises, promised = read_promises(cursor, scope)
    settled, open_ages = read_settlement(cursor, scope)
    return DutySheet(
        reception=read_reception(cursor, scope),
        dialogues=read_dialogues(cursor, scope),
        promises=promises,
        promised=promised,
        reports=read_reports(cursor, scope),
        settled=settled,
        open_ages=open_ages,
    )


def read_reception(cursor: duckdb.DuckDBPyConnection, scope: Scope) -> Reception:
    """Days held of days required in the period."""
    asked = {"only_real": scope.only_real, "units": scope.units}
    series = list_series(cursor, [HELD, DIRECT, DELEGATED], [scope.area.area_id], **asked)
    below = list_series(cursor, [HELD], scope.parts()["place_id"].to_list(), **asked)
    of_period = pl.col("period_id") == scope.period.period_id
    own = series.filter(of_period).unique("indicator_id", keep="first", maintain_order=True)
    shares = below.filter(of_period, pl.col("value").is_not_null()).unique("area_id", keep="first", maintain_order=True)
    communes = keep_one_origin(
        list_units_with_days(cursor, scope.places, HELD, scope.period.period_id), only_real=scope.only_real
    ).drop_nulls("value")
    rules = list_rules(cursor, scope.period.start_on, scope.period.end_on).filter(
        quantity="reception_days", body_kind=_BODY, level="commune", may_delegate=False
    )
    return Reception(
        rows={row["indicator_id"]: row for row in own.to_dicts()},
        by_area=dict(shares.select("area_id", "value").iter_rows()),
        units_met=communes.filter(pl.col("value") >= 1).height,
        units=communes.height,
        not_delegable_since=rules["valid_from"].min() if rules.height else None,
    )


def read_dialogues(cursor: duckdb.DuckDBPyConnection, scope: Scope) -> Dialogues:
    """What the communes held in the calendar year, and whether it was announced and its result published in time."""
    last = last_day_of_year(scope.year, scope.as_of)
    found = keep_one_origin(
        list_dialogues(cursor, scope.places, date(scope.year, 1, 1), last), only_real=scope.only_real
    )
    held = found.filter(pl.col("body_kind").fill_null(_BODY) == _BODY)
    limits = [list_limits(cursor, quantity, "commune") for quantity in ("dialogue_notice", "dialogue_result")]
    counted = count_dialogues(scope.communes(), judge_dialogues(held, *limits, scope.as_of))
    least, notice, result = (
        read_limit(cursor, quantity, "commune", last)
        for quantity in ("dialogue_events", "dialogue_notice", "dialogue_result")
    )
    return Dialogues(
        total=total_counts(counted),
        by_place=counted,
        events=held.height,
        events_of_others=found.height - held.height,
        least=least,
        notice_days=notice,
        result_days=result,
        is_simulated=has_simulated(found),
        has_ended=last < scope.as_of or scope.area.valid_to is not None,
    )


def read_promises(cursor: duckdb.DuckDBPyConnection, scope: Scope) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(every promise, judged; their counts by part), real or simulated."""
    promises = keep_one_origin(list_promises(cursor, scope.places), only_real=scope.only_real)
    judged = judge_promises(promises, scope.as_of)
    return judged, count_promises(judged)


def read_reports(cursor: duckdb.DuckDBPyConnection, scope: Scope) -> Reports:
    """Who sent the report of the period, and when."""
    period_id = scope.period.period_id
    came = list_reports(cursor, scope.places, period_id)
    reports = keep_one_origin(came, only_real=scope.only_real)
    reporting = keep_one_origin(list_reporting_communes(cursor, scope.places, period_id), only_real=scope.only_real)
    since = first_receipt(cursor)

    def judge(units: pl.DataFrame, level: str) -> tuple[pl.DataFrame, date | None]:
        day = read_limit(cursor, "report_arrival", level, scope.period.end_on)
        due = due_day(scope.period.end_on, day) if day else None
        judged = judge_reports(units, reports, reporting, due or date.max, since, scope.as_of)
        return judged, due

    provinces, provinces_due = judge(scope.provinces(), "province")
    communes, communes_due = judge(scope.communes(), "commune")
    return Reports(provinces, communes, provinces_due, communes_due, has_any=reports.height + reporting.height > 0)


def read_settlement(cursor: duckdb.DuckDBPyConnection, scope: Scope) -> tuple[dict[str, dict], pl.DataFrame]:
    """(newest rows of `list_series` by indicator that ended in the year up to the period's end, open cases by age)."""
    series = list_series(
        cursor, [SETTLED, OPEN_OVERDUE], [scope.area.area_id], only_real=scope.only_real, units=scope.units
    ).filter(
        pl.col("value").is_not_null(),
        pl.col("end_on").is_between(_year_before(scope.period.end_on), scope.period.end_on),
    )
    newest = series.sort("end_on", "start_on").unique("indicator_id", keep="last", maintain_order=True)
    ages = list_open_ages(cursor, scope.area.area_id, scope.period.end_on, only_real=scope.only_real)
    return {row["indicator_id"]: row for row in newest.to_dicts()}, ages


def _year_before(day: date) -> date:
    return day - timedelta(days=365)
