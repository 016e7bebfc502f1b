"""The units of the country on any day, and what became of them."""

from datetime import date

import polars as pl
import pytest
from vietnamadminunits.database import get_data

from etl.areas.same_ground import same_ground

BEFORE, SINCE = date(2025, 6, 30), date(2025, 7, 1)


def valid_on(area: pl.DataFrame, day: date) -> pl.DataFrame:
    return area.filter(pl.col("valid_from") <= day, pl.col("valid_to").is_null() | (pl.col("valid_to") >= day))


def names_of_successors(areas, area_id: str) -> set[tuple[str, str]]:
    steps = areas.succession.filter(pl.col("from_id") == area_id)
    return set(steps.join(areas.area, left_on="to_id", right_on="area_id").select("to_id", "name").iter_rows())


@pytest.mark.parametrize(
    ("day", "level", "count"),
    [
        (BEFORE, "province", 63),
        (BEFORE, "district", 696),
        (BEFORE, "commune", 10_035),
        (SINCE, "province", 34),
        (SINCE, "district", 0),
        (SINCE, "commune", 3_321),
        (date(2026, 4, 30), "province", 34),
        (date(2026, 4, 30), "commune", 3_321),
    ],
)
def test_the_country_has_its_official_number_of_units(areas, day, level, count):
    assert valid_on(areas.area, day).filter(pl.col("level") == level).height == count


def test_the_10_040_old_rows_of_the_package_are_the_communes_and_five_districts_without(areas):
    rows = get_data(fields=["districtCode", "wardCode"], table="admin_units_legacy")
    assert len(rows) == 10_040
    without = {row["districtCode"] for row in rows if row["wardCode"] is None}
    districts = areas.area.filter(pl.col("area_id").is_in([f"{code}@1900-01-01" for code in without]))
    assert set(districts["short_name"]) == {"Bạch Long Vĩ", "Cồn Cỏ", "Hoàng Sa", "Lý Sơn", "Côn Đảo"}


@pytest.mark.parametrize("level", ["province", "commune"])
def test_every_unit_of_the_day_before_the_reform_went_somewhere(areas, level):
    ended = valid_on(areas.area, BEFORE).filter(pl.col("level") == level, pl.col("valid_to") == BEFORE)
    steps = areas.succession.filter(pl.col("effective_on") == SINCE)
    assert set(ended["area_id"]) <= set(steps["from_id"])


def test_every_commune_of_the_reform_came_from_somewhere(areas):
    communes = areas.area.filter(pl.col("level") == "commune", pl.col("valid_from") == SINCE)
    assert set(communes["area_id"]) == set(
        areas.succession.filter(pl.col("effective_on") == SINCE, pl.col("to_id").is_in(communes["area_id"].implode()))[
            "to_id"
        ]
    )


def test_an_area_id_stands_once(areas):
    assert areas.area["area_id"].is_unique().all()


def test_a_code_is_one_unit_on_any_day(areas):
    ordered = areas.area.sort("code", "valid_from")
    next_start = pl.col("valid_from").shift(-1).over("code")
    assert ordered.filter(pl.col("valid_to").fill_null(date.max) >= next_start).is_empty()


def test_a_parent_is_valid_as_long_as_what_lies_in_it(areas):
    parents = areas.area.select(
        parent_id="area_id", parent_from="valid_from", parent_to="valid_to", parent_level="level"
    )
    children = areas.area.filter(pl.col("level") != "country").join(parents, on="parent_id", how="left")
    outlived = (pl.col("valid_from") < pl.col("parent_from")) | (
        pl.col("valid_to").fill_null(date.max) > pl.col("parent_to").fill_null(date.max)
    )
    assert children["parent_level"].null_count() == 0
    assert children.filter(outlived).is_empty()


def test_a_unit_that_was_divided_has_no_whole_step(areas):
    kinds = areas.succession.group_by("from_id", "effective_on").agg(pl.len(), pl.col("relation").unique())
    assert kinds.filter((pl.col("len") > 1) & pl.col("relation").list.contains("whole")).is_empty()
    assert kinds.filter((pl.col("len") == 1) & pl.col("relation").list.contains("part")).is_empty()


