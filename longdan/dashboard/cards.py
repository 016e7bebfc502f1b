"""The headline cards of the first page: one figure each, beside its own past and the area above."""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from longdan.dashboard.charts.lines import cut_lines, has_comparable_value, is_comparable, keep_type
from longdan.dashboard.sentences.comparison import Comparison, compare
from longdan.dashboard.sentences.values import is_told
from longdan.methods.period import Period, parse_period
from longdan.warehouse.questions.indicators import Indicator

# Which type of period stands in where an indicator has none of the type asked for.
_STAND_INS = ("quarter", "round", "year", "half", "nine_months", "month", "span")
NO_BREAKS = pl.DataFrame(schema={"on": pl.Date, "joins": pl.Boolean})


@dataclass(frozen=True)
class Card:
    """One indicator in one area: rows as of `list_series`.

    `figure` is the newest figure up to the period asked for, of the same type of period where there is one; `before` the
    comparable one before it (of the period before; of a year before for a cumulative period; of the round before), None
    where there is none: then `why_alone` is cut (it does not measure the same), partial, missing (not reported),
    new_unit (the area began since) or first. `line` and `parent_line` are figures of the same type and origin up to `figure`, with `line_no`.
    """

    indicator: Indicator
    figure: dict
    before: dict | None
    why_alone: str | None
    comparison: Comparison | None
    line: pl.DataFrame
    parent_line: pl.DataFrame
    parent_figure: dict | None

    @property
    def is_simulated(self) -> bool:
        return self.figure["is_simulated"]


def make_card(
    indicator: Indicator, series: pl.DataFrame, area_id: str, parent_id: str | None, period_id: str, cuts: list[date]
) -> Card | None:
    """The card of an indicator at a period; None where the area has nothing up to its end.

    `series` holds the rows of the area and its parent; `cuts` are the days that no comparison crosses.
    """
    figure = _pick_figure(series.filter(pl.col("area_id") == area_id), period_id)
    if figure is None:
        return None
    alike = keep_type(series, figure["period_id"]).filter(
        pl.col("is_simulated") == figure["is_simulated"], pl.col("end_on") <= figure["end_on"]
    )
    breaks = pl.DataFrame({"on": cuts, "joins": [False] * len(cuts)}, schema=NO_BREAKS.schema)
    lines = cut_lines(alike, breaks)
    own = lines.filter(pl.col("area_id") == area_id)
    parent = lines.filter(pl.col("area_id") == (parent_id or ""))
    before = _find_before(own, figure)
    why_alone = _why_alone(own, before, figure, cuts)
    return Card(
        indicator=indicator,
        figure=figure,
        before=None if why_alone else before,
        why_alone=why_alone,
        comparison=None if why_alone else _compare(figure, before, indicator),
        line=own,
        parent_line=parent,
        parent_figure=next(iter(parent.filter(pl.col("period_id") == figure["period_id"]).to_dicts()), None),
    )


def compare_with_parent(card: Card) -> Comparison | None:
    """A rate against that of the area above in the same period and origin; None for counts, which only grow with size."""
    parent = card.parent_figure
    if (
        not card.indicator.is_rate
        or parent is None
        or not (has_comparable_value(parent) and has_comparable_value(card.figure))
    ):
        return None
    return _compare(card.figure, parent, card.indicator)


def _pick_figure(rows: pl.DataFrame, period_id: str) -> dict | None:
    """The figure of the period itself, real before simulated; else the newest one that ended by then.

    Among those of the last year the type asked for goes first, then the types of `_STAND_INS` in their order.
    """
    exact = rows.filter(pl.col("period_id") == period_id).sort("is_simulated").to_dicts()
    if exact:
        return exact[0]
    period = parse_period(period_id)
    last_day = _civil_end(period)
    ended = rows.filter(pl.col("end_on") <= last_day, is_told()).to_dicts()
    recent = [row for row in ended if row["end_on"] > last_day - timedelta(days=366)]
    kinds = (period.type, *_STAND_INS)
    newest = min(ended, key=_newest_first, default=None)
    return min(recent, key=lambda row: (kinds.index(row["type"]), *_newest_first(row)), default=newest)


def _newest_first(row: dict) -> tuple:
    return -row["end_on"].toordinal(), -row["start_on"].toordinal(), row["is_simulated"]


def _civil_end(period: Period) -> date:
    """The last day of the civil period of the same name: quarter III ends on 14/9 for inspectors, on 30/9 for others."""
    return (period.end_on + timedelta(days=17)) if period.calendar == "inspection" else period.end_on


def _find_before(own: pl.DataFrame, figure: dict) -> dict | None:
    """The row it would be compared with, whatever it holds; of survey rounds the newest earlier one with a value."""
    if figure["type"] == "round":
        earlier = own.filter(pl.col("end_on") < figure["end_on"], pl.col("value").is_not_null()).to_dicts()
        return earlier[-1] if earlier else None
    previous = parse_period(figure["period_id"]).previous
    return next(iter(own.filter(pl.col("period_id") == (previous.period_id if previous else "")).to_dicts()), None)


def _why_alone(own: pl.DataFrame, before: dict | None, figure: dict, cuts: list[date]) -> str | None:
    """Why a figure is compared with nothing; None where it is compared."""
    if figure["status"] == "partial_period" or (before and before["status"] == "partial_period"):
        return "partial"
    if before is None:
        is_first = own.filter(pl.col("end_on") < figure["end_on"], pl.col("value").is_not_null()).is_empty()
        return "new_unit" if is_first and figure["area_from"] else "first"
    if not has_comparable_value(before) or not has_comparable_value(figure):
        return "missing"
    return None if is_comparable(before, figure, cuts) else "cut"


def _compare(figure: dict, base: dict, indicator: Indicator) -> Comparison:
    return compare(figure["value"], base["value"], indicator.unit, indicator.decimals, indicator.direction)
