"""What part of the country a map draws, and by which level: the country by province, a province by commune."""

from dataclasses import dataclass
from datetime import date

from longdan.warehouse.questions.areas import Area
from longdan.warehouse.questions.units import REFORM_ON

LEVELS_BELOW = {
    "current": {"country": ("province", "commune"), "province": ("commune",)},
    "pre_2025_07": {
        "country": ("province", "district", "commune"),
        "province": ("district", "commune"),
        "district": ("commune",),
    },
}
# Of communes before the reform almost none can be rebuilt from new ones: they are shown only as reported.
RESTORED_LEVELS = ("province", "district")


@dataclass(frozen=True)
class Scope:
    """`area_id` is drawn by `level`, one of `levels`; `chosen_id` is outlined in it, None where nothing is."""

    area_id: str
    edition: str
    level: str
    levels: tuple[str, ...]
    chosen_id: str | None

    @property
    def is_national(self) -> bool:
        return self.area_id.startswith("VN@")


def choose_scope(area: Area, period_end_on: date, units: str, asked_level: str | None) -> Scope:
    """The scope of a map of `area`: a unit with none below it is outlined among its neighbours.

    On units as reported, and for an area that is not among those chosen, it is drawn by the units below it on the last
    day of the period.
    """
    is_restored = units == "pre_2025_07" and area.is_among(units)
    edition = units if units != "reported" and area.is_among(units) else _choose_edition(area, period_end_on)
    below = LEVELS_BELOW[edition].get(area.level, ())
    levels = tuple(level for level in below if level in RESTORED_LEVELS) if is_restored else below
    is_lowest = not levels
    levels = levels or (area.level,)
    return Scope(
        area_id=area.parent_id if is_lowest else area.area_id,
        edition=edition,
        level=asked_level if asked_level in levels else levels[0],
        levels=levels,
        chosen_id=area.area_id if is_lowest else None,
    )


def _choose_edition(area: Area, period_end_on: date) -> str:
    """The map on which an area and a day meet: that of 30/06/2025 for what had ended, or for what already stood before."""
    has_ended = area.valid_to is not None and area.valid_to < REFORM_ON
    stood_before = period_end_on < REFORM_ON and area.valid_from <= period_end_on
    return "pre_2025_07" if has_ended or stood_before else "current"
