"""Figures in words: a value with its unit and qualifier, and what stands where there is none."""

import polars as pl

from longdan.dashboard.labels import label_unit
from longdan.language.locale import text
from longdan.language.numbers import format_number, format_share


def say_value(value: float, unit: str, decimals: int, language: str, qualifier: str = "=") -> str:
    """`82,1%`, `1.234 đơn`, `trên 2.600 lượt người`."""
    return say_qualifier(say_bare(value, unit, decimals, language) + unit_behind(unit, language), qualifier, language)


def say_bare(value: float, unit: str, decimals: int, language: str) -> str:
    """The number alone; a share with its sign, since 0,8 and 80% are told apart by nothing else."""
    if unit == "share":
        return format_share(value, language, decimals)
    return format_number(value, decimals, language)


def unit_behind(unit: str, language: str) -> str:
    """The unit with the space before it; nothing for a share, which carries its sign, or where the title says it."""
    label = label_unit(unit, language)
    return f" {label}" if label and unit != "share" else ""


def say_qualifier(figure: str, qualifier: str, language: str) -> str:
    """`trên 2.600` for a lower bound, `dưới`, `khoảng`; the figure itself where it is exact."""
    word = {">": "over", "<": "under", "~": "about"}.get(qualifier)
    return text(f"figures.qualifier.{word}", language, figure=figure) if word else figure


def is_told() -> pl.Expr:
    """Whether a row says anything of its figure: the value, or the class of a withheld one."""
    return pl.coalesce("value", "class_high").is_not_null()


def name_class(class_high: int, language: str) -> str:
    """`0–4`: where a withheld count is known to lie."""
    return text("figures.class.short", language, high=class_high)


def say_class(class_high: int, unit: str, language: str) -> str:
    """`0–4 đơn`."""
    return name_class(class_high, language) + unit_behind(unit, language)


def say_absence(row: dict, language: str) -> str:
    """What stands in the place of a figure: `0–4 (không công bố số chính xác)` where its class is told, else why there is none."""
    if row.get("class_high") is not None:
        return text("figures.class.long", language, high=row["class_high"])
    return say_status(row["status"], language)


def say_state(row: dict, language: str) -> str:
    """The state of a figure in a column of its own, beside the figure or its class."""
    if row.get("class_high") is not None:
        return text("figures.class.note", language)
    return say_status(row["status"], language)


def say_status(status: str, language: str) -> str:
    """A status in words."""
    return text(f"figures.status.{status}", language)


def say_base(numerator: float | None, denominator: float | None, name: str | None, language: str) -> str:
    """`821 / 1.000 vụ việc khiếu nại đã thụ lý`; empty where the source gives no base."""
    if denominator is None:
        return ""
    below = format_number(denominator, 0, language)
    whole = f"{below} {lower_first(name)}" if name else below
    if numerator is None:
        return text("figures.base_only", language, base=whole)
    return text("figures.base", language, part=format_number(numerator, 0, language), base=whole)


def lower_first(title: str) -> str:
    """A title inside a sentence: `Tỷ lệ …` becomes `tỷ lệ …`, `SIPAS` and `UBND` stay."""
    is_word = len(title) > 1 and title[1:2].islower()
    return title[0].lower() + title[1:] if is_word else title
