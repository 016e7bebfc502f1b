"""What a map asks of the warehouse: every area in the order of the geometry, whatever is known of it."""

from pathlib import Path
from shutil import copyfile

import duckdb
import polars as pl
import pytest

from longdan.warehouse.questions.map import areas_inside, map_distribution, map_geometry
from longdan.warehouse.questions.map_values import choose_origin, map_figures
from tests.dashboard.maps.sample_map import ask_values
from tests.sample_warehouse import (
    DENUNCIATION_YEAR,
    HAI_PHONG,
    MONG_CAI,
    MONG_CAI_1,
    Q2_2026,
    Q3_2025,
    Q3_2026,
    QUARTERS,
    SPAN,
    VINH_BAO,
    VINH_BAO_DISTRICT,
    VINH_THUAN,
    VN,
)

VISITS = "reception_visit_count"
QUARTER = (Q3_2026.type, Q3_2026.calendar)


def test_values_come_in_the_order_of_the_geometry(cursor: duckdb.DuckDBPyConnection) -> None:
    values = ask_values(cursor, VISITS, Q3_2026.period_id, "commune", "current", "simulated", units="reported")
    geometry = map_geometry(cursor, "current", "commune")
    assert tuple(values["area_id"]) == geometry.area_ids == (MONG_CAI_1, VINH_BAO, VINH_THUAN)
    assert values["status"].to_list() == ["not_reported", "suppressed", "nil"]
    assert values["value"].to_list() == [None, None, 0.0]


def test_a_withheld_count_comes_with_its_class(cursor: duckdb.DuckDBPyConnection) -> None:
    question = ("denunciation_petitions_competent", DENUNCIATION_YEAR.period_id, "commune", "current", "simulated")
    values = ask_values(cursor, *question, units="current")
    assert values.select("status", "value", "class_high").rows() == [
        ("reported", 9, None),
        ("suppressed", None, None),
        ("suppressed", None, 4),
    ]


def test_areas_that_the_boundary_file_lacks_stand_behind_the_others(
    map_build: Path, tmp_path: Path, cursor: duckdb.DuckDBPyConnection
) -> None:
    lacking = tmp_path / "published.duckdb"
    copyfile(map_build, lacking)
    with duckdb.connect(str(lacking)) as connection:
        connection.execute("update stored.geometry set area_ids = [$one] where level = 'commune'", {"one": VINH_THUAN})
        values = ask_values(
            connection.cursor(), VISITS, Q3_2026.period_id, "commune", "current", "simulated", units="reported"
        )
    assert values["area_id"].to_list()[0] == VINH_THUAN
    assert values["is_drawn"].to_list() == [True, False, False]
    whole = ask_values(cursor, VISITS, Q3_2026.period_id, "commune", "current", "simulated", units="reported")
    assert values.drop("is_drawn").sort("area_id").equals(whole.drop("is_drawn").sort("area_id"))


def test_an_area_of_the_reform_is_not_applicable_before_it(cursor: duckdb.DuckDBPyConnection) -> None:
    values = ask_values(cursor, VISITS, QUARTERS[0].period_id, "commune", "current", "simulated", units="reported")
    assert set(values["status"]) == {"not_applicable"}


