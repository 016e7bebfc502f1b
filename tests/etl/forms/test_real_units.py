"""Official forms against the real lists of units: a whole province today, a district before the reform."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from etl.areas.find_area import AreaFinder
from etl.areas.read_areas import AreaTables, read_areas
from etl.files.open_file import open_file
from etl.forms.layout import load_layouts
from etl.forms.read_official import read_official
from etl.forms.write_form import write_forms
from etl.tidied import Tidied
from tests.etl.forms.filled import PETITIONS, add_up, fill

TCD_2021 = load_layouts()["tt02_2021.01_tcd"]


@pytest.fixture(scope="module")
def areas() -> AreaTables:
    return read_areas()


@pytest.fixture(scope="module")
def finder(areas: AreaTables) -> AreaFinder:
    return AreaFinder(areas.area, areas.succession)


def read_back(folder: Path, form, finder: AreaFinder) -> Tidied:
    path = folder / "bao-cao.xlsx"
    write_forms(path, [form])
    [tidied] = read_official(open_file(path), finder)
    return tidied


def test_two_communes_of_hai_phong_with_a_broken_identity_and_an_unknown_unit(tmp_path: Path, finder: AreaFinder):
    rows = [
        ("UBND xã Vĩnh Bảo", PETITIONS),
        ("UBND xã Nguyễn Bỉnh Khiêm", PETITIONS | {"7": 4}),
        ("UBND xã Vĩnh Báu", PETITIONS),
    ]
    tidied = read_back(tmp_path, fill(rows=rows), finder)
    counts = tidied.measures.group_by("area_id").len().sort("area_id").rows()
    assert counts == [("11824@2025-07-01", 25), ("11911@2025-07-01", 22)]
    assert [(fault.code, fault.cell) for fault in tidied.faults] == [
        ("forms.identity", "G14"),
        ("areas.unknown", "A15"),
    ]
    assert "Vĩnh Bảo" in tidied.faults[1].expected("vi")


@pytest.mark.parametrize("code", ["31", "92", "38", "01", "79"])
def test_every_commune_of_a_province_is_found_by_its_own_name(
    code: str, tmp_path: Path, areas: AreaTables, finder: AreaFinder
):
    day = date(2026, 3, 14)
    valid = areas.area.filter(pl.col("valid_from") <= day, pl.col("valid_to").is_null() | (pl.col("valid_to") >= day))
    province = valid.filter(level="province", code=code).row(0, named=True)
    communes = valid.filter(level="commune", parent_id=province["area_id"])
    rows = [(f"UBND {name[0].lower()}{name[1:]}", PETITIONS) for name in communes["name"]]
    form = fill(body_lines=(f"UBND {province['name'].upper()}",), rows=rows, total=add_up([PETITIONS] * len(rows)))
    tidied = read_back(tmp_path, form, finder)
    assert tidied.faults == []
    assert set(tidied.measures["area_id"]) == {*communes["area_id"], province["area_id"]}


def test_a_district_and_a_province_report_for_the_time_before_the_reform(tmp_path: Path, finder: AreaFinder):
    figures = dict.fromkeys(TCD_2021.numbers, 2) | {"1": 6, "2": 6, "3": 12}
    window = {"covered_from": date(2022, 12, 15), "covered_to": date(2023, 3, 14)}
    head = ("UBND THÀNH PHỐ HẢI PHÒNG", "UBND HUYỆN VĨNH BẢO")
    district = fill(TCD_2021, body_lines=head, rows=[("UBND xã Hoà Bình", figures)], total=figures, **window)
    assert set(read_back(tmp_path, district, finder).measures["area_id"].str.split("@").list.first()) == {
        "11890",
        "316",
    }
    province = fill(TCD_2021, body_lines=head[:1], rows=[("Huyện Vĩnh Bảo", figures)], **window)
    tidied = read_back(tmp_path, province, finder)
    assert tidied.faults == []
    assert tidied.measures.select("scope", "body_kind").unique().rows() == [("total", None)]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("UBND TỈNH THANH HÓA",), "38"),
        (("ỦY BAN NHÂN DÂN", "TỈNH THANH HOÁ"), "38"),
        (("ubnd thành phố cần thơ", "Thanh tra thành phố"), "92"),
        (("THANH TRA TỈNH LÂM ĐỒNG",), "68"),
        (("UBND THÀNH PHỐ HỒ CHÍ MINH",), "79"),
        (("UBND TP. HẢI PHÒNG", "THANH TRA TP"), "31"),
        (("HĐND-UBND TP HẢI PHÒNG",), "31"),
    ],
)
def test_the_head_names_the_province_however_it_is_written(lines: tuple, code: str, tmp_path: Path, finder: AreaFinder):
    tidied = read_back(tmp_path, fill(body_lines=lines, rows=[("Tổng số", PETITIONS)]), finder)
    assert tidied.faults == []
    assert tidied.reports["area_id"].item().startswith(f"{code}@")


def test_a_ward_reports_for_itself_under_the_head_of_its_city(tmp_path: Path, finder: AreaFinder):
    form = fill(
        body_lines=("UBND THÀNH PHỐ CẦN THƠ", "UBND PHƯỜNG VỊ THANH"), rows=[("UBND phường Vị Thanh", PETITIONS)]
    )
    tidied = read_back(tmp_path, form, finder)
    assert tidied.faults == []
    assert tidied.reports.select("area_id", "scope").rows() == [("31321@2025-07-01", "own")]


def test_short_words_for_the_kind_of_unit_are_understood(tmp_path: Path, finder: AreaFinder):
    rows = [("P. Vị Thanh", PETITIONS), ("UBND x.Hoả Lựu", PETITIONS), ("UBND thành phố Cần Thơ", PETITIONS)]
    tidied = read_back(tmp_path, fill(body_lines=("UBND TP CẦN THƠ",), rows=rows), finder)
    assert tidied.faults == []
    assert set(tidied.measures["area_id"].str.split("@").list.first()) == {"31321", "31338", "92"}


def test_homonyms_of_a_province_are_told_apart_by_the_district_they_stand_under(tmp_path: Path, finder: AreaFinder):
    """Thanh Hóa had a xã Thanh Sơn in Như Xuân and one in Nghi Sơn."""
    figures = dict.fromkeys(TCD_2021.numbers, 2) | {"1": 6, "2": 6, "3": 12}
    rows = [
        ("I. Huyện Như Xuân", add_up([figures] * 2)),
        ("1. UBND huyện", figures),
        ("2. Xã Thanh Sơn", figures),
        ("II. Thị xã Nghi Sơn", figures),
        ("1. Xã Thanh Sơn", figures),
    ]
    form = fill(
        TCD_2021,
        body_lines=("UBND TỈNH THANH HÓA",),
        rows=rows,
        total=add_up([figures] * 3),
        covered_from=date(2022, 12, 15),
        covered_to=date(2023, 3, 14),
    )
    tidied = read_back(tmp_path, form, finder)
    assert tidied.faults == []
    loaded = tidied.measures.filter(column_no="1").select("area_id", "body_kind", "scope")
    codes = [(area_id.split("@")[0], body, scope) for area_id, body, scope in loaded.iter_rows()]
    assert codes == [
        ("402", None, "total"),
        ("402", "peoples_committee", "own"),
        ("16222", "peoples_committee", "own"),
        ("407", None, "total"),
        ("16570", "peoples_committee", "own"),
        ("38", None, "total"),
    ]


def test_the_sections_of_a_whole_province_load_every_commune_once(
    tmp_path: Path, areas: AreaTables, finder: AreaFinder
):
    communes = areas.area.filter(pl.col("parent_id") == "31@2025-07-01", pl.col("level") == "commune")
    communes = communes.filter(pl.col("valid_to").is_null())
    kinds = {"I. Phường": "Phường", "II. Xã": "Xã", "III. Đặc khu": "Đặc khu"}
    rows = [("A. CẤP THÀNH PHỐ", add_up([PETITIONS] * 2)), ("1. Sở Nội vụ", PETITIONS), ("2. Sở Y tế", PETITIONS)]
    rows.append(("B. CẤP XÃ", add_up([PETITIONS] * communes.height)))
    for heading, kind in kinds.items():
        of_kind = communes.filter(pl.col("name").str.starts_with(kind + " "))["name"]
        rows.append((heading, add_up([PETITIONS] * len(of_kind))))
        rows += [(f"{place}. UBND {name}", PETITIONS) for place, name in enumerate(of_kind, start=1)]
    total = add_up([PETITIONS] * (communes.height + 2))
    tidied = read_back(tmp_path, fill(rows=rows, total=total), finder)
    assert tidied.faults == []
    assert tidied.measures.height == 25 * (communes.height + 3)
    assert set(communes["area_id"]) < set(tidied.measures["area_id"])
