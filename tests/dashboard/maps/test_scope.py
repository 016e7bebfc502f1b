"""What a map draws of an area: the country by province or commune, before July 2025 also by district."""

from datetime import date

import duckdb
import pytest

from longdan.dashboard.maps.scope import Scope, choose_scope
from longdan.warehouse.questions.areas import read_area
from tests.sample_warehouse import HAI_HOA, HAI_PHONG, MONG_CAI, QUANG_NINH, VINH_BAO, VN

AFTER, BEFORE = date(2026, 9, 14), date(2024, 9, 14)


@pytest.mark.parametrize(
    ("area_id", "end_on", "edition", "asked", "expected"),
    [
        (VN, AFTER, "current", None, Scope(VN, "current", "province", ("province", "commune"), None)),
        (VN, AFTER, "current", "commune", Scope(VN, "current", "commune", ("province", "commune"), None)),
        (VN, AFTER, "current", "district", Scope(VN, "current", "province", ("province", "commune"), None)),
        (VN, BEFORE, "pre_2025_07", "district",
         Scope(VN, "pre_2025_07", "district", ("province", "district", "commune"), None)),
        (HAI_PHONG, AFTER, "current", None, Scope(HAI_PHONG, "current", "commune", ("commune",), None)),
        (VINH_BAO, AFTER, "current", None, Scope(HAI_PHONG, "current", "commune", ("commune",), VINH_BAO)),
        (MONG_CAI, BEFORE, "pre_2025_07", None, Scope(MONG_CAI, "pre_2025_07", "commune", ("commune",), None)),
        (HAI_HOA, BEFORE, "pre_2025_07", None, Scope(MONG_CAI, "pre_2025_07", "commune", ("commune",), HAI_HOA)),
        (QUANG_NINH, BEFORE, "current", None,
         Scope(QUANG_NINH, "pre_2025_07", "district", ("district", "commune"), None)),
        (HAI_PHONG, BEFORE, "current", None, Scope(HAI_PHONG, "current", "commune", ("commune",), None)),
    ],
)  # fmt: skip
def test_a_scope_follows_the_area_and_the_day(
    cursor: duckdb.DuckDBPyConnection, area_id: str, end_on: date, edition: str, asked: str | None, expected: Scope
) -> None:
    assert choose_scope(read_area(cursor, area_id), end_on, edition, asked) == expected
