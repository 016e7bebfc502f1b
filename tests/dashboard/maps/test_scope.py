"""What a map draws of an area: the country by province or commune, before July 2025 and on former units also by district."""

from datetime import date

import duckdb
import pytest

from longdan.dashboard.maps.scope import Scope, choose_scope
from longdan.warehouse.questions.areas import read_area
from tests.sample_warehouse import HAI_HOA, HAI_PHONG, MONG_CAI, QUANG_NINH, VINH_BAO, VN

AFTER, BEFORE = date(2026, 9, 14), date(2024, 9, 14)


@pytest.mark.parametrize(
    ("area_id", "end_on", "units", "asked", "expected"),
    [
        (VN, AFTER, "current", None, Scope(VN, "current", "province", ("province", "commune"), None)),
        (VN, AFTER, "reported", "commune", Scope(VN, "current", "commune", ("province", "commune"), None)),
        (VN, AFTER, "current", "district", Scope(VN, "current", "province", ("province", "commune"), None)),
        (VN, BEFORE, "current", "commune", Scope(VN, "current", "commune", ("province", "commune"), None)),
        (VN, BEFORE, "reported", "district",
         Scope(VN, "pre_2025_07", "district", ("province", "district", "commune"), None)),
        (VN, AFTER, "pre_2025_07", "commune",
         Scope(VN, "pre_2025_07", "province", ("province", "district"), None)),
        (HAI_PHONG, AFTER, "current", None, Scope(HAI_PHONG, "current", "commune", ("commune",), None)),
        (VINH_BAO, AFTER, "current", None, Scope(HAI_PHONG, "current", "commune", ("commune",), VINH_BAO)),
        (MONG_CAI, BEFORE, "current", None, Scope(MONG_CAI, "pre_2025_07", "commune", ("commune",), None)),
        (MONG_CAI, AFTER, "pre_2025_07", None, Scope(QUANG_NINH, "pre_2025_07", "district", ("district",), MONG_CAI)),
        (HAI_HOA, BEFORE, "reported", None, Scope(MONG_CAI, "pre_2025_07", "commune", ("commune",), HAI_HOA)),
        (QUANG_NINH, BEFORE, "reported", None,
         Scope(QUANG_NINH, "pre_2025_07", "district", ("district", "commune"), None)),
        (QUANG_NINH, BEFORE, "current", None, Scope(QUANG_NINH, "current", "commune", ("commune",), None)),
        (HAI_PHONG, BEFORE, "reported", None, Scope(HAI_PHONG, "current", "commune", ("commune",), None)),
        (VINH_BAO, AFTER, "pre_2025_07", None, Scope(HAI_PHONG, "current", "commune", ("commune",), VINH_BAO)),
    ],
)  # fmt: skip
def test_a_scope_follows_the_area_the_day_and_the_units(
    cursor: duckdb.DuckDBPyConnection, area_id: str, end_on: date, units: str, asked: str | None, expected: Scope
) -> None:
    assert choose_scope(read_area(cursor, area_id), end_on, units, asked) == expected
