"""The simulated country's workbooks: every kind and generation, read back without a fault, counting nothing twice."""

from pathlib import Path

import polars as pl
import pytest

from etl.areas.find_area import AreaFinder
from etl.areas.read_areas import AreaTables, read_areas
from etl.forms.layout import load_layouts
from etl.read_source import read_source
from etl.simulation.simulate import simulate
from etl.simulation.workbooks import write_workbooks
from etl.templates.layout import load_layout, template_kinds
from etl.tidied import Tidied

HAI_PHONG = ("31",)


@pytest.fixture(scope="module")
def areas() -> AreaTables:
    return read_areas()


@pytest.fixture(scope="module")
def paths(areas: AreaTables, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_workbooks(areas.area, areas.succession, tmp_path_factory.mktemp("workbooks"))


@pytest.fixture(scope="module")
def read(areas: AreaTables, paths: list[Path]) -> dict[str, list[Tidied]]:
    finder = AreaFinder(areas.area, areas.succession)
    return {path.name: read_source(path, finder) for path in paths}


def measures_of(read: dict[str, list[Tidied]]) -> pl.DataFrame:
    return pl.concat(part.measures for parts in read.values() for part in parts)


def test_there_are_some_sixty(paths: list[Path]) -> None:
    assert 55 <= len(paths) <= 70


def test_every_one_reads_back_without_a_fault_or_a_warning(read: dict[str, list[Tidied]]) -> None:
    faults = {name: [fault.render("en") for part in parts for fault in part.faults] for name, parts in read.items()}
    assert {name: found for name, found in faults.items() if found} == {}


def test_every_form_of_every_circular_is_among_them(read: dict[str, list[Tidied]]) -> None:
    assert set(load_layouts()) <= set(measures_of(read)["form"])


def test_every_kind_of_template_is_among_them_as_a_workbook(paths: list[Path], read: dict[str, list[Tidied]]) -> None:
    kinds = {path.stem.rpartition("-")[0] for path in paths if path.suffix == ".xlsx"}
    assert set(template_kinds()) <= kinds
    records = {table for parts in read.values() for part in parts for table in part.records}
    assert {"survey", "dialogue", "promise", "target", "population"} <= records
    forms = set(measures_of(read)["form"])
    assert {load_layout(kind).form for kind in ("reception", "deadline", "grievance", "oversight")} <= forms


def test_every_column_of_an_official_form_is_filled(read: dict[str, list[Tidied]]) -> None:
    columns = measures_of(read).group_by("form").agg(pl.col("column_no").unique())
    found = {form: set(numbers) for form, numbers in columns.iter_rows()}
    for form, layout in load_layouts().items():
        assert found[form] == set(layout.numbers)


def test_blank_rows_zeros_and_nothing_arose_are_all_in_them(read: dict[str, list[Tidied]]) -> None:
    measures = measures_of(read)
    assert {"reported", "nil", "not_reported"} <= set(measures["status"])
    assert not measures.filter((pl.col("value") == 0) & (pl.col("status") == "reported")).is_empty()


def test_the_same_settings_give_the_same_figures(
    areas: AreaTables, paths: list[Path], read: dict[str, list[Tidied]], tmp_path: Path
) -> None:
    again = write_workbooks(areas.area, areas.succession, tmp_path)
    assert [path.name for path in again] == [path.name for path in paths]
    finder = AreaFinder(areas.area, areas.succession)
    name = next(path.name for path in paths if path.name.startswith("tt06"))
    once_more = read_source(tmp_path / name, finder)
    assert once_more[0].measures.equals(read[name][0].measures)


def test_a_sample_country_has_only_its_own_workbooks(areas: AreaTables, tmp_path: Path) -> None:
    finder = AreaFinder(areas.area, areas.succession)
    paths = write_workbooks(areas.area, areas.succession, tmp_path, HAI_PHONG)
    measures = pl.concat(part.measures for path in paths for part in read_source(path, finder))
    parents = dict(areas.area.select("area_id", "parent_id").iter_rows())
    homes = {area_id if area_id.startswith("31@") else parents[area_id] for area_id in measures["area_id"].unique()}
    assert {home.partition("@")[0] for home in homes} <= {"31", "316"}


def test_what_is_in_a_workbook_is_not_in_the_frames(areas: AreaTables, tmp_path: Path) -> None:
    keys = ["form", "column_no", "area_id", "body_kind", "body_name", "scope", "period_id", "breakdown", "category"]
    frames = pl.concat(part.measures for part in simulate(areas.area, areas.succession, HAI_PHONG))
    finder = AreaFinder(areas.area, areas.succession)
    paths = write_workbooks(areas.area, areas.succession, tmp_path, HAI_PHONG)
    files = pl.concat(part.measures for path in paths for part in read_source(path, finder))
    assert frames.filter(pl.col("survey_id").is_null()).join(files, on=keys, how="semi", nulls_equal=True).is_empty()
    written = files.filter(pl.col("form") == "tt06_2025.01_tcd")
    around = frames.filter(pl.col("form") == "tt06_2025.01_tcd")
    assert set(written["area_id"]) - {"31@2025-07-01"} <= set(
        around["area_id"]
    )  # the other periods of the same communes
