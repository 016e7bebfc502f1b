"""The administrative units of the country with their history, as the frames that the warehouse takes in."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from etl.areas.changes import apply_changes
from etl.areas.figures import add_figures
from etl.areas.history import History
from etl.areas.kinds import describe_name
from etl.areas.merge_list import merge_lists
from etl.areas.mergers import add_former_districts, read_mergers
from etl.areas.national_lists import read_national_lists
from etl.areas.read_official_list import read_official_list
from etl.areas.successions.apply_successions import apply_successions, succession_sources
from etl.areas.successions.keep_successions import read_kept
from etl.areas.successions.read_successions import CORRESPONDENCE
from etl.areas.unit import DATA, Step, Unit
from etl.tidied import RECORDS
from longdan.language.names import fold_name
from longdan.methods.apportionment import CONVERSION

AREA = pl.Schema(
    {
        "area_id": pl.String,
        "code": pl.String,
        "level": pl.String,
        "kind": pl.String,
        "name": pl.String,
        "short_name": pl.String,
        "name_en": pl.String,
        "folded_name": pl.String,
        "parent_id": pl.String,
        "former_district_id": pl.String,
        "valid_from": pl.Date,
        "valid_to": pl.Date,
        "is_start_known": pl.Boolean,
        "latitude": pl.Float64,
        "longitude": pl.Float64,
        "area_km2": pl.Float64,
        "population": pl.Int64,
        "population_on": pl.Date,
    }
)
SUCCESSION = pl.Schema(
    {
        "from_id": pl.String,
        "to_id": pl.String,
        "effective_on": pl.Date,
        "relation": pl.String,
        "share": pl.Float64,
        "share_basis": pl.String,
        "source_id": pl.String,
    }
)


@dataclass(frozen=True)
class AreaTables:
    """`area`: one row per unit and stretch of validity, parents before children. `succession`: one row per step.

    `source`: what `succession.source_id` refers to, with the columns of the table `source`. A parent's validity always
    covers that of its children. Population and area are known of most communes since July 2025, population of provinces.
    `former_share`: how much of a commune since July 2025 lies in a former district or province that it straddles, in the
    columns of CONVERSION; only where something else than the successions tells it.
    """

    area: pl.DataFrame
    succession: pl.DataFrame
    source: pl.DataFrame
    former_share: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=CONVERSION))


def read_areas(archive: Path | None = None) -> AreaTables:
    """Every unit known: the national lists, the steps between them, later changes, and what was taken in to the archive: official
    lists of units, and official correspondences, which replace the steps that they name.
    """
    history = build_history(imported_lists(archive) if archive else ())
    official = read_kept(archive) if archive else pl.DataFrame(schema=CORRESPONDENCE)
    former_share = apply_successions(history, official)
    return AreaTables(
        _area_frame(history.units.values()),
        _succession_frame(history.steps),
        pl.concat([_source_frame(), succession_sources(official)]),
        former_share,
    )


def imported_lists(archive: Path) -> list[Path]:
    """What `import_official_list` has kept; the order does not matter."""
    return sorted((archive / "areas").glob("*.csv"))


def build_history(imported: Iterable[Path] = ()) -> History:
    """What `read_areas` reads, before it is put into frames. Imported lists come last: they never change a known id."""
    lists = read_national_lists()
    add_figures(lists)
    steps = read_mergers(lists)
    add_former_districts(lists, steps)
    history = History(lists.units.values(), steps)
    apply_changes(history)
    merge_lists(history, [read_official_list(path) for path in sorted(imported)])
    return history


def _source_frame() -> pl.DataFrame:
    rows = tomllib.loads((DATA / "sources.toml").read_text(encoding="utf-8"))["source"]
    return pl.DataFrame(rows, schema=RECORDS["source"])


def _area_frame(units: Iterable[Unit]) -> pl.DataFrame:
    order = {"country": 0, "province": 1, "district": 2, "commune": 3}
    ordered = sorted(units, key=lambda unit: (order[unit.level], unit.code, unit.valid_from))
    return pl.DataFrame([_area_row(unit) for unit in ordered], schema=AREA, orient="row")


def _area_row(unit: Unit) -> tuple:
    kind, short_name, name_en = describe_name(unit.name, unit.level)
    named = {"kind": kind, "short_name": short_name, "name_en": name_en, "folded_name": fold_name(unit.name)}
    return tuple(named[column] if column in named else getattr(unit, column) for column in AREA)


def _succession_frame(steps: Iterable[Step]) -> pl.DataFrame:
    ordered = sorted(steps, key=lambda step: (step.effective_on, step.from_id, step.to_id))
    return pl.DataFrame(
        [tuple(getattr(step, column) for column in SUCCESSION) for step in ordered], schema=SUCCESSION, orient="row"
    )
