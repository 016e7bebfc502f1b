"""The loaded lines of a long list as tidied parts, each written out only when it is asked for."""

from collections.abc import Sequence

import polars as pl

from etl.counts.cells import COLUMN_NO, COLUMN_SIZE, FORM_NO, UNIT_NO, Cells
from etl.tidied import MEASURE, REPORT, Tidied
from longdan.language.fault import Fault

PART_ROWS = 250_000


class CountParts(Sequence[Tidied]):
    """The first part holds the faults and no figures; every other whole forms of a period, some 250,000 lines.

    A list of ten million lines takes 300 MB here and 2 GB written out, so a part is made anew at each access.
    """

    def __init__(self, cells: Cells, faults: list[Fault], refused_rows: int, value_letters: str) -> None:
        self._cells = cells
        self._faults = Tidied("counts", faults=faults, refused_rows=refused_rows)
        self._value_letters = value_letters
        self._bounds = _bounds_of_parts(cells)
        self._forms = _form_frame(cells)
        self._units = _unit_frame(cells)

    def __len__(self) -> int:
        return len(self._bounds)

    def __getitem__(self, index: int) -> Tidied:
        place = range(len(self))[index]
        if place == 0:
            return self._faults
        start, end = self._bounds[place - 1 : place + 1]
        lines = self._cells.frame.slice(start, end - start)
        return Tidied("counts", self._measures(lines), self._reports(lines), refused_rows=0)

    def _measures(self, lines: pl.DataFrame) -> pl.DataFrame:
        """Written out, in the order of the cells."""
        spelled = {
            "cell": pl.lit(self._value_letters) + pl.col("row").cast(pl.String),
            "column_no": (COLUMN_NO + 1).cast(pl.String),  # a layout numbers its columns 1, 2, 3, …
        }
        named = self._named(lines).with_columns(**spelled)
        return _complete(named, MEASURE)

    def _reports(self, lines: pl.DataFrame) -> pl.DataFrame:
        """One for each unit and form: whole where every column of the form is there, else it adds to an earlier one."""
        reports = lines.group_by(pl.col("cell") // COLUMN_SIZE).agg(size=pl.len()).sort("cell")
        named = self._named(reports.with_columns(pl.col("cell") * COLUMN_SIZE))
        return _complete(named.with_columns(is_partial=pl.col("size") < pl.col("form_size")), REPORT)

    def _named(self, cells: pl.DataFrame) -> pl.DataFrame:
        """With what their numbers of form and unit stand for."""
        units, forms = (self._units, UNIT_NO), (self._forms, FORM_NO)
        meanings = [frame[cells.select(number).to_series()] for frame, number in (units, forms)]
        return pl.concat([cells, *meanings], how="horizontal")


def _bounds_of_parts(cells: Cells) -> list[int]:
    """Where the parts begin, and the end of the last: never inside a form of a period, whose reports are then whole."""
    bounds = [0]
    for end in cells.ends_of_forms:
        if end - bounds[-1] >= PART_ROWS or (end == cells.frame.height and end > bounds[-1]):
            bounds.append(end)
    return bounds


def _unit_frame(cells: Cells) -> pl.DataFrame:
    """One row per unit_no. Its text is the sheet that ties its measures to their report."""
    rows = [(f"{unit.area_id}/{unit.scope}", unit.area_id, unit.body_kind, unit.scope) for unit in cells.units]
    names = ("sheet", "area_id", "body_kind", "scope")
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")


def _form_frame(cells: Cells) -> pl.DataFrame:
    """One row per form_no."""
    rows = [
        (form.layout.form, form.period.period_id, form.period.start_on, form.period.end_on, len(form.layout.columns))
        for form in cells.forms
    ]
    names = {"form": pl.String, "period_id": pl.String, "covered_from": pl.Date, "covered_to": pl.Date}
    return pl.DataFrame(rows, schema=names | {"form_size": pl.UInt32}, orient="row")


def _complete(rows: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """The columns of the schema; null where a list of counts has none."""
    return rows.select(
        (pl.col(name) if name in rows.columns else pl.lit(None)).cast(type_).alias(name)
        for name, type_ in schema.items()
    )
