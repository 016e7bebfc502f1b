"""The control chart in words: what its limits are, what stands outside them, how far they can be trusted, and why there are none."""

from longdan.dashboard.control import Control, Signal, list_signals
from longdan.dashboard.sentences.values import lower_first, say_bare, unit_behind
from longdan.language.locale import text
from longdan.language.numbers import format_number, format_share
from longdan.language.periods import label_period
from longdan.methods.control_chart import FEWEST, FEWEST_EXPECTED, FEWEST_OF_SEASON, RUN, find_false_alarms
from longdan.warehouse.questions.indicators import Indicator

_MOST_NAMED = 6  # periods outside that a sentence names one by one


def title_control(control: Control, area_name: str, language: str) -> str:
    """The finding over the chart."""
    signals = list_signals(control)
    outside = sum(signal.kind == "outside" for signal in signals)
    if control.chart is None:
        key = "none"
    elif outside:
        key = "outside"
    else:
        key = "run" if signals else "steady"
    return text(f"control.title.{key}", language, area=area_name, count=outside)


def say_limits(control: Control, indicator: Indicator, language: str) -> str:
    """Between what it usually varies; of no chart why there are no limits."""
    count = format_number(len(control.rows), 0, language)
    if control.chart is None:
        expected = format_number(FEWEST_EXPECTED, 0, language)
        return text(f"control.reason.{control.reason}", language, count=count, fewest=FEWEST, expected=expected)
    newest, decimals = control.chart.limits[-1], 0 if control.kind == "count" else indicator.decimals
    low, centre, high = (
        say_bare(value, indicator.unit, decimals, language) for value in (newest.low, newest.centre, newest.high)
    )
    key = "signals" if list_signals(control) else "steady"
    return text(
        f"control.limits.{key}", language, count=count, low=low, centre=centre, high=high,
        unit=unit_behind(indicator.unit, language),
    )  # fmt: skip


def say_signals(control: Control, indicator: Indicator, language: str) -> list[tuple[str, str, str]]:
    """A line for those above, those below, and each run: its sign as drawn, better | worse | neutral, and the words."""
    signals = list_signals(control)
    said = []
    for sign, mark in ((1, "▲"), (-1, "▼")):
        outside = [signal for signal in signals if (signal.kind, signal.sign) == ("outside", sign)]
        if outside:
            judgement = outside[0].judge(indicator.direction)
            said.append((mark, judgement, _say_outside(outside, judgement, language)))
    for signal in signals:
        if signal.kind == "run":
            judgement = signal.judge(indicator.direction)
            said.append(("■", judgement, _say_run(signal, judgement, language)))
    return said


def name_signals(signals: list[str] | None, language: str) -> str:
    """`vượt giới hạn trên` of a figure of the chart (`tabulate_control`); empty of one that it is not made of."""
    if signals is None:
        return ""
    return "; ".join(text(f"control.signal.{one}", language, run=RUN) for one in list(signals) or ["none"])


def explain_control(control: Control, language: str) -> str:
    """What the limits are made of, seasons, whose limits are named, and how often a steady line gives a signal."""
    false_alarms = format_share(find_false_alarms(len(control.rows)), language, 0)
    newest = _in_sentence(control.rows[-1], language)
    parts = [text(f"control.note.{control.kind}", language)]
    if control.kind in ("share", "rate") or control.chart.seasons == "removed":
        parts.append(text("control.note.newest", language, period=newest))
    if control.chart.seasons != "none":
        parts.append(text(f"control.seasons.{control.chart.seasons}", language, years=FEWEST_OF_SEASON))
    parts.append(text("control.note.false_alarms", language, share=false_alarms))
    return " ".join(parts)


def _say_outside(signals: list[Signal], judgement: str, language: str) -> str:
    named = [_in_sentence(signal.rows[0], language) for signal in signals[-_MOST_NAMED:]]
    left = len(signals) - len(named)
    names = ", ".join(named)
    periods = text("control.more", language, names=names, left=left) if left else names
    side = "above" if signals[0].sign > 0 else "below"
    said = text(f"control.outside.{side}", language, periods=periods, judged=_say_judged(judgement, language))
    return said[0].upper() + said[1:]


def _say_run(signal: Signal, judgement: str, language: str) -> str:
    return text(
        f"control.run.{'above' if signal.sign > 0 else 'below'}",
        language,
        count=format_number(len(signal.rows), 0, language),
        first=_in_sentence(signal.rows[0], language),
        last=_in_sentence(signal.rows[-1], language),
        judged=_say_judged(judgement, language),
    )


def _say_judged(judgement: str, language: str) -> str:
    """Which way that is; nothing of a neutral figure."""
    return "" if judgement == "neutral" else " " + text(f"control.judged.{judgement}", language)


def _in_sentence(row: dict, language: str) -> str:
    label = label_period(row["period_id"], language)
    return lower_first(label) if language == "vi" else label
