"""The lines at the foot of a map: the period shown, what its shapes are, how its colours compare."""

from longdan.dashboard.maps.content import is_count
from longdan.language.locale import text
from longdan.language.periods import format_period
from longdan.warehouse.questions.indicators import Indicator
from longdan.warehouse.questions.map import Geometry


def write_notes(
    geometry: Geometry, indicator: Indicator, period_id: str, is_simulated: bool, language: str
) -> tuple[str, ...]:
    notes = [text("map.period_shown", language, period=format_period(period_id, language))]
    if geometry.is_approximate:
        notes.append(text("map.approximate", language))
    if is_simulated:
        notes.append(text("map.simulated", language))
    notes.append(text("map.circles_kept" if is_count(indicator) else "map.classes_kept", language))
    return tuple(notes)