def test_the_share_of_a_part_is_not_made_up(areas):
    assert (
        areas.succession.filter(pl.col("relation") == "part")["share"].null_count()
        == areas.succession.filter(pl.col("relation") == "part").height
    )


def test_eleven_provinces_keep_their_row_through_the_reform(areas):
    provinces = areas.area.filter(pl.col("level") == "province")
    through = provinces.filter(pl.col("valid_from") < SINCE, pl.col("valid_to").is_null())
    assert set(through["short_name"]) == {
        "Hà Nội", "Huế", "Lai Châu", "Điện Biên", "Sơn La", "Lạng Sơn", "Quảng Ninh", "Thanh Hóa", "Nghệ An", "Hà Tĩnh", "Cao Bằng",
    }  # fmt: skip


# domain.md, section 6: old commune → its communes since July 2025.
@pytest.mark.parametrize(
    ("old", "name", "successors"),
    [
        ("06742@1900-01-01", "Phường Hải Hòa", {("06712@2025-07-01", "Phường Móng Cái 1")}),
        ("20284@1900-01-01", "Phường Mỹ An", {("20285@2025-07-01", "Phường Ngũ Hành Sơn")}),
        ("11860@1900-01-01", "Xã Tân Liên", {("11824@2025-07-01", "Xã Vĩnh Bảo")}),
        ("11866@1900-01-01", "Xã Tam Đa", {("11866@2025-01-01", "Xã Vĩnh Hưng")}),
        ("11866@2025-01-01", "Xã Vĩnh Hưng", {("11824@2025-07-01", "Xã Vĩnh Bảo")}),
        ("11890@1900-01-01", "Xã Hòa Bình", {("11911@2025-07-01", "Xã Nguyễn Bỉnh Khiêm")}),
        ("11842@1900-01-01", "Xã Vĩnh An", {("11842@2025-07-01", "Xã Vĩnh Thuận")}),
    ],
)
def test_the_communes_of_the_source_articles_went_whole_where_the_law_says(areas, old, name, successors):
    assert areas.area.filter(pl.col("area_id") == old)["name"].item() == name
    assert names_of_successors(areas, old) == successors
    assert areas.succession.filter(pl.col("from_id") == old)["relation"].to_list() == ["whole"]


@pytest.mark.parametrize(
    ("district", "codes"),
    [
        ("194@1900-01-01", {"06712", "06709", "06736", "06724", "06733", "06757"}),
        ("930@1900-01-01", {"31321", "31333", "31338"}),
        ("494@1900-01-01", {"20285"}),
        ("316@1900-01-01", {"11824", "11842", "11836", "11848", "11875", "11887", "11911"}),
        ("402@1900-01-01", {"16174", "16177", "16186", "16213", "16222", "16225"}),
    ],
)
def test_a_former_district_leads_to_its_present_communes(areas, district, codes):
    present = areas.area.filter(pl.col("former_district_id") == district, pl.col("valid_from") == SINCE)
    assert set(present["code"]) == codes
    old = areas.area.filter(pl.col("parent_id") == district)["area_id"]
    assert set(areas.succession.filter(pl.col("from_id").is_in(old.implode()))["to_id"].str.head(5)) >= codes


def test_predecessors_of_mong_cai_1_are_its_five_wards(areas):
    steps = areas.succession.filter(pl.col("to_id") == "06712@2025-07-01")
    names = steps.join(areas.area, left_on="from_id", right_on="area_id")["short_name"]
    assert set(names) == {"Hải Hòa", "Trần Phú", "Bình Ngọc", "Trà Cổ", "Hải Xuân"}


def test_an_unknown_figure_is_null_and_a_known_one_has_its_day(areas):
    current = areas.area.filter(pl.col("level") == "commune", pl.col("valid_from") == SINCE)
    figures = dict(current.select("code", "population").iter_rows())
    assert (figures["06712"], figures["20285"]) == (46_588, 115_944)
    cam_hiep = current.filter(pl.col("name") == "Xã Cam Hiệp")
    assert cam_hiep["population"].to_list() == [None]
    assert current.filter(pl.col("population").is_null() != pl.col("population_on").is_null()).is_empty()
    assert current.filter(pl.col("area_km2") <= 0).is_empty()


