"""Read an official list of communes with their dates of effect: a csv of one row per commune and stretch of time."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl

from etl.areas.kinds import describe_name
from longdan.language.fault import Fault, FaultError
from longdan.language.names import normalise_name

OFFICIAL_LIST = pl.Schema(
    {
        "code": pl.String,
        "full_name": pl.String,
        "district_code": pl.String,  # null since July 2025
        "province_code": pl.String,
        "first_seen_on": pl.Date,  # of the earliest list: on or before
        "gone_on": pl.Date,  # the first day without it; null while in force
    }
)


def read_official_list(path: Path) -> pl.DataFrame:
    """The list in the columns of OFFICIAL_LIST, by code and time. Raises FaultError with every fault of the file.

    Columns may stand in any order and beside others. Names are brought to one spelling (NFC, Hòa).
    """
    raw = _read_cells(path)
    faults = [fault.at(file=path.name) for fault in _row_faults(raw)]
    if faults:
        raise FaultError(faults)
    tidy = (
        raw.select(
            "code",
            pl.col("full_name").map_elements(normalise_name, return_dtype=pl.String),
            "district_code",
            "province_code",
            pl.col("first_seen_on", "gone_on").str.to_date("%Y-%m-%d"),
        )
        .unique()
        .sort("code", "first_seen_on")
    )
    overlapping = tidy.filter(
        (pl.col("code") == pl.col("code").shift(1))
        & (pl.col("gone_on").shift(1).fill_null(date.max) > pl.col("first_seen_on"))
    )
    if not overlapping.is_empty():
        codes = overlapping["code"].unique(maintain_order=True)
        raise FaultError(
            Fault("areas.list_overlap", file=path.name, found=code, values={"area_code": code}) for code in codes
        )
    return tidy


def _read_cells(path: Path) -> pl.DataFrame:
    """Every cell as text without surrounding blanks, blanks as null, and the row's number in the file."""
    try:
        raw = pl.read_csv(path, infer_schema=False)
    except (pl.exceptions.PolarsError, OSError):
        raise FaultError(Fault("areas.list_unreadable", file=path.name)) from None
    raw = raw.rename(lambda name: name.strip().lstrip("\ufeff"))
    missing = [column for column in OFFICIAL_LIST if column not in raw.columns]
    if missing:
        columns = ", ".join(OFFICIAL_LIST)
        values = [{"column": column, "columns": columns} for column in missing]
        raise FaultError(Fault("areas.list_column", file=path.name, values=value) for value in values)
    if raw.is_empty():
        raise FaultError(Fault("areas.list_empty", file=path.name))
    return raw.with_columns(pl.all().str.strip_chars().replace("", None)).with_row_index("row", offset=2)


def _row_faults(raw: pl.DataFrame) -> Iterator[Fault]:
    for row in raw.iter_rows(named=True):
        if not (row["code"] or "").isascii() or not (row["code"] or "").isdigit() or len(row["code"]) != 5:
            yield Fault("areas.list_code", row=row["row"], column="code", found=row["code"])
        if not _has_kind(row["full_name"]):
            yield Fault("areas.list_name", row=row["row"], column="full_name", found=row["full_name"])
        start, end = _day(row["first_seen_on"]), _day(row["gone_on"])
        if start is None:
            yield Fault("areas.list_date", row=row["row"], column="first_seen_on", found=row["first_seen_on"])
        elif row["gone_on"] is not None and (end is None or end <= start):
            yield Fault("areas.list_date", row=row["row"], column="gone_on", found=row["gone_on"])


def _has_kind(name: str | None) -> bool:
    try:
        describe_name(normalise_name(name or ""), "commune")
    except ValueError:
        return False
    return True


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written or "")
    except ValueError:
        return None
