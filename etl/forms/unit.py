"""Which body a line of an official form names: "UBND xã …", "Phường …", "Sở Xây dựng"."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from etl.forms.words import first_words, folded, load_words, names_department
from longdan.language.fault import Fault, FaultError
from longdan.language.names import fold_name, normalise_name

# "Tp. Hải Phòng", "P. Vị Thanh"
_SHORT_KIND = re.compile(r"(tp|tx|tt|p|x|h|q)(?:\s*\.\s*|\s+|$)", re.IGNORECASE)
LEVELS_BELOW = {"country": ("province",), "province": ("commune", "district"), "district": ("commune",), "commune": ()}


class Finder(Protocol):
    """Areas by name; raises FaultError where a name is unknown or ambiguous."""

    def find(self, text: str, *, level: str | None, within: str | None, on: date | None) -> str: ...


@dataclass(frozen=True)
class Unit:
    """A body of an area. `body_kind` None stands for the whole area; `body_name` only for departments.

    `title` is the area's name as the head of the form prints it, without "UBND".
    """

    area_id: str
    level: str
    body_kind: str | None = "peoples_committee"
    body_name: str | None = None
    title: str = field(default="", compare=False)

    @property
    def is_department(self) -> bool:
        return self.body_kind == "department"

    @property
    def reports_for_itself(self) -> bool:
        """A commune or a department has nobody below it whose figures it adds to its own."""
        return self.level == "commune" or self.is_department

    def is_named(self, name: str) -> bool:
        """Whether a row's name means this body: "UBND thành phố Hải Phòng", or "UBND thành phố" alone."""
        if self.body_name:
            return fold_name(name) == fold_name(self.body_name)
        bare, title = fold_name(strip_committee(name)), fold_name(self.title)
        kind = first_words(self.title, "level_starts", self.level) or ""
        return bool(bare) and bare in (title, kind, title.removeprefix(kind).strip())


def names_area(name: str) -> bool:
    """The words say that the row is about a commune or district ("UBND xã …"), found or not."""
    return named_level(strip_committee(name), ("commune", "district")) is not None


def find_unit(name: str, reporting: Unit, finder: Finder, on: date) -> Unit:
    """The body that a row names, inside the reporting one. Raises FaultError for an unknown or ambiguous name."""
    bare = strip_committee(name)
    if reporting.is_named(name):
        return reporting
    if names_department(bare) and not first_words(name, "committee_starts"):
        return Unit(reporting.area_id, reporting.level, "department", normalise_name(name))
    levels = LEVELS_BELOW[reporting.level]
    if not bare or not levels:
        raise FaultError(Fault("forms.unit"))
    level = named_level(bare, levels) or levels[0]
    area_id = finder.find(bare, level=level, within=reporting.area_id, on=on)
    # A district's or province's row in a report of the level above holds its communes too.
    return Unit(area_id, level, "peoples_committee" if level == "commune" else None)


def strip_committee(name: str) -> str:
    """`UBND P. Vị Thanh` as `phường Vị Thanh`: without the committee's words, the kind of unit written out."""
    words = normalise_name(name).split(" ")
    start = first_words(name, "committee_starts")
    for count in range(1, len(words) + 1) if start else ():
        if folded(" ".join(words[:count])) == start:
            words = words[count:]
            break
    bare = " ".join(words).lstrip("-–: ")
    kind = _SHORT_KIND.match(bare)
    return f"{load_words()['short_kinds'][kind[1].casefold()]} {bare[kind.end() :]}".strip() if kind else bare


def named_level(bare: str, levels: tuple[str, ...]) -> str | None:
    """Which of the levels the first word of a name says: `commune` for xã, phường, thị trấn, đặc khu."""
    return next((level for level in levels if first_words(bare, "level_starts", level)), None)
