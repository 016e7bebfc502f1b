"""Reads a filled template of ours, xlsx or csv, into one tidied file with every mistake named."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import polars as pl

from etl.areas.find_area import AreaFinder
from etl.files.delimited import collect_table, open_table
from etl.files.open_file import SourceFile
from etl.files.recognise import MAX_FILE_BYTES, require_size
from etl.files.sheet import Sheet, column_letters
from etl.personal_data import without_personal_data
from etl.templates.headings import Headings, data_sheets, find_headings, marked_kind
from etl.templates.layout import Layout
from etl.templates.measures import Shaped, make_frames
from etl.templates.refused_row import RefusedRow
from etl.templates.rows import Row, RowReader
from etl.templates.shape_events import shape_dialogues, shape_promises, shape_reception
from etl.templates.shape_plain import shape_measures, shape_population, shape_targets
from etl.templates.shape_survey import shape_surveys
from etl.tidied import RECORDS, Tidied
from longdan.language.fault import Fault
from longdan.language.locale import LANGUAGES

_SHAPERS: dict[str, Callable[[Layout, list[Row]], Shaped]] = {
    "dialogue": shape_dialogues,
    "promise": shape_promises,
    "reception": shape_reception,
    "target": shape_targets,
    "population": shape_population,
}


def read_template(source: SourceFile, finder: AreaFinder) -> list[Tidied]:
    """What each filled sheet says, one `Tidied` per sheet; empty where the file is no template.

    A row with a mistake is refused with its faults, the rest loads. The sheets with the example, the instructions and
    the standard questions are never read.
    """
    kind = marked_kind(source)
    found = [(sheet, find_headings(sheet, kind)) for sheet in data_sheets(source)]
    is_csv = source.kind == "csv"
    read = [_read_sheet(_whole_sheet(sheet, source), headings, finder, is_csv) for sheet, headings in found if headings]
    if kind and not read:
        read = [Tidied("template", faults=[Fault("templates.headings_lost")])]
    for tidied in read:
        tidied.faults = [replace(fault, file=source.name) for fault in tidied.faults]
    return read


def _whole_sheet(sheet: Sheet, source: SourceFile) -> Sheet:
    """The sheet with every row: of a long csv only the first ones are at hand, and its first line names the columns."""
    if not sheet.is_preview:
        return sheet
    require_size(source.path, MAX_FILE_BYTES)
    table = collect_table(open_table(source.path), source.path)
    return Sheet(sheet.name, [sheet.cells[0], *map(list, table.iter_rows())])


def _read_sheet(sheet: Sheet, headings: Headings, finder: AreaFinder, is_csv: bool) -> Tidied:
    faults = list(_heading_faults(sheet, headings))
    if any(not fault.is_warning for fault in faults):
        return Tidied("template", faults=faults)
    reader = RowReader(sheet, headings, finder, is_csv=is_csv)
    rows = reader.read()
    shaped = _shape(headings.layout, rows, reader.refused)
    for row, name, fault in shaped.faults:
        reader.refuse(row.number, name, fault)
    if not rows and not reader.faults and not sheet.open_quote:
        reader.faults.append(Fault("templates.no_rows", sheet=sheet.name))
    measures, reports = make_frames(headings.layout, sheet.name, shaped.figures)
    records = {table: pl.DataFrame(rows, schema=RECORDS[table]) for table, rows in shaped.records.items() if rows}
    return Tidied(
        "template", measures, reports, records, faults + sorted(reader.faults, key=lambda fault: fault.row or 0)
    )


def _shape(layout: Layout, rows: list[Row], refused: list[RefusedRow]) -> Shaped:
    if layout.kind == "survey":  # where a row that is missing makes the others false
        return shape_surveys(layout, rows, refused)
    return _SHAPERS.get(layout.kind, shape_measures)(layout, rows)


def _heading_faults(sheet: Sheet, headings: Headings) -> Iterator[Fault]:
    """A required column that is missing and a heading that stands twice refuse the sheet; an unknown one is told."""
    place = {"sheet": sheet.name, "row": headings.row}
    for field in headings.missing:
        names = {f"heading_{language}": field.heading(language) for language in LANGUAGES}
        yield Fault("templates.missing_heading", **place, values=names)
    for code, columns in (("repeated_heading", headings.repeated), ("unknown_heading", headings.unknown)):
        for column, heading in columns.items():
            is_warning = code == "unknown_heading"
            letters = column_letters(column)
            fault = Fault(f"templates.{code}", **place, column=letters, found=heading, is_warning=is_warning)
            yield without_personal_data(fault)
