"""The sentences of the trend page: what opens it, the finding over the chart, what is shown, and where it comes from."""

import polars as pl

from longdan.dashboard.labels import label_unit
from longdan.dashboard.sentences.comparison import compare, say_difference
from longdan.dashboard.sentences.home import mark_simulated, say_figure
from longdan.dashboard.sentences.values import is_told, lower_first, say_absence
from longdan.language.locale import text
from longdan.language.periods import format_period, label_period
from longdan.warehouse.questions.indicators import Indicator


def open_trend(indicator: Indicator, own: pl.DataFrame, area_name: str, language: str) -> str:
    """The newest figure of `own`, the area's rows with `line_no`, and how it came there, or its class; without any, why not."""
    figures = own.filter(is_told()).to_dicts()
    title = lower_first(indicator.title(language))
    if not figures and own.is_empty():
        return text("trends.opening.none", language, area=area_name, indicator=title)
    if not figures:
        newest = own.row(-1, named=True)
        sentence = text(
            "trends.opening.absent", language, period=format_period(newest["period_id"], language), area=area_name,
            indicator=title, status=say_absence(newest, language),
        )  # fmt: skip
        return mark_simulated(sentence, newest["is_simulated"], language)
    newest = figures[-1]
    sentence = text(
        "trends.opening.figure", language, period=format_period(newest["period_id"], language), area=area_name,
        indicator=title, figure=say_figure(indicator, newest, language),
    )  # fmt: skip
    finding = _say_course(indicator, own, language) if newest["value"] is not None else ""
    return mark_simulated(sentence + (f", {finding}" if finding else "") + ".", newest["is_simulated"], language)


def title_trend(indicator: Indicator, own: pl.DataFrame, area_name: str, language: str) -> str:
    """The finding over the chart, only over periods that one line joins."""
    finding = _say_course(indicator, own, language)
    key = "finding" if finding else "no_finding"
    return text(f"trends.title.{key}", language, area=area_name, finding=finding)


def subtitle_trend(indicator: Indicator, period_id: str, language: str) -> str:
    """What is shown: indicator, unit, type of period, base."""
    kind, calendar = period_id.split(".")[:2]
    parts = [indicator.title(language)]
    if unit := label_unit(indicator.unit, language):
        parts.append(text("trends.subtitle.unit", language, unit=unit))
    parts.append(text(f"trends.subtitle.{calendar}.{kind}", language))
    if indicator.denominator(language):
        parts.append(text("trends.subtitle.base", language, base=lower_first(indicator.denominator(language))))
    return " · ".join(parts)


def cite_series(series: pl.DataFrame, build_date: str, language: str) -> str:
    """The foot of the chart: sources, that figures are simulated, and the day of the build."""
    sources = series[f"source_{language}"].drop_nulls().unique().sort().to_list()
    forms = sorted({form.rpartition(".")[2] if "." in form else form for form in series["form"].unique().to_list()})
    named = "; ".join(sources) if sources else text("trends.foot.forms", language, forms=", ".join(forms))
    parts = [text("trends.foot.source", language, source=named), text("trends.foot.built", language, date=build_date)]
    if series["is_simulated"].any():
        parts.append(text("figures.simulated", language))
    return " · ".join(parts)


def _say_course(indicator: Indicator, own: pl.DataFrame, language: str) -> str:
    """`tăng 12,1 điểm % từ Quý I/2025 đến Quý III/2026` along the newest line; empty where it has one figure only."""
    joined = own.filter(pl.col("line_no").is_not_null())
    line = joined.filter(pl.col("line_no") == pl.col("line_no").max()).to_dicts()
    if len(line) < 2:
        return ""
    change = compare(line[-1]["value"], line[0]["value"], indicator.unit, indicator.decimals, indicator.direction)
    return text(
        "trends.course", language, change=say_difference(change, indicator.unit, indicator.decimals, language),
        first=_in_sentence(line[0]["period_id"], language), last=_in_sentence(line[-1]["period_id"], language),
    )  # fmt: skip


def _in_sentence(period_id: str, language: str) -> str:
    label = label_period(period_id, language)
    return lower_first(label) if language == "vi" else label
