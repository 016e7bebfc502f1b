"""Population, area and corrected centres of the communes of July 2025, and populations of provinces, from data/areas."""

from datetime import date

import polars as pl

from etl.areas.national_lists import NationalLists
from etl.areas.unit import DATA, REFORM, make_area_id

# The day on which the list was read; it names no other.
POPULATION_ON = date(2025, 7, 17)


def add_figures(lists: NationalLists) -> None:
    """Fill in what is known of each commune since the reform, and the people of each province before and after it.

    Unknown figures are null, so the people of a province are not the sum of its communes' but as published.
    """
    _add_communes(lists)
    _add_provinces(lists)


def _add_communes(lists: NationalLists) -> None:
    frame = pl.read_csv(DATA / "communes_2025.csv", comment_prefix="#", schema_overrides={"code": pl.String})
    for row in frame.iter_rows(named=True):
        unit = lists.units[make_area_id(row["code"], REFORM)]
        lists.replace(
            unit,
            area_km2=row["area_km2"],
            population=row["population"],
            population_on=None if row["population"] is None else POPULATION_ON,
            latitude=unit.latitude if row["latitude"] is None else row["latitude"],
            longitude=unit.longitude if row["longitude"] is None else row["longitude"],
        )


def _add_provinces(lists: NationalLists) -> None:
    frame = pl.read_csv(
        DATA / "province_populations.csv",
        comment_prefix="#",
        schema_overrides={"code": pl.String},
        try_parse_dates=True,
    )
    for row in frame.iter_rows(named=True):
        unit = lists.units[make_area_id(row["code"], row["valid_from"])]
        lists.replace(unit, population=row["population"], population_on=row["population_on"])
