"""Areas are found by any name they ever had, and an ended one leads to what it became."""

import duckdb
import pytest

from longdan.warehouse.questions.areas import (
    find_by_code,
    list_ancestors,
    list_children,
    list_past_areas,
    list_present_areas,
    read_area,
    search_areas,
)
from tests.sample_warehouse import (
    HAI_HOA,
    HAI_PHONG,
    HAI_PHONG_OLD,
    MONG_CAI,
    MONG_CAI_1,
    TAN_LIEN,
    VINH_AN,
    VINH_BAO,
    VINH_BAO_DISTRICT,
    VINH_THUAN,
    VN,
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Hải Hòa", [HAI_HOA]),
        ("hai hoa", [HAI_HOA]),
        ("Hải Hoà", [HAI_HOA]),
        ("hai hoa mong cai", [HAI_HOA]),
        ("mong cai", [MONG_CAI, MONG_CAI_1]),
        ("vinh bao", [VINH_BAO, VINH_BAO_DISTRICT]),
        ("vinh bao huyen", [VINH_BAO_DISTRICT]),
        ("xa vinh thuan hai phong", [VINH_THUAN]),
        ("11842", [VINH_THUAN, VINH_AN]),
        ("khong co ten nay", []),
        ("  ", []),
        ("' or 1=1 --", []),
    ],
)
def test_a_search_finds_areas_by_old_and_new_names(
    cursor: duckdb.DuckDBPyConnection, typed: str, found: list[str]
) -> None:
    assert search_areas(cursor, typed)["area_id"].to_list()[: len(found)] == found
    assert bool(found) == bool(search_areas(cursor, typed).height)


def test_a_search_tells_homonyms_apart_by_the_areas_above(cursor: duckdb.DuckDBPyConnection) -> None:
    row = search_areas(cursor, "hai hoa").to_dicts()[0]
    assert (row["parent_name"], row["grandparent_name"]) == ("Thành phố Móng Cái", "Tỉnh Quảng Ninh")


def test_a_code_means_the_unit_in_force_that_bears_it(cursor: duckdb.DuckDBPyConnection) -> None:
    assert find_by_code(cursor, "11842") == VINH_THUAN
    assert find_by_code(cursor, "31") == HAI_PHONG
    assert find_by_code(cursor, "316") is None
    assert read_area(cursor, "31@1999-01-01") is None


def test_the_chain_runs_from_the_country_down(cursor: duckdb.DuckDBPyConnection) -> None:
    assert list_ancestors(cursor, VINH_AN)["area_id"].to_list() == [VN, HAI_PHONG_OLD, VINH_BAO_DISTRICT, VINH_AN]


def test_communes_are_grouped_by_their_former_district(cursor: duckdb.DuckDBPyConnection) -> None:
    children = list_children(cursor, HAI_PHONG, units="current")
    assert children["area_id"].to_list() == [VINH_BAO, VINH_THUAN]
    assert children["group_name"].unique().to_list() == ["Huyện Vĩnh Bảo"]


def test_the_country_holds_the_provinces_in_force(cursor: duckdb.DuckDBPyConnection) -> None:
    assert HAI_PHONG_OLD not in list_children(cursor, VN, units="current")["area_id"].to_list()


def test_an_old_district_leads_to_the_present_communes(cursor: duckdb.DuckDBPyConnection) -> None:
    present = list_present_areas(cursor, VINH_BAO_DISTRICT)
    assert present.select("area_id", "is_whole").rows() == [(VINH_BAO, False), (VINH_THUAN, True)]
    assert list_present_areas(cursor, MONG_CAI)["area_id"].to_list() == [MONG_CAI_1]


def test_an_old_commune_and_its_successor_know_each_other(cursor: duckdb.DuckDBPyConnection) -> None:
    assert list_present_areas(cursor, HAI_HOA)["area_id"].to_list() == [MONG_CAI_1]
    assert list_past_areas(cursor, VINH_BAO).select("area_id", "relation").rows() == [(TAN_LIEN, "part")]
