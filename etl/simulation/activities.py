"""Grievances collected by the Fatherland Front, by quarter, and oversight, by year, in the simulated country."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import polars as pl

from etl.simulation.frames import as_measures, report_per_sheet
from etl.simulation.settings import load_settings
from etl.simulation.units import Units
from etl.tidied import Tidied
from longdan.methods.period import Period, add_months


def tidy_grievances(units: Units, quarters: list[tuple[int, int]], rng: np.random.Generator) -> Iterator[Tidied]:
    """Civil quarters; the Front reports every commune, with hot spots where they were planted."""
    first = tuple(load_settings()["grievance"]["first_quarter"])
    for place, (year, quarter) in enumerate(quarters):
        if (year, quarter) < first:
            continue
        start = date(year, 3 * quarter - 2, 1)
        period = Period("quarter", "civil", start, add_months(start, 3) - timedelta(days=1))
        is_here = units.is_valid(period.end_on) & (rng.random(len(units)) > 0.04)
        is_hot = units.hot_from[is_here] <= place
        grievances = rng.poisson(0.9 * units.volume[is_here] * (1 + 3 * is_hot))
        sent = rng.binomial(grievances, 0.7)
        columns = {
            "grievances": grievances,
            "grievances_resolved": rng.binomial(grievances, np.where(is_hot, 0.4, 0.8)),
            "hot_spots": rng.binomial(1, np.where(is_hot, 0.7, 0.004)),
            "recommendations_sent": sent,
            "recommendations_answered": rng.binomial(sent, 0.86),
        }
        yield _tidy("longdan.grievance", "fatherland_front", units, is_here, period, columns)


def tidy_oversight(units: Units, years: range, rng: np.random.Generator) -> Iterator[Tidied]:
    """Civil years, of the communes that existed on the last day."""
    for year in years:
        period = Period("year", "civil", date(year, 1, 1), date(year, 12, 31))
        is_here = units.is_valid(period.end_on) & (rng.random(len(units)) > 0.05)
        size = int(is_here.sum())
        due = rng.poisson(2.4, size)
        targets = rng.integers(14, 26, size)
        columns = {
            "inspections": rng.poisson(3.1, size),
            "supervisions": rng.poisson(4.2, size),
            "social_criticisms": rng.poisson(1.2, size),
            "conclusions_due": due,
            "conclusions_executed": rng.binomial(due, 0.85),
            "targets_set": targets,
            "targets_completed": rng.binomial(targets, 0.9),
        }
        yield _tidy("longdan.oversight", "fatherland_front", units, is_here, period, columns)


def _tidy(
    form: str, body_kind: str, units: Units, is_here: np.ndarray, period: Period, columns: dict[str, np.ndarray]
) -> Tidied:
    rows = units.rows.filter(is_here).select("area_id", sheet="province_id")
    long = pl.concat(
        rows.with_columns(column_no=pl.lit(name), value=pl.Series(values.astype(float)))
        for name, values in columns.items()
    ).with_columns(body_kind=pl.lit(body_kind), scope=pl.lit("own"))
    measures = as_measures(long, form=form, period=period, status=pl.lit("reported"))
    return Tidied("simulated", measures, report_per_sheet(measures), origin="simulated", source_id="simulation")
