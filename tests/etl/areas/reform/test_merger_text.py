"""What one merger text says."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.areas.reform.merger_text import Mention, MergerText, read_merger_text


def mentions(text: str) -> list[Mention]:
    return list(read_merger_text(text).mentions)


def test_names_stand_between_commas():
    assert mentions("Phường Trần Phú, Phường Hải Hòa, Xã Hải Xuân") == [
        Mention("Phường Trần Phú"),
        Mention("Phường Hải Hòa"),
        Mention("Xã Hải Xuân"),
    ]


def test_what_is_left_of_a_split_unit_says_where_the_rest_went():
    text = "Xã Đông La, Phường Dương Nội (phần còn lại sau khi sáp nhập vào phường Tây Mỗ, phường Đại Mỗ), Xã La Phù"
    assert mentions(text) == [
        Mention("Xã Đông La"),
        Mention("Phường Dương Nội", is_part=True, rest_in=("phường Tây Mỗ", "phường Đại Mỗ")),
        Mention("Xã La Phù"),
    ]


def test_a_namesake_is_told_by_its_district_even_before_what_is_left_of_it():
    text = "Xã Tam Hiệp (huyện Thanh Trì) (phần còn lại sau khi sáp nhập vào phường Hoàng Liệt)"
    assert mentions(text) == [
        Mention("Xã Tam Hiệp", places=("huyện Thanh Trì",), is_part=True, rest_in=("phường Hoàng Liệt",))
    ]


def test_two_districts_of_one_name_are_told_apart_by_their_province():
    assert mentions("Thị trấn Châu Thành (huyện Châu Thành, tỉnh Trà Vinh), Xã Đa Lộc") == [
        Mention("Thị trấn Châu Thành", places=("huyện Châu Thành", "tỉnh Trà Vinh")),
        Mention("Xã Đa Lộc"),
    ]


@pytest.mark.parametrize("remark", ["phần còn lại", "một phần", "Phần còn lại"])
def test_a_part_may_be_named_without_the_rest(remark):
    assert mentions(f"Xã Trần Hợi ({remark})") == [Mention("Xã Trần Hợi", is_part=True)]


def test_the_wording_of_resolutions_is_read_too():
    text = (
        "Một phần diện tích tự nhiên, quy mô dân số của xã Đông La, phần còn lại của phường Dương Nội"
        " và toàn bộ diện tích tự nhiên, quy mô dân số của xã An Khánh"
    )
    assert mentions(text) == [
        Mention("xã Đông La", is_part=True),
        Mention("phường Dương Nội", is_part=True),
        Mention("xã An Khánh"),
    ]


def test_two_names_in_a_remark_may_be_joined_by_a_word():
    text = "Xã Phước Hưng (phần còn lại sau khi sáp nhập vào xã An Phú và Nhơn Hội)"
    assert mentions(text)[0].rest_in == ("xã An Phú", "Nhơn Hội")


def test_other_remarks_change_nothing():
    assert mentions("Thị trấn Sông Đốc (bao gồm cụm đảo Hòn Chuối)") == [Mention("Thị trấn Sông Đốc")]


def test_a_bracket_that_is_never_closed_reaches_to_the_end():
    assert mentions("Xã A (phần còn lại sau khi sáp nhập vào xã B, xã C") == [
        Mention("Xã A", is_part=True, rest_in=("xã B", "xã C"))
    ]


def test_both_placements_of_a_tone_and_both_compositions_are_one_name():
    written = "Xã Yên Hoà"
    assert mentions(written) == mentions(unicodedata.normalize("NFD", written)) == [Mention("Xã Yên Hòa")]


@pytest.mark.parametrize("text", ["Không sáp nhập", "không sáp nhập.", "Giữ nguyên hiện trạng"])
def test_a_unit_that_stayed_what_it_was_is_no_mention(text):
    assert read_merger_text(text) == MergerText(is_unmerged=True)


@pytest.mark.parametrize("text", ["", "  ", "đang cập nhật", "Đang cập nhật…"])
def test_a_text_that_is_not_given_yet_says_nothing(text):
    assert read_merger_text(text) == MergerText()


@given(st.text(alphabet=st.sampled_from("xãphườngÀthịtrấn (),;.vàphầncònlạimộtphần\n\u0300"), max_size=80) | st.text())
def test_no_text_is_too_odd_to_be_read(text):
    for mention in read_merger_text(text).mentions:
        assert mention.name


@given(st.lists(st.sampled_from(["Xã Đông La", "Phường 5", "Thị trấn Vũng Liêm", "Xã Cư M'gar"]), min_size=1))
def test_every_name_of_a_plain_list_comes_back_in_its_place(names):
    assert [mention.name for mention in mentions(", ".join(names))] == names
