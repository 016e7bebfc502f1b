"""The identities and limits of a form, checked on all units of a period at once; the meaning is that of `etl.forms.rules`."""

from functools import partial

import polars as pl

from etl.counts.cells import COLUMN_NO, COLUMN_SIZE, Cells
from etl.counts.headings import Headings
from etl.counts.refusals import Refusals
from etl.forms.layout import AtMost, Layout, Sum
from etl.forms.rules import write_difference
from longdan.language.fault import Fault

_DECIMALS = 6


def refuse_broken_rules(cells: Cells, headings: Headings, refusals: Refusals) -> None:
    """One fault for each broken rule, at the line of its first column; every line of the rule is refused."""
    for form, rows in cells.by_form():
        no = (COLUMN_NO + 1).cast(pl.String)  # a layout numbers its columns 1, 2, 3, …
        lines = rows.with_columns(unit=pl.col("cell") // COLUMN_SIZE, no=no)
        wide = _spread(lines, form.layout)
        for rule in (*form.layout.sums, *form.layout.limits):
            broken = wide.filter(_is_broken(rule)).select("unit", *rule.columns)
            if broken.height:
                _refuse(rule, form.layout, broken, lines, headings, refusals)


def _spread(lines: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """One row per unit, one column per printed number: the value where it is known exactly, else null."""
    wide = lines.filter(pl.col("qualifier") == "=").pivot(
        "no", index="unit", values="value", aggregate_function="first"
    )
    missing = [pl.lit(None, pl.Float64).alias(no) for no in layout.numbers if no not in wide.columns]
    return wide.with_columns(missing)


def _is_broken(rule: Sum | AtMost) -> pl.Expr:
    """A part left out may hold the whole difference, never a negative one; without the total nothing can be said."""
    if isinstance(rule, AtMost):
        return pl.col(rule.column) > pl.col(rule.limit)
    total = pl.col(rule.total).round(_DECIMALS)
    known = pl.sum_horizontal(rule.parts).round(_DECIMALS)
    has_gap = pl.any_horizontal(pl.col(part).is_null() for part in rule.parts)
    return pl.when(has_gap).then(known > total).otherwise(known != total)


def _refuse(
    rule: Sum | AtMost,
    layout: Layout,
    broken: pl.DataFrame,
    lines: pl.DataFrame,
    headings: Headings,
    refusals: Refusals,
) -> None:
    taken = lines.join(broken, on="unit").filter(pl.col("no").is_in(rule.columns))
    refusals.refuse(taken["row"])
    code = "counts.identity" if isinstance(rule, Sum) else "counts.limit"
    first = taken.filter(pl.col("no") == rule.columns[0])
    refusals.add(code, first, partial(_describe, rule, layout, headings))


def _describe(rule: Sum | AtMost, layout: Layout, headings: Headings, line: dict) -> Fault:
    values = [line[no] for no in rule.columns]
    if isinstance(rule, Sum):
        code, sign, found = "counts.identity", " = ", write_difference(values[0], values[1:])
    else:
        code, sign, found = "counts.limit", " ≤ ", f"{values[0]:.15g} > {values[1]:.15g}"
    told = {
        "number": layout.number,
        "formula": rule.columns[0] + sign + " + ".join(rule.columns[1:]),
        "columns": ", ".join(rule.columns),
    }
    return Fault(code, column=headings.letters("value"), found=found, values=told)
