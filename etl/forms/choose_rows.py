"""Which rows of an official form are loaded, and whose work each is."""

from dataclasses import dataclass, replace
from datetime import date

from etl.forms.rows import FormRow
from etl.forms.unit import Finder, Unit, find_unit
from longdan.language.fault import Fault, FaultError


@dataclass(frozen=True)
class ChosenRow:
    """A row to load. `scope` is own for a body's own desk, total for an area with all that lies below it."""

    row: FormRow
    unit: Unit
    scope: str


def choose_rows(rows: list[FormRow], body: Unit, finder: Finder, on: date) -> tuple[list[ChosenRow], list[Fault]]:
    """The rows to load from the report of `body`, and the faults of units that are unknown or stand twice.

    Headings with subtotals are only checked, never loaded. `on` is the last day of the period.
    """
    if body.reports_for_itself:
        return _choose_own_row(rows, body)
    chosen: dict[Unit, ChosenRow] = {}
    faults: list[Fault] = []
    for row in rows:
        if row.kind == "section":
            continue
        try:
            choice = _identify(row, body, finder, on)
        except FaultError as error:
            faults += [fault.at(found=row.name, **row.place()) for fault in error.faults]
            continue
        if first := chosen.get(choice.unit):
            values = {"first": first.row.row}
            faults.append(Fault("forms.duplicate_unit", found=row.name, values=values, **row.place()))
        else:
            chosen[choice.unit] = choice
    return list(chosen.values()), faults


def _identify(row: FormRow, body: Unit, finder: Finder, on: date) -> ChosenRow:
    if row.kind == "total":
        return ChosenRow(row, replace(body, body_kind=None), "total")
    if not row.name:
        raise FaultError(Fault("forms.unnamed_row"))
    unit = find_unit(row.name, body, finder, on)
    return ChosenRow(row, unit, "own" if unit.body_kind else "total")


def _choose_own_row(rows: list[FormRow], body: Unit) -> tuple[list[ChosenRow], list[Fault]]:
    """The one row of a body that reports for itself: its total, or the row with its name or without a name.

    Rows of its parts are only checked against the total: they are no bodies of their own. A row that names another
    commune is never taken for its own.
    """
    totals = [row for row in rows if row.kind == "total"]
    own = [row for row in rows if row.kind == "unit" and (not row.name or body.is_named(row.name))]
    for candidates in (totals, own):
        if len(candidates) == 1:
            return [ChosenRow(candidates[0], body, "own")], []
    return [], [Fault("forms.own_row", found=rows[0].name, **rows[0].place())]
