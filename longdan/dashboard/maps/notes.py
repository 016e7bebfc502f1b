"""The lines at the foot of a map: the period shown, what its shapes are, how its colours compare."""

import polars as pl

from longdan.dashboard.maps.classes import is_count
from longdan.language.locale import text
from longdan.language.periods import format_period
from longdan.warehouse.questions.indicators import Indicator
from longdan.warehouse.questions.map import Geometry

STANDING = ("approximate", "simulated", "restored_levels", "classes_kept", "circles_kept")
MOST_NAMES = 6  # of areas without a shape; the list beside the map has them all


def write_notes(
    geometry: Geometry,
    values: pl.DataFrame,
    indicator: Indicator,
    period_id: str,
    is_simulated: bool,
    units: str,
    language: str,
) -> tuple[str, ...]:
    """Each a sentence, or the name of one of STANDING, which the browser knows.

    `values` are the rows of `map_values` of the areas looked at.
    """
    notes = [text("map.period_shown", language, period=format_period(period_id, language))]
    if geometry.is_approximate:
        notes.append("approximate")
    undrawn = values.filter(~pl.col("is_drawn"))["name"].to_list()
    if undrawn:
        key, names = ("undrawn", undrawn) if len(undrawn) <= MOST_NAMES else ("undrawn_more", undrawn[: MOST_NAMES - 1])
        left = len(undrawn) - len(names)
        notes.append(text(f"map.{key}", language, names=", ".join(names), left=left))
    if is_simulated:
        notes.append("simulated")
    if units == "pre_2025_07":
        notes.append("restored_levels")
    notes.append("circles_kept" if is_count(indicator) else "classes_kept")
    return tuple(notes)
