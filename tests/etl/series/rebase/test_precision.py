"""The documented precision of shares of the area is the one that the communes give when it is fitted again."""

from pathlib import Path

import polars as pl
import pytest

from etl.areas.read_areas import read_areas
from etl.series.rebase.precision import load_precisions
from longdan.methods.apportioned_interval import chain_precisions


@pytest.fixture(scope="module")
def neighbours(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    """Of each former district the two communes whose centres lie closest, with the first one's share of area and people."""
    areas = read_areas(Path(tmp_path_factory.mktemp("archive"))).area
    known = areas.filter(
        pl.col("level") == "commune",
        pl.col("valid_from") == pl.date(2025, 7, 1),
        pl.col("population") > 0,
        pl.col("area_km2") > 0,
        pl.col("former_district_id").is_not_null(),
    ).select("code", "former_district_id", "latitude", "longitude", "population", "area_km2")
    pairs = known.join(known, on="former_district_id", suffix="_2").filter(pl.col("code") < pl.col("code_2"))
    distance = (pl.col("latitude") - pl.col("latitude_2")) ** 2 + (pl.col("longitude") - pl.col("longitude_2")) ** 2
    nearest = pairs.sort(distance, "code", "code_2").group_by("former_district_id", maintain_order=True).first()
    return nearest.select(
        weight=pl.col("area_km2") / (pl.col("area_km2") + pl.col("area_km2_2")),
        share=pl.col("population") / (pl.col("population") + pl.col("population_2")),
    )


def test_the_precision_of_area_is_fitted_to_neighbouring_communes(neighbours: pl.DataFrame) -> None:
    weight, share = pl.col("weight"), pl.col("share")
    correlation = neighbours.select(((share - weight) ** 2 / (weight * (1 - weight))).mean()).item()
    assert neighbours.height == pytest.approx(661, abs=30)
    precisions = load_precisions()
    fitted = chain_precisions(1 / correlation - 1, precisions["population"])
    assert precisions["area"] == pytest.approx(fitted, rel=0.05)


def test_area_is_less_sure_than_population() -> None:
    precisions = load_precisions()
    assert precisions["area"] < precisions["population"] == precisions["official"]
