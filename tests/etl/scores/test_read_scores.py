"""PAPI as the workbook has it, and every way in which such a table can be wrong."""

from pathlib import Path

import openpyxl
import polars as pl
import pytest

from etl.areas.find_area import AreaFinder
from etl.areas.read_areas import read_areas
from etl.files.open_file import open_file
from etl.scores.column_map import column_maps
from etl.scores.read_scores import read_scores
from etl.tidied import Tidied
from longdan.warehouse.catalogue import load_catalogue

WORKBOOK = Path(__file__).resolve().parents[3] / "../shared/data/papi/PAPI_2011-2016.xlsx"
needs_workbook = pytest.mark.skipif(not WORKBOOK.exists(), reason="the shared PAPI workbook is not beside the checkout")
PAPI = column_maps()[0]
DIMENSIONS = [column.key for column in PAPI.columns[2015] if column.is_dimension]


@pytest.fixture(scope="module")
def finder() -> AreaFinder:
    tables = read_areas()
    return AreaFinder(tables.area, tables.succession)


@pytest.fixture(scope="module")
def papi(finder: AreaFinder) -> Tidied:
    (tidied,) = read_scores(open_file(WORKBOOK), finder)
    return tidied


@pytest.fixture
def read_table(tmp_path: Path, finder: AreaFinder):
    """Write one sheet of scores, every score 1.5 with dimensions and total to match, change cells, read it."""

    def read(changes: dict[str, object] | None = None, year: int = 2015, sheet_name: str | None = None) -> Tidied:
        workbook = openpyxl.Workbook()
        sheet = workbook.active
        sheet.title = sheet_name or f"{year}_PAPI"
        for headings in PAPI.headings(year):
            sheet.append(headings)
        scores = [36.0 if c.is_total else 6.0 if c.is_dimension else 1.5 for c in PAPI.columns[year]]
        sheet.append([22, "Quang Ninh", "Quảng Ninh", *scores])
        sheet.append([31, "Hai Phong", "Hải Phòng", *scores])
        sheet.append([999, "Highest", "Điểm cao nhất", *scores])
        for cell, value in (changes or {}).items():
            sheet[cell] = value
        workbook.save(tmp_path / "scores.xlsx")
        (tidied,) = read_scores(open_file(tmp_path / "scores.xlsx"), finder)
        return tidied

    return read


@needs_workbook
def test_every_province_and_year_loads_without_a_fault(papi: Tidied) -> None:
    assert papi.faults == []
    assert papi.measures["area_id"].n_unique() == 63
    assert papi.reports["period_id"].n_unique() == 6
    assert papi.measures.height == 6 * 63 * 29
    assert set(papi.measures["area_id"].str.slice(-10)) == {"1900-01-01"}
    assert papi.records["source"]["source_id"].to_list() == ["papi"]
    assert papi.origin == "official"


@needs_workbook
@pytest.mark.parametrize("year", range(2011, 2017))
def test_the_values_are_those_of_the_workbook(papi: Tidied, year: int) -> None:
    sheet = openpyxl.load_workbook(WORKBOOK, data_only=True)[f"{year}_PAPI"]
    measures = papi.measures.filter(pl.col("sheet") == f"{year}_PAPI")
    is_missing = pl.col("status") == "not_reported"
    told = measures.filter(~is_missing)
    assert all(sheet[cell].value == pytest.approx(value) for cell, value in told.select("cell", "value").iter_rows())
    assert {sheet[cell].value for cell in measures.filter(is_missing)["cell"]} <= {None, 0}


@needs_workbook
def test_the_two_provinces_without_scores_in_2014_have_none_and_no_total_of_zero(papi: Tidied) -> None:
    missing = papi.measures.filter(pl.col("status") == "not_reported")
    assert set(missing["sheet"]) == {"2014_PAPI"}
    assert set(missing["area_id"].str.slice(0, 2)) == {"24", "87"}
    assert missing.height == 2 * 29
    assert missing["value"].null_count() == missing.height


