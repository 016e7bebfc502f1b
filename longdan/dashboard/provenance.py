"""The tables of the sources page, with every word in the reader's language."""

import polars as pl

from longdan.language.dates import format_date
from longdan.language.locale import text
from longdan.language.periods import label_period


def show_loads(loads: pl.DataFrame, language: str) -> pl.DataFrame:
    """Files taken in: rows of `list_loads` as text and counts."""
    rows = [
        {
            "file": row["file_name"],
            "kind": text(f"sources.kind.{row['kind']}", language),
            "origin": text(f"figures.origin.{row['origin']}", language),
            "source": row[f"source_{language}"] or "",
            "received_on": _day(row["received_on"], language),
            "signed_on": _day(row["signed_on"], language),
            "accepted": row["accepted_count"],
            "refused": row["rejected_count"],
            "state": text(f"sources.state.{'superseded' if row['is_superseded'] else 'used'}", language),
        }
        for row in loads.to_dicts()
    ]
    return _name_columns(pl.DataFrame(rows, infer_schema_length=None), language)


def show_refusals(refusals: pl.DataFrame, language: str) -> pl.DataFrame:
    """Rows refused or doubted: where, what is wrong, what was expected, what to do."""
    rows = [
        {
            "file": row["file_name"],
            "place": _place(row, language),
            "severity": text(f"sources.severity.{'warning' if row['is_warning'] else 'refused'}", language),
            "what": row[f"what_{language}"],
            "expected": row[f"expected_{language}"],
            "next": row[f"next_{language}"],
        }
        for row in refusals.to_dicts()
    ]
    return _name_columns(pl.DataFrame(rows, infer_schema_length=None), language)


def show_findings(findings: pl.DataFrame, language: str) -> pl.DataFrame:
    """What the build noticed across files."""
    rows = [
        {
            "message": row[f"message_{language}"],
            "area": row["area_name"] or "",
            "period": label_period(row["period_id"], language) if row["period_id"] else "",
            "indicator": row[f"title_{language}"] or "",
        }
        for row in findings.to_dicts()
    ]
    return _name_columns(pl.DataFrame(rows, infer_schema_length=None), language)


def show_sources(sources: pl.DataFrame, language: str) -> pl.DataFrame:
    """Every source cited, with its sentence and what in it is corrected."""
    rows = [
        {
            "source": row[f"title_{language}"],
            "publisher": _publisher(row),
            "published_on": _day(row["published_on"], language),
            "retrieved_on": _day(row["retrieved_on"], language),
            "address": row["address"] if _is_link(row["address"]) else "",
            "licence": row["licence"] or "",
            "quote": row["quote"] or "",
            "correction": row["correction"] or "",
        }
        for row in sources.to_dicts()
    ]
    return _name_columns(pl.DataFrame(rows, infer_schema_length=None), language)


def _is_link(address: str | None) -> bool:
    return bool(address) and address.startswith(("https://", "http://"))


def _publisher(row: dict) -> str:
    """Who published it, and where, in so far as that is no link."""
    named = row["publisher"] or ""
    return f"{named} ({row['address']})" if row["address"] and not _is_link(row["address"]) else named


def _place(row: dict, language: str) -> str:
    parts = [text("faults.place.sheet", language, sheet=row["sheet"])] if row["sheet"] else []
    if row["row"] is not None:
        parts.append(text("faults.place.row", language, row=row["row"]))
    if row["column_name"]:
        parts.append(text("faults.place.column", language, column=row["column_name"]))
    return ", ".join(parts)


def _day(day, language: str) -> str:
    return format_date(day, language) if day else ""


def _name_columns(table: pl.DataFrame, language: str) -> pl.DataFrame:
    return table.rename({name: text(f"sources.column.{name}", language) for name in table.columns})
