"""The headline cards of the first page: one figure each, beside its own past and the area above."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from longdan.dashboard.charts.lines import cut_lines, has_comparable_value, is_comparable, keep_type
from longdan.dashboard.sentences.comparison import Comparison, compare
from longdan.methods.period import parse_period
from longdan.warehouse.questions.indicators import Indicator

NO_BREAKS = pl.DataFrame(schema={"on": pl.Date, "joins": pl.Boolean})


@dataclass(frozen=True)
class Card:
    """One indicator in one area: rows as of `list_series`.

    `figure` is the newest figure up to the period asked for; `before` the comparable one before it (of the period
    before; of a year before for a cumulative period), None where there is none; `is_cut` where there is one that does
    not measure the same. `line` and `parent_line` are figures of the same type and origin up to `figure`, with `line_no`.
    """

    indicator: Indicator
    figure: dict
    before: dict | None
    is_cut: bool
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
    is_cut = before is not None and not is_comparable(before, figure, cuts)
    return Card(
        indicator=indicator,
        figure=figure,
        before=None if is_cut else before,
        is_cut=is_cut,
        comparison=None if before is None or is_cut else _compare(figure, before, indicator),
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
    """The figure of the period itself, real before simulated; else the newest one that ended by then."""
    exact = rows.filter(pl.col("period_id") == period_id).sort("is_simulated").to_dicts()
    if exact:
        return exact[0]
    ended = rows.filter(pl.col("end_on") <= parse_period(period_id).end_on, pl.col("value").is_not_null())
    newest = ended.sort("end_on", "start_on", "is_simulated", descending=[True, True, False]).to_dicts()
    return newest[0] if newest else None


def _find_before(own: pl.DataFrame, figure: dict) -> dict | None:
    """The figure it is compared with; None where either has no value of a whole period."""
    if not has_comparable_value(figure):
        return None
    if figure["type"] == "round":
        earlier = own.filter(pl.col("end_on") < figure["end_on"], pl.col("value").is_not_null()).to_dicts()
        return earlier[-1] if earlier else None
    previous = parse_period(figure["period_id"]).previous
    earlier = own.filter(pl.col("period_id") == (previous.period_id if previous else "")).to_dicts()
    return earlier[0] if earlier and has_comparable_value(earlier[0]) else None


def _compare(figure: dict, base: dict, indicator: Indicator) -> Comparison:
    return compare(figure["value"], base["value"], indicator.unit, indicator.decimals, indicator.direction)
