"""Reads score tables such as PAPI by the column map of their source and year."""

from datetime import date

import polars as pl

from etl.areas.find_area import AreaFinder
from etl.areas.unit import COUNTRY_ID
from etl.files.open_file import SourceFile
from etl.files.sheet import Sheet
from etl.scores.column_map import ColumnMap, column_maps
from etl.scores.score_sheet import read_score_sheet
from etl.tidied import MEASURE, RECORDS, REPORT, Tidied
from longdan.language.fault import Fault
from longdan.methods.period import Period


def read_scores(source: SourceFile, finder: AreaFinder) -> list[Tidied]:
    """The file as one `Tidied` with a report per sheet; empty where no sheet is one of a mapped score table."""
    for mapped in column_maps():
        sheets = [sheet for sheet in source.visible_sheets if _is_of(sheet, mapped)]
        if sheets:
            return [_read(source, sheets, mapped, finder)]
    return []


def _is_of(sheet: Sheet, mapped: ColumnMap) -> bool:
    """By the headings of code and names; the name of the sheet gives the year."""
    row = mapped.heading_rows[0]
    found = tuple(sheet.cell(row, column) for column in range(1, len(mapped.identity) + 1))
    return found == mapped.identity


def _read(source: SourceFile, sheets: list[Sheet], mapped: ColumnMap, finder: AreaFinder) -> Tidied:
    measures, reports, faults = [], [], []
    for sheet in sheets:
        year = _year_of(sheet, mapped)
        if year is None:
            years = ", ".join(map(str, sorted(mapped.columns)))
            faults.append(Fault("scores.year", sheet=sheet.name, found=sheet.name, values={"years": years}))
            continue
        scores = read_score_sheet(sheet, mapped, year, finder)
        faults += scores.faults
        period_id = Period("year", "civil", date(year, 1, 1), date(year, 12, 31)).period_id
        report = {"sheet": sheet.name, "form": mapped.form, "scope": "total", "period_id": period_id}
        measures += [{**report, "qualifier": "=", **row} for row in scores.rows]
        if scores.rows:
            reports.append({**report, "area_id": COUNTRY_ID, "is_partial": False})
    return Tidied(
        "scores",
        pl.DataFrame(measures, schema=MEASURE),
        pl.DataFrame(reports, schema=REPORT),
        {"source": pl.DataFrame([dict(mapped.source)], schema=RECORDS["source"])},
        [fault.at(file=source.name) for fault in faults],
        origin="official",
        source_id=mapped.source["source_id"],
    )


def _year_of(sheet: Sheet, mapped: ColumnMap) -> int | None:
    """The year that the sheet's name gives, where its headings are mapped."""
    match = mapped.sheet.fullmatch(sheet.name)
    year = int(match["year"]) if match else None
    return year if year in mapped.columns else None
