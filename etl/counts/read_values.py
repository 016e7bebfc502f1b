"""The numbers of a long list: plain digits as they are, every other spelling read once."""

import polars as pl

from etl.counts.lines import Lines
from longdan.language.fault import Fault, FaultError
from longdan.language.number_columns import read_number_column
from longdan.language.numbers import read_number

QUALIFIER = pl.Enum(["=", ">", "<", "~"])
STATUS = pl.Enum(["reported", "nil", "not_reported", "not_applicable"])


def read_values(cells: pl.DataFrame, lines: Lines) -> pl.DataFrame:
    """`number` gives way to value, qualifier, status and `value_fault` (a fault's code; the rest is then null).

    Reads number, written and is_count; every other column of `cells` stays.
    """
    plain = cells.filter(pl.col("number").is_not_null()).select(
        pl.exclude("number"),
        value=pl.col("number").cast(pl.Float64),
        qualifier=pl.lit("=", QUALIFIER),
        status=pl.lit("reported", STATUS),
        value_fault=pl.lit(None, pl.String),
    )
    spelled = cells.filter(pl.col("number").is_null())
    if not spelled.height:
        return plain
    readings = [_read_spellings(spelled, lines, is_count=is_count) for is_count in (True, False)]
    joined = spelled.drop("number").join(pl.concat(readings), on=["written", "is_count"], how="left")
    return pl.concat([plain, joined.select(plain.columns)])


def describe_value(written: str, code: str, *, is_count: bool) -> Fault:
    """The fault of one spelling, with what its texts need."""
    if code.startswith("numbers."):
        try:
            read_number(written or None, is_count=is_count)
        except FaultError as error:
            return error.faults[0]
    return Fault(code, found=written)


def _read_spellings(cells: pl.DataFrame, lines: Lines, *, is_count: bool) -> pl.DataFrame:
    """One row per different spelling: a percentage and a number below 0 are no counts, amounts or areas either."""
    codes = cells.filter(pl.col("is_count") == is_count)["written"].unique().sort()
    texts = pl.Series([lines.text(code) or None for code in codes], dtype=pl.String)
    fault = (
        pl.when("is_percent")
        .then(pl.lit("forms.percent"))
        .when(pl.col("value") < 0)
        .then(pl.lit("forms.negative"))
        .otherwise("fault")
    )
    return read_number_column(texts, is_count=is_count).select(
        written=codes,
        is_count=pl.lit(is_count),
        value="value",
        qualifier=pl.col("qualifier").cast(QUALIFIER),
        status=pl.col("status").cast(STATUS),
        value_fault=fault,
    )
