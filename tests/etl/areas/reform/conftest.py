from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from etl.areas.read_areas import AreaTables
from etl.areas.reform.compare_texts import Comparison, compare_texts
from etl.areas.reform.text_table import COLUMNS, read_text_table
from etl.areas.reform.unit_index import UnitIndex, index_new_units, index_old_units, regions_by_name

SHARED = Path(__file__).resolve().parents[4] / "../shared/data"
TEXTS = SHARED / "units/commune_mergers_2025.csv"


@pytest.fixture(scope="session")
def old_units(areas: AreaTables) -> UnitIndex:
    return index_old_units(areas.area, areas.succession)


@pytest.fixture(scope="session")
def new_units(areas: AreaTables) -> UnitIndex:
    return index_new_units(areas.area)


@pytest.fixture
def compare(areas, old_units, new_units, tmp_path) -> Callable[..., Comparison]:
    """Compare rows (province, kind, name, text) with the list."""

    def compare_rows(*rows: tuple[str, str, str, str]) -> Comparison:
        path = tmp_path / "texts.csv"
        pl.DataFrame(list(rows), schema=list(COLUMNS), orient="row").write_csv(path)
        table = read_text_table(path, new_units, regions_by_name(areas.area))
        return compare_texts(table, old_units, new_units, areas.succession)

    return compare_rows


@pytest.fixture(scope="session")
def national(areas, old_units, new_units) -> Comparison:
    if not TEXTS.exists():
        pytest.skip(f"the merger texts are not beside the checkout ({TEXTS})")
    rows = read_text_table(TEXTS, new_units, regions_by_name(areas.area))
    return compare_texts(rows, old_units, new_units, areas.succession)
