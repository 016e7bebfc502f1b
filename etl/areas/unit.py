"""One administrative unit over one stretch of validity, and one step from a unit to its successor."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

DATA = Path(__file__).parents[2] / "data/areas"
UNKNOWN_START = date(1900, 1, 1)
REFORM = date(2025, 7, 1)  # districts end, 63 provinces become 34
COUNTRY_ID = "VN@1900-01-01"
PACKAGE_SOURCE = "vietnamadminunits"


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of `area` before its name is taken apart. Dates are inclusive; the start may be UNKNOWN_START.

    Its parent's validity always covers its own, so that the tree is the same on every day of the row.
    """

    area_id: str
    code: str
    level: str
    name: str
    parent_id: str | None
    valid_from: date = UNKNOWN_START
    valid_to: date | None = None
    is_start_known: bool = False
    latitude: float | None = None
    longitude: float | None = None
    area_km2: float | None = None
    population: int | None = None
    population_on: date | None = None
    former_district_id: str | None = None

    def is_valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Step:
    """A row of `succession`: all (`whole`) or some (`part`) of one unit went to another on the first day of the latter."""

    from_id: str
    to_id: str
    effective_on: date
    relation: str
    share: float | None
    share_basis: str | None
    source_id: str


def make_area_id(code: str, valid_from: date) -> str:
    return f"{code}@{valid_from}"


def whole_step(from_id: str, to_id: str, effective_on: date, source_id: str) -> Step:
    """All of `from_id` went to `to_id`."""
    return Step(from_id, to_id, effective_on, "whole", 1.0, "whole", source_id)


def part_step(from_id: str, to_id: str, effective_on: date, source_id: str) -> Step:
    """Some of `from_id` went to `to_id`; how much is not known."""
    return Step(from_id, to_id, effective_on, "part", None, None, source_id)
