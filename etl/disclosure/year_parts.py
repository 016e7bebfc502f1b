"""What a unit's year can hold, from what its quarters, its first half and its first nine months can hold.

A year is no more than its quarters together. A quarter that ended before the unit began held nothing.
"""

import polars as pl

from etl.disclosure.nested_sums import UNBOUNDED
from etl.disclosure.period_totals import BELOW_PROVINCE

UNIT = ["origin", "area_no", "is_desk", "calendar", "year"]
_PARTS = ("q1", "q2", "q3", "q4", "half", "nine_months")

# What open counts of the unit's own report leave; reports that contradict themselves leave nothing.
OWN = pl.col("room").fill_null(UNBOUNDED).clip(0)
# Beside the total of its province, which every reader sees.
LIMITED = pl.min_horizontal(OWN, pl.col("total").fill_null(UNBOUNDED))


def _add_up(parts: dict[str, pl.Expr]) -> pl.Expr:
    first_half = pl.min_horizontal(parts["q1"] + parts["q2"], parts["half"])
    return pl.min_horizontal(first_half + parts["q3"], parts["nine_months"]) + parts["q4"]


_MOST = {part: pl.col(part) for part in _PARTS}
YEAR = _add_up(_MOST)  # all that the year can hold
# What it can hold without one of its quarters, whichever that is.
WITHOUT_A_QUARTER = pl.min_horizontal(*(_add_up(_MOST | {quarter: pl.lit(0)}) for quarter in _PARTS[:4]))


def lay_out(limited: pl.DataFrame, most: pl.Expr) -> pl.DataFrame:
    """The most that each part of a year can hold, one row per unit and year of which every quarter is known.

    `limited`: counts with the `total` that limits each; `most`: what a row can hold.
    """
    rows = limited.filter(pl.col("level").is_in(BELOW_PROVINCE))
    known = rows.with_columns(most=most, part_of_year=_name_part()).group_by(*UNIT, "begins_on", "part_of_year")
    wide = (
        known.agg(pl.col("most").max())
        .pivot(on="part_of_year", on_columns=list(_PARTS), index=[*UNIT, "begins_on"], values="most")
        .join(_end_quarters(limited), on=["calendar", "year"], how="left")
    )
    began_later = {f"q{n}": pl.col("begins_on") > pl.col(f"end{n}") for n in range(1, 5)}
    filled = [
        pl.when(pl.col(name).is_null() & is_before).then(0).otherwise(name).alias(name)
        for name, is_before in began_later.items()
    ]
    longer = [pl.col(name).fill_null(UNBOUNDED) for name in _PARTS[4:]]
    return wide.with_columns(*filled, *longer).drop_nulls(_PARTS[:4]).select(*UNIT, *_PARTS)


def _name_part() -> pl.Expr:
    return pl.when(pl.col("type") == "quarter").then(pl.format("q{}", "number")).otherwise("type")


def _end_quarters(limited: pl.DataFrame) -> pl.DataFrame:
    """The last days of the quarters of each year that is reported on."""
    quarters = limited.filter(pl.col("type") == "quarter").select("calendar", "year", "number", "end_on").unique()
    wide = quarters.pivot(on="number", on_columns=[1, 2, 3, 4], index=["calendar", "year"], values="end_on")
    return wide.rename({str(n): f"end{n}" for n in range(1, 5)})
