"""What one change of the map sends to the browser: some kilobytes of figures, never geometry, names or fixed words.

    deflate of: uint32 length of the header | header (JSON, UTF-8) | a byte per area (its status and IS_…) |
                for each of header.columns, its codes as planes of bytes, the lowest first

Every column is sent as how far it is from what the columns before it let expect: a numerator from the share of the areas before
it, most of which are its neighbours, a value from its numerator and denominator, an interval from Wilson's. Most of that is small
or nothing, and planes of small numbers compress well, each by itself. A code is that distance less `least`, plus one; 0 is null.
Only areas of a status that has any figure of a column have a code in it. A column that is just as expected is `implied` and not
sent. `browser/payload.js` reads it back, and works out the classes from the values.
"""

import hashlib
import json
import math
import zlib

import numpy as np
import polars as pl

from longdan.dashboard.maps.marks import OUTSIDE, UNSURE
from longdan.methods.interval import wilson_expr

STATUSES = (
    "reported",
    "nil",
    "not_reported",
    "suppressed",
    "not_applicable",
    "unpublished",
    "partial_period",
    "not_convertible",
    "in_class",
)
# Added to the number of the status.
IS_UNSURE, IS_OUTSIDE, IS_REBASED, IS_APPORTIONED = 16, 32, 64, 128
_FLAGS = (
    dict.fromkeys(range(256), "\0") | dict.fromkeys(map(ord, UNSURE), chr(IS_UNSURE)) | {ord(OUTSIDE): chr(IS_OUTSIDE)}
)
REBASED = {"rebased_exact": IS_REBASED, "rebased_apportioned": IS_REBASED + IS_APPORTIONED}
FINE_BASE = 0.1  # the step of denominators that are not whole, such as thousands of people
WIDE_INTERVAL = 40  # quanta: where no interval is narrower, its limits are given to ten quanta
# Of the share that a numerator is expected from: how much an area counts when the next is reached, and answers before the first.
FADING, START = 0.9, 100.0
STRATEGIES = (zlib.Z_DEFAULT_STRATEGY, zlib.Z_HUFFMAN_ONLY)  # what repeats; what does not


def pack_payload(header: dict, letters: str, values: pl.DataFrame, quantum: float) -> bytes:
    """The bytes for one map. `values` are the rows of `map_values`; `quantum` is the finest step of the value shown.

    Figures are rounded: the value to the quantum, its interval to one or ten quanta, numerators to whole numbers,
    denominators to whole numbers or tenths.
    """
    steps = {
        "quantum": quantum,
        "interval_quantum": _interval_quantum(values, quantum),
        "base_quantum": _base_quantum(values),
        "pooled": _pooled_ratio(values),
    }
    statuses = _number_statuses(values)
    columns, implied = _tell_apart(_expect(values, **steps))
    among = {name: _list_statuses(column, statuses) for name, column in columns.items()}
    planes = {name: _planes(column.filter(statuses.is_in(among[name]))) for name, column in columns.items()}
    parts = [_mark_bytes(letters, statuses, values), *(plane for each in planes.values() for plane in each)]
    full = header | {
        "count": len(values),
        "columns": [[name, columns[name].min(), len(each), among[name]] for name, each in planes.items()],
        "implied": implied,
        "number": header["number"] | steps | {"fading": FADING, "start": START},
        "qualifiers": _list_qualifiers(values),
    }
    digest = hashlib.sha256(json.dumps(full, sort_keys=True).encode() + b"".join(parts)).hexdigest()
    written = json.dumps(full | {"version": digest[:12]}, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return _deflate([len(written).to_bytes(4, "little") + written, *parts])


def count_quanta(values: pl.Series | pl.Expr, quantum: float) -> pl.Series | pl.Expr:
    """Values as whole numbers of a step; halves go up, as JavaScript rounds."""
    return (values / quantum + 0.5).floor().cast(pl.Int64)


def _deflate(parts: list[bytes]) -> bytes:
    """One raw deflate stream of all parts, each in blocks of its own and by the strategy that makes it smallest."""
    packed = []
    for number, part in enumerate(parts, start=1):
        tries = []
        for strategy in STRATEGIES:
            packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9, strategy)
            tries.append(
                packer.compress(part) + packer.flush(zlib.Z_FINISH if number == len(parts) else zlib.Z_FULL_FLUSH)
            )
        packed.append(min(tries, key=len))
    return b"".join(packed)


