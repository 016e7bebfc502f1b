"""How far a figure can be leaned on: its interval, what its sample allows to say, how many units it is made of."""

from longdan.dashboard.reliability import effective_size, find_weakness, read_limits
from longdan.dashboard.sentences.rebased import REBASED
from longdan.dashboard.sentences.values import say_value
from longdan.language.locale import text
from longdan.language.numbers import format_number, format_share
from longdan.warehouse.questions.indicators import Indicator


def say_interval(row: dict, indicator: Indicator, language: str, *, is_short: bool = False) -> str:
    """The 95% interval, with the design effect that widens it; of a sample not drawn at random, that it speaks for nobody else.

    Empty where neither is known.
    """
    if row["sample_type"] is not None and row["sample_type"] not in ("random", "census"):
        return text("figures.reliability.not_random", language)
    if row["ci_low"] is None or row["ci_high"] is None:
        return ""
    low, high = (say_value(row[side], indicator.unit, indicator.decimals, language) for side in ("ci_low", "ci_high"))
    kind = "_short" if is_short else "_apportioned" if row["derivation"] == "rebased_apportioned" else ""
    effect = say_design_effect(row, language)
    if effect and not is_short:
        kind = "_designed"
    return text(f"figures.reliability.interval{kind}", language, low=low, high=high, effect=effect)


def say_design_effect(row: dict, language: str) -> str:
    """`hệ số thiết kế 1,8, cỡ mẫu hiệu dụng 194`; empty of a simple random sample and of what is no sample."""
    if not row["design_effect"] or not row["denominator"]:
        return ""
    size = format_number(effective_size(row), 0, language)
    effect = format_effect(row["design_effect"], language)
    return text("figures.reliability.design_effect", language, effect=effect, size=size)


def format_effect(effect: float, language: str) -> str:
    """A design effect with as many decimals as it needs, at most two."""
    decimals = next(count for count in (0, 1, 2) if round(effect, count) == round(effect, 2))
    return format_number(effect, decimals, language)


def say_caution(row: dict, indicator: Indicator, language: str, *, is_short: bool = False) -> str:
    """Why a figure is not to be leaned on, and what to look at instead; empty where it may be."""
    weakness = find_weakness(row, indicator)
    if weakness is None:
        return ""
    base = format_number(row["denominator"] if weakness == "few_answers" else row["numerator"], 0, language)
    least = format_number(read_limits().survey_base, 0, language)
    share = format_share(read_limits().variation, language, 0)
    kind = weakness
    if weakness == "few_answers" and row["design_effect"]:
        kind, base = "few_effective", format_number(effective_size(row), 0, language)
    return text(
        f"figures.reliability.{kind}{'_short' if is_short else ''}", language, base=base, least=least, share=share
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
