"""Simulated values in the shape in which tidied files enter."""

import polars as pl

from etl.tidied import MEASURE, REPORT
from longdan.methods.period import Period


def as_measures(rows: pl.DataFrame, *, form: str, period: Period, status: pl.Expr) -> pl.DataFrame:
    """`rows` (sheet, area_id, column_no, value, and any other column of a measure) with the columns it lacks filled in."""
    fixed = {
        "form": pl.lit(form),
        "period_id": pl.lit(period.period_id),
        "status": status,
    }
    usual = {
        "scope": pl.lit("total"),
        "covered_from": pl.lit(period.start_on),
        "covered_to": pl.lit(period.end_on),
        "qualifier": pl.lit("="),
    }
    columns = [
        fixed[name] if name in fixed else pl.col(name) if name in rows.columns else usual.get(name, pl.lit(None))
        for name in MEASURE
    ]
    return rows.select(
        column.cast(type_).alias(name) for column, (name, type_) in zip(columns, MEASURE.items(), strict=True)
    )


def report_per_sheet(measures: pl.DataFrame) -> pl.DataFrame:
    """One report per sheet (a province), form and period; the sheet's name is the province's area_id."""
    keys = measures.select("sheet", "form", "period_id").unique().sort("sheet", "form", "period_id")
    fixed = {"area_id": pl.col("sheet"), "scope": pl.lit("total"), "is_partial": pl.lit(False)}
    return keys.select(
        (fixed.get(name) if name in fixed else pl.col(name) if name in keys.columns else pl.lit(None))
        .cast(type_)
        .alias(name)
        for name, type_ in REPORT.items()
    )