def _expect(
    values: pl.DataFrame, quantum: float, interval_quantum: float, base_quantum: float, pooled: float
) -> pl.DataFrame:
    """The columns in the order they are read back, and behind each `expected_…`: what those before it give.

    A unit that reports for itself alone has no number of reporting units.
    """
    several = pl.when(pl.col("expected_units") > 1)
    base = pl.col("denominator") * base_quantum
    ratio = pl.when(pl.col("denominator") != 0).then(pl.col("numerator") / base)
    rounded = values.select(
        denominator=count_quanta(pl.col("denominator"), base_quantum),
        numerator=count_quanta(pl.when(pl.col("denominator").is_not_null()).then("numerator"), 1),
        value=count_quanta(pl.col("value"), quantum),
        low=count_quanta(pl.col("ci_low"), interval_quantum),
        high=count_quanta(pl.col("ci_high"), interval_quantum),
        units=several.then("expected_units").cast(pl.Int64),
        absent=several.then(pl.col("expected_units").cast(pl.Int64) - pl.col("reporting_units")),
    )
    low, high = wilson_expr(pl.col("numerator").cast(pl.Float64), base)
    return rounded.with_columns(
        expected_numerator=_expect_numerators(rounded["numerator"], rounded["denominator"] * base_quantum, pooled),
        expected_value=count_quanta(ratio, quantum),
        expected_low=count_quanta(low, interval_quantum),
        expected_high=count_quanta(high, interval_quantum),
    )


def _expect_numerators(numerators: pl.Series, bases: pl.Series, pooled: float) -> pl.Series:
    """Each base times the share of the areas before it, of which the nearest count most; the first ones lean on `pooled`."""
    if not pooled:
        return bases * 0
    counted, asked, expected = pooled * START, START, []
    for numerator, base in zip(numerators, bases, strict=True):
        expected.append(None if base is None else math.floor(base * (counted / asked) + 0.5))
        if numerator is not None:
            counted, asked = counted * FADING + numerator, asked * FADING + base
    return pl.Series(expected, dtype=pl.Int64)


def _tell_apart(figures: pl.DataFrame) -> tuple[dict[str, pl.Series], list[str]]:
    """The columns to send, as distances from what is expected, and the names of those that are just as expected."""
    sent, implied = {}, []
    for name in (name for name in figures.columns if not name.startswith("expected_")):
        column = figures[name]
        expected = (
            figures[f"expected_{name}"] if f"expected_{name}" in figures else pl.repeat(None, len(column), eager=True)
        )
        if column.null_count() == len(column):
            continue
        if column.eq_missing(expected.cast(pl.Int64)).all():
            implied.append(name)
        else:
            sent[name] = column - expected.cast(pl.Int64).fill_null(0)
    return sent, implied


def _interval_quantum(values: pl.DataFrame, quantum: float) -> float:
    narrowest = (values["ci_high"] - values["ci_low"]).min()
    return 10 * quantum if narrowest is not None and narrowest >= WIDE_INTERVAL * quantum else quantum


def _base_quantum(values: pl.DataFrame) -> float:
    denominator = values["denominator"].drop_nulls()
    return 1 if ((denominator - denominator.round()).abs() < 1e-6).all() else FINE_BASE


def _pooled_ratio(values: pl.DataFrame) -> float:
    """The ratio of the whole map, to four digits; 0 where the numerators vary less than their distances from it."""
    both = values.select("numerator", "denominator").drop_nulls()
    denominator = both["denominator"].sum()
    if not denominator:
        return 0.0
    pooled = float(f"{both['numerator'].sum() / denominator:.4g}")
    distances = both["numerator"] - pooled * both["denominator"]
    return pooled if _spread(distances) < _spread(both["numerator"]) else 0.0


def _spread(column: pl.Series) -> float:
    return column.quantile(0.9) - column.quantile(0.1)


def _planes(column: pl.Series) -> list[bytes]:
    """The bytes of the codes, the lowest of every area first, without the planes that hold nothing."""
    codes = (column - column.min() + 1).fill_null(0).to_numpy().astype("<u8")
    planes = [plane.tobytes() for plane in codes.view(np.uint8).reshape(-1, 8).T]
    return planes[: max(int(codes.max()).bit_length() + 7, 8) // 8]


def _number_statuses(values: pl.DataFrame) -> pl.Series:
    return values["status"].replace_strict(STATUSES, range(len(STATUSES)), return_dtype=pl.UInt8)


def _list_statuses(column: pl.Series, statuses: pl.Series) -> list[int]:
    """The statuses of which any area has a figure in a column."""
    return sorted(statuses.filter(column.is_not_null()).unique())


def _mark_bytes(letters: str, statuses: pl.Series, values: pl.DataFrame) -> bytes:
    made = values["derivation"].replace_strict(REBASED, default=0, return_dtype=pl.UInt8)
    flags = np.frombuffer(letters.translate(_FLAGS).encode("latin-1"), np.uint8)
    return (statuses.to_numpy() + flags + made.to_numpy()).tobytes()


def _list_qualifiers(values: pl.DataFrame) -> dict[int, str]:
    """The sign of the few areas whose value is not exact, by their place."""
    return {row: sign for row, sign in enumerate(values["qualifier"]) if sign != "="}
