"""Identities and limits on published figures, and what a blank can and cannot hide."""

import pytest

from etl.forms.layout import load_layouts
from etl.forms.rules import broken_rules

# Lâm Đồng 2023, as printed by baolamdong.vn: every sum closes.
LAM_DONG_2023 = {
    "1": 7156,
    "9": 5591,
    "11": 651,
    "12": 281,
    "13": 4659,
    "18": 2886,
    "19": 359,
    "20": 122,
    "21": 2405,
    "22": 2705,
    "23": 780,
    "24": 1742,
    "25": 183,
}
LAYOUT = load_layouts()["tt02_2021.01_xld"]


def test_the_published_figures_of_lam_dong_2023_keep_every_identity():
    assert broken_rules(LAYOUT, LAM_DONG_2023) == []


@pytest.mark.parametrize("no", sorted(LAM_DONG_2023.keys() - {"1"}, key=int))
def test_one_more_in_any_column_of_them_breaks_an_identity(no: str):
    broken = broken_rules(LAYOUT, LAM_DONG_2023 | {no: LAM_DONG_2023[no] + 1})
    assert broken
    assert all(no in each.columns for each in broken)


def test_the_settled_complaints_and_denunciations_of_lam_dong_2023_add_up_by_verdict():
    complaints = {"5": 274 - 74, "20": 11, "21": 179, "22": 10, "23": 0, "24": 0}
    assert broken_rules(load_layouts()["tt02_2021.01_kqgq"], complaints) == []
    [broken] = broken_rules(load_layouts()["tt02_2021.01_kqgq"], complaints | {"22": 11})
    assert broken.found == "200 ≠ 11 + 179 + 11 + 0 + 0 = 201"


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"6": 9, "7": 5, "8": 3}, ["9 ≠ 5 + 3 = 8"]),
        ({"6": 9, "7": 5, "8": None}, []),  # the blank may be 4
        ({"6": 4, "7": 5, "8": None}, ["4 ≠ 5"]),  # no blank is negative
        ({"6": None, "7": 5, "8": 3}, []),
        ({"1": 10, "2": 12}, ["12 > 10"]),
        ({"1": 10, "2": 10}, []),
        ({"1": None, "2": 12}, []),
    ],
)
def test_a_rule_is_broken_only_where_the_figures_prove_it(values: dict, found: list[str]):
    layout = load_layouts()["tt06_2025.02_xld"]
    assert [broken.found for broken in broken_rules(layout, values)] == found
