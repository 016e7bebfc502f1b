"""Which figures are not to be leaned on: on few answers, or such that chance alone moves them by a fifth."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl

from longdan.methods.variation import variation_of_count, variation_of_share
from longdan.warehouse.questions.indicators import Indicator

FILE = Path(__file__).resolve().parents[2] / "data/catalog/reliability.toml"


@dataclass(frozen=True)
class Limits:
    """`survey_base`: answers below which a survey's figure is weak; `variation`: from which coefficient on any is."""

    survey_base: int
    variation: float


@cache
def read_limits() -> Limits:
    """The limits as the file holds them when first asked for."""
    return Limits(**tomllib.loads(FILE.read_text(encoding="utf-8")))


def effective_size(row: dict) -> float:
    """The base of a figure; of a survey with a design effect the size of a simple random sample that tells as much."""
    return row["denominator"] / (row["design_effect"] or 1)


def find_weakness(row: dict, indicator: Indicator) -> str | None:
    """Why a figure is weak: `few_answers`, `varies`; None where it is not, or the counts behind it are not known."""
    part, whole = row["numerator"], row["denominator"]
    if row["value"] is None or part is None or not whole:
        return None
    size = effective_size(row)
    if indicator.topic == "survey" and size < read_limits().survey_base:
        return "few_answers"
    if part <= 0:
        return None
    if indicator.unit == "share" and part <= whole:
        variation = variation_of_share(part / whole, size)
    elif indicator.unit == "per_1000":
        variation = variation_of_count(part)
    else:
        return None
    return "varies" if variation >= read_limits().variation else None


def is_weak(unit: str, *, is_survey: bool) -> pl.Expr:
    """The same of a column of figures: true where weak, never null."""
    part, whole = pl.col("numerator").cast(pl.Float64), pl.col("denominator").cast(pl.Float64)
    size = whole / pl.col("design_effect").fill_null(1)
    few_answers = (size < read_limits().survey_base) if is_survey else pl.lit(False)
    if unit == "share":
        variation = pl.when(part.is_between(0, whole, closed="right")).then(variation_of_share(part / whole, size))
    elif unit == "per_1000":
        variation = pl.when((part > 0) & (whole > 0)).then(variation_of_count(part))
    else:
        variation = pl.lit(None, dtype=pl.Float64)
    weak = few_answers.fill_null(False) | (variation >= read_limits().variation).fill_null(False)
    return pl.col("value").is_not_null() & weak
