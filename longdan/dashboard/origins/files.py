"""In which cells of which files a figure stands, and what those replaced."""

import polars as pl

from longdan.dashboard.origins.words import say_line, show_table
from longdan.language.dates import format_date
from longdan.language.locale import text
from longdan.warehouse.questions.origins import Origin

MOST_CELLS = 12  # of a sum over many cells the first tell where it stands


def describe_cells(origin: Origin, language: str) -> tuple[tuple[str, ...], pl.DataFrame | None]:
    cells = origin.cells
    if cells.is_empty():
        return ((say_line("no_file", language),) if _lacks_file(origin) else ()), None
    rows = [
        {
            "file": row["file_name"],
            "sheet": row["sheet"],
            "cell": row["cell"],
            "counts": row["column_no"],
            "dates": _say_dates(row, language),
        }
        for row in cells.head(MOST_CELLS).to_dicts()
    ]
    left = cells.height - MOST_CELLS
    return ((text("origins.and_so_on", language, count=left),) if left > 0 else ()), show_table(rows, language)


def _lacks_file(origin: Origin) -> bool:
    return origin.figure["is_simulated"] and not origin.is_rebased


def _say_dates(row: dict, language: str) -> str:
    dates = [(name, row[f"{name}_on"]) for name in ("received", "signed") if row[f"{name}_on"]]
    return ", ".join(say_line(name, language, date=format_date(day, language)) for name, day in dates)


def show_replaced(origin: Origin, language: str) -> pl.DataFrame | None:
    rows = [
        {"file": row["file_name"], "sheet": row["sheet"], "dates": _say_dates(row, language)}
        for row in origin.replaced.to_dicts()
    ]
    return show_table(rows, language)
