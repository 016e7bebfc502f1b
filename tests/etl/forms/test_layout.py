"""The layouts of official forms agree with the circulars and with themselves."""

from datetime import date
from pathlib import Path

import pytest

from etl.forms.layout import LayoutError, load_layouts, read_layout

COLUMNS = {
    "tt06_2025": {"01_tcd": 21, "02_xld": 25, "03_gqkn": 23, "04_gqtc": 25, "05_kqth": 31, "06_qlkntc": 17},
    "tt02_2021": {
        "01_tcd": 29,
        "02_tcd": 16,
        "01_xld": 26,
        "02_xld": 30,
        "03_xld": 33,
        "04_xld": 24,
        "01_kqgq": 26,
        "02_kqgq": 19,
        "03_kqgq": 31,
        "04_kqgq": 24,
    },
    "tt01_2024": {"01_tcd": 29, "01_xld": 22, "01_kqgq": 26},
}


def test_every_form_has_the_columns_of_its_circular():
    expected = {f"{circular}.{form}": count for circular, forms in COLUMNS.items() for form, count in forms.items()}
    assert {form: len(layout.columns) for form, layout in load_layouts().items()} == expected


def test_the_petition_form_of_2025_has_the_identities_and_limits_of_its_circular():
    layout = load_layouts()["tt06_2025.02_xld"]
    assert {(rule.total, rule.parts) for rule in layout.sums} == {
        ("3", ("4", "23")),
        ("4", ("6", "12", "19")),
        ("6", ("7", "8")),
        ("6", ("9", "10", "11")),
        ("12", ("13", "14")),
        ("12", ("15", "16", "17", "18")),
        ("19", ("20", "21", "22")),
        ("23", ("24", "25")),
    }
    assert {(rule.column, rule.limit) for rule in layout.limits} == {("2", "1"), ("3", "2"), ("4", "3"), ("5", "4")}


@pytest.mark.parametrize(
    ("form", "rules"),
    [
        ("tt06_2025.03_gqkn", {("1", "tt06_2025.02_xld", "6", True)}),
        ("tt06_2025.04_gqtc", {("1", "tt06_2025.02_xld", "12", True)}),
        ("tt06_2025.05_kqth", {("1", "tt06_2025.03_gqkn", "7", False), ("16", "tt06_2025.04_gqtc", "7", False)}),
    ],
)
def test_forms_of_2025_refer_to_each_other(form: str, rules: set):
    found = load_layouts()[form].other_forms
    assert {(rule.column, rule.form, rule.other, rule.is_exact) for rule in found} == rules


@pytest.mark.parametrize(
    ("on", "circular"),
    [
        (date(2021, 5, 10), "tt02_2021"),
        (date(2024, 3, 4), "tt02_2021"),
        (date(2024, 3, 5), "tt01_2024"),
        (date(2025, 9, 29), "tt01_2024"),
        (date(2025, 9, 30), "tt06_2025"),
    ],
)
def test_one_circular_is_in_force_on_a_day(on: date, circular: str):
    assert {form.split(".")[0] for form, layout in load_layouts().items() if layout.is_in_force(on)} == {circular}


def test_a_column_that_no_source_names_has_no_identifier_and_says_only_its_number():
    column = load_layouts()["tt02_2021.03_xld"].column("19")
    assert (column.id, column.title("vi"), column.title("en")) == (None, "Cột 19", "Column 19")


BAD = {
    "a total that is not there": ('total = "2"', 'total = "9"', "names column"),
    "a kind of rule that is not there": ('kind = "sum"', 'kind = "product"', "unknown kind"),
    "a number left out": ('no = "3"', 'no = "4"', "not numbered"),
    "an identifier twice": ('id = "forwarded"', 'id = "guided"', "stands twice"),
    "a unit that is not there": ('unit = "case"', 'unit = "dozen"', "unknown unit"),
    "another form's name": ('form = "tt00_2000.01_xyz"', 'form = "tt00_2000.02_xyz"', "calls itself"),
}
GOOD = """
form = "tt00_2000.01_xyz"
number = "01/XYZ"
circular = "TT 00/2000/TT-TTCP"
in_force_from = 2000-01-01
title_vi = "Biểu thử"
title_en = "A form"
title_patterns = ["bieu thu"]
columns = [
    { no = "1", id = "guided", unit = "petition", title_vi = "Hướng dẫn", title_en = "Guided", header = ["Hướng dẫn"] },
    { no = "2", unit = "case", title_vi = "Tổng", title_en = "Total", header = ["Tổng"] },
    { no = "3", id = "forwarded", unit = "petition", title_vi = "Chuyển", title_en = "Forwarded", header = ["Chuyển"] },
]
[[rule]]
kind = "sum"
total = "2"
parts = ["1", "3"]
"""


@pytest.mark.parametrize("case", BAD, ids=str)
def test_a_layout_that_contradicts_itself_is_refused(case: str, tmp_path: Path):
    right, wrong, message = BAD[case]
    assert right in GOOD
    path = tmp_path / "tt00_2000" / "01_xyz.toml"
    path.parent.mkdir()
    path.write_text(GOOD, encoding="utf-8")
    assert read_layout(path).sums[0].total == "2"
    path.write_text(GOOD.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(LayoutError, match=message):
        read_layout(path)
