"""The control chart of one area's line: which of its figures it may be made of, and why there is none where there is none."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from longdan.dashboard.charts.lines import follows, has_comparable_value, is_comparable
from longdan.dashboard.choices import is_complete
from longdan.dashboard.contrasts import NOT_COUNTED, RANDOM, as_sample
from longdan.dashboard.reliability import effective_size
from longdan.methods.control_chart import (
    FEWEST,
    FEWEST_EXPECTED,
    MOST,
    ControlChart,
    Figure,
    find_expected,
    make_control_chart,
)
from longdan.methods.period import parse_period
from longdan.methods.trend import place_point
from longdan.warehouse.questions.indicators import Indicator

# Of `tabulate_control`: one row per figure that the chart is made of.
CONTROL = pl.Schema(
    {
        "area_id": pl.String, "period_id": pl.String, "is_simulated": pl.Boolean, "control_low": pl.Float64,
        "control_centre": pl.Float64, "control_high": pl.Float64, "signals": pl.List(pl.String),
    }
)  # fmt: skip


@dataclass(frozen=True)
class Control:
    """`rows` are the figures it is made of, in order of time; `kind` as of `make_control_chart`.

    `chart` is None where nothing may be concluded, and then `reason` says why: cumulative | not_random | small | steady, or,
    of fewer than 12 figures, what stands before them: break | suppressed | apportioned, else incomplete (periods in which too
    few units reported were passed over) or few.
    """

    rows: tuple[dict, ...]
    kind: str
    chart: ControlChart | None
    reason: str | None


@dataclass(frozen=True)
class Signal:
    """`kind`: outside, one figure; run, several in a row. `sign`: 1 above, -1 below. `rows` are its figures."""

    kind: str
    sign: int
    rows: tuple[dict, ...]

    def judge(self, direction: str) -> str:
        """better | worse | neutral."""
        if direction == "neutral":
            return "neutral"
        return "better" if (self.sign > 0) == (direction == "higher_is_better") else "worse"


def find_control(own: pl.DataFrame, cuts: list[date], indicator: Indicator, complete_share: float) -> Control:
    """The control chart of the newest figures that measure alike. `own` are rows of one area, type and origin in order of time.

    Never across a day of `cuts`, another series, a withheld figure (those withheld are the small ones, and limits without
    them would be false) or an apportioned one. A period that is only missing, partial, bounded or incomplete is passed over.
    """
    rows, stop = _gather(own.with_columns(is_complete=is_complete(complete_share)).to_dicts(), cuts)
    kind = _name_kind(rows, indicator)
    if rows and parse_period(rows[-1]["period_id"]).is_cumulative:
        return Control(rows, kind, None, "cumulative")
    if any(row["sample_type"] not in RANDOM for row in rows):
        return Control(rows, kind, None, "not_random")
    if len(rows) < FEWEST:
        return Control(rows, kind, None, stop)
    figures = _place(rows, kind)
    if find_expected(figures, kind) < FEWEST_EXPECTED:
        return Control(rows, kind, None, "small")
    chart = make_control_chart(figures, kind)
    return Control(rows, kind, chart, None if chart else "steady")


def list_signals(control: Control) -> list[Signal]:
    """What the chart shows, in order of time: each figure outside its limits, then each run."""
    if control.chart is None:
        return []
    outside = [
        Signal("outside", limits.outside, (row,))
        for row, limits in zip(control.rows, control.chart.limits, strict=True)
        if limits.outside
    ]
    runs = [Signal("run", run.sign, tuple(control.rows[one] for one in run.members)) for run in control.chart.runs]
    return outside + runs


def tabulate_control(control: Control) -> pl.DataFrame:
    """The limits of each figure in its own unit, and its signals: outside_above | outside_below | run_above | run_below.

    In order of time; empty where there is no chart.
    """
    if control.chart is None:
        return CONTROL.to_frame()
    signals: dict[str, list[str]] = {row["period_id"]: [] for row in control.rows}
    for signal in list_signals(control):
        for row in signal.rows:
            signals[row["period_id"]].append(f"{signal.kind}_{'above' if signal.sign > 0 else 'below'}")
    rows = [
        (
            row["area_id"],
            row["period_id"],
            row["is_simulated"],
            one.low,
            one.centre,
            one.high,
            signals[row["period_id"]],
        )
        for row, one in zip(control.rows, control.chart.limits, strict=True)
    ]
    return pl.DataFrame(rows, CONTROL, orient="row")


def _gather(rows: list[dict], cuts: list[date]) -> tuple[tuple[dict, ...], str]:
    """The newest comparable rows in order of time, at most MOST, and what stands before them."""
    found: list[dict] = []
    for row in reversed(rows):
        if len(found) == MOST:
            break
        if row["status"] == "suppressed":
            return tuple(reversed(found)), "suppressed"
        if row["value"] is None:
            continue
        if found and not is_comparable(row, found[0], cuts):
            return tuple(reversed(found)), "break"
        if row["derivation"] == "rebased_apportioned":
            return tuple(reversed(found)), "apportioned"
        if has_comparable_value(row) and row["qualifier"] == "=" and row["is_complete"]:
            found.append(row)
    return tuple(reversed(found)), "few" if all(row["is_complete"] for row in rows) else "incomplete"


def _name_kind(rows: tuple[dict, ...], indicator: Indicator) -> str:
    """share and rate only where every figure comes with its counts."""
    if indicator.unit == "share" and rows and all(as_sample(row) for row in rows):
        return "share"
    if (
        indicator.unit == "per_1000"
        and rows
        and all(row["numerator"] is not None and row["denominator"] for row in rows)
    ):
        return "rate"
    return "value" if indicator.unit in NOT_COUNTED else "count"


def _place(rows: tuple[dict, ...], kind: str) -> list[Figure]:
    """The value of a share or rate is taken of its counts, since a stored one may be rounded; a sample counts by its effective size."""
    figures, place = [], 0
    for row, before in zip(rows, (None, *rows), strict=False):
        place += 1 if before is None or follows(before, row) else 2
        period = parse_period(row["period_id"])
        is_counted = kind in ("share", "rate")
        value = row["numerator"] / row["denominator"] if is_counted else row["value"]
        whole = effective_size(row) if is_counted else None
        figures.append(Figure(place, place_point(period, value).season, value, whole))
    return figures
