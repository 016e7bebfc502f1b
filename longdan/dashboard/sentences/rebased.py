"""How a figure was re-based to other administrative units, in words: what it was added up, pooled or apportioned from."""

import polars as pl

from longdan.language.locale import text
from longdan.language.numbers import format_number, format_share
from longdan.warehouse.questions.indicators import Indicator

# The editions that a build re-bases figures to; groups and pasts that a page adds up itself have none of them.
EDITIONS = ("current", "pre_2025_07")
REBASED = ("rebased_exact", "rebased_apportioned")
# How a re-based figure can have been made: the texts `figures.rebased.<edition>.<how>`.
HOW = ("sum", "incomplete", "apportioned", "pooled", "population_weighted")
MOST_NAMES = 12  # a province has hundreds of parts


def is_rebased(rows: pl.DataFrame) -> bool:
    """Whether any value of a frame with derivation and value is re-based."""
    return not rows.filter(pl.col("derivation").is_in(REBASED), pl.col("value").is_not_null()).is_empty()


def how_exact(aggregation: str) -> str:
    """How a figure of whole predecessors is made, by how the catalogue adds the indicator up."""
    return aggregation if aggregation in ("pooled", "population_weighted") else "sum"


def say_rebased(row: dict, aggregation: str, language: str) -> str:
    """`quy đổi: cộng đủ 4 đơn vị cũ`; empty for a figure that was not re-based. `row` is one of `list_series`."""
    if row["derivation"] not in REBASED or row["value"] is None:
        return ""
    if row["edition"] not in EDITIONS:
        return text(f"figures.derivation.{row['derivation']}", language)
    how = _choose_how(row, aggregation)
    units = {name: format_number(row[f"{name}_units"] or 0, 0, language) for name in ("reporting", "expected")}
    return text(f"figures.rebased.{row['edition']}.{how}", language, **units)


def _choose_how(row: dict, aggregation: str) -> str:
    how = how_exact(aggregation)
    if how != "sum":
        return how
    if row["derivation"] == "rebased_apportioned":
        return "apportioned"
    return "incomplete" if (row["reporting_units"] or 0) < (row["expected_units"] or 0) else "sum"


def say_made(row: dict, aggregation: str, language: str) -> str:
    """How any figure was made, in the words of tables: how it was re-based, else how it was worked out."""
    return say_rebased(row, aggregation, language) or text(f"figures.derivation.{row['derivation']}", language)


def explain_parts(parts: pl.DataFrame, indicator: Indicator, units: str, language: str) -> str:
    """What the re-based part of a line is made of, or why there is none. `parts` as of `list_parts`; empty without any.

    The conditions are those under which the build re-bases: every weight known, and for parts of units an indicator
    whose figures may be shared out by such weights.
    """
    if parts.is_empty():
        return ""
    divided = parts.filter(pl.col("weight") < 1)
    unknown = parts.filter(pl.col("weight").is_null())
    may_share = indicator.apportion == "area" or (
        indicator.apportion == "population" and divided.filter(pl.col("basis") == "area").is_empty()
    )
    named = parts
    if indicator.aggregation == "none":
        key = "never"
    elif unknown.height:
        key, named = "unknown", unknown
    elif divided.height and not may_share:
        key, named = "not_comparable", divided
    elif divided.height:
        key, named = "apportioned", divided
    else:
        key = how_exact(indicator.aggregation)
    names = _join_names(named, language, with_shares=key == "apportioned")
    count = format_number(parts.height, 0, language)
    return text(f"trends.conversion.{units}.{key}", language, names=names, count=count, years=_list_years(parts))


def _list_years(parts: pl.DataFrame) -> str:
    """Of which years the populations are that scores are weighted by."""
    return ", ".join(str(year) for year in parts["population_year"].drop_nulls().unique().sort())


def _join_names(parts: pl.DataFrame, language: str, *, with_shares: bool) -> str:
    """The names of some parts, each with how much of it lies in the unit where that is asked for."""
    names = [
        f"{row['name']} ({format_share(row['weight'], language, 0)})" if with_shares else row["name"]
        for row in parts.head(MOST_NAMES).to_dicts()
    ]
    return ", ".join(names) + (" …" if parts.height > MOST_NAMES else "")
