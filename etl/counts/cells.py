"""Every readable line as a cell of a form, numbers only, sorted so that one unit's form lies together."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import polars as pl

from etl.areas.find_area import AreaFinder
from etl.counts import name_columns, name_units
from etl.counts.headings import Headings
from etl.counts.lines import KEYS, Lines
from etl.counts.name_columns import FormPeriod
from etl.counts.name_units import CountedUnit
from etl.counts.read_values import describe_value, read_values
from etl.counts.refusals import Refusals
from longdan.language.fault import Fault

# One number tells a cell: form_no, unit_no and column_no, in this order, in the bits of a UInt64.
COLUMN_SIZE = 2**8
UNIT_SIZE = 2**28
FORM_NO = pl.col("cell") // (COLUMN_SIZE * UNIT_SIZE)
UNIT_NO = pl.col("cell") // COLUMN_SIZE % UNIT_SIZE
COLUMN_NO = pl.col("cell") % COLUMN_SIZE


@dataclass(frozen=True)
class Cells:
    """`frame`: cell, row, value, qualifier, status, sorted by cell and row; what form_no and unit_no stand for."""

    frame: pl.DataFrame
    forms: list[FormPeriod]
    units: list[CountedUnit]

    @property
    def ends_of_forms(self) -> list[int]:
        """Behind the last row of each form_no."""
        firsts = pl.Series(range(1, len(self.forms) + 1), dtype=pl.UInt64) * (COLUMN_SIZE * UNIT_SIZE)
        return self.frame["cell"].search_sorted(firsts, side="left").to_list()

    def by_form(self) -> Iterator[tuple[FormPeriod, pl.DataFrame]]:
        """The rows of each form of each period."""
        ends = self.ends_of_forms
        for form, (start, end) in zip(self.forms, pairwise([0, *ends]), strict=True):
            yield form, self.frame.slice(start, end - start)

    def without(self, rows: pl.Series) -> "Cells":
        """Less the lines that were refused."""
        return replace(self, frame=self.frame.filter(~pl.col("row").is_in(rows.implode()))) if len(rows) else self


def find_cells(lines: Lines, headings: Headings, finder: AreaFinder, refusals: Refusals) -> Cells:
    """The cells of the lines that can be read; the others go to `refusals`."""
    columns = name_columns.name_columns(lines, headings)
    units = name_units.name_units(lines, headings, finder)
    named = (
        lines.frame.lazy()
        .join(columns.frame.lazy(), on=name_columns.KEYS, how="left")
        .join(units.frame.lazy(), on=name_units.KEYS, how="left", suffix="_of_unit")
        .drop(*KEYS)
        .collect(engine="streaming")
    )
    _refuse(named, "fault_no", columns.faults, refusals)
    _refuse(named, "fault_no_of_unit", units.faults, refusals)
    whole = named.filter(pl.col("form_no").is_not_null(), pl.col("unit_no").is_not_null())
    read = read_values(whole.drop("fault_no", "fault_no_of_unit"), lines)
    return Cells(_keep_values(read, lines, headings, refusals), columns.forms, units.units)


def _refuse(named: pl.DataFrame, column: str, faults: list[Fault], refusals: Refusals) -> None:
    faulty = named.filter(pl.col(column).is_not_null()).select("row", fault_no=column)
    codes = pl.DataFrame({"code": [fault.code for fault in faults]}, schema={"code": pl.String})
    codes = codes.with_row_index("fault_no").with_columns(pl.col("fault_no").cast(pl.Int32))
    for (code,), group in faulty.join(codes, on="fault_no").group_by("code"):
        refusals.add(code, group, lambda line: faults[line["fault_no"]])


def _keep_values(read: pl.DataFrame, lines: Lines, headings: Headings, refusals: Refusals) -> pl.DataFrame:
    unreadable = read.filter(pl.col("value_fault").is_not_null())
    for (code,), group in unreadable.group_by("value_fault"):
        refusals.add(code, group, lambda line: _describe(line, lines, headings))
    cell = (pl.col("form_no").cast(pl.UInt64) * UNIT_SIZE + pl.col("unit_no")) * COLUMN_SIZE + pl.col("column_no")
    kept = read.filter(pl.col("value_fault").is_null())
    return kept.select("row", "value", "qualifier", "status", cell=cell).sort("cell", "row")


def _describe(line: dict, lines: Lines, headings: Headings) -> Fault:
    written = lines.text(line["written"])
    fault = describe_value(written, line["value_fault"], is_count=line["is_count"])
    return fault.at(column=headings.letters("value"), found=written)
