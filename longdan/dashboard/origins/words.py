"""The words that all sections share, and tables of words."""

import polars as pl

from longdan.dashboard.sentences.values import say_absence, say_value
from longdan.language.locale import text


def say_line(name: str, language: str, **values: object) -> str:
    return text(f"origins.line.{name}", language, **values)


def say_figure(row: dict, meaning: dict, language: str) -> str:
    """The value of a row with its sign and unit, or why there is none."""
    if row["value"] is None:
        return say_absence(row, language)
    return say_value(row["value"], meaning["unit"], meaning["decimals"], language, row["qualifier"])


def show_table(rows: list[dict], language: str) -> pl.DataFrame | None:
    """Rows of words with the columns' names in the language; None where there are none."""
    if not rows:
        return None
    table = pl.DataFrame(rows, schema=dict.fromkeys(rows[0], pl.String))
    return table.rename({name: text(f"origins.column.{name}", language) for name in table.columns})
