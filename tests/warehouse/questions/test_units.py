"""Figures on the units that reported them, on today's, and on those before the reform."""

import duckdb
import pytest

from longdan.warehouse.questions.areas import list_children, list_counterparts, list_former_areas, read_area
from longdan.warehouse.questions.conversion import list_parts
from longdan.warehouse.questions.indicators import list_indicators_of
from longdan.warehouse.questions.periods import list_periods
from longdan.warehouse.questions.series import list_series
from longdan.warehouse.questions.units import editions_of
from tests.sample_warehouse import (
    HAI_HOA,
    HAI_PHONG,
    HAI_PHONG_OLD,
    MONG_CAI,
    MONG_CAI_1,
    Q2_2026,
    QUANG_NINH,
    QUARTERS,
    TAN_LIEN,
    VINH_BAO,
    VINH_BAO_DISTRICT,
    VINH_THUAN,
    VN,
)

VISITS = "reception_visit_count"


@pytest.mark.parametrize(
    ("area_id", "is_current", "is_former"),
    [
        (VN, True, True),
        (QUANG_NINH, True, True),  # the reform left it as it was
        (HAI_PHONG, True, False),
        (HAI_PHONG_OLD, False, True),
        (VINH_BAO_DISTRICT, False, True),
        (VINH_THUAN, True, False),
        (HAI_HOA, False, False),  # communes before the reform have only what they reported
    ],
)
def test_an_area_is_among_some_units(
    cursor: duckdb.DuckDBPyConnection, area_id: str, is_current: bool, is_former: bool
) -> None:
    area = read_area(cursor, area_id)
    assert (area.is_among("current"), area.is_among("pre_2025_07")) == (is_current, is_former)
    assert area.is_among("reported")


def test_reported_rows_stand_in_every_line_and_rebased_ones_in_their_own() -> None:
    assert editions_of("reported") == ["reported"]
    assert editions_of("current") == ["reported", "current"]
    assert editions_of("pre_2025_07") == ["reported", "pre_2025_07"]


@pytest.mark.parametrize(("units", "first"), [("current", 80.0), ("reported", 0.0), ("pre_2025_07", 0.0)])
def test_a_commune_has_its_predecessors_past_on_todays_units(
    cursor: duckdb.DuckDBPyConnection, units: str, first: float
) -> None:
    series = list_series(cursor, [VISITS], [VINH_THUAN], only_real=False, units=units)
    assert series["value"][0] == first
    periods = list_periods(cursor, VISITS, VINH_THUAN, only_real=False, units=units)["period_id"]
    assert (QUARTERS[0].period_id in periods) == (units == "current")


def test_a_district_goes_on_only_on_former_units(cursor: duckdb.DuckDBPyConnection) -> None:
    def ask(units: str) -> list[str]:
        return list_periods(cursor, VISITS, VINH_BAO_DISTRICT, only_real=False, units=units)["period_id"].to_list()

    assert Q2_2026.period_id in ask("pre_2025_07")
    assert ask("current") == ask("reported") == [QUARTERS[4].period_id]
    row = list_series(cursor, [VISITS], [VINH_BAO_DISTRICT], only_real=False, units="pre_2025_07").row(-1, named=True)
    assert (row["edition"], row["derivation"], row["ci_low"]) == ("pre_2025_07", "rebased_apportioned", 120.0)


def test_the_parts_of_a_unit_come_with_their_weights(cursor: duckdb.DuckDBPyConnection) -> None:
    parts = list_parts(cursor, VINH_BAO_DISTRICT, units="pre_2025_07")
    assert parts.select("part_id", "weight").rows() == [(VINH_THUAN, 1.0), (VINH_BAO, 0.6)]
    assert list_parts(cursor, VINH_BAO, units="current").select("part_id", "weight").rows() == [(TAN_LIEN, None)]
    assert list_parts(cursor, VINH_BAO, units="reported").is_empty()
    assert list_parts(cursor, QUANG_NINH, units="current").is_empty()


def test_counterparts_lead_both_ways(cursor: duckdb.DuckDBPyConnection) -> None:
    assert list_former_areas(cursor, VINH_THUAN)["area_id"].to_list() == [VINH_BAO_DISTRICT]
    assert list_former_areas(cursor, HAI_PHONG)["area_id"].to_list() == [HAI_PHONG_OLD]
    assert list_former_areas(cursor, HAI_HOA)["area_id"].to_list() == [MONG_CAI]
    assert list_counterparts(cursor, VINH_BAO_DISTRICT, units="current")["is_main"].to_list() == [False, False]
    assert list_counterparts(cursor, MONG_CAI, units="current").select("area_id", "is_main").rows() == [
        (MONG_CAI_1, True)
    ]


def test_the_units_below_are_those_of_the_same_time(cursor: duckdb.DuckDBPyConnection) -> None:
    former = list_children(cursor, VN, units="pre_2025_07")["area_id"].to_list()
    assert sorted(former) == [QUANG_NINH, HAI_PHONG_OLD]
    assert list_children(cursor, QUANG_NINH, units="pre_2025_07")["area_id"].to_list() == [MONG_CAI]
    assert list_children(cursor, VINH_BAO_DISTRICT, units="pre_2025_07").is_empty()
    assert list_children(cursor, QUANG_NINH, units="current")["area_id"].to_list() == [MONG_CAI_1]


def test_an_indicator_known_only_of_predecessors_is_one_of_todays_units(cursor: duckdb.DuckDBPyConnection) -> None:
    assert VISITS in list_indicators_of(cursor, VINH_BAO_DISTRICT, only_real=False, units="pre_2025_07")
    assert list_indicators_of(cursor, VINH_BAO_DISTRICT, only_real=True, units="current") == {
        "dialogue_attendance_count"
    }
