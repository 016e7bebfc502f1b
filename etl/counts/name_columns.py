"""What form, which of its columns and which period a line is about, found once for each different combination."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import polars as pl

from etl.counts.headings import Headings
from etl.counts.lines import Lines
from etl.forms.layout import Layout, load_layouts
from etl.forms.unmapped import refuse_family
from etl.happened import latest_day
from longdan.language.dates import read_date
from longdan.language.fault import Fault, FaultError
from longdan.language.names import fold_name
from longdan.methods.period import Period, name_window

KEYS = ("form", "column", "start", "end")


@dataclass(frozen=True)
class FormPeriod:
    """One form over one period: what all of a unit's lines about it have in common."""

    layout: Layout
    period: Period


@dataclass(frozen=True)
class NamedColumns:
    """`frame`: form, column, start, end (codes) → form_no (place in `forms`), column_no (place in the layout, from 0),
    is_count, end_on; `fault_no` (place in `faults`) where they mean nothing. The last day is told as far as it is known.
    """

    frame: pl.DataFrame
    forms: list[FormPeriod]
    faults: list[Fault]


_FRAME = pl.Schema(dict.fromkeys(KEYS, pl.UInt32)) | {
    "form_no": pl.UInt32,
    "column_no": pl.UInt32,
    "is_count": pl.Boolean,
    "fault_no": pl.Int32,
}


def name_columns(lines: Lines, headings: Headings) -> NamedColumns:
    """Every combination of form, column and window in the file."""
    forms: dict[FormPeriod, int] = {}
    faults: list[Fault] = []
    rows = []
    for codes in lines.frame.lazy().select(KEYS).unique().sort(KEYS).collect(engine="streaming").iter_rows():
        form, column, start, end = map(lines.text, codes)
        try:
            found = FormPeriod(*_name_form(form, start, end, headings))
            column_no = _find_column(found.layout, column, headings)
        except FaultError as error:
            rows.append((*codes, None, None, None, len(faults)))
            faults.append(error.faults[0])
            continue
        form_no = forms.setdefault(found, len(forms))
        rows.append((*codes, form_no, column_no, found.layout.columns[column_no].is_count, None))
    return NamedColumns(pl.DataFrame(rows, schema=_FRAME, orient="row"), list(forms), faults)


@lru_cache(maxsize=10_000)
def read_day(written: str, letters: str) -> date:
    """The day of a cell. Raises FaultError with the column's letters."""
    try:
        day = read_date(written, latest_day())
    except FaultError as error:
        raise FaultError(fault.at(column=letters) for fault in error.faults) from None
    if day is None:
        raise FaultError(Fault("counts.blank", column=letters))
    return day


def _name_form(form: str, start: str, end: str, headings: Headings) -> tuple[Layout, Period]:
    first, last = read_day(start, headings.letters("start")), read_day(end, headings.letters("end"))
    if first > last:
        raise FaultError(Fault("counts.window", column=headings.letters("start"), found=f"{start} – {end}"))
    return _find_form(form, last, headings.letters("form")), name_window(first, last)


def _find_form(written: str, on: date, letters: str) -> Layout:
    """By our id, else by the official number in the circular in force on the last day of the period."""
    if not written:
        raise FaultError(Fault("counts.blank", column=letters))
    layouts = load_layouts()
    if written.casefold() in layouts:
        return layouts[written.casefold()]
    number = fold_name(written).lstrip("0")
    numbered = [layout for layout in layouts.values() if fold_name(layout.number).lstrip("0") == number]
    in_force = [layout for layout in numbered if layout.is_in_force(on)]
    if in_force:
        return in_force[0]
    try:
        refuse_family([written])
    except FaultError as error:
        raise FaultError(fault.at(column=letters, found=written) for fault in error.faults) from None
    known = ", ".join(f"{layout.number} ({layout.circular})" for layout in numbered) or ", ".join(sorted(layouts))
    raise FaultError(
        Fault("counts.form", column=letters, found=written, values={"on": f"{on:%d/%m/%Y}", "known": known})
    )


def _find_column(layout: Layout, written: str, headings: Headings) -> int:
    """By its printed number ("07" and "(7)" too)."""
    number = written.strip("()").lstrip("0")
    if number in layout.numbers:
        return layout.numbers.index(number)
    place = {"column": headings.letters("column"), "found": written or None}
    values = {"number": layout.number, "circular": layout.circular, "last": layout.numbers[-1]}
    raise FaultError(Fault("counts.column", values=values, **place))
