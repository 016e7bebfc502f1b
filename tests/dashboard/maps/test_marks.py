"""One letter per area: a value, zero, and every reason for having none are told apart."""

import polars as pl

from longdan.dashboard.maps.classes import Classes
from longdan.dashboard.maps.legend import list_circles, list_classes
from longdan.dashboard.maps.marks import (
    OUTSIDE,
    STATUS,
    SURE,
    UNSURE,
    VALUE,
    is_unsure,
    letter_fills,
    mark_areas,
    name_classes,
)

CLASSES = Classes((0.0, 0.5, 1.0), True)
ROWS = [  # area_id, value, denominator, status, reporting, expected
    ("a", 0.0, 10, "reported", None, None),
    ("b", 0.7, 10, "reported", None, None),
    ("c", None, None, "not_reported", None, None),
    ("d", None, None, "suppressed", None, None),
    ("e", None, None, "not_applicable", None, None),
    ("f", None, None, "unpublished", None, None),
    ("g", 0.2, 10, "partial_period", None, None),
    ("h", 0.7, 10, "reported", 41, 99),
    ("i", 0.7, 10, "reported", 95, 99),
    ("j", None, None, "partial_period", None, None),
    ("k", 0.7, 10, "reported", None, None),
]
VALUES = pl.DataFrame(
    ROWS, schema=["area_id", "value", "denominator", "status", "reporting_units", "expected_units"], orient="row"
).with_columns(numerator=pl.col("value") * pl.col("denominator"), design_effect=pl.lit(None, dtype=pl.Float64))
INSIDE = VALUES["area_id"].is_in(list("abcdefghij"))


def mark(classes: Classes | None, **changes: object) -> str:
    return mark_areas(
        VALUES, INSIDE, classes, **({"unit": "score", "is_survey": False, "complete_share": 0.8} | changes)
    )


def test_every_state_has_a_letter_of_its_own() -> None:
    assert mark(CLASSES) == "02xsnubc2p."


def test_no_letter_means_two_things() -> None:
    letters = [*SURE, *UNSURE, VALUE, OUTSIDE, *STATUS.values()]
    assert len(set(letters)) == len(letters)


def test_circles_mark_values_alike_and_keep_the_other_states() -> None:
    assert mark(None) == "vvxsnuvvvp."


def test_a_survey_with_few_answers_is_unsure() -> None:
    assert mark(CLASSES, is_survey=True)[:2] == "ac"


def test_a_share_or_rate_that_chance_moves_by_a_fifth_is_unsure() -> None:
    assert mark(CLASSES, unit="share")[:2] == "0c"  # 7 of 10: 21 %
    assert mark(CLASSES, unit="per_1000")[:2] == "0c"  # 7 events: 38 %


def test_unsure_is_incomplete_or_partial() -> None:
    unsure = is_unsure(VALUES, unit="score", is_survey=False, complete_share=0.8)
    assert [area for area, flag in zip(VALUES["area_id"], unsure, strict=True) if flag] == ["g", "h", "j"]


def test_states_differ_in_colour_or_pattern() -> None:
    fills = letter_fills(CLASSES.count)
    assert len(set(fills.values())) == len(fills)
    assert fills["x"].colour == "#FFFFFF"
    assert fills["s"].pattern == "dots"
    assert fills["c"].pattern == "hatch"
    assert "n" not in fills


def test_a_class_has_a_letter_of_its_own_before_the_other_marks() -> None:
    told = name_classes(VALUES.with_columns(class_high=pl.when(pl.col("area_id") == "d").then(pl.lit(4))))
    letters = mark_areas(told, INSIDE, None, unit="petition", is_survey=False, complete_share=0.8)
    assert letters == "vvxknuvvvp."
    assert [entry["letters"] for entry in list_circles(letters, 9, False)][-5:] == ["k", "x", "u", "p", "n"]


def test_the_legend_lists_only_what_occurs_from_high_to_low() -> None:
    entries = list_classes("00xx.", CLASSES)
    assert [(entry["kind"], entry["letters"]) for entry in entries] == [("class", "0a"), ("mark", "x")]
    full = list_classes(mark(CLASSES), CLASSES)
    assert [entry["letters"][0] for entry in full] == ["2", "1", "0", "a", "x", "s", "u", "p", "n"]
    assert [entry["is_above"] for entry in full[:3]] == [False, True, False]


def test_the_legend_of_circles_has_round_values_and_a_ring_for_zero() -> None:
    entries = list_circles("vvx", 1344, True)
    assert [entry.get("value") for entry in entries[:3]] == [1000, 300, 60]
    assert [entry["kind"] for entry in entries[3:]] == ["zero", "mark"]


def test_the_legend_of_no_circles_is_empty() -> None:
    assert list_circles("", 0, False) == []
