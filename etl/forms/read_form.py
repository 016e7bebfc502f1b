"""Reads one sheet that is an official form: its good values as measures, each fault with its cell."""

from dataclasses import dataclass, replace

import polars as pl

from etl.files.sheet import Sheet, column_letters
from etl.forms.choose_rows import ChosenRow, choose_rows
from etl.forms.figures import find_desks, nest_by_figures
from etl.forms.head import Window, find_signature_date, find_window, is_supplement, other_windows
from etl.forms.layout import Layout, Sum
from etl.forms.naming import make_node_reader, name_under_headings
from etl.forms.number_row import NumberRow, find_number_row
from etl.forms.outline import Outline, make_outline
from etl.forms.reporting_body import find_reporting_body
from etl.forms.rows import FormRow, read_rows
from etl.forms.rules import Broken, broken_rules
from etl.forms.totals import check_sums
from etl.forms.unit import Finder, Unit, names_area
from etl.happened import latest_day
from etl.tidied import MEASURE, REPORT, Tidied
from longdan.language.dates import read_date
from longdan.language.fault import Fault, FaultError
from longdan.methods.period import Period, name_window


@dataclass(frozen=True)
class Head:
    """What every row of one form shares."""

    sheet: str
    layout: Layout
    body: Unit
    window: Window
    period: Period


def read_form(sheet: Sheet, layout: Layout, *, file: str, finder: Finder) -> Tidied:
    """The measures of the sheet, its report, and every fault in it.

    A commune's row is its People's Committee's own work (`own`), a department's its own; the total row is the area's
    (`total`, without a body). Cells of a broken rule and rows of unknown units are left out. A form without a window or
    a reporting body gives nothing but that fault.
    """
    place = {"file": file, "sheet": sheet.name}
    try:
        numbers = find_number_row(sheet)
        head = _read_head(sheet, numbers, layout, finder)
        rows, faults = read_rows(sheet, numbers, layout)
        if not any(row.is_awaited for row in rows):
            raise FaultError(Fault("forms.empty", row=numbers.row, values={"number": layout.number}))
    except FaultError as error:
        return Tidied("form", faults=[fault.at(**place) for fault in error.faults])
    head = _report_for_area(head, rows)
    faults += _warn_of_dates(head)
    faults += [fault for row in rows for fault in _refuse_broken(row, numbers, layout)]
    outline = _read_outline(rows, head, finder)
    total, sum_faults = check_sums(outline, head.body, numbers, layout)
    loaded, unit_faults = choose_rows(outline, head.body, total)
    faults += sum_faults + unit_faults
    measures = [measure for choice in loaded for measure in _measures(head, choice, numbers)]
    return Tidied(
        "form",
        measures=pl.DataFrame(measures, schema=MEASURE),
        reports=_report(head, sheet, numbers) if measures else pl.DataFrame(schema=REPORT),
        faults=sorted((fault.at(**place) for fault in faults), key=lambda fault: fault.row or 0),
    )


def _read_head(sheet: Sheet, numbers: NumberRow, layout: Layout, finder: Finder) -> Head:
    window = find_window(sheet)
    if window is None:
        raise FaultError(Fault("forms.window", values={"number": layout.number}))
    if others := other_windows(sheet, window, numbers.row):
        values = {"number": layout.number, "start": window.start_on, "end": window.end_on}
        raise FaultError(Fault("forms.two_windows", found="; ".join(others), values=values))
    try:
        read_date(window.end_on, latest_day())
    except FaultError as error:
        raise FaultError(fault.at(row=window.row) for fault in error.faults) from None
    # The body stands above the window; headings of the table are not lines of the head.
    body = find_reporting_body(sheet, min(numbers.row - 1, window.row), finder, window.end_on)
    return Head(sheet.name, layout, body, window, name_window(window.start_on, window.end_on))


