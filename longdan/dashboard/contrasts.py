"""One figure of an area beside another, with how sure their difference is: what may be set side by side, and by which test."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from longdan.dashboard.charts.lines import has_comparable_value, is_comparable
from longdan.methods.comparison import (
    Contrast,
    Rate,
    Sample,
    compare_rate_with_number,
    compare_rate_with_whole,
    compare_rates,
    compare_share_with_number,
    compare_share_with_whole,
    compare_shares,
    compare_with_others,
    find_dispersion,
)
from longdan.methods.period import parse_period
from longdan.methods.trend import Trend, choose_rule, find_trend, place_point
from longdan.warehouse.questions.indicators import Indicator

RANDOM = (None, "random", "census")
NOT_COUNTED = ("million_vnd", "m2", "day", "session", "share", "score", "ratio", "per_1000")


@dataclass(frozen=True)
class Beside:
    """A figure that another is set beside: `kind` is parent | country | area | last_year | last_round | target | peers.

    `name` is of an area, in words, else empty; `row` has value, numerator, denominator (null where not known). `contrast`
    is None where no test applies, and then `reason` says why: not_random | no_counts | few_periods | different.
    """

    kind: str
    name: str
    row: dict
    contrast: Contrast | None
    reason: str | None


def set_beside(
    kind: str, name: str, own: dict, other: dict, indicator: Indicator, *, is_inside: bool, dispersion: float | None
) -> Beside | None:
    """Rows of `list_series`; `is_inside`: the other holds the own. None where the two may not be compared at all.

    `dispersion` is of the area's counts over time (`disperse`): counts and rates that vary more than chance allows are
    taken as so many fewer.
    """
    if not all(has_comparable_value(row) and row["qualifier"] == "=" for row in (own, other)):
        return None
    if own["is_simulated"] != other["is_simulated"] or (
        not indicator.is_rate and kind not in ("last_year", "last_round")
    ):
        return None
    if own["sample_type"] not in RANDOM or other["sample_type"] not in RANDOM:
        return Beside(kind, name, other, None, "not_random")
    if indicator.unit == "share":
        mine, theirs = as_sample(own), as_sample(other)
        if mine is None or theirs is None:
            return Beside(kind, name, other, None, "no_counts")
        contrast = compare_share_with_whole(mine, theirs) if is_inside else compare_shares(mine, theirs)
        return Beside(kind, name, other, contrast, None if contrast else "different")
    rates = _as_rate(own, indicator, dispersion), _as_rate(other, indicator, dispersion)
    if None in rates:
        return Beside(kind, name, other, None, "few_periods" if _is_counted(own, indicator) else "no_counts")
    contrast = compare_rate_with_whole(*rates) if is_inside else compare_rates(*rates)
    return Beside(kind, name, other, contrast, None if contrast else "different")


def set_beside_target(own: dict, target: float, indicator: Indicator, *, dispersion: float | None) -> Beside | None:
    """Against a fixed number; None where the figure has no value to compare."""
    if not has_comparable_value(own) or own["qualifier"] != "=":
        return None
    row = {"value": target, "numerator": None, "denominator": None}
    if own["sample_type"] not in RANDOM:
        return Beside("target", "", row, None, "not_random")
    sample, rate = as_sample(own), _as_rate(own, indicator, dispersion)
    if indicator.unit == "share" and sample:
        return Beside("target", "", row, compare_share_with_number(sample, target), None)
    if indicator.unit == "per_1000" and rate:
        return Beside("target", "", row, compare_rate_with_number(rate, target), None)
    return Beside("target", "", row, None, "no_counts")


def set_beside_peers(
    own: dict, peers: pl.DataFrame, name: str, indicator: Indicator, *, dispersion: float | None
) -> Beside | None:
    """Against the figures of places alike (`list_peer_figures`): their common share or rate, or where scores of them lie."""
    if peers.is_empty() or not indicator.is_rate:
        return None
    if indicator.unit in ("share", "per_1000"):
        counted = peers.filter(
            pl.col("numerator").is_not_null(),
            pl.col("denominator") > 0,
            pl.col("sample_type").fill_null("random").is_in(RANDOM[1:]),
        )
        if counted.is_empty():
            return None
        part, whole = counted["numerator"].sum(), counted["denominator"].sum()
        effect = (counted["denominator"] * counted["design_effect"].fill_null(1)).sum() / whole
        other = own | {"value": part / whole, "numerator": part, "denominator": whole}
        other |= {"design_effect": effect, "sample_type": None}
        return set_beside("peers", name, own, other, indicator, is_inside=False, dispersion=dispersion)
    if not has_comparable_value(own):
        return None
    values = peers["value"].to_list()
    row = {"value": sum(values) / len(values), "numerator": None, "denominator": None}
    contrast = compare_with_others(own["value"], values) if indicator.unit == "score" else None
    return Beside("peers", name, row, contrast, None if contrast else "no_counts")


def disperse(own: pl.DataFrame, indicator: Indicator) -> float | None:
    """How the area's counts vary over the periods of one line (rows of `list_series` of one type); None where not known."""
    column = "numerator" if indicator.unit == "per_1000" else "value"
    counts = own.filter(pl.col("value").is_not_null(), pl.col("status") != "partial_period")[column].drop_nulls()
    return find_dispersion(counts.to_list())


