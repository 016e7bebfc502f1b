"""Which body a line of an official form names: "UBND xã …", "Phường …", "Sở Xây dựng", a total, a heading."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from etl.forms.words import first_words, folded, is_one_of
from longdan.language.fault import Fault, FaultError
from longdan.language.names import normalise_name

COUNTRY = "VN@1900-01-01"
LEVELS_BELOW = {"country": ("province",), "province": ("commune", "district"), "district": ("commune",), "commune": ()}


class Finder(Protocol):
    """Areas by name; raises FaultError where a name is unknown or ambiguous."""

    def find(self, text: str, *, level: str | None, within: str | None, on: date | None) -> str: ...


@dataclass(frozen=True)
class Unit:
    """A body of an area. `body_kind` None stands for the whole area; `body_name` only for departments."""

    area_id: str
    level: str
    body_kind: str | None = "peoples_committee"
    body_name: str | None = None

    @property
    def is_department(self) -> bool:
        return self.body_kind == "department"


def row_kind(name: str) -> str:
    """`total`, `section`, `note` or `unit`, by the words alone."""
    if is_one_of(name, "total"):
        return "total"
    if is_one_of(name, "section") or first_words(name, "section_starts"):
        return "section"
    return "note" if first_words(name, "note_starts") else "unit"


def names_area(name: str) -> bool:
    """The words say that the row is about a commune or district ("UBND xã …"), found or not."""
    return named_level(strip_committee(name), ("commune", "district")) is not None


def find_unit(name: str, reporting: Unit, finder: Finder, on: date) -> Unit:
    """The body that a row names, inside the reporting one. Raises FaultError for an unknown or ambiguous name."""
    bare = strip_committee(name)
    is_committee = bare != normalise_name(name)
    if first_words(bare, "department_starts") and not is_committee:
        return Unit(reporting.area_id, reporting.level, "department", normalise_name(name))
    level = named_level(bare, LEVELS_BELOW[reporting.level])
    if level is None or level == "district":
        own = _find_own(bare, reporting, finder, on)
        if own:
            return own
    if level is None and not LEVELS_BELOW[reporting.level]:
        raise FaultError(Fault("forms.unit", found=name))
    level = level or LEVELS_BELOW[reporting.level][0]
    area_id = finder.find(bare, level=level, within=reporting.area_id, on=on)
    # A district's or province's row in a report of the level above holds its communes too.
    return Unit(area_id, level, "peoples_committee" if level == "commune" else None)


def strip_committee(name: str) -> str:
    """`UBND xã Vĩnh Bảo` without its first words; the same name where it has none."""
    words = normalise_name(name).split(" ")
    start = first_words(name, "committee_starts")
    for count in range(1, len(words) + 1) if start else ():
        if folded(" ".join(words[:count])) == start:
            return " ".join(words[count:]).lstrip("-–: ")
    return " ".join(words)


def named_level(bare: str, levels: tuple[str, ...]) -> str | None:
    """Which of the levels the first word of a name says: `commune` for xã, phường, thị trấn, đặc khu."""
    return next((level for level in levels if first_words(bare, "level_starts", level)), None)


def _find_own(bare: str, reporting: Unit, finder: Finder, on: date) -> Unit | None:
    """The reporting area's own desk, where the row names the reporting area itself."""
    if not bare or reporting.level == "country":
        return None
    try:
        area_id = finder.find(bare, level=reporting.level, within=None, on=on)
    except FaultError:
        return None
    return Unit(area_id, reporting.level) if area_id == reporting.area_id else None
