"""How offices number the rows of a form, and what looks like a number and is part of a name."""

import pytest

from etl.forms.numbering import Mark, find_marks, read_mark, split_name


@pytest.mark.parametrize(
    ("cell", "path"),
    [
        ("A", (("letter", 1),)),
        ("B.", (("letter", 2),)),
        ("Đ", (("letter", 5),)),
        ("I", (("roman", 1),)),
        ("IV.", (("roman", 4),)),
        ("XIX", (("roman", 19),)),
        (1, (("number", 1),)),
        (12.0, (("number", 12),)),
        ("(3)", (("number", 3),)),
        ("1.", (("number", 1),)),
        ("03", (("number", 3),)),
        ("a)", (("small", 1),)),
        ("đ/", (("small", 5),)),
        (1.2, (("number", 1), ("number", 2))),
        ("1.10", (("number", 1), ("number", 10))),
        ("II.1", (("roman", 2), ("number", 1))),
        ("A.I.2.", (("letter", 1), ("roman", 1), ("number", 2))),
        ("-", (("dash", 0),)),
        ("+", (("plus", 0),)),
    ],
)
def test_a_cell_of_numbering_is_read_whatever_its_style(cell: object, path: tuple):
    assert read_mark(cell) == Mark(path)


@pytest.mark.parametrize("cell", [None, "", True, "Sở", "IIX", "VIIII", "TT", "12/3", -1, 1e9])
def test_what_is_no_numbering_is_none(cell: object):
    assert read_mark(cell) is None


@pytest.mark.parametrize(
    ("name", "path", "rest"),
    [
        ("A. CẤP TỈNH", (("letter", 1),), "CẤP TỈNH"),
        ("I- Sở, ngành", (("roman", 1),), "Sở, ngành"),
        ("II SỞ, NGÀNH", (("roman", 2),), "SỞ, NGÀNH"),
        ("1.Sở Nội vụ", (("number", 1),), "Sở Nội vụ"),
        ("1) UBND xã A", (("number", 1),), "UBND xã A"),
        ("2/ Thanh tra tỉnh", (("number", 2),), "Thanh tra tỉnh"),
        ("1 UBND xã A", (("number", 1),), "UBND xã A"),
        ("1.1. Chi cục Thú y", (("number", 1), ("number", 1)), "Chi cục Thú y"),
        ("1.1 Chi cục Thú y", (("number", 1), ("number", 1)), "Chi cục Thú y"),
        ("II.3 Thanh tra Sở", (("roman", 2), ("number", 3)), "Thanh tra Sở"),
        ("a) Thanh tra Sở", (("small", 1),), "Thanh tra Sở"),
        ("- Phòng Kinh tế", (("dash", 0),), "Phòng Kinh tế"),
    ],
)
def test_the_numbering_before_a_name_is_taken_off(name: str, path: tuple, rest: str):
    assert split_name(name) == (Mark(path), rest)


@pytest.mark.parametrize(
    "name",
    [
        "Phường 1",
        "P. Vị Thanh",
        "X. Vĩnh Bảo",
        "x.Vĩnh Bảo",
        "TP. Hải Phòng",
        "H. Vĩnh Bảo",
        "Q.1",
        "A Lưới",
        "Ia Grai",
        "Cộng Hòa",
        "5 xã, phường",
        "I",
    ],
)
def test_a_name_that_begins_like_a_numbering_is_left_alone(name: str):
    assert split_name(name) == (None, name)


@pytest.mark.parametrize(
    ("under", "above", "is_under"),
    [
        ("1.2", "1", True),
        ("A.I.2", "A.I", True),
        ("I.2", "A.I", True),
        ("2.1", "1", False),
        ("1.2", "1.1", False),
        ("1", "1", False),
    ],
)
def test_a_number_of_two_steps_stands_under_the_first(under: str, above: str, is_under: bool):
    assert read_mark(under).is_under(read_mark(above)) == is_under


@pytest.mark.parametrize("text", ["A+B", "(A + B)", "A, B", "A và B", "= A + B"])
def test_a_sum_names_what_it_adds_up(text: str):
    assert find_marks(text) == [read_mark("A"), read_mark("B")]


@pytest.mark.parametrize("text", ["", "cấp xã", "A + cấp xã"])
def test_a_sum_in_other_words_names_no_numbers(text: str):
    assert find_marks(text) is None
