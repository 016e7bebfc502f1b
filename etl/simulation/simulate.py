"""The simulated country, part by part, entering where tidied files enter."""

from collections.abc import Iterator
from datetime import date

import polars as pl

from etl.simulation.activities import tidy_grievances, tidy_oversight
from etl.simulation.country import draw_country
from etl.simulation.dialogues import tidy_dialogues
from etl.simulation.reports import due_reports, tidy_reports
from etl.simulation.settings import load_settings
from etl.simulation.surveys import tidy_surveys
from etl.simulation.units import Units
from etl.tidied import RECORDS, Tidied
from longdan.language.fault import Fault, FaultError
from longdan.language.locale import text
from longdan.methods.period import inspection_period


def simulate(area: pl.DataFrame, succession: pl.DataFrame, provinces: tuple[str, ...] = ()) -> Iterator[Tidied]:
    """Reports, surveys, dialogues, grievances and oversight of the whole country, or of today's provinces with these codes.

    What `write_workbooks` writes as files is left out of the reports. The same areas and settings give the same figures.
    Raises FaultError for a code that no province has today.
    """
    _check_provinces(area, provinces)
    first, last = (tuple(load_settings()[name]) for name in ("first_quarter", "last_quarter"))
    country = draw_country(area, succession, provinces)
    units, quarters, rng = country.units, country.quarters, country.rng
    begin, end = inspection_period("quarter", *first), inspection_period("quarter", *last)
    yield _background(units, begin.start_on)
    for due in due_reports(quarters, first):
        yield tidy_reports(country, due)
    yield from tidy_surveys(units, quarters, rng)
    yield from tidy_dialogues(units, begin.start_on, end.end_on, rng)
    yield from tidy_grievances(units, quarters, rng)
    yield from tidy_oversight(units, range(first[0], last[0]), rng)


def _check_provinces(area: pl.DataFrame, codes: tuple[str, ...]) -> None:
    today = area.filter((pl.col("level") == "province") & pl.col("valid_to").is_null())["code"]
    unknown = [code for code in codes if code not in today]
    if unknown:
        raise FaultError(Fault("build.unknown_province", found=", ".join(unknown)))


def _background(units: Units, on: date) -> Tidied:
    """The source that every simulated figure names, and a population for communes whose own is not known."""
    unknown = units.rows["population"].is_null().to_numpy()
    rows = units.rows.filter(unknown)
    population = rows.select(
        "area_id",
        population=pl.Series(units.population[unknown].astype(int)),
        population_on=pl.max_horizontal("valid_from", pl.lit(on)),
    )
    source = pl.DataFrame(
        {
            "source_id": ["simulation"],
            "title_vi": [text("build.simulated.file_name", "vi")],
            "title_en": [text("build.simulated.file_name", "en")],
        },
        schema_overrides=RECORDS["source"],
    )
    missing = [
        pl.lit(None, dtype=type_).alias(name) for name, type_ in RECORDS["source"].items() if name not in source.columns
    ]
    return Tidied(
        "simulated",
        records={
            "source": source.with_columns(missing),
            "population": population.match_to_schema(RECORDS["population"]),
        },
        origin="simulated",
        source_id="simulation",
    )
