"""A figure against another: how far, which way, and whether that is better."""

from dataclasses import dataclass

from longdan.dashboard.sentences.values import unit_behind
from longdan.language.locale import text
from longdan.language.numbers import format_number

SHAPES = {1: "▲", -1: "▼", 0: "●"}


@dataclass(frozen=True)
class Comparison:
    """`sign` is 1 higher, -1 lower, 0 no difference at the decimals shown; `judgement` better | worse | same | neutral."""

    difference: float
    sign: int
    judgement: str

    @property
    def shape(self) -> str:
        return SHAPES[self.sign]


def compare(value: float, base: float, unit: str, decimals: int, direction: str) -> Comparison:
    """Compares as a reader sees the two: a difference that rounds away is none."""
    scale = 100 if unit == "share" else 1
    difference = round(value * scale, decimals) - round(base * scale, decimals)
    sign = (round(difference, decimals) > 0) - (round(difference, decimals) < 0)
    return Comparison(difference / scale, sign, _judge(sign, direction))


def _judge(sign: int, direction: str) -> str:
    if direction == "neutral":
        return "neutral"
    if sign == 0:
        return "same"
    return "better" if (sign > 0) == (direction == "higher_is_better") else "worse"


def say_difference(comparison: Comparison, unit: str, decimals: int, language: str) -> str:
    """`tăng 2,1 điểm %`, `giảm 83 đơn`, `không đổi`."""
    if comparison.sign == 0:
        return text("figures.change.none", language)
    word = "up" if comparison.sign > 0 else "down"
    return text(f"figures.change.{word}", language, amount=say_amount(comparison, unit, decimals, language))


def say_amount(comparison: Comparison, unit: str, decimals: int, language: str) -> str:
    """The size of a difference without its sign; of shares in percentage points."""
    if unit == "share":
        points = format_number(abs(comparison.difference) * 100, decimals, language)
        return text("figures.points", language, value=points)
    return format_number(abs(comparison.difference), decimals, language) + unit_behind(unit, language)


def say_relation(comparison: Comparison, language: str) -> str:
    """`cao hơn`, `thấp hơn`, `bằng`: for a sentence that goes on with what it is compared to."""
    return text(f"figures.relation.{ {1: 'higher', -1: 'lower', 0: 'equal'}[comparison.sign] }", language)
