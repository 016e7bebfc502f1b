"""Numbers in a column of text, for files too long to read cell by cell."""

import polars as pl

from longdan.language.fault import FaultError
from longdan.language.numbers import read_number

_READING = pl.Schema(
    {
        "text": pl.String,
        "value": pl.Float64,
        "qualifier": pl.String,
        "status": pl.String,
        "is_percent": pl.Boolean,
        "is_pending": pl.Boolean,
        "fault": pl.String,
    }
)


def read_number_column(column: pl.Series, *, decimal: str | None = None, is_count: bool = False) -> pl.DataFrame:
    """`read_number` of a column of text, for long files: value, qualifier, status, is_percent, is_pending, fault.

    One row per row, in order. `fault` is the code of the fault (all else is then null), else null. Short plain digits
    are cast by Polars; every other spelling is read once, however often it occurs.
    """
    texts = column.cast(pl.String).rename("text")
    is_plain = texts.str.contains(r"^[0-9]{1,8}$").fill_null(False)
    readings = [_reading_row(cell, decimal, is_count) for cell in texts.filter(~is_plain).unique()]
    frame = texts.to_frame().with_columns(is_plain=is_plain).with_row_index("row")
    frame = frame.join(pl.DataFrame(readings, schema=_READING, orient="row"), on="text", how="left", nulls_equal=True)
    plain = pl.col("is_plain")
    return frame.sort("row").select(
        value=pl.when(plain).then(pl.col("text").cast(pl.Float64, strict=False)).otherwise("value"),
        qualifier=pl.when(plain).then(pl.lit("=")).otherwise("qualifier"),
        status=pl.when(plain).then(pl.lit("reported")).otherwise("status"),
        is_percent=pl.when(plain).then(pl.lit(False)).otherwise("is_percent"),
        is_pending=pl.when(plain).then(pl.lit(False)).otherwise("is_pending"),
        fault="fault",
    )


def _reading_row(cell: str | None, decimal: str | None, is_count: bool) -> tuple:
    try:
        reading = read_number(cell, decimal=decimal, is_count=is_count)
    except FaultError as error:
        return (cell, None, None, None, None, None, error.faults[0].code)
    return (cell, reading.value, reading.qualifier, reading.status, reading.is_percent, reading.is_pending, None)
