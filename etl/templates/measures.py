"""The measures and reports that the rows of a template make, by the roles of its fields."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import polars as pl

from etl.templates.layout import Layout
from etl.templates.rows import Row
from etl.tidied import MEASURE, REPORT
from longdan.language.fault import Fault
from longdan.language.numbers import Reading

Unit = tuple[tuple[str, str | None], ...]  # area, body and scope of a report, as pairs of column and value


@dataclass(frozen=True)
class Figure:
    """One figure of a row, before it is placed: its column, the part of the total it is, and where it stands."""

    column_no: str
    reading: Reading
    breakdown: str | None = None
    category: str | None = None
    cell: str | None = None
    survey_id: str | None = None


@dataclass
class Shaped:
    """What the accepted rows of a sheet become: placed figures, rows of record tables, and faults at (row, field)."""

    figures: list[tuple[Row, Figure]]
    records: dict[str, list[dict]] = field(default_factory=dict)
    faults: list[tuple[Row, str, Fault]] = field(default_factory=list)


UNPUBLISHED = Reading(None, status="unpublished")
NOT_REPORTED = Reading(None, status="not_reported")
NIL = Reading(0.0, status="nil")


def row_figures(layout: Layout, row: Row) -> Iterator[Figure]:
    """The figures of a row by the layout alone.

    Each measure once for the total and once for each tag the row has (a dialogue with voters counts among all dialogues
    and among those with voters); a row with a slice is that part only, and its blanks say nothing.
    """
    slices = [(field.name, row.values[field.name]) for field in layout.of_role("slice") if field.name in row.values]
    for column in layout.of_role("measure"):
        if column.name not in row.columns and column.name not in row.values:
            continue
        if slices and column.name not in row.values:
            continue
        reading, cell = row.values.get(column.name, NOT_REPORTED), row.cell(column.name)
        if column.cell_of:
            part = (column.cell_of["breakdown"], column.cell_of["category"])
            yield Figure(column.cell_of["measure"], reading, *part, cell)
        elif slices:
            yield Figure(column.name, reading, *slices[0], cell)
        else:
            yield from _tagged(layout, row, Figure(column.name, reading, cell=cell))


def event_figures(layout: Layout, row: Row, column_no: str | None = None) -> Iterator[Figure]:
    """Figures of a row that is one event and that stand in no cell, for the total and for each tag.

    `column_no` counts it (a row is one promise); each limit of days that the row can be held to is kept or not.
    """
    counts = {column_no: True} if column_no else {}
    for limit in layout.elapsed:
        if limit.start in row.values and limit.end in row.values:
            days = (row.values[limit.end] - row.values[limit.start]).days
            counts |= {limit.base: True, limit.measure: limit.keeps(days)}
    for counted, is_so in counts.items():
        yield from _tagged(layout, row, Figure(counted, Reading(1.0) if is_so else NIL))


def _tagged(layout: Layout, row: Row, figure: Figure) -> Iterator[Figure]:
    """A figure of the total, and again as the part that each tag of the row makes it."""
    yield figure
    for column in layout.of_role("tag"):
        given = row.values.get(column.name)
        if given is None:
            continue
        yield replace(figure, breakdown=column.name, category=given)
        for choice in column.choices if column.is_complete else ():
            if choice.value != given:
                yield replace(figure, breakdown=column.name, category=choice.value, reading=NIL)


def make_frames(layout: Layout, sheet: str, figures: list[tuple[Row, Figure]]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(measures, reports) of one sheet. One report per area, body, scope, period and survey: what a later file replaces."""
    rows = {row.number: row for row, _ in figures}
    surveys = {row.number: figure.survey_id for row, figure in figures}
    units = {number: (_unit(layout, row, surveys[number]), row.period) for number, row in rows.items()}
    reporting = Counter(period for _, period in set(units.values()))
    reports = {
        unit: {
            "sheet": _report_name(sheet, unit[0], is_alone=reporting[unit[1]] == 1),
            "form": layout.form,
            **dict(unit[0]),
            "period_id": unit[1].period_id,
        }
        for unit in units.values()
    }
    measures = [{**reports[units[row.number]], **_cell(row, figure)} for row, figure in figures]
    whole = [{**report, "is_partial": False} for report in reports.values()]
    return pl.DataFrame(measures, schema=MEASURE), pl.DataFrame(whole, schema=REPORT)


def _cell(row: Row, figure: Figure) -> dict:
    return {
        "cell": figure.cell,
        "column_no": figure.column_no,
        "covered_from": row.covered[0] if row.covered else None,
        "covered_to": row.covered[1] if row.covered else None,
        "breakdown": figure.breakdown,
        "category": figure.category,
        "survey_id": figure.survey_id,
        "value": figure.reading.value,
        "qualifier": figure.reading.qualifier,
        "status": figure.reading.status,
    }


def _unit(layout: Layout, row: Row, survey_id: str | None) -> Unit:
    def given(role: str) -> str | None:
        return next((row.values.get(field.name) for field in layout.of_role(role)), None)

    return (
        ("area_id", row.area_id),
        ("body_kind", given("body")),
        ("body_name", given("body_name")),
        ("scope", given("scope") or layout.scope),
        ("survey_id", survey_id),
    )


def _report_name(sheet: str, unit: Unit, is_alone: bool) -> str:
    if is_alone:
        return sheet
    return " · ".join([sheet, *(part for _, part in unit if part)])
