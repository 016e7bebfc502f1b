"""Simulated reports as the files people would send: the build reads them back like anybody's."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import polars as pl

from etl.forms.layout import Layout, load_layouts
from etl.forms.write_form import FilledForm, write_forms
from etl.simulation.country import Country, draw_country
from etl.simulation.fill import fill_columns
from etl.simulation.filled_templates import write_templates
from etl.simulation.reports import total_quantities
from etl.simulation.settings import load_settings
from etl.simulation.written import Written, list_written

_NIL = "không phát sinh"


def write_workbooks(
    area: pl.DataFrame, succession: pl.DataFrame, folder: Path, provinces: tuple[str, ...] = ()
) -> list[Path]:
    """Official forms of every circular and our templates, as `[[workbook]]` of the settings asks; their paths.

    They carry what `simulate` leaves out of its frames, so that the two together count nothing twice. The same areas and
    settings give the same figures. With `provinces` (today's codes) only reports from there are written.
    """
    country = draw_country(area, succession, provinces)
    rng = np.random.default_rng(load_settings()["seed"])
    names = dict(area.select("area_id", "name").iter_rows())
    paths: list[Path] = []
    for written in list_written():
        chosen = written.communes(country.units)
        if chosen.any():
            forms = list(_fill_forms(written, chosen, country, names, rng))
            paths += _write(folder, written, forms)
    return paths + write_templates(country.units, folder, provinces, rng)


def _write(folder: Path, written: Written, forms: list[FilledForm]) -> list[Path]:
    stem = f"{written.circular}-{written.reporter}-{written.year}-quy-{written.quarter}"
    if written.is_one_file:
        path = folder / f"{stem}.xlsx"
        write_forms(path, forms)
        return [path]
    paths = [folder / f"{stem}-{form.layout.number.replace('/', '-')}.xlsx" for form in forms]
    for path, form in zip(paths, forms, strict=True):
        write_forms(path, [form])
    return paths


def _fill_forms(
    written: Written, chosen: np.ndarray, country: Country, names: dict[str, str], rng: np.random.Generator
) -> Iterator[FilledForm]:
    """Every form of the circular with a row for each commune; a few communes stay blank: their report has not come."""
    rows = country.units.rows.filter(chosen)
    place = country.quarters.index((written.year, written.quarter))
    totals = total_quantities(country.quantities, slice(place, place + 1))
    known = {name: values[chosen] for name, values in totals.items()}
    is_missing = rng.random(rows.height) < load_settings()["missing_share"]
    parents = (rows["province_id"][0], rows["parent_id"][0])
    province, reporter = (names[area_id] for area_id in parents)
    for form, layout in load_layouts().items():
        if not form.startswith(f"{written.circular}."):
            continue
        columns = fill_columns(layout, _known_columns(form, known), rng)
        cells = [_cells(layout, columns, row, is_missing[row]) for row in range(rows.height)]
        yield FilledForm(
            layout=layout,
            body_lines=[f"UBND {name}".upper() for name in dict.fromkeys((province, reporter))],
            covered_from=written.period.start_on,
            covered_to=written.period.end_on,
            rows=list(zip(rows["name"], cells, strict=True)),
            total={no: int(values[~is_missing].sum()) for no, values in columns.items()},
            place=reporter,
            signed_on=written.period.end_on + timedelta(days=6),
        )


def _known_columns(form: str, known: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    settings = load_settings()
    mapping = settings["form"].get(form, {}).get("columns", {}) | settings["workbook_form"].get(form, {})
    return {no: known[quantity] for no, quantity in mapping.items()}


def _cells(layout: Layout, columns: dict[str, np.ndarray], row: int, is_missing: bool) -> dict[str, float | str | None]:
    """A report without anything to tell says so; one that has not come is blank."""
    values = {no: int(columns[no][row]) for no in layout.numbers}
    if is_missing:
        return dict.fromkeys(values)
    return values if any(values.values()) else dict.fromkeys(values, _NIL)
