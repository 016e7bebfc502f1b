"""Rows per second of each reader, from the file to what is loaded; of a long list also beside DuckDB's own reading of it.

DuckDB's `read_csv` guesses types and checks nothing of what the lines mean, so it is the limit, not the aim.
"""

import random
import resource
import statistics
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from etl.areas.find_area import AreaFinder
from etl.areas.read_areas import AreaTables, read_areas
from etl.forms.layout import load_layouts
from etl.forms.write_form import FilledForm, write_forms
from etl.loading.facts import create_facts, write_areas
from etl.loading.load_tidied import Arrival, Loader
from etl.read_source import read_source
from etl.templates.layout import load_layout
from etl.templates.workbook import write_template
from etl.tidied import Tidied
from tests.benchmarks.bench import Bench, median_seconds, print_table, seconds
from tests.benchmarks.long_list import write_long_list
from tests.etl.files.xls_copy import save_as_xls
from tests.etl.forms.filled import draw_row

TIMES = 3
HAI_PHONG = "31@2025-07-01"


def measure_readers(bench: Bench) -> None:
    """Files of each kind, written here from the real units."""
    areas = read_areas()
    finder = AreaFinder(areas.area, areas.succession)
    baseline = None
    rows = []
    for name, path, count in _short_files(bench, areas):
        speed = count / median_seconds(lambda path=path: read_source(path, finder), TIMES)
        baseline = baseline or speed
        rows.append((name, f"{count:,}", f"{speed:,.0f}", f"{speed / baseline:.1f}"))
    print_table("readers, workbooks and short files", ("file", "rows", "rows/s", "of the first"), rows)
    _measure_long_list(bench, areas, finder)


def _short_files(bench: Bench, areas: AreaTables) -> list[tuple[str, Path, int]]:
    communes = areas.area.filter(pl.col("level") == "commune", pl.col("valid_to").is_null())
    in_province = communes.filter(pl.col("parent_id") == HAI_PHONG)
    form, workbook, text = (bench.folder / name for name in ("forms.xlsx", "template.xlsx", "template.csv"))
    layouts = [layout for layout in load_layouts().values() if layout.form.startswith("tt06_2025")]
    draw = random.Random(1)
    filled = [
        FilledForm(
            layout,
            ("UBND THÀNH PHỐ HẢI PHÒNG",),
            date(2025, 12, 15),
            date(2026, 3, 14),
            [(f"UBND {name}", draw_row(layout, lambda most: draw.randint(0, most))) for name in in_province["name"]],
        )
        for layout in layouts
    ]
    write_forms(form, filled)
    people = [
        {"area": unit["code"], "population": 9_000 + number, "population_on": date(2026, 4, 1)}
        for number, unit in enumerate(communes.iter_rows(named=True))
    ]
    write_template("population", workbook, rows=people)
    headings = {field.name: field.heading("vi") for field in load_layout("population").fields}
    pl.DataFrame(people).rename(lambda name: headings[name]).write_csv(text)
    row_count = in_province.height * len(layouts)
    return [
        ("official forms, xlsx", form, row_count),
        ("official forms, xls", save_as_xls(form, form.with_suffix(".xls")), row_count),
        ("template, xlsx", workbook, len(people)),
        ("template, xls", save_as_xls(workbook, workbook.with_suffix(".xls")), len(people)),
        ("template, csv", text, len(people)),
    ]


def _measure_long_list(bench: Bench, areas: AreaTables, finder: AreaFinder) -> None:
    """Paired: each time DuckDB first, then ours, so that a busy moment of the machine meets both."""
    count = 200_000 if bench.is_quick else 10_000_000
    path = bench.folder / "long.csv"
    write_long_list(path, count, areas.area)
    taken = [_measure_pair(path, areas, finder, bench.folder / f"pair{number}.duckdb") for number in range(TIMES)]
    limit = statistics.median(pair[0] for pair in taken)
    rows = [("DuckDB read_csv into a table", f"{count / limit:,.0f}", "1.00")]
    for place, name in ((1, "read and checked"), (2, "read, checked and loaded")):
        speed = count / statistics.median(pair[place] for pair in taken)
        ratio = statistics.median(pair[0] / pair[place] for pair in taken)
        rows.append((name, f"{speed:,.0f}", f"{ratio:.2f}"))
    size = path.stat().st_size / 1e6
    print_table(f"readers, long list of {count:,} rows, {size:.0f} MB", ("", "rows/s", "of DuckDB's"), rows)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"  peak memory of this process {peak:.2f} GB, {peak / 3:.2f} of the limit of 3 GB")


def _measure_pair(path: Path, areas: AreaTables, finder: AreaFinder, database: Path) -> tuple[float, float, float]:
    """Seconds of DuckDB's reading, of ours, and of ours with loading."""
    limit = seconds(lambda: _read_by_duckdb(path))
    parts: list[Sequence[Tidied]] = []
    reading = seconds(lambda: parts.append(read_source(path, finder)))
    facts = create_facts(database)
    write_areas(facts, areas.area, areas.succession, areas.source)
    loading = seconds(lambda: Loader(facts).load(parts[0], Arrival(path.name, "", date.today())))
    facts.close()
    database.unlink()
    return limit, reading, reading + loading


def _read_by_duckdb(path: Path) -> None:
    """Into memory, so that no disk slows it."""
    with duckdb.connect() as connection:
        connection.execute("create table counts as select * from read_csv($path)", {"path": str(path)})
