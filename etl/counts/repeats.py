"""Cells that several lines give: the first of equal lines is loaded, of lines that contradict each other none."""

import polars as pl

from etl.counts.cells import Cells
from etl.counts.headings import Headings
from etl.counts.refusals import Refusals
from longdan.language.fault import Fault


def refuse_repeats(cells: Cells, headings: Headings, refusals: Refusals) -> None:
    """Refuses the later ones of equal lines, and all lines of a cell that stands with different figures."""
    cell = pl.col("cell")
    repeated = cells.frame.filter((cell == cell.shift(1)) | (cell == cell.shift(-1)))
    figure = pl.struct("value", "qualifier", "status")
    told = repeated.with_columns(
        agrees=figure.n_unique().over("cell") == 1,
        first=pl.col("row").min().over("cell"),
        second=pl.col("row").sort().get(1).over("cell"),
    ).with_columns(other=pl.when(pl.col("row") == pl.col("first")).then("second").otherwise("first"))
    again = told.filter("agrees", pl.col("row") != pl.col("first"))
    against = told.filter(~pl.col("agrees"))
    for code, lines in (("counts.repeated", again), ("counts.contradicted", against)):
        refusals.add(code, lines, lambda line, code=code: _describe(code, line, headings))


def _describe(code: str, line: dict, headings: Headings) -> Fault:
    found = None if line["value"] is None else f"{line['value']:.15g}"
    return Fault(code, column=headings.letters("value"), found=found, values={"other": line["other"]})
