"""Reads one sheet of a score table: a year of scores, one row per province."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from etl.areas.find_area import AreaFinder
from etl.files.sheet import Sheet, column_letters
from etl.scores.column_map import ColumnMap, ScoreColumn
from longdan.language.fault import Fault, FaultError
from longdan.language.numbers import read_number

_CODE, _NAME = 1, 3


@dataclass
class Scores:
    """Rows for the measure table (area_id, cell, column_no, value, status), and what was refused."""

    rows: list[dict] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_score_sheet(sheet: Sheet, mapped: ColumnMap, year: int, finder: AreaFinder) -> Scores:
    """The scores of a year. Other headings than those mapped refuse the sheet; a row with a fault is refused whole."""
    scores = Scores(faults=_heading_faults(sheet, mapped, year))
    if scores.faults:
        return scores
    for row in range(max(mapped.heading_rows) + 1, sheet.height + 1):
        code = sheet.cell(row, _CODE)
        if code is None or code in mapped.not_areas:
            continue
        try:
            area_id = _find_province(sheet, row, year, finder)
            scores.rows += _read_row(sheet, row, mapped, year, area_id)
        except FaultError as error:
            scores.faults += [fault.at(sheet=sheet.name, row=row) for fault in error.faults]
    return scores


def _heading_faults(sheet: Sheet, mapped: ColumnMap, year: int) -> list[Fault]:
    """A fault for each heading that is not the mapped one, column by column, and for headings beyond the last."""
    faults = []
    for row, wanted in zip(mapped.heading_rows, mapped.headings(year), strict=True):
        for column in range(1, max(sheet.width, len(wanted)) + 1):
            heading = wanted[column - 1] if column <= len(wanted) else None
            found = sheet.cell(row, column)
            if found != heading:
                place = {"sheet": sheet.name, "row": row, "column": column_letters(column)}
                values = {"heading": heading or "–", "year": year}
                faults.append(Fault("scores.heading", **place, found=str(found or "–"), values=values))
    return faults


def _find_province(sheet: Sheet, row: int, year: int, finder: AreaFinder) -> str:
    """The province with the row's code at the end of the year, whose name must be the row's."""
    code, name = sheet.cell(row, _CODE), str(sheet.cell(row, _NAME) or "")
    day = date(year, 12, 31)
    try:
        area_id = finder.find(name, code=str(code), level="province", on=day)
        if finder.find(name, level="province", on=day) == area_id:
            return area_id
    except FaultError:
        pass
    raise FaultError(Fault("scores.province", column="A", found=f"{code} {name}", values={"year": year}))


def _read_row(sheet: Sheet, row: int, mapped: ColumnMap, year: int, area_id: str) -> list[dict]:
    columns = mapped.columns[year]
    first = len(mapped.identity) + 1
    values = {
        column: _read_score(sheet, row, place, mapped.scales[column.key])
        for place, column in enumerate(columns, first)
        if not column.is_total
    }
    dimensions = [value for column, value in values.items() if column.is_dimension]
    for place, column in enumerate(columns, first):
        if column.is_total:
            values[column] = _read_total(sheet, row, place, dimensions, mapped, column)
    return list(_measures(sheet, row, first, columns, values, area_id))


def _read_total(
    sheet: Sheet, row: int, place: int, dimensions: list[float | None], mapped: ColumnMap, column: ScoreColumn
) -> float | None:
    """The total, checked against its dimensions. A formula over blanks gives 0 in Excel: with a dimension missing the
    total is missing too."""
    if None in dimensions:
        return None
    total = _read_score(sheet, row, place, mapped.scales[column.key])
    if total is not None and abs(total - sum(dimensions)) > mapped.total_tolerance:
        expected = f"{sum(dimensions):.4f}"
        letters = column_letters(place)
        raise FaultError(Fault("scores.total", column=letters, found=str(total), values={"found_sum": expected}))
    return total


def _read_score(sheet: Sheet, row: int, place: int, scale: tuple[float, float]) -> float | None:
    """A score on its scale; None for a blank. Raises FaultError with the column."""
    cell, column = sheet.cell(row, place), column_letters(place)
    try:
        value = read_number(cell, decimal=".").value
    except FaultError as error:
        raise FaultError(fault.at(column=column) for fault in error.faults) from None
    if value is not None and not scale[0] <= value <= scale[1]:
        values = {"lowest": f"{scale[0]:g}", "highest": f"{scale[1]:g}"}
        raise FaultError(Fault("scores.scale", column=column, found=str(cell), values=values))
    return value


def _measures(
    sheet: Sheet,
    row: int,
    first: int,
    columns: tuple[ScoreColumn, ...],
    values: dict[ScoreColumn, float | None],
    area_id: str,
) -> Iterator[dict]:
    for place, column in enumerate(columns, first):
        value = values[column]
        yield {
            "area_id": area_id,
            "cell": sheet.cell_name(row, place),
            "column_no": column.key,
            "value": value,
            "status": "not_reported" if value is None else "reported",
        }
