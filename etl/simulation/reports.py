"""The official reports of the simulated country, one tidied frame per period: quarters and the cumulative ones between."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import polars as pl

from etl.forms.layout import Layout, load_layouts
from etl.simulation.country import Country
from etl.simulation.fill import fill_columns
from etl.simulation.frames import as_measures, report_per_sheet
from etl.simulation.quarters import Quantities
from etl.simulation.settings import generation_on, load_settings
from etl.simulation.units import Units
from etl.simulation.written import in_workbooks
from etl.tidied import MEASURE, Tidied
from longdan.methods.period import Period, inspection_period


@dataclass(frozen=True)
class Due:
    """A report that falls due: its period and the columns of `quarters` it covers."""

    period: Period
    columns: slice
    is_last: bool


def due_reports(quarters: list[tuple[int, int]], first: tuple[int, int]) -> Iterator[Due]:
    """Every quarter, and with the second, third and fourth also 6 months, 9 months and the year; none before `first`."""
    longer = {2: "half", 3: "nine_months", 4: "year"}
    for place, (year, quarter) in enumerate(quarters):
        if (year, quarter) < first:
            continue
        is_last = place == len(quarters) - 1
        yield Due(inspection_period("quarter", year, quarter), slice(place, place + 1), is_last)
        if quarter in longer and place - quarter + 1 >= 0:
            yield Due(inspection_period(longer[quarter], year), slice(place - quarter + 1, place + 1), is_last)


def tidy_reports(country: Country, due: Due) -> Tidied:
    """All forms of the generation then in force, for every commune that existed on the last day of the period."""
    units, rng = country.units, country.rng
    circular = generation_on(due.period.end_on)
    is_here = units.is_valid(due.period.end_on) & ~in_workbooks(units, circular, due.period)
    is_missing = rng.random(len(units)) < _missing_share(due)
    frames = [
        frame
        for form, mapping in load_settings()["form"].items()
        if form.startswith(circular)
        for frame in _tidy_form(load_layouts()[form], mapping, country, due, is_here, is_missing)
    ]
    measures = pl.concat(frames) if frames else pl.DataFrame(schema=MEASURE)
    return Tidied("simulated", measures, _reports(measures, due, rng), origin="simulated", source_id="simulation")


def total_quantities(quantities: Quantities, columns: slice) -> Quantities:
    """The quantities of several quarters together, one number per unit.

    Petitions are what was screened and what is left at the end: what is carried over between the quarters counts once.
    """
    totals = {name: values[:, columns].sum(axis=1) for name, values in quantities.items()}
    left = (quantities["petitions"] - quantities["screened"])[:, columns.stop - 1]
    return totals | {"petitions": totals["screened"] + left}


def _missing_share(due: Due) -> float:
    settings = load_settings()
    return settings["missing_share_last"] if due.is_last else settings["missing_share"]


def _tidy_form(
    layout: Layout, mapping: dict, country: Country, due: Due, is_here: np.ndarray, is_missing: np.ndarray
) -> Iterator[pl.DataFrame]:
    """The core columns of most communes, and every column where the settings ask for all."""
    units = country.units
    core = [no for no in mapping["columns"] if not due.period.is_cumulative or no in mapping["cumulative"]]
    is_core = is_here & ~units.is_full
    if core and is_core.any():
        totals = total_quantities(country.quantities, due.columns)
        known = {no: totals[mapping["columns"][no]][is_core] for no in core}
        yield _long(layout, known, units, is_core, is_missing[is_core], due, country.rng)
    is_full = is_here & units.is_full
    if is_full.any():
        columns = _fill_whole_form(layout, mapping["columns"], country, due, is_full)
        yield _long(layout, columns, units, is_full, is_missing[is_full], due, country.rng)


def _fill_whole_form(
    layout: Layout, mapping: dict[str, str], country: Country, due: Due, chosen: np.ndarray
) -> dict[str, np.ndarray]:
    """Every column; a commune born inside the period is filled in anew, apart, so that the others do not hang on its birth."""

    def known(quantities: Quantities, rows: np.ndarray) -> dict[str, np.ndarray]:
        totals = total_quantities(quantities, due.columns)
        return {no: totals[quantity][rows] for no, quantity in mapping.items()}

    columns = fill_columns(layout, known(country.as_drawn, chosen), country.rng)
    is_born_inside = chosen & country.units.is_born_after(due.period.start_on)
    if is_born_inside.any():
        anew = fill_columns(layout, known(country.quantities, is_born_inside), country.rng.spawn(1)[0])
        for no, values in anew.items():
            columns[no][is_born_inside[chosen]] = values
    return columns


def _long(
    layout: Layout,
    columns: dict[str, np.ndarray],
    units: Units,
    chosen: np.ndarray,
    is_missing: np.ndarray,
    due: Due,
    rng: np.random.Generator,
) -> pl.DataFrame:
    """One row per commune and column. A missing report is left out, or listed with blank cells."""
    is_blank = is_missing & (rng.random(len(is_missing)) < load_settings()["blank_share"])
    is_listed = ~is_missing | is_blank
    rows = units.rows.filter(chosen).select("area_id", "born_on", sheet="province_id").filter(is_listed)
    values = np.stack([columns[no][is_listed] for no in columns], axis=1).astype(float)
    is_nil = (values.sum(axis=1) == 0)[:, None] & np.ones_like(values, dtype=bool)
    size = len(columns)
    return (
        rows.with_columns(is_blank=is_blank[is_listed])
        .select(pl.all().repeat_by(size).explode())
        .with_columns(
            column_no=pl.Series(list(columns) * rows.height),
            value=pl.Series(values.reshape(-1)),
            is_nil=pl.Series(is_nil.reshape(-1)),
        )
        .with_columns(
            value=pl.when(~pl.col("is_blank")).then("value"),
            body_kind=pl.lit("peoples_committee"),
            scope=pl.lit("own"),
            covered_from=pl.max_horizontal("born_on", pl.lit(due.period.start_on)),
        )
        .pipe(as_measures, form=layout.form, period=due.period, status=_status())
    )


def _status() -> pl.Expr:
    """`nil` where a whole form had nothing to report."""
    return (
        pl.when("is_blank")
        .then(pl.lit("not_reported"))
        .when("is_nil")
        .then(pl.lit("nil"))
        .otherwise(pl.lit("reported"))
    )


def _reports(measures: pl.DataFrame, due: Due, rng: np.random.Generator) -> pl.DataFrame:
    """One report per province, form and period, signed by the 20th of the last month or, now and then, later."""
    reports = report_per_sheet(measures)
    late = rng.poisson(0.6, reports.height) + np.where(
        rng.random(reports.height) < 0.1, rng.poisson(9, reports.height), 0
    )
    signed = [due.period.end_on + timedelta(days=int(4 + days)) for days in late]
    return reports.with_columns(signed_on=pl.Series(signed, dtype=pl.Date), body_kind=pl.lit("peoples_committee"))
