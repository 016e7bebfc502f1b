"""Layouts of the official report forms, as data: every numbered column and every "=" and "≤" between them.

They stand in `data/forms/<circular>/<form>.toml`. A column without an identifier is one whose meaning no source of ours
gives: it is read and checked, and nothing is made of it.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "data" / "forms"
UNITS = ("visit", "person", "case", "group", "session", "day", "petition", "document", "decision", "conclusion")
UNITS += ("execution", "organisation", "class", "inspection", "unit", "recommendation", "million_vnd", "m2", "unknown")
MEASURED_UNITS = ("million_vnd", "m2")


class LayoutError(ValueError):
    """A layout file that contradicts itself: a mistake of ours, never of the user."""


@dataclass(frozen=True)
class Column:
    """One numbered column. `header` is its path of merged headings from the top, as a blank form prints them."""

    no: str
    title_vi: str
    title_en: str
    unit: str
    header: tuple[str, ...]
    id: str | None = None

    @property
    def is_count(self) -> bool:
        """Whole things are counted; money and land are measured."""
        return self.unit not in MEASURED_UNITS

    def title(self, language: str) -> str:
        return self.title_vi if language == "vi" else self.title_en


@dataclass(frozen=True)
class Sum:
    """`total` equals the sum of `parts`, in every row."""

    total: str
    parts: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.total, *self.parts)


@dataclass(frozen=True)
class AtMost:
    """`column` is never more than `limit`, in every row."""

    column: str
    limit: str

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.column, self.limit)


@dataclass(frozen=True)
class OtherForm:
    """`column` equals (or is at least) the column `other` of another form of the same body and period."""

    column: str
    form: str
    other: str
    is_exact: bool

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.column,)


@dataclass(frozen=True)
class Layout:
    """One form of one circular. `in_force_to` is None for the circular in force; `note` says what is not known."""

    form: str
    number: str
    circular: str
    in_force_from: date
    in_force_to: date | None
    title_vi: str
    title_en: str
    title_patterns: tuple[str, ...]
    columns: tuple[Column, ...]
    sums: tuple[Sum, ...]
    limits: tuple[AtMost, ...]
    other_forms: tuple[OtherForm, ...]
    note: str | None = None

    def column(self, no: str) -> Column:
        return next(column for column in self.columns if column.no == no)

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(column.no for column in self.columns)

    def is_in_force(self, on: date) -> bool:
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)


@cache
def load_layouts(folder: Path = FOLDER) -> dict[str, Layout]:
    """Every mapped form by its id. Raises LayoutError for a file that contradicts itself or another."""
    layouts = [read_layout(path) for path in sorted(folder.glob("tt*/*.toml"))]
    by_form = {layout.form: layout for layout in layouts}
    for layout in layouts:
        for rule in layout.other_forms:
            if rule.form not in by_form or rule.other not in by_form[rule.form].numbers:
                raise LayoutError(f"{layout.form}: no column {rule.other} in {rule.form}")
    return by_form


def read_layout(path: Path) -> Layout:
    """One layout file, checked."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    rules = data.pop("rule", [])
    columns = tuple(Column(**column | {"header": tuple(column["header"])}) for column in data.pop("columns"))
    layout = Layout(
        columns=columns,
        sums=tuple(Sum(rule["total"], tuple(rule["parts"])) for rule in rules if rule["kind"] == "sum"),
        limits=tuple(AtMost(rule["column"], rule["limit"]) for rule in rules if rule["kind"] == "at_most"),
        other_forms=tuple(_read_other_form(rule) for rule in rules if rule["kind"].endswith("_other_form")),
        in_force_to=data.pop("in_force_to", None),
        title_patterns=tuple(data.pop("title_patterns")),
        **data,
    )
    if path.parent.name + "." + path.stem != layout.form:
        raise LayoutError(f"{path.name} calls itself {layout.form}")
    if len(rules) != len(layout.sums) + len(layout.limits) + len(layout.other_forms):
        raise LayoutError(f"{layout.form}: a rule of an unknown kind")
    _check(layout)
    return layout


def _read_other_form(rule: dict) -> OtherForm:
    is_exact = {"equals_other_form": True, "at_least_other_form": False}[rule["kind"]]
    return OtherForm(rule["column"], rule["form"], rule["other"], is_exact)


def _check(layout: Layout) -> None:
    if layout.numbers != tuple(str(number) for number in range(1, len(layout.columns) + 1)):
        raise LayoutError(f"{layout.form}: columns are not numbered 1, 2, 3, …")
    ids = [column.id for column in layout.columns if column.id]
    if len(ids) != len(set(ids)):
        raise LayoutError(f"{layout.form}: an identifier stands twice")
    if unknown := {column.unit for column in layout.columns} - set(UNITS):
        raise LayoutError(f"{layout.form}: unknown unit {sorted(unknown)}")
    for rule in (*layout.sums, *layout.limits, *layout.other_forms):
        if missing := set(rule.columns) - set(layout.numbers):
            raise LayoutError(f"{layout.form}: a rule names column {sorted(missing)}, which is not there")
