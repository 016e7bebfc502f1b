"""What one change of the map sends to the browser: some kilobytes of letters and figures, never geometry.

    gzip of: uint32 length of the header | header (JSON, UTF-8) | a letter per area | a status per area |
             for each name in header.columns, its int32 values as four planes of bytes, the lowest first

Planes compress well, since most figures are small and their upper bytes are zero. `browser/payload.js` reads it back.
"""

import gzip
import hashlib
import json

import numpy as np
import polars as pl

MISSING = -(2**31)
STATUSES = ("reported", "nil", "not_reported", "suppressed", "not_applicable", "unpublished", "partial_period")
RATIO_FACTORS = (1, 1000)  # a share; a rate per 1,000 people


def pack_payload(header: dict, letters: str, values: pl.DataFrame, quantum: float) -> bytes:
    """The bytes for one map. `values` are the rows of `map_values`; `quantum` is the finest step of the value shown.

    Figures are rounded: the value and its interval to the quantum, counts to whole numbers. Three things keep them small:
    the value is left out where it is, to half a quantum, the ratio of the counts; of a ratio above one half the rest of
    the denominator is sent instead of the numerator; the interval is sent as how far it is from a normal one.
    """
    columns, factor = _quantise(values, quantum)
    body = letters.encode("ascii") + _status_bytes(values) + b"".join(_planes(column) for column in columns.values())
    full = header | {
        "count": len(values),
        "columns": list(columns),
        "number": header["number"] | {"quantum": quantum, "ratio_factor": factor},
        "qualifiers": _list_qualifiers(values),
    }
    digest = hashlib.sha256(json.dumps(full, sort_keys=True).encode() + body).hexdigest()
    written = json.dumps(full | {"version": digest[:12]}, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return gzip.compress(len(written).to_bytes(4, "little") + written + body, compresslevel=9, mtime=0)


def _quantise(values: pl.DataFrame, quantum: float) -> tuple[dict[str, np.ndarray], int | None]:
    """The int32 columns worth sending, and the factor by which numerator over denominator gives the value, if one does."""
    value, numerator, denominator = (
        _whole(values["value"] / quantum),
        _whole(values["numerator"]),
        _whole(values["denominator"]),
    )
    half_width = _normal_half_width(numerator, denominator, quantum)
    columns = {
        "value": value,
        "numerator": numerator,
        "denominator": denominator,
        "ci_below": value - _whole(values["ci_low"] / quantum) - half_width,
        "ci_above": _whole(values["ci_high"] / quantum) - value - half_width,
        "reporting_units": _whole(values["reporting_units"]),
        "expected_units": _whole(values["expected_units"]),
    }
    if denominator.null_count() == len(values):
        columns.pop("numerator")  # of a count: the value itself
    factor = _find_factor(value, numerator, denominator, quantum)
    if factor is not None:
        columns.pop("value")
        if 2 * numerator.sum() > denominator.sum():
            columns["rest"] = denominator - columns.pop("numerator")
    kept = {name: column for name, column in columns.items() if column.null_count() < len(column)}
    return {name: column.fill_null(MISSING).to_numpy().astype("<i4") for name, column in kept.items()}, factor


def _normal_half_width(numerator: pl.Series, denominator: pl.Series, quantum: float) -> pl.Series:
    """Half of a normal 95 % interval of a share, in quanta; 0 where the counts give none. The browser adds it back.

    One less than that, so that what rounding leaves over is 0, 1 or 2 and never negative.
    """
    share = numerator / denominator.replace(0, None)
    variance = share * (1 - share) / denominator
    return ((variance.clip(0) ** 0.5 * 1.96 / quantum) - 0.5).floor().fill_null(0).cast(pl.Int64)


def _find_factor(value: pl.Series, numerator: pl.Series, denominator: pl.Series, quantum: float) -> int | None:
    """An area with nothing to divide by (0 of 0) has no value, and none may come of its counts."""
    if denominator.null_count() == len(denominator):
        return None
    ratio = numerator / denominator.replace(0, None) / quantum
    for factor in RATIO_FACTORS:
        distance = (ratio * factor - value).abs()
        if (ratio.is_null() == value.is_null()).all() and (distance.fill_null(0) <= 0.5 + 1e-6).all():
            return factor
    return None


def _whole(column: pl.Series) -> pl.Series:
    limit = 2**31 - 1
    return column.cast(pl.Float64).round().clip(-limit, limit).cast(pl.Int64)


def _planes(column: np.ndarray) -> bytes:
    return column.view(np.uint8).reshape(-1, 4).T.tobytes()


def _status_bytes(values: pl.DataFrame) -> bytes:
    return bytes(values["status"].replace_strict(STATUSES, range(len(STATUSES)), return_dtype=pl.UInt8).to_list())


def _list_qualifiers(values: pl.DataFrame) -> dict[int, str]:
    """The sign of the few areas whose value is not exact, by their place."""
    return {row: sign for row, sign in enumerate(values["qualifier"]) if sign != "="}
