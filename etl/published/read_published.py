"""Published figures, taken as they are printed: one TOML file per source in `data/published`, one `Tidied` per file.

A file holds `origin` (official | press), one `[source]` whose id is the file's name, and any number of `[[figure]]`,
`[[survey]]` and `[[target]]`. Its quote says what was printed, its correction what in that is wrong and what is held instead.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl

from etl.areas.find_area import AreaFinder
from etl.published.check_record import Known, check_figure, check_source, check_survey, check_target
from etl.tidied import MEASURE, RECORDS, REPORT, Tidied
from longdan.language.fault import Fault
from longdan.warehouse.catalogue import load_catalogue

FOLDER = Path(__file__).parents[2] / "data/published"
FORM = "published"
_PRINTED = ("numerator", "denominator", "value")


def read_published(finder: AreaFinder, folder: Path = FOLDER) -> Iterator[tuple[Path, Tidied]]:
    """(path, what it says) of every file of the folder, in the order of their names.

    What names an unknown unit, indicator or survey, or no real period, is refused with a fault; the rest of its file
    stands. Raises FaultError for a file that is no TOML or has no source.
    """
    known = Known(finder, frozenset(load_catalogue().by_id))
    for path in sorted(folder.glob("*.toml")):
        yield path, tidy(check_source(path), known)


def tidy(content: dict, known: Known) -> Tidied:
    """One source: its figures as measures `<indicator_id>/numerator|denominator|value`, surveys and targets as records."""
    source, file = content["source"], f"{content['source']['id']}.toml"
    faults: list[Fault] = []

    def accepted(kind: str, check: Callable[[dict], Iterator[Fault]]) -> list[dict]:
        kept = []
        for number, record in enumerate(content.get(kind, []), start=1):
            found = [fault.at(file=file, sheet=kind, row=number) for fault in check(record)]
            faults.extend(found)
            if not found:
                kept.append({**record, "cell": f"{kind} {number}"})
        return kept

    surveys = accepted("survey", lambda record: check_survey(record, known))
    known_surveys = {survey["survey_id"] for survey in surveys}
    figures = accepted("figure", lambda record: check_figure(record, known, known_surveys))
    targets = accepted("target", lambda record: check_target(record, known))
    measures = pl.DataFrame([row for figure in figures for row in _measures(figure, source["id"])], schema=MEASURE)
    return Tidied(
        kind="published",
        measures=measures,
        reports=_reports(measures),
        records=_records(source, surveys, targets),
        faults=faults,
        origin=content["origin"],
        source_id=source["id"],
    )


def _measures(figure: dict, source_id: str) -> Iterator[dict]:
    """One row per number printed; one row without a number where the figure is known to exist but not given."""
    status = figure.get("status", "reported")
    printed = [name for name in _PRINTED if name in figure] or ["value"]
    for name in printed:
        yield {
            "sheet": source_id,
            "cell": figure["cell"],
            "form": FORM,
            "column_no": f"{figure['indicator']}/{name}",
            "area_id": figure["area"],
            "body_kind": figure.get("body"),
            "scope": "total",
            "period_id": figure["period"],
            "breakdown": figure.get("breakdown"),
            "category": figure.get("category"),
            "survey_id": figure.get("survey"),
            "value": figure.get(name),
            "qualifier": figure.get("qualifier", "="),
            "status": status,
        }


def _reports(measures: pl.DataFrame) -> pl.DataFrame:
    """One report per source and period. It is partial: an article replaces nothing but the figures it holds."""
    return (
        measures.select("sheet", "form", "period_id")
        .unique()
        .sort("sheet", "period_id")
        .with_columns(pl.lit("total").alias("scope"), pl.lit(True).alias("is_partial"))
        .select(
            pl.col(name)
            if name in ("sheet", "form", "period_id", "scope", "is_partial")
            else pl.lit(None, kind).alias(name)
            for name, kind in REPORT.items()
        )
    )


def _records(source: dict, surveys: list[dict], targets: list[dict]) -> dict[str, pl.DataFrame]:
    """The record tables that the file fills, under the names of the warehouse."""
    names = {
        "source": ([source], {"id": "source_id"}),
        "survey": (
            surveys,
            {"respondent_area": "respondent_area_id", "rated_area": "rated_area_id", "rated_body": "rated_body_kind"},
        ),
        "target": (targets, {"indicator": "indicator_id", "area": "area_id", "period": "period_id"}),
    }
    return {
        table: pl.DataFrame(
            [{renamed.get(key, key): value for key, value in row.items() if key != "cell"} for row in rows],
            schema=RECORDS[table],
        )
        for table, (rows, renamed) in names.items()
        if rows
    }
