"""What of a file of correspondences contradicts itself: pairs said twice, shares that do not add up."""

from collections.abc import Iterator

import polars as pl

from longdan.language.fault import Fault, FaultError

TOLERANCE = 1e-6
# A unit's rows of one day: those to its successors, and those to the former units of each level that it straddles.
UNIT = ("from_code", "effective_on", pl.col("to_code").str.len_chars())


def check_successions(rows: pl.DataFrame) -> None:
    """Raises FaultError with every fault. `rows` have the columns CORRESPONDENCE."""
    faults = [*_repeated(rows), *_odd_sums(rows)]
    if faults:
        raise FaultError(faults)


def place_of(row: dict) -> dict:
    """Where a row of CORRESPONDENCE stands, for `Fault`."""
    return {name: row[name] for name in ("file", "sheet", "row")}


def _repeated(rows: pl.DataFrame) -> Iterator[Fault]:
    key = ("from_code", "to_code", "effective_on")
    for row in rows.filter(~pl.struct(key).is_first_distinct()).iter_rows(named=True):
        yield Fault("successions.repeated", **place_of(row), found=f"{row['from_code']} → {row['to_code']}")


def _odd_sums(rows: pl.DataFrame) -> Iterator[Fault]:
    """Known shares of a unit add up to 1; beside an unknown one, to less."""
    total, has_unknown = pl.col("share").sum().over(UNIT), pl.col("share").is_null().any().over(UNIT)
    is_odd = pl.when(has_unknown).then(total >= 1 - TOLERANCE).otherwise((total - 1).abs() > TOLERANCE)
    summed = rows.with_columns(total=total).filter(is_odd, pl.col("row") == pl.col("row").min().over(UNIT))
    for row in summed.iter_rows(named=True):
        found = f"{row['total']:.6f}"
        yield Fault("successions.sum", **place_of(row), found=found, values={"found_code": row["from_code"]})
