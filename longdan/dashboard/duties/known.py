"""What is looked at, and what is known of each duty of an area on one day."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from longdan.methods.period import Period
from longdan.warehouse.questions.areas import Area

# The indicators that the page reads by name.
HELD, DIRECT, DELEGATED = (
    "reception_compliance_share",
    "reception_compliance_direct_share",
    "reception_compliance_delegated_share",
)
SETTLED, OPEN_OVERDUE = "complaint_on_time_share", "open_cases_overdue_share"


@dataclass(frozen=True)
class Scope:
    """Which area is looked at, from which day, and of which reporting period; `places` as `place_areas` gives them."""

    area: Area
    period: Period
    as_of: date
    places: pl.DataFrame
    only_real: bool
    units: str

    @property
    def year(self) -> int:
        return min(self.period.year, self.as_of.year)

    def communes(self) -> pl.DataFrame:
        return self.places.filter(pl.col("is_valid"), pl.col("level") == "commune")

    def parts(self) -> pl.DataFrame:
        """The areas directly below that exist on the day: place_id, name."""
        is_part = (
            pl.col("is_valid") & (pl.col("area_id") == pl.col("place_id")) & (pl.col("area_id") != self.area.area_id)
        )
        return self.places.filter(is_part).select("place_id", "name")

    def provinces(self) -> pl.DataFrame:
        return self.places.filter(pl.col("is_valid"), pl.col("level") == "province")


@dataclass(frozen=True)
class Reception:
    """Rows of `list_series` by indicator and area; of how many communes with a share how many reached all of it."""

    rows: dict[str, dict]
    by_area: dict[str, float]
    units_met: int
    units: int
    not_delegable_since: date | None


@dataclass(frozen=True)
class Dialogues:
    """Counts of `count_dialogues` for the area and its parts in a calendar year.

    `events` are those of People's Committees, whose duty it is, the area's own too; `events_of_others` were held by Party
    committees, the Front and others.
    """

    total: dict[str, int]
    by_place: pl.DataFrame
    events: int
    events_of_others: int
    least: int | None
    notice_days: int | None
    result_days: int | None
    is_simulated: bool
    has_ended: bool


@dataclass(frozen=True)
class Reports:
    """The reports that an area and its communes owe, judged; the due days are None where no rule was in force.

    `has_any`: whether any report of the period came at all.
    """

    provinces: pl.DataFrame
    communes: pl.DataFrame
    provinces_due: date | None
    communes_due: date | None
    has_any: bool


@dataclass(frozen=True)
class DutySheet:
    """All of it: `promises` judged one by one and `promised` counted by part, `settled` rows of `list_series` by indicator,
    `open_ages` open cases by age."""

    reception: Reception
    dialogues: Dialogues
    promises: pl.DataFrame
    promised: pl.DataFrame
    reports: Reports
    settled: dict[str, dict]
    open_ages: pl.DataFrame
