"""How a figure was re-based to other administrative units, in words: what it was added up, pooled or apportioned from."""

import polars as pl

from longdan.language.locale import text
from longdan.language.numbers import format_number

REBASED = ("rebased_exact", "rebased_apportioned")
# How a re-based figure can have been made: the texts `figures.rebased.<edition>.<how>`.
HOW = ("sum", "incomplete", "apportioned", "pooled", "population_weighted")


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
