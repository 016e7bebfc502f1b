"""What part of the country a map draws, and by which level: the country by province, a province by commune."""

from dataclasses import dataclass
from datetime import date

from longdan.dashboard.choices import REFORM_ON
from longdan.warehouse.questions.areas import Area

LEVELS_BELOW = {
    "current": {"country": ("province", "commune"), "province": ("commune",)},
    "pre_2025_07": {
        "country": ("province", "district", "commune"),
        "province": ("district", "commune"),
        "district": ("commune",),
    },
}


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


def choose_scope(area: Area, period_end_on: date, edition: str, asked_level: str | None) -> Scope:
    """The scope of a map of `area`: a commune is outlined among its neighbours.

    A unit that the reform left as it was is drawn by the units below it on the last day of the period.
    """
    if period_end_on < REFORM_ON and area.valid_from <= period_end_on:
        edition = "pre_2025_07"
    is_lowest = area.level == "commune"
    levels = ("commune",) if is_lowest else LEVELS_BELOW[edition][area.level]
    return Scope(
        area_id=area.parent_id if is_lowest else area.area_id,
        edition=edition,
        level=asked_level if asked_level in levels else levels[0],
        levels=levels,
        chosen_id=area.area_id if is_lowest else None,
    )