def find_change_certainty(figure: dict, before: dict, line: pl.DataFrame, indicator: Indicator) -> str | None:
    """`clear`, `sign` or `none`: whether a figure changed from an earlier one by more than chance; None where no test applies.

    `line` holds the figures by which counts are known to vary (`disperse`).
    """
    beside = set_beside(
        "last_year", "", figure, before, indicator, is_inside=False, dispersion=disperse(line, indicator)
    )
    return beside.contrast.certainty if beside and beside.contrast else None


def find_recent_trend(own: pl.DataFrame, cuts: list[date]) -> Trend | None:
    """The trend of the area's figures that measure the same as the newest one; None where it has no figure.

    `own` are rows of one type in order of time; no trend crosses a day of `cuts`. A period without a figure is left out.
    """
    valued = [row for row in own.to_dicts() if has_comparable_value(row) and row["qualifier"] == "="]
    rows = [row for row in valued if is_comparable(row, valued[-1], cuts)]
    if not rows:
        return None
    periods = [parse_period(row["period_id"]) for row in rows]
    points = [place_point(period, row["value"]) for period, row in zip(periods, rows, strict=True)]
    return find_trend(points, choose_rule(periods[-1]))


def find_before(own: dict, own_rows: pl.DataFrame, cuts: list[date]) -> tuple[str, dict | None]:
    """`last_year` and the row of the same period a year before; of survey rounds, `last_round` and the one before it.

    None where there is none that measures the same.
    """
    if own["type"] == "round":
        kind, rows = "last_round", own_rows.filter(pl.col("end_on") < own["end_on"]).to_dicts()[-1:]
    else:
        last_year = parse_period(own["period_id"]).previous_year.period_id
        kind, rows = "last_year", own_rows.filter(period_id=last_year).to_dicts()
    return kind, next((row for row in rows if is_comparable(row, own, cuts)), None)


def as_sample(row: dict) -> Sample | None:
    """None where the counts behind a share are not known, or its numerator is no part of its denominator."""
    part, whole = row["numerator"], row["denominator"]
    if part is None or not whole or not 0 <= part <= whole:
        return None
    return Sample(part, whole, design_effect=row["design_effect"] or 1.0)


def _is_counted(row: dict, indicator: Indicator) -> bool:
    return (indicator.unit == "per_1000" and row["numerator"] is not None) or indicator.unit not in NOT_COUNTED


def _as_rate(row: dict, indicator: Indicator, dispersion: float | None) -> Rate | None:
    """Events over thousands of people or, of a count, over one period."""
    if dispersion is None or not _is_counted(row, indicator):
        return None
    if indicator.unit == "per_1000":
        return Rate(row["numerator"] / dispersion, row["denominator"] / dispersion) if row["denominator"] else None
    return Rate(row["value"] / dispersion, 1 / dispersion)
