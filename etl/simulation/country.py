"""The simulated country before any report is made of it: its communes, its quarters, and what happened in them."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from etl.simulation.births import keep_since_birth
from etl.simulation.quarters import Quantities, draw_quarters
from etl.simulation.settings import list_quarters, load_settings
from etl.simulation.units import Units, make_units


@dataclass(frozen=True)
class Country:
    """`quantities` has one column per entry of `quarters`; `rng` goes on from where they were drawn.

    `as_drawn` are the same as if every commune had been there from the first quarter on.
    """

    units: Units
    quarters: list[tuple[int, int]]
    quantities: Quantities
    as_drawn: Quantities
    rng: np.random.Generator


def draw_country(area: pl.DataFrame, succession: pl.DataFrame, provinces: tuple[str, ...] = ()) -> Country:
    """The same areas, provinces and settings give the same country."""
    settings = load_settings()
    rng = np.random.default_rng(settings["seed"])
    quarters = list_quarters((settings["first_quarter"][0], 1), tuple(settings["last_quarter"]))
    units = make_units(area, succession, rng, quarters=len(quarters), provinces=provinces)
    as_drawn = {name: drawn[units.same_as] for name, drawn in draw_quarters(units, quarters, rng).items()}
    return Country(units, quarters, keep_since_birth(units, quarters, as_drawn), as_drawn, rng)
