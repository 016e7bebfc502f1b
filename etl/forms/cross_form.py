"""What forms of one body and period say of each other: 03/GQKN column 1 is 02/XLD column 6."""

from collections.abc import Iterable

import polars as pl

from etl.forms.layout import OtherForm, load_layouts
from etl.tidied import MEASURE, Tidied
from longdan.language.fault import Fault

_SAME = ["area_id", "body_kind", "body_name", "scope", "period_id"]


def check_across_forms(tidied: Iterable[Tidied]) -> list[Fault]:
    """A warning, placed at the cell, for each pair of exact values that a rule between forms does not allow."""
    measures = pl.concat([pl.DataFrame(schema=MEASURE), *(each.measures for each in tidied)])
    exact = measures.filter(pl.col("value").is_not_null(), pl.col("qualifier") == "=")
    present = set(exact["form"].unique())
    return [
        fault
        for form in sorted(present & load_layouts().keys())
        for rule in load_layouts()[form].other_forms
        if rule.form in present
        for fault in _check_rule(exact, form, rule)
    ]


def _check_rule(exact: pl.DataFrame, form: str, rule: OtherForm) -> list[Fault]:
    ours = exact.filter(pl.col("form") == form, pl.col("column_no") == rule.column)
    theirs = exact.filter(pl.col("form") == rule.form, pl.col("column_no") == rule.other)
    pairs = ours.join(theirs.select(*_SAME, other="value"), on=_SAME, how="inner", nulls_equal=True)
    disagrees = pl.col("value") != pl.col("other") if rule.is_exact else pl.col("value") < pl.col("other")
    pairs = pairs.filter(disagrees).sort("sheet", "area_id", "cell")
    return [_fault(pair, form, rule) for pair in pairs.iter_rows(named=True)]


def _fault(pair: dict, form: str, rule: OtherForm) -> Fault:
    letters = pair["cell"].rstrip("0123456789")
    values = {
        "no": rule.column,
        "number": load_layouts()[form].number,
        "other": rule.other,
        "other_number": load_layouts()[rule.form].number,
        "sign": "=" if rule.is_exact else "≥",
    }
    found = (
        f"{pair['value']:.15g} ≠ {pair['other']:.15g}"
        if rule.is_exact
        else f"{pair['value']:.15g} < {pair['other']:.15g}"
    )
    place = {"sheet": pair["sheet"], "row": int(pair["cell"][len(letters) :]), "column": letters}
    return Fault("forms.other_form", found=found, values=values, is_warning=True, **place)
