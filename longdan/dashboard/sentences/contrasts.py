"""Comparisons in words: better, worse or not different, and how sure; the recent trend, or why none is told."""

from math import isinf

from longdan.dashboard.contrasts import Beside
from longdan.dashboard.sentences.comparison import compare, say_amount, say_relation
from longdan.dashboard.sentences.values import say_value
from longdan.language.locale import text
from longdan.language.numbers import format_number
from longdan.methods.comparison import Contrast
from longdan.methods.trend import Rule, Trend
from longdan.warehouse.questions.indicators import Indicator

SMALLEST_P = 0.001  # smaller ones are told as below it


def say_beside(own: dict, beside: Beside, indicator: Indicator, language: str) -> str:
    """`thấp hơn cả nước (88,0%): chưa tốt bằng, khác biệt rõ rệt (99,8%); chênh −5,9 điểm % (KTC 95%: −7,0 đến −4,8)`."""
    shown = compare(own["value"], beside.row["value"], indicator.unit, indicator.decimals, indicator.direction)
    return text(
        "contrasts.beside",
        language,
        relation=say_relation(shown, language),
        name=text(f"contrasts.name.{beside.kind}", language, name=beside.name)
        if beside.kind != "peers"
        else beside.name,
        figure=say_value(beside.row["value"], indicator.unit, indicator.decimals, language),
        words=_say_contrast(beside, indicator, language),
    )


def mark_of(beside: Beside) -> str:
    """▲ ▼ ● for higher, lower, not shown to differ."""
    return {1: "▲", -1: "▼", 0: "●"}[beside.contrast.sign if beside.contrast else 0]


def judge(beside: Beside, indicator: Indicator) -> str:
    """better | worse | neutral | same: how it is coloured."""
    judgement = beside.contrast.judge(indicator.direction) if beside.contrast else "same"
    return "neutral" if judgement in ("higher", "lower") else judgement


def describe_peers(group: dict, language: str) -> str:
    """`302 nơi tương đồng (xã, 17.000–31.000 dân, 190–430 người/km²)`: besides the place itself one less."""
    parts = [text(f"contrasts.kind.{group['kind'] or group['level']}", language)]
    parts += [_say_limits(group, name, language) for name in ("population", "density")]
    count = format_number(group["area_count"] - 1, 0, language)
    return text("contrasts.name.peers", language, count=count, group=", ".join(part for part in parts if part))


def say_trend(trend: Trend, rule: Rule, indicator: Indicator, language: str) -> str:
    """The direction with its size a year, or `chưa đủ căn cứ kết luận` with the reason."""
    count = format_number(trend.point_count, 0, language)
    p_value = _say_p(trend.p_value, language) if trend.p_value is not None else ""
    if trend.reason:
        return text(f"contrasts.trend.{trend.reason}", language, count=count, fewest=rule.fewest, p=p_value)
    slope = compare(trend.slope, 0, indicator.unit, indicator.decimals + 1, indicator.direction)
    judged = ""
    if indicator.direction != "neutral":
        is_better = indicator.direction == ("higher_is_better" if trend.sign > 0 else "lower_is_better")
        judged = " " + text(f"contrasts.trend.{'better' if is_better else 'worse'}", language)
    return text(
        f"contrasts.trend.{'up' if trend.sign > 0 else 'down'}",
        language,
        judged=judged,
        slope=say_amount(slope, indicator.unit, indicator.decimals + 1, language),
        count=count,
        p=p_value,
    )


def _say_p(p_value: float, language: str) -> str:
    """`p = 0,012`, `p < 0,001`."""
    if p_value < SMALLEST_P:
        return text("contrasts.trend.p_below", language, p=format_number(SMALLEST_P, 3, language))
    return text("contrasts.trend.p_is", language, p=format_number(p_value, 3, language))


def _say_contrast(beside: Beside, indicator: Indicator, language: str) -> str:
    contrast = beside.contrast
    if contrast is None:
        return text(f"contrasts.reason.{beside.reason}", language)
    judgement = contrast.judge(indicator.direction)
    words = text(f"contrasts.judgement.{judgement}", language) if judgement != "same" else ""
    size = _say_size(contrast, indicator, language)
    return text(f"contrasts.words.{contrast.certainty}", language, judgement=words, size=size)


def _say_size(contrast: Contrast, indicator: Indicator, language: str) -> str:
    """A difference in percentage points or of scores; a ratio of rates."""
    figures = (contrast.estimate, *contrast.limits)
    if contrast.nothing == 1:
        if isinf(contrast.estimate):
            return text("contrasts.size.ratio_open", language, low=format_number(contrast.limits[0], 1, language))
        unit, scale, decimals = "ratio", 1, 1
    else:
        unit, scale, decimals = ("share", 100, 1) if indicator.unit == "share" else ("score", 1, indicator.decimals)
    difference, low, high = ("∞" if isinf(one) else format_number(one * scale, decimals, language) for one in figures)
    return text(f"contrasts.size.{unit}", language, difference=difference, low=low, high=high)


def _say_limits(group: dict, name: str, language: str) -> str:
    low, high = (group[f"{name}_{side}"] for side in ("from", "to"))
    if low is None and high is None:
        return ""
    key = "between" if None not in (low, high) else "from" if high is None else "to"
    numbers = {
        side: format_number(limit, 0, language) for side, limit in (("low", low), ("high", high)) if limit is not None
    }
    return text(f"contrasts.peers.{name}_{key}", language, **numbers)
