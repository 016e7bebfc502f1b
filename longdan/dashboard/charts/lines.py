"""Which figures one line may join: never two origins, two types of period, two series, or over a gap or a break."""

from datetime import date

import polars as pl

from longdan.methods.period import parse_period

VALUED = ("reported", "nil", "partial_period")


def keep_one_origin(series: pl.DataFrame, area_id: str) -> pl.DataFrame:
    """Only real rows where the area has a real figure, else only simulated ones: the two never meet in one chart."""
    has_real = not series.filter(
        pl.col("area_id") == area_id, ~pl.col("is_simulated"), pl.col("status").is_in(VALUED)
    ).is_empty()
    has_simulated = series["is_simulated"].any()
    return series.filter(pl.col("is_simulated") == (not has_real and has_simulated))


def keep_type(series: pl.DataFrame, period_id: str) -> pl.DataFrame:
    """Only periods of the type and calendar of this one."""
    period = parse_period(period_id)
    return series.filter(pl.col("type") == period.type, pl.col("calendar") == period.calendar)


def cut_lines(series: pl.DataFrame, breaks: pl.DataFrame) -> pl.DataFrame:
    """Adds `line_no`: rows of one area with the same number may be joined; null for a row that stands alone or has no value.

    `series` is of one indicator, origin, type and calendar, in order of area and time; `breaks` as of `list_breaks`.
    """
    cuts = breaks.filter(~pl.col("joins"))["on"].to_list()
    numbers: list[int | None] = []
    line_no, previous = 0, None
    for row in series.to_dicts():
        if not has_comparable_value(row):
            numbers.append(None)
            previous = None
            continue
        if previous is None or not is_comparable(previous, row, cuts) or not follows(previous, row):
            line_no += 1
        numbers.append(line_no)
        previous = row
    return series.with_columns(line_no=pl.Series(numbers, dtype=pl.Int64))


def has_comparable_value(row: dict) -> bool:
    """A value of a whole period: a commune born inside it is never compared with a full one."""
    return row["value"] is not None and row["status"] != "partial_period"


def is_comparable(earlier: dict, later: dict, cuts: list[date]) -> bool:
    """Whether two figures measure the same: same area, same series, and no break between that forbids joining."""
    is_same = earlier["area_id"] == later["area_id"] and earlier["series"] == later["series"]
    return is_same and not any(earlier["end_on"] < cut <= later["end_on"] for cut in cuts)


def follows(earlier: dict, later: dict) -> bool:
    """Whether no period lies between; survey rounds follow whatever the time between them."""
    if later["type"] in ("round", "span"):
        return later["type"] == "round"
    return parse_period(later["period_id"]).previous.period_id == earlier["period_id"]