def test_dong_nai_is_a_city_with_ten_new_wards_since_30_april_2026(areas):
    on = date(2026, 4, 30)
    steps = areas.succession.filter(pl.col("effective_on") == on)
    changed = steps.join(areas.area.select("area_id", old="kind"), left_on="from_id", right_on="area_id").join(
        areas.area.select("area_id", new="kind"), left_on="to_id", right_on="area_id"
    )
    assert set(steps["relation"]) == {"whole"}
    assert changed.filter(pl.col("old") == "commune", pl.col("new") == "ward").height == 10
    assert changed.filter(pl.col("old") == "province", pl.col("new") == "city")["to_id"].to_list() == ["75@2026-04-30"]
    assert (steps["from_id"].str.split("@").list.first() == steps["to_id"].str.split("@").list.first()).all()


def test_a_renamed_unit_covers_the_same_ground_and_a_merged_one_does_not(areas):
    continued = same_ground(areas.succession)
    assert continued["75@2025-07-01"] == "75@2026-04-30"
    assert "11842@1900-01-01" not in continued
    assert "11866@1900-01-01" not in continued


@pytest.mark.parametrize(
    ("area_id", "kind", "short_name", "name_en"),
    [
        ("VN@1900-01-01", "country", "Việt Nam", "Viet Nam"),
        ("31@1900-01-01", "city", "Hải Phòng", "Hai Phong City"),
        ("38@1900-01-01", "province", "Thanh Hóa", "Thanh Hoa Province"),
        ("316@1900-01-01", "rural_district", "Vĩnh Bảo", "Vinh Bao District"),
        ("769@1900-01-01", "provincial_city", "Thủ Đức", "Thu Duc City"),
        ("06712@2025-07-01", "ward", "Móng Cái 1", "Mong Cai 1 Ward"),
        ("27160@1900-01-01", "ward", "1", "Ward 1"),
        ("20333@2025-07-01", "special_zone", "Hoàng Sa", "Hoang Sa Special Zone"),
        ("11824@1900-01-01", "township", "Vĩnh Bảo", "Vinh Bao Township"),
    ],
)
def test_a_name_says_its_kind_in_both_languages(areas, area_id, kind, short_name, name_en):
    row = areas.area.row(by_predicate=pl.col("area_id") == area_id, named=True)
    assert (row["kind"], row["short_name"], row["name_en"]) == (kind, short_name, name_en)


def test_every_step_names_a_source_that_is_described(areas):
    assert set(areas.succession["source_id"]) <= set(areas.source["source_id"])


@pytest.mark.parametrize("name", ["Huyện Hoàng Sa", "Huyện Trường Sa", "Đặc khu Hoàng Sa", "Đặc khu Trường Sa"])
def test_the_archipelagos_lie_in_the_sea(areas, name):
    assert areas.area.filter(pl.col("name") == name)["longitude"].min() > 111


def test_the_people_of_a_province_are_as_published_before_and_after_the_reform(areas):
    provinces = areas.area.filter(pl.col("level") == "province")
    people = dict(provinces.select("area_id", "population").iter_rows())
    assert (people["79@2025-07-01"], people["01@1900-01-01"], people["75@2026-04-30"]) == (
        14_002_598,
        8_717_600,
        4_491_408,
    )
    assert provinces.filter(pl.col("population").is_null()).is_empty()
    merged = areas.succession.filter(
        pl.col("to_id").is_in(provinces["area_id"].implode()), effective_on=date(2025, 7, 1)
    )
    of_2011 = (
        merged.join(provinces, left_on="from_id", right_on="area_id").group_by("to_id").agg(pl.col("population").sum())
    )
    growth = [people[to_id] / before for to_id, before in of_2011.iter_rows()]
    assert 1 < min(growth) < max(growth) < 1.6
