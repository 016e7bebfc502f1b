"""The fault in an input that a person can mend: where it is, what was found, what was expected, what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from longdan.language.locale import text
from longdan.language.names import printable_name


@dataclass(frozen=True)
class Fault:
    """One mistake in one place of one file.

    `code` names the texts `faults.<code>.what`, `.expected` and `.next`, whose placeholders `values` fills in.
    `row` counts from 1 as Excel does; `column` is Excel's letter or the heading. `found` is the cell as it stands
    (None where nothing in particular was found); it never leaves `facts.duckdb`. So with those of `values` whose name
    begins with `found`: they too are what stands in the file. A `warning` refuses nothing.
    """

    code: str
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    found: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    is_warning: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "file", printable_name(self.file))

    def at(self, **place: object) -> "Fault":
        """The same fault, with its place (file, sheet, row, column) filled in."""
        return replace(self, **place)

    def without_found(self) -> "Fault":
        """As everybody may read it: without what was found, and … in its texts wherever that would stand."""
        hidden = {name: "…" for name in self.values if name.startswith("found")}
        return replace(self, found=None, values={**self.values, **hidden})

    @property
    def cell(self) -> str:
        """`F12`, or what of it is known."""
        return f"{self.column}{self.row or ''}"

    def what(self, language: str) -> str:
        return text(f"faults.{self.code}.what", language, found=self.found, **self.values)

    def expected(self, language: str) -> str:
        return text(f"faults.{self.code}.expected", language, found=self.found, **self.values)

    def next_step(self, language: str) -> str:
        return text(f"faults.{self.code}.next", language, found=self.found, **self.values)

    def place(self, language: str) -> str:
        parts = [self.file]
        if self.sheet:
            parts.append(text("faults.place.sheet", language, sheet=self.sheet))
        if self.row is not None:
            parts.append(text("faults.place.row", language, row=self.row))
        if self.column:
            parts.append(text("faults.place.column", language, column=self.column))
        return ", ".join(part for part in parts if part)

    def render(self, language: str) -> str:
        """Four lines at most, without a traceback: place, what, expected, next step."""
        lines = [f"{self.place(language)}: {self.what(language)}" if self.place(language) else self.what(language)]
        if self.found is not None:
            lines.append("  " + text("faults.place.found", language, found=self.found))
        lines.append("  " + text("faults.place.expected", language, expected=self.expected(language)))
        lines.append("  " + text("faults.place.next", language, next=self.next_step(language)))
        return "\n".join(lines)


class FaultError(Exception):
    """Raised where a fault stops the whole file or command; carries every fault found so far."""

    def __init__(self, faults: Fault | Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = (faults,) if isinstance(faults, Fault) else tuple(faults)
        super().__init__("\n".join(fault.render("en") for fault in self.faults))
