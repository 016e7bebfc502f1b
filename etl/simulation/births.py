"""What is left of a quarter's figures for a commune that was born inside it: what happened since its first day."""

import numpy as np

from etl.simulation.quarters import Quantities
from etl.simulation.units import Units
from longdan.methods.period import inspection_period

# What adds up, in an order in which the first ones of a line together are never more than their total.
_PARTS = (
    ("visits_head", "visits_delegate", "visits_standing"),
    ("days_head", "days_delegate"),
    ("competent", "not_competent"),
    ("complaints", "denunciations", "feedback"),
    ("decisions_upheld", "decisions_partly", "decisions_rejected"),
)


def keep_since_birth(units: Units, quarters: list[tuple[int, int]], drawn: Quantities) -> Quantities:
    """The quantities without what came before each unit was born: nothing of earlier quarters, of its first one the share of days.

    No number is drawn, and quarters in which a unit lived whole stay as they are. Every rounded figure is the share of a whole
    that holds it, so what added up or held another still does. Petitions left over at the end of a quarter are a stock: a new
    commune has all of them, those that it took over included.
    """
    lived = share_lived(units, quarters)
    kept = {name: np.rint(values * lived).astype(int) for name, values in drawn.items()}
    for parts in _PARTS:
        ends = np.rint(np.cumsum([drawn[name] for name in parts], axis=0) * lived).astype(int)
        kept.update(zip(parts, np.diff(ends, axis=0, prepend=0), strict=True))
    left = drawn["petitions"] - drawn["screened"]
    return kept | {"petitions": kept["screened"] + np.where(lived > 0, left, 0)}


def share_lived(units: Units, quarters: list[tuple[int, int]]) -> np.ndarray:
    """(units, quarters): the share of each quarter's days from a unit's birth on, 0 before and 1 after its first quarter."""
    born_on = units.rows["born_on"].to_numpy()[:, None]
    periods = [inspection_period("quarter", *quarter) for quarter in quarters]
    starts = np.array([period.start_on for period in periods], dtype="datetime64[D]")
    ends = np.array([period.end_on for period in periods], dtype="datetime64[D]") + 1
    return np.clip((ends - born_on) / (ends - starts), 0, 1)
