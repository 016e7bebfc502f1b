"""Names of places are compared as people mean them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longdan.language.names import fold_name, normalise_name, printable_name

VIETNAMESE = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáạảãằắặẳẵầấậẩẫèéẹẻẽềếệểễòóọỏõùúụủũừứựửữỳýỵỷỹ -’", max_size=20
)


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("Hoà", "Hòa"),
        ("Hòa", "Hòa"),
        ("HOÀ", "HÒA"),
        ("Thuỷ", "Thủy"),
        ("Thuỵ Hoè", "Thụy Hòe"),
        ("Quý", "Quý"),
        ("Quỳ Hoá", "Quỳ Hóa"),
        ("Toàn", "Toàn"),
        ("Xã  Hoàng Văn Thụ ", "Xã Hoàng Văn Thụ"),
    ],
)
def test_one_spelling_is_kept_of_the_two_tone_placements(written, normal):
    assert normalise_name(written) == normal
    assert normalise_name(unicodedata.normalize("NFD", written)) == normal


@pytest.mark.parametrize("name", ["Thuận Hóa", "Xuân Thuật", "Hoặc", "Huế", "Thuở", "Khoẻn", "Ngoằn"])
def test_a_vowel_that_carries_a_second_mark_keeps_its_tone(name):
    assert normalise_name(name) == name


@given(VIETNAMESE)
def test_composed_and_decomposed_letters_give_the_same_name(name):
    composed, decomposed = (unicodedata.normalize(form, name) for form in ("NFC", "NFD"))
    assert normalise_name(composed) == normalise_name(decomposed)
    assert fold_name(composed) == fold_name(decomposed)


@given(VIETNAMESE)
def test_a_normal_name_is_normalised_to_itself(name):
    assert normalise_name(normalise_name(name)) == normalise_name(name)


@given(VIETNAMESE)
def test_the_tone_placement_never_changes_the_folded_name(name):
    assert fold_name(normalise_name(name)) == fold_name(name)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Phường Hải Hòa", "phuong hai hoa"),
        ("Đặc khu Hoàng Sa", "dac khu hoang sa"),
        ("Bà Rịa - Vũng Tàu", "ba ria vung tau"),
    ],
)
def test_a_folded_name_has_neither_diacritics_nor_punctuation(name, folded):
    assert fold_name(name) == folded


def test_bytes_that_are_no_text_become_replacement_signs_and_the_rest_stays() -> None:
    name = b"B\xe1o c\xe1o \xe1\xba\xa5.xlsx".decode("utf-8", "surrogateescape")
    assert printable_name(name) == "B\N{REPLACEMENT CHARACTER}o c\N{REPLACEMENT CHARACTER}o ấ.xlsx"
    assert printable_name("Báo cáo 😀.xlsx") == "Báo cáo 😀.xlsx"
