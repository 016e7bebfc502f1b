"""What is said of groups of areas and of a unit's past: what is in them, what is not, and why a sum is refused."""

import polars as pl

from longdan.dashboard.charts.lines import keep_type
from longdan.dashboard.sentences.values import lower_first
from longdan.language.locale import text
from longdan.language.numbers import format_number, format_share
from longdan.warehouse.questions.areas import Area
from longdan.warehouse.questions.indicators import Indicator


def name_preset(district: str, count: int, language: str) -> str:
    return text("groups.preset", language, district=lower_first(district), count=count)


def say_cut(district: Area, communes: pl.DataFrame, language: str) -> str:
    """Which communes hold some of a former district and of another one: rows of `list_communes_of_district`."""
    cut = communes.filter(~pl.col("is_inside"))["name"].to_list()
    return text("groups.cut", language, district=lower_first(district.name), communes=", ".join(cut))


def say_refusals(series: pl.DataFrame, period_id: str, language: str) -> list[str]:
    """Why sums of the type of period looked at have no value, a sentence per group and reason."""
    refused = keep_type(series, period_id).filter(pl.col("refusal").is_not_null())
    counted = refused.group_by("area_vi", "refusal", maintain_order=True).agg(pl.col("period_id").n_unique().alias("n"))
    return [
        text(
            f"groups.refused.{row['refusal']}", language, group=row["area_vi"],
            count=format_number(row["n"], 0, language),
        )
        for row in counted.to_dicts()
    ]  # fmt: skip


def say_score(indicator: Indicator, language: str) -> str:
    """That an indicator is not added up."""
    return text("groups.score", language, indicator=indicator.title(language))


def say_past(predecessors: pl.DataFrame, language: str) -> str:
    """`Lịch sử trước đó, cộng từ Xã Tam Đa, Xã Vĩnh An (một phần: 25%)`: rows of `list_predecessors`."""
    return text("groups.past", language, units=", ".join(_name_part(row, language) for row in predecessors.to_dicts()))


def _name_part(row: dict, language: str) -> str:
    if row["weight"] is None:
        return text("groups.past_unknown", language, unit=row["name"])
    if row["weight"] == 1:
        return row["name"]
    return text("groups.past_part", language, unit=row["name"], share=format_share(row["weight"], language, 1))
