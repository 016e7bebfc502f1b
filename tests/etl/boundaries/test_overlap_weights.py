"""Boundaries of both sides of the reform tell the shares that the lists leave unknown, and only those."""

from datetime import date
from pathlib import Path

import geopandas
import polars as pl
import pytest
import shapely

from etl.areas.conversion import make_conversion
from etl.areas.read_areas import AreaTables, read_areas
from etl.boundaries.import_boundaries import import_boundaries
from etl.boundaries.overlap_weights import weigh_by_overlap


@pytest.fixture(scope="module")
def areas() -> AreaTables:
    return read_areas()


@pytest.fixture(scope="module")
def cut(areas: AreaTables) -> tuple[str, list[str]]:
    """An old commune that was cut in two, and where its parts went."""
    parts = areas.succession.filter(pl.col("relation") == "part").group_by("from_id").agg("to_id").sort("from_id")
    return parts.filter(pl.col("to_id").list.len() == 2).row(0)


def draw(folder: Path, areas: AreaTables, level: str, day: date, boxes: dict[str, tuple[float, ...]]) -> None:
    codes = [area_id.split("@")[0] for area_id in boxes]
    frame = geopandas.GeoDataFrame(
        {"code": codes}, geometry=[shapely.box(*box) for box in boxes.values()], crs="EPSG:4326"
    )
    path = folder / f"{level}{day}.gpkg"
    frame.to_file(path)
    import_boundaries(
        path, level=level, edition_on=day, code_column="code", area=areas.area, archive=folder / "archive"
    )


def test_the_parts_of_a_cut_commune_are_weighed_by_area(tmp_path, areas, cut):
    whole, (first, second) = cut
    draw(tmp_path, areas, "commune", date(2025, 6, 30), {whole: (105, 10, 106, 11)})
    draw(tmp_path, areas, "commune", date(2025, 7, 1), {first: (104, 10, 105.25, 11), second: (105.25, 10, 107, 11)})
    weighed = weigh_by_overlap(areas, tmp_path / "archive")
    found = weighed.succession.filter(from_id=whole).sort("to_id")
    assert found["share"].to_list() == pytest.approx([0.25, 0.75] if first < second else [0.75, 0.25])
    assert found["share_basis"].to_list() == ["area", "area"]
    others = pl.col("from_id") != whole
    assert weighed.succession.filter(others).equals(areas.succession.filter(others))


def test_a_commune_with_a_part_that_is_not_drawn_stays_unknown(tmp_path, areas, cut):
    whole, (first, _) = cut
    draw(tmp_path, areas, "commune", date(2025, 6, 30), {whole: (105, 10, 106, 11)})
    draw(tmp_path, areas, "commune", date(2025, 7, 1), {first: (104, 10, 105.95, 11)})
    assert weigh_by_overlap(areas, tmp_path / "archive").succession.equals(areas.succession)


def test_a_commune_over_two_districts_is_weighed_by_area_on_every_row_of_its_ground(tmp_path, areas):
    unknown = make_conversion(areas).filter(pl.col("weight").is_null(), edition="pre_2025_07")
    renamed = (
        unknown.filter(pl.col("from_id").str.ends_with("2026-04-30")).group_by("from_id").agg("to_id").sort("from_id")
    )
    commune, districts = renamed.filter(pl.col("to_id").list.len() == 2).row(0)
    code = commune.split("@")[0]
    halves = {districts[0]: (105, 10, 105.4, 11), districts[1]: (105.4, 10, 106, 11)}
    draw(tmp_path, areas, "district", date(2025, 6, 30), halves)
    draw(tmp_path, areas, "commune", date(2025, 7, 1), {f"{code}@2025-07-01": (105, 10, 106, 11)})
    conversion = make_conversion(weigh_by_overlap(areas, tmp_path / "archive"))
    for row in (f"{code}@2025-07-01", commune):
        weights = dict(
            conversion.filter(pl.col("to_id").is_in(districts), from_id=row).select("to_id", "weight").iter_rows()
        )
        assert weights == {districts[0]: pytest.approx(0.4), districts[1]: pytest.approx(0.6)}


def test_without_imported_boundaries_nothing_changes(tmp_path, areas):
    assert weigh_by_overlap(areas, tmp_path) is areas
