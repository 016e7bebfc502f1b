"""Recognises a long list of counts by the headings in its first line; what they are called is data in `data/forms/counts.toml`."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from etl.files.sheet import column_letters
from etl.forms.layout import FOLDER
from longdan.language.fault import Fault
from longdan.language.names import fold_name


@dataclass(frozen=True)
class Field:
    """One column of the list."""

    name: str
    heading_vi: str
    heading_en: str
    names: tuple[str, ...]
    required: bool

    @property
    def folded_names(self) -> set[str]:
        return {fold_name(name) for name in (self.heading_vi, self.heading_en, *self.names)}


@dataclass(frozen=True)
class Headings:
    """Where the fields stand: the position (from 1) of each that is there, and what is wrong with the line of headings."""

    positions: dict[str, int]
    faults: tuple[Fault, ...]

    @property
    def is_refused(self) -> bool:
        return any(not fault.is_warning for fault in self.faults)

    def letters(self, field: str) -> str:
        """The column as a spreadsheet names it."""
        return column_letters(self.positions[field])


def find_headings(cells: Iterable[object]) -> Headings | None:
    """The headings in the first line of a file; None where it is no list of counts.

    Form, column and area code make one; any other heading that is missing, and one that stands twice, refuses the file.
    """
    written = {position: str(cell) for position, cell in enumerate(cells, start=1) if cell is not None}
    by_name = {name: field.name for field in load_fields() for name in field.folded_names}
    found = {position: by_name.get(fold_name(heading)) for position, heading in written.items()}
    positions = {name: position for position, name in reversed(found.items()) if name}
    if not positions.keys() >= set(_load()["recognised_by"]):
        return None
    faults = [
        Fault("counts.missing_heading", row=1, values={"heading_vi": field.heading_vi, "heading_en": field.heading_en})
        for field in load_fields()
        if field.required and field.name not in positions
    ]
    for position, name in found.items():
        place = {"row": 1, "column": column_letters(position), "found": written[position]}
        if name is None:
            faults.append(Fault("counts.unknown_heading", is_warning=True, **place))
        elif positions[name] != position:
            faults.append(Fault("counts.repeated_heading", **place))
    return Headings(positions, tuple(faults))


@cache
def load_fields() -> tuple[Field, ...]:
    return tuple(Field(**field | {"names": tuple(field["names"])}) for field in _load()["field"])


@cache
def load_scopes() -> dict[str, str]:
    """Folded word → own, subordinates or total."""
    return {fold_name(word): scope for scope, words in _load()["scope"].items() for word in words}


@cache
def _load() -> dict:
    return tomllib.loads((FOLDER / "counts.toml").read_text(encoding="utf-8"))