def test_todays_communes_have_the_past_of_their_predecessors_or_the_reason_why_not(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    values = ask_values(cursor, VISITS, QUARTERS[0].period_id, "commune", "current", "simulated", units="current")
    assert values.select("area_id", "value", "status", "derivation").rows() == [
        (MONG_CAI_1, None, "not_reported", None),
        (VINH_BAO, None, "not_convertible", None),  # nobody knows which part of Tân Liên lies in it
        (VINH_THUAN, 80.0, "reported", "rebased_exact"),
    ]


def test_a_figure_that_may_not_be_shared_out_is_not_convertible(cursor: duckdb.DuckDBPyConnection) -> None:
    question = ("trust_peoples_committee", Q3_2026.period_id, "district", "pre_2025_07", "simulated")
    values = ask_values(cursor, *question, units="pre_2025_07")
    assert dict(values.select("area_id", "status").rows()) == {
        MONG_CAI: "not_reported",
        VINH_BAO_DISTRICT: "not_convertible",  # a part of Vĩnh Bảo lies outside
    }


def test_former_districts_go_on_after_the_reform(cursor: duckdb.DuckDBPyConnection) -> None:
    question = (VISITS, Q2_2026.period_id, "district", "pre_2025_07", "simulated")
    values = ask_values(cursor, *question, units="pre_2025_07")
    assert values["value"].to_list() == [None, 140.0]
    assert (
        map_distribution(cursor, VISITS, *QUARTER, "district", "simulated", 4, units="pre_2025_07").quantiles[-1]
        == 140.0
    )
    assert (
        map_distribution(cursor, VISITS, *QUARTER, "district", "simulated", 4, units="reported").quantiles[-1] == 120.0
    )


def test_a_district_that_ended_is_not_applicable_after_the_reform(cursor: duckdb.DuckDBPyConnection) -> None:
    values = ask_values(cursor, VISITS, Q3_2026.period_id, "district", "pre_2025_07", "simulated", units="reported")
    assert set(values["status"]) == {"not_applicable"}


def test_a_partial_period_keeps_its_status_and_value(cursor: duckdb.DuckDBPyConnection) -> None:
    values = ask_values(cursor, VISITS, Q3_2025.period_id, "commune", "current", "simulated", units="reported")
    assert values.row(0, named=True) | {"status": "partial_period", "value": 55.0} == values.row(0, named=True)


@pytest.mark.parametrize(("origin", "expected"), [("real", [None, 2600.0]), ("simulated", [None, None])])
def test_real_and_simulated_figures_never_meet(
    cursor: duckdb.DuckDBPyConnection, origin: str, expected: list[float | None]
) -> None:
    values = ask_values(
        cursor, "dialogue_attendance_count", SPAN.period_id, "district", "pre_2025_07", origin, units="reported"
    )
    assert values["value"].to_list() == expected
    assert values["qualifier"].to_list()[1] == (">" if origin == "real" else "=")


def test_a_map_shows_the_figures_that_cover_more_areas(cursor: duckdb.DuckDBPyConnection) -> None:
    attendance = map_figures(cursor, "dialogue_attendance_count", SPAN.period_id, "district", units="reported")
    assert choose_origin(attendance) == "real"
    assert choose_origin(map_figures(cursor, VISITS, Q3_2026.period_id, "province", units="reported")) == "simulated"


def test_only_areas_of_the_level_and_units_count_for_the_origin() -> None:
    figures = pl.DataFrame({"is_counted": [True, False, False], "is_simulated": [True, False, False]})
    assert choose_origin(figures) == "simulated"
    assert choose_origin(figures.with_columns(is_counted=True)) == "real"


def test_the_distribution_covers_every_period_of_one_type(cursor: duckdb.DuckDBPyConnection) -> None:
    spread = map_distribution(cursor, VISITS, *QUARTER, "province", "simulated", 4, units="reported")
    assert spread.quantiles[0] == 1234
    assert spread.quantiles[-1] == 1725
    assert len(spread.quantiles) == 5
    assert not spread.has_zero


def test_zeros_are_told_and_not_counted_among_the_quantiles(cursor: duckdb.DuckDBPyConnection) -> None:
    spread = map_distribution(cursor, VISITS, *QUARTER, "commune", "simulated", 4, units="reported")
    assert spread.has_zero
    assert set(spread.quantiles) == {55.0}


def test_an_indicator_without_figures_has_no_distribution(cursor: duckdb.DuckDBPyConnection) -> None:
    assert map_distribution(cursor, "nothing", *QUARTER, "commune", "real", 4, units="reported").quantiles == ()


def test_areas_inside_are_found_through_districts(cursor: duckdb.DuckDBPyConnection) -> None:
    assert areas_inside(cursor, HAI_PHONG, "commune") == {VINH_BAO, VINH_THUAN}
    assert areas_inside(cursor, VINH_BAO_DISTRICT, "district") == {VINH_BAO_DISTRICT}
    assert MONG_CAI_1 in areas_inside(cursor, VN, "commune")


def test_a_build_without_geometry_has_none(cursor: duckdb.DuckDBPyConnection) -> None:
    assert map_geometry(cursor, "current", "district") is None
