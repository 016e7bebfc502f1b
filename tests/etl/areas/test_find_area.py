"""A unit is found by its code or by its name as people write it, and never guessed."""

import unicodedata
from datetime import date

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from longdan.language.fault import FaultError

OLD, NEW = date(2024, 6, 30), date(2026, 1, 1)


def fault_of(finder, *args, **options):
    with pytest.raises(FaultError) as raised:
        finder.find(*args, **options)
    (fault,) = raised.value.faults
    return fault


@pytest.mark.parametrize(
    ("text", "options", "area_id"),
    [
        ("UBND xã Vĩnh Bảo", {"on": NEW}, "11824@2025-07-01"),
        ("Ủy ban nhân dân thị trấn Vĩnh Bảo", {"on": OLD}, "11824@1900-01-01"),
        ("TT. Vĩnh Bảo", {"on": OLD}, "11824@1900-01-01"),
        ("Phường Hải Hoà", {"on": OLD, "within": "22@1900-01-01", "level": "commune"}, "06742@1900-01-01"),
        ("hai hoa", {"on": NEW, "within": "22@1900-01-01"}, "06799@2025-07-01"),
        ("HẢI PHÒNG", {"on": NEW}, "31@2025-07-01"),
        ("TP. Hồ Chí Minh", {"on": OLD}, "79@1900-01-01"),
        ("Bà Rịa-Vũng Tàu", {"on": OLD}, "77@1900-01-01"),
        ("Thừa Thiên-Huế", {"on": OLD}, "46@1900-01-01"),
        ("Phường 01, Quận 3, TP HCM", {"on": OLD}, "27160@1900-01-01"),
        ("Mỹ An, Ngũ Hành Sơn, Đà Nẵng", {}, "20284@1900-01-01"),
        ("P. Mỹ An, Q. Ngũ Hành Sơn, TP Đà Nẵng", {}, "20284@1900-01-01"),
        ("Xã Vĩnh Thuận, Vĩnh Bảo, Hải Phòng", {"on": NEW}, "11842@2025-07-01"),
        ("A Vương", {"on": NEW}, "20458@2025-07-01"),
        ("cả nước", {}, "VN@1900-01-01"),
    ],
)
def test_a_name_is_found_as_people_write_it(finder, text, options, area_id):
    assert finder.find(text, **options) == area_id


def test_diacritics_decide_where_they_are_given(finder):
    huong_tra = {"within": "480@1900-01-01", "on": OLD}
    assert finder.find("Phường Hương Vân", **huong_tra) != finder.find("Phường Hương Văn", **huong_tra)
    assert fault_of(finder, "phuong huong van", **huong_tra).code == "areas.ambiguous"


@pytest.mark.parametrize(("day", "area_id"), [(OLD, "11842@1900-01-01"), (NEW, "11842@2025-07-01")])
def test_a_code_means_the_unit_that_has_it_on_the_day(finder, day, area_id):
    assert finder.find("", code="11842", on=day) == area_id


def test_a_code_wins_over_the_name(finder):
    assert finder.find("Xã Vĩnh An", code="11860", on=OLD) == "11860@1900-01-01"


def test_a_code_without_its_leading_zeros_is_understood_where_the_level_is_known(finder):
    assert finder.find("", code="6742", level="commune", on=OLD) == "06742@1900-01-01"
    assert fault_of(finder, "", code="6742", on=OLD).code == "areas.unknown"


def test_a_code_alone_without_a_day_is_ambiguous(finder):
    fault = fault_of(finder, "", code="11842")
    assert fault.code == "areas.ambiguous"
    assert "Xã Vĩnh An" in fault.what("vi")
    assert "Xã Vĩnh Thuận" in fault.what("vi")


def test_an_ambiguous_name_lists_the_candidates_with_their_parents(finder):
    fault = fault_of(finder, "Phường Hải Hòa", on=OLD)
    assert fault.code == "areas.ambiguous"
    for place in ("Thành phố Móng Cái, Tỉnh Quảng Ninh", "Thị xã Nghi Sơn, Tỉnh Thanh Hóa"):
        assert place in fault.render("vi")
        assert place in fault.render("en")


def test_a_unit_that_ended_is_named_but_not_taken_for_its_successor(finder):
    fault = fault_of(finder, "Phường Mỹ An", on=NEW)
    assert fault.code == "areas.unknown"
    assert "20284@1900-01-01" in fault.expected("vi")


def test_a_misspelt_name_is_answered_with_similar_ones_of_the_place(finder):
    fault = fault_of(finder, "Xã Vĩnh Bỏ", on=NEW, within="31@2025-07-01")
    assert fault.code == "areas.unknown"
    assert "Xã Vĩnh Bảo" in fault.expected("vi")


@pytest.mark.parametrize(
    ("old_name", "options", "area_id"),
    [
        ("Tỉnh Đồng Nai", {}, "75@2026-04-30"),
        ("Xã Xuân Lộc", {"within": "75@2026-04-30"}, "26425@2026-04-30"),
    ],
)
def test_a_unit_that_only_changed_its_name_is_found_by_the_old_one(finder, old_name, options, area_id):
    assert finder.find(old_name, on=date(2026, 6, 1), **options) == area_id


def test_every_unit_is_found_by_its_own_name_in_its_place(areas, finder):
    twins = ("Huyện Đạ Huoai",)  # two districts of Lâm Đồng, one after the other, whose dates no list knows
    for row in areas.area.filter(~pl.col("name").is_in(twins)).iter_rows(named=True):
        found = finder.find(
            row["name"], level=row["level"], within=row["parent_id"], on=row["valid_to"] or date(2026, 9, 1)
        )
        assert found == row["area_id"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    data=st.data(),
    form=st.sampled_from(["NFC", "NFD"]),
    change_case=st.sampled_from([str, str.upper, str.lower]),
)
def test_the_form_and_case_of_the_letters_make_no_difference(areas, finder, data, form, change_case):
    rows = areas.area.filter(pl.col("level") == "commune", pl.col("valid_to").is_null())
    row = rows.row(data.draw(st.integers(0, rows.height - 1)), named=True)
    written = unicodedata.normalize(form, change_case(row["name"]))
    assert finder.find(written, within=row["parent_id"], on=date(2026, 9, 1)) == row["area_id"]
