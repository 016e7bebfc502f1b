"""The rows of `stored.period`: every period that a file or a calculation uses, with its labels."""

from collections.abc import Iterable

import duckdb
import polars as pl

from longdan.language.periods import label_period
from longdan.methods.period import parse_period


def add_periods(connection: duckdb.DuckDBPyConnection, period_ids: Iterable[str]) -> None:
    """Number the periods that are new."""
    known = set(connection.sql("select period_id from stored.period").pl()["period_id"])
    new = sorted(set(period_ids) - known)
    if new:
        rows = pl.DataFrame([_row(period_id, len(known) + n) for n, period_id in enumerate(new, start=1)])  # noqa: F841
        connection.execute("insert into stored.period by name select * from rows")


def _row(period_id: str, number: int) -> dict:
    period = parse_period(period_id)
    return {
        "period_no": number,
        "period_id": period_id,
        "type": period.type,
        "calendar": period.calendar,
        "start_on": period.start_on,
        "end_on": period.end_on,
        "is_cumulative": period.is_cumulative,
        "label_vi": label_period(period_id, "vi"),
        "label_en": label_period(period_id, "en"),
    }
