"""How far a figure can be leaned on: its interval, what its sample allows to say, how many units it is made of."""

from longdan.dashboard.reliability import find_weakness, read_limits
from longdan.dashboard.sentences.rebased import REBASED
from longdan.dashboard.sentences.values import say_value
from longdan.language.locale import text
from longdan.language.numbers import format_number, format_share
from longdan.warehouse.questions.indicators import Indicator


def say_interval(row: dict, indicator: Indicator, language: str, *, is_short: bool = False) -> str:
    """The 95% interval; of a sample not drawn at random, that it speaks for nobody else; empty where neither is known."""
    if row["sample_type"] is not None and row["sample_type"] not in ("random", "census"):
        return text("figures.reliability.not_random", language)
    if row["ci_low"] is None or row["ci_high"] is None:
        return ""
    low, high = (say_value(row[side], indicator.unit, indicator.decimals, language) for side in ("ci_low", "ci_high"))
    kind = "_short" if is_short else "_apportioned" if row["derivation"] == "rebased_apportioned" else ""
    return text(f"figures.reliability.interval{kind}", language, low=low, high=high)


def say_caution(row: dict, indicator: Indicator, language: str, *, is_short: bool = False) -> str:
    """Why a figure is not to be leaned on, and what to look at instead; empty where it may be."""
    weakness = find_weakness(row, indicator)
    if weakness is None:
        return ""
    base = format_number(row["denominator"] if weakness == "few_answers" else row["numerator"], 0, language)
    least = format_number(read_limits().survey_base, 0, language)
    share = format_share(read_limits().variation, language, 0)
    return text(
        f"figures.reliability.{weakness}{'_short' if is_short else ''}", language, base=base, least=least, share=share
    )


def say_units(row: dict, language: str, *, is_short: bool = False) -> str:
    """`78/114 đơn vị báo cáo` where fewer units reported than were expected, else empty.

    Of a re-based figure the units are those it was made of, which `say_rebased` tells.
    """
    reporting, expected = row["reporting_units"], row["expected_units"]
    if row["derivation"] in REBASED or not expected or reporting is None or reporting >= expected:
        return ""
    return text(
        f"figures.reliability.units{'_short' if is_short else ''}", language,
        reporting=format_number(reporting, 0, language), expected=format_number(expected, 0, language),
    )  # fmt: skip
