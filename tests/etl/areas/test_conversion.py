"""What units are made of in units of another time, over the whole country."""

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.areas.conversion import make_conversion
from etl.areas.official_list import import_official_list
from etl.areas.read_areas import AreaTables, read_areas
from etl.areas.same_ground import follow_ground
from longdan.methods.apportionment import apportion

HISTORY = Path(__file__).resolve().parents[3] / "../shared/data/units/commune_history.csv"


@pytest.fixture(scope="session")
def conversion(areas: AreaTables) -> pl.DataFrame:
    return make_conversion(areas)


@pytest.fixture(scope="session")
def with_history(tmp_path_factory: pytest.TempPathFactory) -> AreaTables:
    if not HISTORY.exists():
        pytest.skip("the real list of communes is not beside the checkout")
    archive = tmp_path_factory.mktemp("history")
    import_official_list(HISTORY, archive)
    return read_areas(archive)


def parts(conversion: pl.DataFrame, edition: str, to_id: str) -> dict[str, float | None]:
    return dict(conversion.filter(edition=edition, to_id=to_id).select("from_id", "weight").iter_rows())


def whole(*codes: str, start: str = "1900-01-01") -> dict[str, float]:
    return {f"{code}@{start}": 1.0 for code in codes}


def level_of(areas: AreaTables, column: str) -> pl.Expr:
    return pl.col(column).replace_strict(dict(areas.area.select("area_id", "level").iter_rows()))


def test_the_figures_of_the_country(areas, conversion):
    """3,321 communes: 137 the same ground as before, 2,770 of whole communes, 414 that hold a piece of a cut one."""
    made = conversion.with_columns(level=level_of(areas, "to_id"))
    judged = made.group_by("edition", "level", "to_id").agg(is_whole=(pl.col("weight") == 1).fill_null(False).all())
    counts = judged.group_by("edition", "level", "is_whole").len().sort("edition", "level", "is_whole")
    assert counts.rows() == [
        ("current", "commune", False, 414),
        ("current", "commune", True, 2770),
        ("current", "province", True, 23),
        ("pre_2025_07", "district", False, 304),
        ("pre_2025_07", "district", True, 387),
        ("pre_2025_07", "province", True, 52),
    ]


@pytest.mark.parametrize(
    ("to_id", "codes"),
    [
        ("06712@2025-07-01", ["06712", "06721", "06742", "06745", "06751"]),  # Móng Cái 1, with Hải Hòa 06742
        ("20285@2025-07-01", ["20284", "20285", "20287", "20290"]),  # Ngũ Hành Sơn, with Mỹ An 20284
        ("11911@2025-07-01", ["11884", "11890", "11911"]),  # Nguyễn Bỉnh Khiêm, with Hòa Bình 11890
        ("11842@2025-07-01", ["11827", "11830", "11842"]),  # Vĩnh Thuận, with Vĩnh An 11842
        ("31321@2025-07-01", ["31318", "31321", "31330"]),  # Vị Thanh, of the wards I, III and VII
    ],
)
def test_the_communes_of_the_articles_out_of_whole_communes(conversion, to_id, codes):
    assert parts(conversion, "current", to_id) == whole(*codes)


@pytest.mark.parametrize(
    ("district", "codes"),
    [
        ("194", ["06709", "06712", "06724", "06733", "06736", "06757"]),  # TP Móng Cái
        ("930", ["31321", "31333", "31338"]),  # TP Vị Thanh
        ("494", ["20285"]),  # Ngũ Hành Sơn
        ("316", ["11824", "11836", "11842", "11848", "11875", "11887", "11911"]),  # Vĩnh Bảo
        ("402", ["16174", "16177", "16186", "16213", "16222", "16225"]),  # Như Xuân
    ],
)
def test_the_districts_whose_borders_were_not_cut(conversion, district, codes):
    assert parts(conversion, "pre_2025_07", f"{district}@1900-01-01") == whole(*codes, start="2025-07-01")


def test_tam_da_is_followed_over_two_steps(conversion):
    found = parts(conversion, "current", "11824@2025-07-01")
    assert found == whole("11824", "11857", "11860", "11866") | {"11866@2025-01-01": 1.0}


def test_a_ward_of_dong_nai_is_made_of_the_communes_of_before_and_not_of_its_own_earlier_row(areas, conversion):
    trang_bom = parts(conversion, "current", "26248@2026-04-30")
    steps = areas.succession.filter(to_id="26248@2025-07-01")["from_id"].to_list()
    assert sorted(trang_bom) == sorted(steps)
    assert parts(conversion, "current", "26248@2025-07-01") == {}


def test_every_row_of_a_commune_of_dong_nai_counts_for_its_former_province(conversion):
    binh_phuoc = parts(conversion, "pre_2025_07", "70@1900-01-01")
    assert {"25270@2025-07-01", "25270@2026-04-30"} <= binh_phuoc.keys()
    assert set(binh_phuoc.values()) == {1.0}


