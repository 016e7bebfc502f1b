"""What a reader of a figure may ask of it, section by section."""

from dataclasses import dataclass

import polars as pl

from longdan.dashboard.origins.files import describe_cells, show_replaced
from longdan.dashboard.origins.forms import say_counts, say_form
from longdan.dashboard.origins.parts import show_predecessors, show_steps
from longdan.dashboard.origins.rules import say_parts, say_rule, say_value
from longdan.dashboard.origins.sources import say_remarks, say_source
from longdan.language.locale import text
from longdan.warehouse.indicator import IndicatorSource
from longdan.warehouse.questions.origins import Origin


@dataclass(frozen=True)
class Section:
    """A heading, sentences under it, and a table of words where there are several things of a kind."""

    heading: str
    lines: tuple[str, ...] = ()
    table: pl.DataFrame | None = None


def describe_origin(origin: Origin, mappings: tuple[IndicatorSource, ...], language: str) -> list[Section]:
    """The sections in the order in which they are asked; those without content are left out.

    `mappings` are the catalogue's sources of the indicator: they name the columns where no cell of a file does.
    """
    cells = describe_cells(origin, language)
    sections = [
        Section(_heading("value", language), say_value(origin, language)),
        Section(_heading("rule", language), say_rule(origin, language)),
        Section(_heading("predecessors", language), table=show_predecessors(origin, language)),
        Section(_heading("steps", language), table=show_steps(origin, language)),
        Section(_heading("parts", language), say_parts(origin, language)),
        Section(_heading("counts", language), say_counts(origin, language)),
        Section(_heading("form", language), say_form(origin, mappings, language)),
        Section(_heading("file", language), *cells),
        Section(_heading("replaced", language), table=show_replaced(origin, language)),
        Section(_heading("source", language), say_source(origin, language)),
        Section(_heading("remarks", language), say_remarks(origin, language)),
    ]
    return [section for section in sections if section.lines or section.table is not None]


def _heading(name: str, language: str) -> str:
    return text(f"origins.heading.{name}", language)
