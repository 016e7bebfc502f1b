"""From what an address asks for to a view that exists: every unknown value becomes a notice and a default."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from longdan.dashboard.sentences.areas import name_area
from longdan.dashboard.view import DEFAULT_EDITION, EDITIONS
from longdan.language.periods import format_period
from longdan.warehouse.questions.areas import Area
from longdan.warehouse.questions.indicators import Indicator, make_indicator

COUNTRY_ID = "VN@1900-01-01"
# Which type of period opens first where several end on the same day.
TYPE_ORDER = ("quarter", "month", "half", "nine_months", "year", "round", "span")


@dataclass(frozen=True)
class Notice:
    """Something in the address that could not be had: a key below `shell.notice` and its values."""

    key: str
    values: dict[str, str]


def choose_area(
    find: Callable[[str], Area | None], asked: str | None, home: str, language: str
) -> tuple[Area | None, Notice | None]:
    """The area asked for; else `home`, else the country. None in an empty build.

    `find` gives the area of an id or official code, None where there is none (`find_area`).
    """
    found = find(asked) if asked else None
    if found:
        return found, None
    shown = find(home) or find(COUNTRY_ID)
    if asked and shown:
        return shown, Notice("unknown_area", {"found": asked, "shown": name_area(shown, language)})
    return shown, None


def choose_indicator(
    catalogue: pl.DataFrame, asked: str | None, preferred: str, list_with_figures: Callable[[], set[str]], language: str
) -> tuple[Indicator | None, Notice | None]:
    """The indicator asked for; else one with figures: `preferred`, or the first headline one.

    `list_with_figures` gives their ids; it is called only where the one asked for is not known. Where none has figures, the
    first headline indicator; None in an empty catalogue.
    """
    known = catalogue.filter(pl.col("indicator_id") == (asked or "")).to_dicts()
    if known:
        return make_indicator(known[0]), None
    with_figures = list_with_figures()
    ranked = sorted(
        catalogue.to_dicts(),
        key=lambda row: (
            row["indicator_id"] not in with_figures,
            row["indicator_id"] != preferred,
            not row["is_headline"],
        ),
    )
    if not ranked:
        return None, None
    shown = make_indicator(ranked[0])
    return shown, Notice("unknown_indicator", {"found": asked, "shown": shown.title(language)}) if asked else None


def choose_period(
    periods: pl.DataFrame, asked: str | None, complete_share: float, area_name: str, language: str
) -> tuple[str | None, Notice | None]:
    """The period asked for, else the newest complete one; where all figures are withheld, the newest that says so.

    None where the indicator has nothing to say of the area.
    """
    if asked and asked in periods["period_id"]:
        return asked, None
    default = (
        newest_period(periods.filter(is_complete(complete_share)))
        or newest_period(periods)
        or newest_period(periods.with_columns(has_value=pl.lit(True)))
    )
    if not asked:
        return (default["period_id"] if default else None), None
    values = {"found": asked, "area": area_name}
    if default is None:
        return None, Notice("no_period", values)
    return default["period_id"], Notice(
        "unknown_period", values | {"shown": format_period(default["period_id"], language)}
    )


def newest_period(periods: pl.DataFrame) -> dict | None:
    """The row that ends last, quarters before longer types; None of an empty frame."""
    rows = periods.filter(pl.col("has_value")).to_dicts()
    return max(rows, key=lambda row: (row["end_on"], -TYPE_ORDER.index(row["type"])), default=None)


def is_complete(complete_share: float) -> pl.Expr:
    """Whether enough of the expected units reported; an area's own report is complete by itself."""
    share = pl.col("reporting_units") / pl.col("expected_units")
    return pl.col("expected_units").is_null() | (pl.col("expected_units") == 0) | (share >= complete_share)


def find_newer_incomplete(periods: pl.DataFrame, period_id: str | None, complete_share: float) -> dict | None:
    """The newest period of the same type after the one shown for which too few units have reported yet."""
    shown = periods.filter(pl.col("period_id") == (period_id or "")).to_dicts()
    if not shown:
        return None
    newer = periods.filter(
        ~is_complete(complete_share),
        pl.col("type") == shown[0]["type"],
        pl.col("calendar") == shown[0]["calendar"],
        pl.col("end_on") > shown[0]["end_on"],
    )
    return max(newer.to_dicts(), key=lambda row: row["end_on"], default=None)


def choose_units(asked: str | None) -> tuple[str, Notice | None]:
    """The units that figures stand on, by the name the address gives them; today's unless it says otherwise."""
    if asked and asked not in EDITIONS:
        return EDITIONS[DEFAULT_EDITION], Notice("unknown_edition", {"found": asked})
    return EDITIONS[asked or DEFAULT_EDITION], None
