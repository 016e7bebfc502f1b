"""What is told of each duty: rows of the questions judged by the rules of their day, and counted for an area and its parts.

Real and simulated rows are never counted together: where an area has any real ones, those alone.
"""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl

from longdan.methods.deadlines import (
    PROMISE_STATES,
    count_days_late,
    count_days_overdue,
    judge_arrival,
    judge_notice,
    judge_promise,
    judge_result,
)

BANDS = Path(__file__).resolve().parents[3] / "data" / "catalog" / "compliance.toml"
NOTICE_STATES = ("in_time", "late", "unknown")
RESULT_STATES = ("in_time", "late", "pending", "unknown")
ARRIVAL_STATES = ("in_time", "late", "pending", "missing", "unknown")


def keep_one_origin(rows: pl.DataFrame, *, only_real: bool) -> pl.DataFrame:
    """The real rows where there are any or only such are wanted, else the simulated."""
    real = rows.filter(~pl.col("is_simulated"))
    return real if only_real or real.height else rows


def has_simulated(rows: pl.DataFrame) -> bool:
    return rows.height > 0 and bool(rows["is_simulated"].any())


def judge_dialogues(dialogues: pl.DataFrame, notice: pl.DataFrame, result: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """With `notice` and `result` by the limits in force on the day it was held; null where none was, or for other levels."""
    return dialogues.with_columns(
        notice=judge_notice(_limit_on("held_on", notice)), result=judge_result(_limit_on("held_on", result), as_of)
    )


def count_dialogues(units: pl.DataFrame, judged: pl.DataFrame) -> pl.DataFrame:
    """One row per part: place_id, units (communes), units_held (those with a dialogue), events, notice_…, result_… .

    `units` are the communes of the day (area_id, place_id); `judged` as `judge_dialogues` gives them. What a province or
    district held itself is no commune's dialogue.
    """
    of_units = judged.filter(pl.col("unit_id").is_in(units["area_id"].implode()))
    counted = of_units.group_by("place_id").agg(
        units_held=pl.col("unit_id").n_unique(),
        events=pl.len(),
        **_count_states("notice", NOTICE_STATES),
        **_count_states("result", RESULT_STATES),
    )
    expected = units.group_by("place_id").agg(units=pl.len())
    return _fill_counts(expected.join(counted, on="place_id", how="left"))


def judge_promises(promises: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """With `state` and `days_overdue`; what is overdue longest comes first."""
    judged = promises.with_columns(state=judge_promise(as_of), days_overdue=count_days_overdue(as_of))
    order = pl.col("state").replace_strict(dict(zip(PROMISE_STATES, range(len(PROMISE_STATES)), strict=True)))
    return judged.sort(order, pl.col("days_overdue"), "promise_id", descending=[False, True, False], nulls_last=True)


def count_promises(judged: pl.DataFrame) -> pl.DataFrame:
    """One row per part: place_id, promises, and one column for each of PROMISE_STATES."""
    states = {state: (pl.col("state") == state).sum() for state in PROMISE_STATES}
    return judged.group_by("place_id").agg(promises=pl.len(), **states).sort("place_id")


def judge_reports(
    units: pl.DataFrame,
    reports: pl.DataFrame,
    reporting: pl.DataFrame,
    due_on: date,
    received_since: date | None,
    as_of: date,
) -> pl.DataFrame:
    """The units that owe a report (area_id, place_id), with `state`, `days_late` and is_simulated.

    A unit whose figures came in somebody else's report (`reporting`: area_id, is_simulated) has one, on a day nobody knows. A file received here says nothing of a
    report that was due before the first file ever was (`received_since`).
    """
    arrived = units.join(reports.select("area_id", "arrived_on", "is_simulated"), on="area_id", how="left").join(
        reporting.select("area_id", is_reported_simulated="is_simulated"), on="area_id", how="left"
    )
    is_before_use = ~pl.col("is_simulated") & pl.lit(received_since is None or due_on < received_since)
    known = arrived.with_columns(
        has_report=pl.coalesce("is_simulated", "is_reported_simulated").is_not_null(),
        is_simulated=pl.coalesce("is_simulated", "is_reported_simulated"),
        arrived_on=pl.when(is_before_use.fill_null(False)).then(None).otherwise("arrived_on"),
    )
    return known.with_columns(state=judge_arrival(due_on, as_of), days_late=count_days_late(due_on))


def count_reports(judged: pl.DataFrame) -> dict[str, int]:
    """How many units are in each of ARRIVAL_STATES."""
    return {state: judged.filter(pl.col("state") == state).height for state in ARRIVAL_STATES}


def total_counts(counted: pl.DataFrame) -> dict[str, int]:
    """The sum of each count over the parts of an area."""
    return counted.drop("place_id").sum().to_dicts()[0] if counted.height else {}


def name_band(share: float) -> str:
    """The word for a share of what was required: met | nearly | partly | far."""
    return next(band["word"] for band in _bands() if share >= band["least"])


@cache
def _bands() -> list[dict]:
    return tomllib.loads(BANDS.read_text(encoding="utf-8"))["band"]


def _limit_on(day: str, limits: pl.DataFrame) -> pl.Expr:
    """What the limit in force on a day asks; null where none is."""
    held = [
        pl.when(pl.col(day).is_between(row["valid_from"], row["valid_to"] or date.max)).then(row["amount"])
        for row in limits.to_dicts()
    ]
    return pl.coalesce(*held, pl.lit(None, dtype=pl.Int64)) if held else pl.lit(None, dtype=pl.Int64)


def _count_states(column: str, states: tuple[str, ...]) -> dict[str, pl.Expr]:
    return {f"{column}_{state}": (pl.col(column) == state).sum() for state in states}


def _fill_counts(counted: pl.DataFrame) -> pl.DataFrame:
    return counted.with_columns(pl.exclude("place_id").fill_null(0)).sort("place_id")
