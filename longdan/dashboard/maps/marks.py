"""How each area is marked: one letter per area, and what each letter looks like."""

from dataclasses import dataclass

import polars as pl

from longdan.dashboard.maps.classes import Classes, classify
from longdan.dashboard.palette import INK, LINE, PAPER, SAME, SEQUENTIAL, SURFACE, mix_colours
from longdan.dashboard.reliability import is_weak

SURE = "0123456789"  # the class of a value that can be leaned on
UNSURE = "abcdefghij"  # the same classes, of values that cannot
VALUE = "v"  # a value drawn as a circle
OUTSIDE = "."  # not in the area looked at: the ground around it
# A status without a value, and its letter. `in_class` is `suppressed` where the class of the count is told (`name_classes`).
STATUS = {
    "in_class": "k",
    "nil": "o",
    "not_reported": "x",
    "suppressed": "s",
    "unpublished": "u",
    "partial_period": "p",
    "not_convertible": "q",
    "not_applicable": "n",
}
ABSENT = "n"  # not drawn at all


@dataclass(frozen=True)
class Fill:
    """`pattern`: none | dots | hatch."""

    colour: str
    pattern: str = "none"


def mark_areas(
    values: pl.DataFrame,
    is_inside: pl.Series,
    classes: Classes | None,
    *,
    unit: str,
    is_survey: bool,
    complete_share: float,
) -> str:
    """One letter per row of `map_values`. `classes` is None where values are drawn as circles."""
    unsure = is_unsure(values, unit=unit, is_survey=is_survey, complete_share=complete_share)
    shown = pl.lit(VALUE)
    if classes:
        numbers = classify(values["value"], classes)
        shown = pl.when(unsure).then(_letter(numbers, UNSURE)).otherwise(_letter(numbers, SURE))
    absent = pl.col("status").replace_strict(STATUS, default=STATUS["not_reported"])
    letters = values.select(
        pl.when(~is_inside).then(pl.lit(OUTSIDE)).when(pl.col("value").is_null()).then(absent).otherwise(shown)
    )
    return "".join(letters.to_series())


def name_classes(values: pl.DataFrame) -> pl.DataFrame:
    """The rows of `map_values` with the status `in_class` where the class of a withheld count is told."""
    return values.with_columns(
        status=pl.when(pl.col("class_high").is_not_null()).then(pl.lit("in_class")).otherwise("status")
    )


def _letter(numbers: pl.Series, letters: str) -> pl.Series:
    return numbers.replace_strict(range(len(letters)), list(letters), return_dtype=pl.String)


def is_unsure(values: pl.DataFrame, *, unit: str, is_survey: bool, complete_share: float) -> pl.Series:
    """Where a value stands on too few answers or events, too few reporting units, or less than the whole period."""
    incomplete = pl.col("reporting_units") < complete_share * pl.col("expected_units")
    weak = is_weak(unit, is_survey=is_survey)
    return values.select(unsure=weak | incomplete.fill_null(False) | (pl.col("status") == "partial_period"))["unsure"]


def letter_fills(class_count: int) -> dict[str, Fill]:
    """What each letter looks like on a map of so many classes, 0 on one of circles. `not_applicable` has no entry: it is not drawn."""
    fills = {
        OUTSIDE: Fill(SURFACE),
        VALUE: Fill(mix_colours(SURFACE, LINE, 0.35)),
        STATUS["nil"]: Fill(mix_colours(SAME, PAPER, 0.75)),
        STATUS["not_reported"]: Fill(PAPER),
        STATUS["suppressed"]: Fill(mix_colours(INK, PAPER, 0.35), "dots"),
        STATUS["in_class"]: Fill(mix_colours(SURFACE, LINE, 0.25)),
        STATUS["unpublished"]: Fill(mix_colours(SAME, PAPER, 0.55)),
        STATUS["partial_period"]: Fill(mix_colours(SAME, PAPER, 0.55), "hatch"),
        STATUS["not_convertible"]: Fill(LINE, "hatch"),
    }
    for number, colour in enumerate(SEQUENTIAL[min(class_count, max(SEQUENTIAL))] if class_count else ()):
        fills[SURE[number]] = Fill(colour)
        fills[UNSURE[number]] = Fill(mix_colours(colour, SAME, 0.35), "hatch")
    return fills