def _report_for_area(head: Head, rows: list[FormRow]) -> Head:
    """A department that collects from communes reports for its area."""
    if head.body.is_department and any(names_area(row.name) for row in rows):
        return replace(head, body=replace(head.body, body_kind="peoples_committee", body_name=None))
    return head


def _read_outline(rows: list[FormRow], head: Head, finder: Finder) -> Outline:
    """By numbering and words first, then by figures where these leave it open."""
    on, numbers = head.window.end_on, head.layout.numbers
    outline = make_outline(rows, make_node_reader(head.body, finder, on))
    nest_by_figures(outline, head.body, numbers)
    name_under_headings(outline, head.body, finder, on)
    find_desks(outline, numbers)
    return outline


def _warn_of_dates(head: Head) -> list[Fault]:
    window, warnings = head.window, []
    if not head.layout.is_in_force(window.end_on):
        values = {"number": head.layout.number, "circular": head.layout.circular, "on": window.end_on}
        warnings.append(Fault("forms.not_in_force", values=values, is_warning=True))
    if head.period.type == "span":
        found = f"{window.start_on:%d/%m/%Y}–{window.end_on:%d/%m/%Y}"
        warnings.append(Fault("forms.odd_window", row=window.row, found=found, is_warning=True))
    return warnings


def _refuse_broken(row: FormRow, numbers: NumberRow, layout: Layout) -> list[Fault]:
    """A fault at the first cell of every broken rule; all cells of the rule are refused."""
    values = {no: row.exact(no) for no in layout.numbers}
    faults = []
    for broken in broken_rules(layout, values):
        row.refused |= set(broken.columns)
        faults.append(_rule_fault(broken, row, numbers))
    return faults


def _rule_fault(broken: Broken, row: FormRow, numbers: NumberRow) -> Fault:
    cells = [f"{column_letters(numbers.columns[no])}{row.row}" for no in broken.columns]
    sign, code = (" = ", "forms.identity") if isinstance(broken.rule, Sum) else (" ≤ ", "forms.limit")
    values = {
        "name": row.name,
        "formula": broken.columns[0] + sign + " + ".join(broken.columns[1:]),
        "cells": cells[0] + sign + " + ".join(cells[1:]),
        "columns": ", ".join(broken.columns),
        "each": ", ".join(cells),
    }
    place = row.place(numbers.columns[broken.columns[0]])
    return Fault(code, found=broken.found, values=values, **place)


def _measures(head: Head, choice: ChosenRow, numbers: NumberRow) -> list[dict]:
    """One measure for each readable cell that no rule has refused."""
    shared = {
        "sheet": head.sheet,
        "form": head.layout.form,
        "area_id": choice.unit.area_id,
        "body_kind": choice.unit.body_kind,
        "body_name": choice.unit.body_name,
        "scope": choice.scope,
        "period_id": head.period.period_id,
        "covered_from": head.window.start_on,
        "covered_to": head.window.end_on,
        "breakdown": None,
        "category": None,
        "survey_id": None,
    }
    return [
        shared
        | {
            "cell": f"{column_letters(numbers.columns[no])}{choice.row.row}",
            "column_no": no,
            "value": reading.value,
            "qualifier": reading.qualifier,
            "status": reading.status,
        }
        for no, reading in choice.row.readings.items()
        if no not in choice.row.refused
    ]


def _report(head: Head, sheet: Sheet, numbers: NumberRow) -> pl.DataFrame:
    """The scope is `own` for a body that reports for itself, else `total`, whether or not a total row was loaded."""
    row = {
        "sheet": head.sheet,
        "form": head.layout.form,
        "area_id": head.body.area_id,
        "body_kind": head.body.body_kind,
        "body_name": head.body.body_name,
        "scope": "own" if head.body.reports_for_itself else "total",
        "period_id": head.period.period_id,
        "signed_on": find_signature_date(sheet),
        "is_partial": is_supplement(sheet, numbers.row - 1),
    }
    return pl.DataFrame([row], schema=REPORT)
