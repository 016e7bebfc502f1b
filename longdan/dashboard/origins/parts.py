"""The units or the periods that a figure was made of, each with its own."""

import polars as pl

from longdan.dashboard.origins.words import say_figure, show_table
from longdan.language.locale import text
from longdan.language.numbers import format_share
from longdan.language.periods import format_period
from longdan.warehouse.questions.origins import Origin


def show_predecessors(origin: Origin, language: str) -> pl.DataFrame | None:
    rows = [
        {
            "unit": row["name"],
            "weight": format_share(row["weight"], language, 1) if row["weight"] is not None else "–",
            "basis": text(f"origins.basis.{row['basis'] or 'unknown'}", language),
            "value": say_figure(row, origin.meaning, language),
        }
        for row in origin.predecessors.to_dicts()
    ]
    return show_table(rows, language)


def show_steps(origin: Origin, language: str) -> pl.DataFrame | None:
    rows = [
        {
            "period": format_period(row["period_id"], language),
            "value": say_figure(row, origin.meaning, language),
        }
        for row in origin.steps.to_dicts()
    ]
    return show_table(rows, language)
