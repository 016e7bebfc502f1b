"""Read an official list of communes with their dates of effect: a csv of one row per commune and stretch of time."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl

from etl.areas.kinds import describe_name
from longdan.language.fault import Fault, FaultError
from longdan.language.names import normalise_name

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
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


def place_fault(fault: Fault, path: Path) -> Fault:
    """A fault that was found in the history, such as an unknown unit above, at its row of the file."""
    places = {"district_code": fault.values.get("district"), "province_code": fault.values.get("province")}
    at_fault = [
        row["row"]
        for row in _read_cells(path).iter_rows(named=True)
        if row["code"] == fault.found and all(found == (row[column] or "–") for column, found in places.items())
    ]
    column = "district_code" if places["district_code"] != "–" else "province_code"
    return fault.at(file=path.name, **({"row": at_fault[0], "column": column} if at_fault else {}))


def _read_cells(path: Path) -> pl.DataFrame:
    """The columns of the list as text without surrounding blanks, blanks as null, and the row's number in the file."""
    try:
        cells = pl.read_csv(path, has_header=False, infer_schema=False)
    except (pl.exceptions.PolarsError, OSError):
        raise FaultError(Fault("areas.list_unreadable", file=path.name)) from None
    headings = [(name or "").strip().lstrip("\ufeff") for name in cells.row(0)]
    faults = []
    for column in OFFICIAL_LIST:
        if headings.count(column) != 1:
            code = "areas.list_heading" if column in headings else "areas.list_column"
            faults.append(
                Fault(code, file=path.name, row=1, values={"column": column, "columns": ", ".join(OFFICIAL_LIST)})
            )
    if faults:
        raise FaultError(faults)
    raw = cells.slice(1).select(pl.nth(headings.index(column)).alias(column) for column in OFFICIAL_LIST)
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
    """Year-month-day alone: `date.fromisoformat` would take 20250701 and days of a week too."""
    try:
        return date.fromisoformat(written) if _DAY.fullmatch(written or "") else None
    except ValueError:
        return None
