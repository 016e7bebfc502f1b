"""Our templates as communes of the simulated country fill them in: the example of each layout, in their own numbers."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from etl.simulation.settings import load_settings
from etl.simulation.units import Units
from etl.templates.layout import Layout, load_layout, template_kinds
from etl.templates.workbook import write_template

Row = Mapping[str, object]


def write_templates(units: Units, folder: Path, provinces: tuple[str, ...], rng: np.random.Generator) -> list[Path]:
    """One workbook of every kind for each province of the settings, and some kinds as csv; their paths.

    A commune's numbers are those of the example times a factor of its own, so that every rule of the template holds.
    """
    settings = load_settings()["workbook_templates"]
    paths: list[Path] = []
    for province in settings["provinces"]:
        if provinces and province not in provinces:
            continue
        communes = _communes(units, province, settings["communes"])
        for kind in template_kinds():
            rows = list(_rows(load_layout(kind), communes, rng))
            paths.append(folder / f"{kind}-{province}.xlsx")
            write_template(kind, paths[-1], rows=rows)
        # What a csv says is not in a workbook too: the next communes of the province.
        others = _communes(units, province, 2 * settings["communes"])[settings["communes"] :]
        for kind in settings["csv"]:
            paths.append(folder / f"{kind}-{province}.csv")
            _write_csv(load_layout(kind), paths[-1], _rows(load_layout(kind), others, rng))
    return paths


def _communes(units: Units, province: str, count: int) -> pl.DataFrame:
    """The first communes in force today, by their code, with their population."""
    in_force = (pl.col("present_province") == province) & pl.col("valid_to").is_null()
    rows = units.rows.with_columns(population=pl.Series(units.population.astype(int)))
    return rows.filter(in_force).sort("code").head(count).select("code", "population")


def _rows(layout: Layout, communes: pl.DataFrame, rng: np.random.Generator) -> Iterator[Row]:
    settings = load_settings()["workbook_templates"]
    instead = settings["instead"].get(layout.kind, {})
    example = [row for row in layout.example if "events" not in row]  # a total of years is no commune's
    for code, population in communes.iter_rows():
        factor = int(rng.integers(1, settings["largest_factor"] + 1))
        for row in example:
            placed = {name: _placed(layout, name, value, code, factor) for name, value in row.items()}
            if layout.kind == "population":
                placed["population"] = population
            yield placed | {name: value for name, value in instead.items() if name in row}


def _placed(layout: Layout, name: str, value: object, code: str, factor: int) -> object:
    """A commune's own cell: its code for an area, a multiple of a count, anything else as in the example."""
    field = layout.field(name)
    if field.type == "area":
        return code
    return value * factor if field.type == "count" and isinstance(value, int) else value


def _write_csv(layout: Layout, path: Path, rows: Iterator[Row]) -> None:
    """As Excel saves it in Vietnam: UTF-8 with a mark, semicolons, dates as dd/mm/yyyy."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(field.heading("vi") for field in layout.fields)
        for row in rows:
            writer.writerow(_written(layout, field.name, row.get(field.name)) for field in layout.fields)


def _written(layout: Layout, name: str, value: object) -> object:
    if value is None:
        return ""
    field = layout.field(name)
    if field.choices:
        return field.label(str(value), "vi")
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value
