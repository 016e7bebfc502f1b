"""Whatever is known of a form, the rest is filled so that every "=" and "≤" of its layout holds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.forms.layout import Layout, load_layouts
from etl.simulation.fill import fill_columns
from etl.simulation.settings import load_settings

LAYOUTS = load_layouts()


def broken_rules(layout: Layout, columns: dict[str, np.ndarray]) -> list[object]:
    sums = [rule for rule in layout.sums if (columns[rule.total] != sum(columns[no] for no in rule.parts)).any()]
    limits = [rule for rule in layout.limits if (columns[rule.column] > columns[rule.limit]).any()]
    return [*sums, *limits]


@pytest.mark.parametrize("form", sorted(LAYOUTS))
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), total=st.integers(0, 400))
def test_from_its_first_column_alone_a_whole_form_follows(form: str, seed: int, total: int) -> None:
    layout = LAYOUTS[form]
    filled = fill_columns(layout, {"1": np.array([total, 0])}, np.random.default_rng(seed))
    assert tuple(filled) == layout.numbers
    assert broken_rules(layout, filled) == []
    assert all((values >= 0).all() for values in filled.values())
    assert list(filled["1"]) == [total, 0]


@pytest.mark.parametrize(
    ("form", "known"),
    [
        ("tt06_2025.03_gqkn", {"2": 9, "4": 7, "7": 5, "8": 1, "9": 3, "10": 0}),  # 2 ≤ 1 and 7 = 8 + … + 12
        ("tt02_2021.01_kqgq", {"4": 9, "20": 1, "21": 3, "22": 0}),  # 5 = 20 + … + 24
        ("tt01_2024.01_tcd", {"1": 30, "2": 34, "13": 9, "22": 2}),  # 1 = 4 + 13 + 22
        ("tt01_2024.01_xld", {"14": 6, "15": 1, "16": 2, "17": 3}),  # 6 = 14 + 18, 14 = 15 + 16 + 17
    ],
)
@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=15, deadline=None)
def test_known_parts_bound_the_totals_that_are_not_known(form: str, known: dict[str, int], seed: int) -> None:
    columns = {no: np.array([value]) for no, value in known.items()}
    filled = fill_columns(LAYOUTS[form], columns, np.random.default_rng(seed))
    assert broken_rules(LAYOUTS[form], filled) == []
    assert {no: int(filled[no][0]) for no in known} == known


def test_the_settings_name_only_forms_and_columns_that_there_are() -> None:
    mapped = [(form, mapping["columns"]) for form, mapping in load_settings()["form"].items()]
    for form, columns in [*mapped, *load_settings()["workbook_form"].items()]:
        assert set(columns) <= set(LAYOUTS[form].numbers)