def test_a_unit_on_the_same_ground_has_no_rows(areas, conversion):
    grounds = follow_ground(areas.succession)
    same = conversion.filter(pl.col("from_id").replace(grounds) == pl.col("to_id").replace(grounds))
    assert same.is_empty()
    assert parts(conversion, "pre_2025_07", "498@1900-01-01") == {}  # Hoàng Sa is Hoàng Sa


def test_nothing_is_lost_or_counted_twice_over_the_whole_country(areas, conversion):
    """What each old commune gives to today's adds up to 1 where it is known, and the rest is cut over several."""
    old = areas.area.filter(pl.col("level") == "commune", pl.col("valid_to") == date(2025, 6, 30))
    same = follow_ground(areas.succession)
    moved = old.filter(~pl.col("area_id").is_in(list(same)))
    current = conversion.filter(pl.col("edition") == "current")
    given = moved.join(current, left_on="area_id", right_on="from_id").group_by("area_id").agg("weight")
    assert given.height == moved.height
    for weights in given["weight"].to_list():
        assert weights == [1.0] or (len(weights) > 1 and set(weights) == {None})


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32 - 1))
def test_random_counts_of_all_communes_keep_their_total_per_province_and_nationally(areas, conversion, seed) -> None:
    """10,035 communes with any figure each, and any shares for the 442 that were cut, become today's communes."""
    draw = np.random.default_rng(seed)
    old = areas.area.filter(pl.col("level") == "commune", pl.col("valid_to") == date(2025, 6, 30))
    values = old.select("area_id").with_columns(value=draw.poisson(40, old.height) * draw.exponential(5.0, old.height))
    pieces = pl.Series(draw.uniform(0.05, 1, conversion.height))
    to_communes = (pl.col("edition") == "current") & (level_of(areas, "to_id") == "commune")
    known = (
        conversion.with_columns(weight=pieces)
        .filter(to_communes)
        .with_columns(weight=pl.col("weight") / pl.col("weight").sum().over("from_id"))
    )
    today = apportion(values, known)

    parents = areas.area.select("area_id", "parent_id")
    province_of = follow_province(areas, conversion)
    former = old.join(parents, left_on="parent_id", right_on="area_id").select(
        "area_id", province=pl.col("parent_id_right").replace(province_of)
    )
    before = values.join(former, on="area_id").group_by("province").agg(before=pl.col("value").sum())
    ground = follow_ground(areas.succession)
    now = today.with_columns(pl.col("area_id").replace(ground)).join(parents, on="area_id")
    after = now.group_by(province="parent_id").agg(after=pl.col("value").sum())
    compared = before.join(after, on="province", how="full", coalesce=True)
    assert compared.height == 34
    assert (compared["before"] - compared["after"]).abs().max() <= 1e-9 * values["value"].sum()
    assert today["value"].sum() == pytest.approx(values["value"].sum(), rel=1e-12)


def follow_province(areas: AreaTables, conversion: pl.DataFrame) -> dict[str, str]:
    """Each province of 30/06/2025 → today's province that it lies in."""
    provinces = conversion.filter(pl.col("edition") == "current", level_of(areas, "to_id") == "province")
    return follow_ground(areas.succession) | dict(provinces.select("from_id", "to_id").iter_rows())


def test_a_count_of_every_commune_adds_up_to_the_same_for_each_former_province(areas, conversion):
    since = areas.area.filter(pl.col("level") == "commune", pl.col("valid_from") == date(2025, 7, 1))
    values = since.select("area_id", value=pl.int_range(pl.len()).cast(pl.Float64))
    former = conversion.filter(pl.col("edition") == "pre_2025_07", level_of(areas, "to_id") == "province")
    rebased = apportion(values, former)
    assert rebased["value"].null_count() == 0
    assert rebased["value"].sum() == pytest.approx(values["value"].sum(), rel=1e-12)


def test_with_the_history_a_commune_that_went_nobody_knows_where_keeps_its_neighbours_from_being_rebuilt(with_history):
    conversion = make_conversion(with_history)
    found = parts(conversion, "current", "11824@2025-07-01")
    unknown = {area_id for area_id, weight in found.items() if weight is None}
    assert found["11866@1900-01-01"] == found["11866@2025-01-01"] == 1.0
    ended = dict(with_history.area.select("area_id", "valid_to").iter_rows())
    assert unknown
    assert {ended[area_id] for area_id in unknown} == {date(2024, 12, 31)}
    assert parts(conversion, "pre_2025_07", "316@1900-01-01") == parts(
        make_conversion(read_areas()), "pre_2025_07", "316@1900-01-01"
    )
