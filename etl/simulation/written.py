"""Which reports of the simulated country are written as workbooks, and so left out of its frames."""

from dataclasses import dataclass

import numpy as np

from etl.simulation.settings import load_settings
from etl.simulation.units import Units
from longdan.methods.period import Period, inspection_period


@dataclass(frozen=True)
class Written:
    """All forms of a circular, as one reporter sent them for one quarter: a province, or a district until 30/06/2025.

    `is_one_file`: one workbook with a sheet for each form; else one workbook for each form.
    """

    circular: str
    reporter: str  # code of the area whose communes are the rows
    year: int
    quarter: int
    is_one_file: bool

    @property
    def period(self) -> Period:
        return inspection_period("quarter", self.year, self.quarter)

    def communes(self, units: Units) -> np.ndarray:
        """Which units are its rows: those right below the reporter on the last day of the period."""
        is_below = units.rows["parent_id"].str.starts_with(f"{self.reporter}@").to_numpy()
        return is_below & units.is_valid(self.period.end_on)


def list_written() -> list[Written]:
    """Every report set of `[[workbook]]` in the settings."""
    return [Written(**entry) for entry in load_settings()["workbook"]]


def in_workbooks(units: Units, circular: str, period: Period) -> np.ndarray:
    """Which units report on the circular's forms for the period by workbook."""
    found = np.zeros(len(units), dtype=bool)
    for written in list_written():
        if (written.circular, written.period) == (circular, period):
            found |= written.communes(units)
    return found
