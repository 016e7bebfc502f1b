"""Places alike, targets and the units of one parent, as a page asks for them."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from longdan.methods.period import inspection_period
from longdan.warehouse.open_build import current_build, open_build
from longdan.warehouse.questions.comparison import list_peer_figures, list_siblings, read_peer_group, read_target
from tests.sample_warehouse import BUILD_ID, HAI_PHONG, MONG_CAI_1, Q3_2026, VINH_BAO, VINH_THUAN, write_sample_build

VISITS, SETTLED = "reception_visit_count", "complaint_settled_share"
ALIKE = (VINH_THUAN, VINH_BAO, MONG_CAI_1)


@pytest.fixture(scope="module")
def cursor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The sample build with three communes alike, and a target for the year 2026."""
    folder: Path = write_sample_build(tmp_path_factory.mktemp("builds"))
    with duckdb.connect(str(folder / BUILD_ID / "published.duckdb")) as connection:
        connection.execute("insert into stored.peer_group values (7, 'commune', 'commune', 17000, null, null, 190, 3)")
        for area_id in ALIKE:
            connection.execute(
                "insert into stored.peer select area_no, 7 from stored.area where area_id = $id", {"id": area_id}
            )
        year = inspection_period("year", 2026)
        connection.execute(
            "insert into stored.period values (99, $id, 'year', 'inspection', $start, $stop, true, 'x', 'x')",
            {"id": year.period_id, "start": year.start_on, "stop": year.end_on},
        )
        connection.execute(
            "insert into target values ($indicator, $area, $period, 0.85, null)",
            {"indicator": SETTLED, "area": HAI_PHONG, "period": year.period_id},
        )
    with open_build(current_build(folder)) as connection:
        yield connection


def test_a_place_knows_its_group_and_the_country_has_none(cursor: duckdb.DuckDBPyConnection) -> None:
    group = read_peer_group(cursor, VINH_BAO)
    assert (group["kind"], group["population_from"], group["density_to"], group["area_count"]) == (
        "commune",
        17000,
        190,
        3,
    )
    assert read_peer_group(cursor, "VN@1900-01-01") is None


def test_figures_of_places_alike_leave_out_the_place_and_what_is_withheld(cursor: duckdb.DuckDBPyConnection) -> None:
    figures = list_peer_figures(cursor, VISITS, MONG_CAI_1, Q3_2026.period_id, is_simulated=True)
    assert figures["value"].to_list() == [0]  # Vĩnh Thuận had none; that of Vĩnh Bảo is withheld
    assert list_peer_figures(cursor, VISITS, MONG_CAI_1, Q3_2026.period_id, is_simulated=False).is_empty()


def test_a_target_of_the_year_holds_for_its_quarters(cursor: duckdb.DuckDBPyConnection) -> None:
    assert read_target(cursor, SETTLED, HAI_PHONG, Q3_2026.period_id) == 0.85
    assert read_target(cursor, SETTLED, HAI_PHONG, inspection_period("quarter", 2025, 3).period_id) is None
    assert read_target(cursor, SETTLED, VINH_BAO, Q3_2026.period_id) is None


def test_units_of_one_parent_are_those_that_stood_on_the_last_day(cursor: duckdb.DuckDBPyConnection) -> None:
    rows = list_siblings(cursor, VISITS, VINH_BAO, Q3_2026.period_id, is_simulated=True)
    assert rows["area_id"].to_list() == [VINH_THUAN]
    before = inspection_period("quarter", 2025, 1)
    assert list_siblings(cursor, VISITS, VINH_BAO, before.period_id, is_simulated=True).is_empty()
