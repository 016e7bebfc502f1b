"""How much of each unit lies in which unit of another day: composing the steps between the days.

A *conversion* is a frame of one row per unit and unit that it went to:

    from_id    the unit
    to_id      what it, or some of it, became
    weight     how much of `from_id` lies in `to_id`, 0–1; null where not known
    basis      what the weight rests on, one of BASES; null where the weight is
    source_id  where that is written

The rows of a unit are everything that it became, so its weights add up to 1 where they are known. A unit without rows stays
what it is: a conversion is a matrix that is the identity on all units it does not name, and following one change after another
is the product of their matrices. Amounts that are carried over by such a matrix keep their total (the "volume preserving"
property of areal interpolation: M. F. Goodchild, N. S.-N. Lam, "Areal interpolation: a variant of the traditional spatial
problem", *Geo-Processing* 1 (1980) 297–312).
"""

from collections.abc import Iterable
from functools import reduce

import polars as pl

# From certain to less certain: nothing was cut; an official table says so; shares of population; shares of area.
BASES = ("whole", "official", "population", "area")
CONVERSION = pl.Schema(
    {
        "from_id": pl.String,
        "to_id": pl.String,
        "weight": pl.Float64,
        "basis": pl.Enum(BASES),
        "source_id": pl.String,
    }
)
_COLUMNS = tuple(CONVERSION)


def identity() -> pl.DataFrame:
    """The conversion that names no unit: everything stays what it is."""
    return pl.DataFrame(schema=CONVERSION)


def compose(first: pl.DataFrame, then: pl.DataFrame) -> pl.DataFrame:
    """The conversion that does `first`, and `then` with what came of it.

    weight(a → c) = Σ over b of first(a → b) · then(b → c). A way with an unknown weight makes the sum unknown, unless all of
    `a` ends in `c` (`settle`). Basis and source are those of the least certain step on the ways. Sorted by from_id, to_id.
    """
    onward = then.rename(
        {"from_id": "to_id", "to_id": "end_id", "weight": "onward", "basis": "later", "source_id": "where"}
    )
    ways = first.join(onward, on="to_id", how="left")
    is_moved = pl.col("end_id").is_not_null()
    is_less_certain = pl.col("later").is_null() | (pl.col("later") > pl.col("basis"))
    is_replaced = is_moved & pl.col("basis").is_not_null() & is_less_certain
    moved = ways.select(
        "from_id",
        to_id=pl.coalesce("end_id", "to_id"),
        weight=pl.when(is_moved).then(pl.col("weight") * pl.col("onward")).otherwise("weight"),
        basis=pl.when(is_replaced).then("later").otherwise("basis"),
        source_id=pl.when(is_replaced).then("where").otherwise("source_id"),
    )
    later_only = then.join(first.select("from_id").unique(), on="from_id", how="anti")
    return settle(_add_ways(pl.concat([moved, later_only.select(_COLUMNS)])))


def chain(steps: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """The conversions done one after another: each unit that any of them names, and what it is in the end.

    Composed from the last backwards: what a unit became in the end is then settled before shares of it are multiplied in,
    and as little as can be stays unknown.
    """
    return reduce(lambda later, step: compose(step, later), reversed(list(steps)), identity())


def settle(conversion: pl.DataFrame) -> pl.DataFrame:
    """Fill in what follows from the weights adding up to 1.

    All of a unit that became one other lies in it (basis `whole`), however it got there; a single unknown weight is what the
    known ones leave, on the basis of the least certain of them.
    """
    unknown = pl.col("weight").is_null()
    is_alone = pl.len().over("from_id") == 1
    is_last = unknown & (unknown.sum().over("from_id") == 1) & ~is_alone
    rest = (1 - pl.col("weight").sum().over("from_id")).clip(0, 1)
    basis = pl.col("basis").cast(CONVERSION["basis"])
    return conversion.with_columns(
        weight=pl.when(is_alone).then(1.0).when(is_last).then(rest).otherwise("weight"),
        basis=pl.when(is_alone)
        .then(pl.lit("whole", CONVERSION["basis"]))
        .when(is_last)
        .then(basis.max().over("from_id"))
        .otherwise(basis),
    ).select(_COLUMNS)


def invert(conversion: pl.DataFrame) -> pl.DataFrame:
    """What each unit was made of: the same pairs, the other way round.

    A unit made of one other lies in it as a whole. Of one made of several, how much lies in each is not known here: that
    needs their sizes, not the shares of them that went into it.
    """
    turned = conversion.select(
        from_id="to_id",
        to_id="from_id",
        weight=pl.lit(None, pl.Float64),
        basis=pl.lit(None, CONVERSION["basis"]),
        source_id="source_id",
    )
    return settle(turned).sort("from_id", "to_id")


def apportion(values: pl.DataFrame, conversion: pl.DataFrame) -> pl.DataFrame:
    """Amounts (area_id, value) of the units before as amounts of the units after.

    value(c) = Σ over a of weight(a → c) · value(a), which adds up to the same total. Null where any part of it is not known.
    Sorted by area_id.
    """
    parts = values.join(conversion, left_on="area_id", right_on="from_id", how="left").select(
        area_id=pl.coalesce("to_id", "area_id"),
        value=pl.col("value") * pl.when(pl.col("to_id").is_null()).then(1.0).otherwise("weight"),
    )
    return parts.group_by("area_id").agg(_known_sum("value")).sort("area_id")


def _add_ways(ways: pl.DataFrame) -> pl.DataFrame:
    """One row per pair: weights add up over the ways between them."""
    unknown = pl.col("basis").is_null()
    return (
        ways.group_by("from_id", "to_id")
        .agg(
            _known_sum("weight"),
            pl.when(unknown.any()).then(None).otherwise(pl.col("basis").max()).alias("basis"),
            pl.col("source_id").sort_by(unknown, "basis", "source_id").last(),
        )
        .select(_COLUMNS)
        .sort("from_id", "to_id")
    )


def _known_sum(column: str) -> pl.Expr:
    """The sum, null where any part of it is."""
    return pl.when(pl.col(column).is_null().any()).then(None).otherwise(pl.col(column).sum()).alias(column)