@needs_workbook
def test_what_changed_in_2016_has_columns_of_its_own(papi: Tidied) -> None:
    ha_noi = papi.measures.filter((pl.col("area_id") == "01@1900-01-01") & (pl.col("sheet") == "2016_PAPI"))
    told = dict(ha_noi.select("column_no", "value").iter_rows())
    assert told["vertical_accountability.responsiveness_2016"] == pytest.approx(1.045026421546936)
    assert told["vertical_accountability.inspection_boards_2016"] == pytest.approx(1.1762458086013794)
    assert told["total_2016"] == pytest.approx(33.80596113204956)
    assert not {"vertical_accountability.investment_boards", "vertical_accountability", "total"} & told.keys()


@needs_workbook
def test_the_highest_score_is_no_province(papi: Tidied) -> None:
    sheet = openpyxl.load_workbook(WORKBOOK, data_only=True)["2011_PAPI"]
    row = next(cells[0].row for cells in sheet.iter_rows(min_row=3) if cells[0].value == 999)
    assert not papi.measures.filter(pl.col("sheet") == "2011_PAPI")["cell"].str.ends_with(str(row)).any()


def test_a_table_without_a_mistake_is_read(read_table) -> None:
    tidied = read_table()
    assert tidied.faults == []
    assert tidied.measures.height == 2 * 29


@pytest.mark.parametrize(
    ("changes", "code", "place"),
    [
        ({"A3": 23}, "scores.province", "A3"),
        ({"C3": "Hải Phòng"}, "scores.province", "A3"),
        ({"C3": "Tỉnh Không Có"}, "scores.province", "A3"),
        ({"D3": "không rõ"}, "numbers.unreadable", "D3"),
        ({"D3": 10.5}, "scores.scale", "D3"),
        ({"AF3": 37}, "scores.total", "AF3"),
    ],
)
def test_a_mistake_is_named_and_only_its_province_is_refused(
    read_table, changes: dict[str, object], code: str, place: str
) -> None:
    tidied = read_table(changes)
    assert [(fault.code, fault.cell, fault.file) for fault in tidied.faults] == [(code, place, "scores.xlsx")]
    assert set(tidied.measures["area_id"].str.slice(0, 2)) == {"31"}
    assert all("{" not in fault.render(language) for fault in tidied.faults for language in ("vi", "en"))


@pytest.mark.parametrize("cell", ["E1", "E2"])
def test_other_headings_than_those_mapped_refuse_the_sheet_and_name_the_difference(read_table, cell: str) -> None:
    tidied = read_table({cell: "Hiểu biết"})
    assert [(fault.code, fault.cell, fault.found) for fault in tidied.faults] == [("scores.heading", cell, "Hiểu biết")]
    assert tidied.measures.is_empty()
    assert tidied.reports.is_empty()


def test_the_columns_of_2015_are_not_those_of_2016(read_table) -> None:
    tidied = read_table(year=2015, sheet_name="2016_PAPI")
    assert {fault.column for fault in tidied.faults} == {"O", "P"}


def test_a_column_too_many_refuses_the_sheet(read_table) -> None:
    assert [fault.cell for fault in read_table({"AG1": "E-governance"}).faults] == ["AG1"]


@pytest.mark.parametrize("name", ["2019_PAPI", "PAPI"])
def test_a_sheet_of_no_mapped_year_is_refused(read_table, name: str) -> None:
    tidied = read_table(sheet_name=name)
    assert [fault.code for fault in tidied.faults] == ["scores.year"]
    assert "2016" in tidied.faults[0].expected("en")


def test_a_blank_dimension_leaves_the_total_unreported(read_table) -> None:
    tidied = read_table({"D3": None})
    told = tidied.measures.filter(pl.col("status") == "not_reported").select("area_id", "column_no").rows()
    assert told == [("22@1900-01-01", "participation"), ("22@1900-01-01", "total")]


def test_another_workbook_is_no_score_table(tmp_path: Path, finder: AreaFinder) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["tinhid", "điểm"])
    workbook.save(tmp_path / "other.xlsx")
    assert read_scores(open_file(tmp_path / "other.xlsx"), finder) == []


def test_every_score_of_the_catalogue_is_a_column_of_the_map_and_on_its_scale() -> None:
    keys = {column.key for columns in PAPI.columns.values() for column in columns}
    assert keys == set(PAPI.scales)
    for indicator in load_catalogue().indicators:
        for source in indicator.sources:
            if source.form == "papi":
                assert {PAPI.scales[key] for key in source.numerator} == {(indicator.scale_min, indicator.scale_max)}
                assert source.series == ("from_2016" if source.numerator[0].endswith("_2016") else "main")
