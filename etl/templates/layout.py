"""The layout of a template, read from data/forms/templates: its fields, drop-down lists, rules and example."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "data/forms/templates"
_TEXTS = ("form", "scope", "title_vi", "title_en", "sheet_vi", "sheet_en", "row_vi", "row_en")


@dataclass(frozen=True)
class Choice:
    """One entry of a drop-down list; `value` is what is stored."""

    value: str
    vi: str
    en: str
    also: tuple[str, ...] = ()  # other ways in which people write it

    def label(self, language: str) -> str:
        return self.vi if language == "vi" else self.en


@dataclass(frozen=True)
class Field:
    """One column of a template.

    `type`: area | text | count | number | share | date | choice | period | indicator. `role`: body, body_name, scope;
    measure (a cell of the measure table); tag (its row counts in the total and, again, in this breakdown); slice (a row
    that fills it is only that part of the total); empty for what goes to a record table or identifies the row.
    """

    name: str
    heading_vi: str
    heading_en: str
    type: str
    required: bool = False
    role: str = ""
    choices: tuple[Choice, ...] = ()
    unit: str = ""
    help_vi: str = ""
    help_en: str = ""
    default: str | int | None = None
    carried: bool = False  # written in the first row of a block only
    is_complete: bool = False  # of a tag: the categories a row does not name have none of its figures
    has_happened: bool = False  # a day or period of what has taken place, which lies in no distant future
    cell_of: Mapping[str, str] = field(default_factory=dict)  # measure, breakdown, category of a column that is a part

    def heading(self, language: str) -> str:
        return self.heading_vi if language == "vi" else self.heading_en

    def help(self, language: str) -> str:
        return self.help_vi if language == "vi" else self.help_en

    def label(self, value: str, language: str) -> str:
        """What a person reads for a stored value of the drop-down list."""
        return next(choice.label(language) for choice in self.choices if choice.value == value)


@dataclass(frozen=True)
class Elapsed:
    """Whether the days from one date of a row to another keep a limit: `measure` counts the rows that do, `base` all."""

    measure: str
    base: str
    start: str
    end: str
    least_days: int | None = None
    most_days: int | None = None

    def keeps(self, days: int) -> bool:
        return (self.least_days is None or days >= self.least_days) and (
            self.most_days is None or days <= self.most_days
        )


@dataclass(frozen=True)
class Layout:
    """One kind of template. `period` lists the ways a row gives its period; `key` what no two rows may share."""

    kind: str
    form: str
    scope: str  # of the figures, where no column says it
    title_vi: str
    title_en: str
    sheet_vi: str
    sheet_en: str
    row_vi: str
    row_en: str
    fields: tuple[Field, ...]
    period: tuple[Mapping[str, str], ...]
    rules: tuple[Mapping[str, object], ...]
    elapsed: tuple[Elapsed, ...]
    key: tuple[str, ...]
    example: tuple[Mapping[str, object], ...]

    def title(self, language: str) -> str:
        return self.title_vi if language == "vi" else self.title_en

    def sheet(self, language: str) -> str:
        """The name of the sheet to fill in."""
        return self.sheet_vi if language == "vi" else self.sheet_en

    def row(self, language: str) -> str:
        """What one row stands for."""
        return self.row_vi if language == "vi" else self.row_en

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    def of_role(self, role: str) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.role == role)


@cache
def template_kinds() -> tuple[str, ...]:
    """The kinds there are: survey, dialogue, promise, …"""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def load_layout(kind: str) -> Layout:
    """The layout of one kind; KeyError for a kind there is none of."""
    if kind not in template_kinds():
        raise KeyError(kind)
    raw = tomllib.loads((FOLDER / f"{kind}.toml").read_text(encoding="utf-8"))
    return Layout(
        kind=kind,
        **{name: raw[name] for name in _TEXTS},
        fields=tuple(_field(entry) for entry in raw["field"]),
        period=tuple(raw["period"]),
        rules=tuple(raw.get("rule", ())),
        elapsed=tuple(Elapsed(**entry) for entry in raw.get("elapsed", ())),
        key=tuple(raw.get("key", ())),
        example=tuple(raw["example"]),
    )


def _field(raw: dict) -> Field:
    return Field(**{**raw, "choices": choice_lists()[raw["choices"]]} if "choices" in raw else raw)


@cache
def choice_lists() -> dict[str, tuple[Choice, ...]]:
    """Every drop-down list by its name."""
    raw = tomllib.loads((FOLDER / "lists/choices.toml").read_text(encoding="utf-8"))
    return {
        name: tuple(
            Choice(value, label["vi"], label["en"], tuple(label.get("also", ()))) for value, label in entries.items()
        )
        for name, entries in raw.items()
    }
