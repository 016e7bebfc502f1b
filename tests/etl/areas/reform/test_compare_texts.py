"""Which units a text means, and where it differs from the list."""

import pytest

from etl.areas.reform.text_table import read_text_table
from longdan.language.fault import FaultError

HAI_PHONG = "thành phố Hải Phòng"
NGUYEN_BINH_KHIEM = (HAI_PHONG, "xã", "Nguyễn Bỉnh Khiêm", "Xã Trấn Dương, Xã Hòa Bình, Xã Lý Học")
VINH_BAO = (HAI_PHONG, "xã", "Vĩnh Bảo", "Thị trấn Vĩnh Bảo, Xã Vĩnh Hưng (huyện Vĩnh Bảo), Xã Tân Hưng, Xã Tân Liên")
MONG_CAI_1 = (
    "tỉnh Quảng Ninh",
    "phường",
    "Móng Cái 1",
    "Phường Trần Phú, Phường Hải Hoà, Phường Bình Ngọc, Phường Trà Cổ, Xã Hải Xuân",
)
NGU_HANH_SON = (
    "thành phố Đà Nẵng",
    "phường",
    "Ngũ Hành Sơn",
    "Phường Mỹ An, Phường Khuê Mỹ, Phường Hòa Hải, Phường Hòa Quý",
)
NHU_XUAN = ("tỉnh Thanh Hóa", "xã", "Như Xuân", "Thị trấn Yên Cát, Xã Tân Bình")


def about(comparison, commune: str) -> dict[tuple[str, str], str]:
    return {(one.kind, one.about): one.text for one in comparison.disagreements if one.commune == commune}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (NGUYEN_BINH_KHIEM, "11911"),
        (VINH_BAO, "11824"),
        (MONG_CAI_1, "06712"),
        (NGU_HANH_SON, "20285"),
        (NHU_XUAN, "16174"),
    ],
)
def test_texts_of_the_areas_of_the_articles_agree_with_the_list(compare, row, code):
    assert about(compare(row), code) == {}


def test_hoa_binh_of_vinh_bao_is_told_from_that_of_kim_thanh_by_its_neighbours(compare):
    compared = compare(NGUYEN_BINH_KHIEM)
    assert compared.placed_by == {"name": 2, "neighbours": 1}
    assert compared.pairs[:2] == (3, 3)


def test_a_predecessor_that_the_text_leaves_out_is_only_in_the_list(compare):
    province, kind, name, text = NGUYEN_BINH_KHIEM
    found = about(compare((province, kind, name, text.replace(", Xã Lý Học", ""))), "11911")
    assert [kind for kind, _ in found] == ["missing_in_text"]


def test_a_predecessor_that_the_list_does_not_know_is_only_in_the_text(compare):
    province, kind, name, text = NGUYEN_BINH_KHIEM
    found = about(compare((province, kind, name, f"{text}, Xã Giang Biên")), "11911")
    assert set(found) == {("missing_in_list", "11830")}


def test_a_split_that_the_list_has_whole_is_a_difference_of_relation(compare):
    province, kind, name, text = NGUYEN_BINH_KHIEM
    found = about(compare((province, kind, name, text.replace("Xã Lý Học", "Xã Lý Học (một phần)"))), "11911")
    assert [kind for kind, _ in found] == ["relation"]


def test_the_rest_of_a_split_unit_counts_where_a_remark_says_it_went(compare):
    row = (
        "Thủ đô Hà Nội",
        "xã",
        "An Khánh",
        "Xã La Phù (phần còn lại sau khi sáp nhập vào phường Dương Nội)",
    )
    compared = compare(row)
    assert ("missing_in_text", "09889") not in about(compared, "09877")
    assert compared.pairs[:2] == (2, 2)


def test_a_name_that_no_unit_has_is_listed_as_it_stands(compare):
    province, kind, name, text = NGUYEN_BINH_KHIEM
    found = about(compare((province, kind, name, f"{text}, Trường bắn TB1")), "11911")
    assert found == {("unread", "Trường bắn TB1"): "Trường bắn TB1"}


def test_namesakes_that_nothing_tells_apart_stay_ambiguous(compare):
    # Both Hòa Bình of today's Hải Phòng are taken by the texts of others.
    kim_thanh = (HAI_PHONG, "xã", "Kim Thành", "Xã Đồng Cẩm, Xã Tam Kỳ, Xã Đại Đức, Xã Hòa Bình")
    ha_nam = (HAI_PHONG, "xã", "Hà Nam", "Xã Thanh Xuân, Xã Liên Mạc, Xã Hòa Bình")
    found = about(compare(NGUYEN_BINH_KHIEM, kim_thanh, ha_nam), "10843")
    assert ("ambiguous", "Xã Hòa Bình") in found


def test_the_namesake_that_no_other_text_takes_is_the_one(compare):
    kim_thanh = (HAI_PHONG, "xã", "Kim Thành", "Xã Hòa Bình")
    assert compare(NGUYEN_BINH_KHIEM, kim_thanh).placed_by["elimination"] == 1


def test_a_name_in_another_spelling_is_found_and_told(compare):
    row = ("tỉnh Lào Cai", "xã", "Dương Quỳ", "Xã Thẳm Dương")
    assert about(compare(row), "03106")["spelling", "03115"] == "Xã Thẳm Dương"


def test_a_district_that_became_one_unit_means_all_its_communes(compare):
    compared = compare(("tỉnh An Giang", "đặc khu", "Kiên Hải", "Huyện Kiên Hải"))
    assert about(compared, "31108") == {}
    assert compared.pairs[1] == 4


def test_a_new_unit_of_another_kind_is_found_and_told(compare):
    row = (HAI_PHONG, "phường", "Vĩnh Hòa", "Xã Vĩnh Hòa (huyện Vĩnh Bảo), Xã Hùng Tiến")
    assert set(about(compare(row), "11848")) == {("new_name", "11848")}


def test_a_file_without_the_texts_is_refused(areas, new_units, tmp_path):
    path = tmp_path / "texts.csv"
    path.write_text("tentinh,tenhc\nHà Nội,An Khánh\n", encoding="utf-8")
    with pytest.raises(FaultError) as refused:
        read_text_table(path, new_units, {})
    assert refused.value.faults[0].code == "reform.texts_columns"
    assert refused.value.faults[0].values["columns"] == "loai, truocsapnhap"
