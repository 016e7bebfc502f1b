"""What needs attention, in words: how many places, how sure, how many of them by chance; and each place's figures, a line each."""

from longdan.dashboard.attention import Attention, Place, Signal
from longdan.dashboard.labels import label_topic
from longdan.dashboard.sentences.values import lower_first, say_value
from longdan.language.locale import text
from longdan.language.numbers import format_number
from longdan.language.periods import format_window
from longdan.methods.period import parse_period

SHAPES = {"better": "▲", "worse": "▼", "higher": "▲", "lower": "▼", "same": "●"}


def say_clear(attention: Attention, area_name: str, level: str, language: str) -> str:
    """How many places are clearly worse in a figure, of how many, and how many chance alone would list."""
    values = {
        "listed": format_number(len(attention.clear), 0, language),
        "judged": format_number(attention.judged, 0, language),
        "area": area_name,
        "above": text(f"attention.above.{level}", language),
        "expected": format_number(attention.expected_clear, 0 if attention.expected_clear >= 10 else 1, language),
    }
    return text(f"attention.{'clear' if attention.clear else 'clear_none'}", language, **values)


def say_signs(attention: Attention, language: str) -> str:
    """How many more have signs in two topics."""
    return text(
        "attention.signs",
        language,
        listed=format_number(len(attention.signs), 0, language),
        expected=format_number(attention.expected_signs, 0 if attention.expected_signs >= 10 else 1, language),
    )


def say_own(signals: list[Signal], area_name: str, parent_name: str, language: str) -> str:
    """In how many of its figures with a good end an area is clearly worse than the others of its parent, in how many by signs."""
    worse = [signal for signal in signals if signal.is_worse]
    values = {
        "clear": sum(signal.is_clear for signal in worse),
        "signs": sum(not signal.is_clear for signal in worse),
        "judged": sum(signal.row["direction"] != "neutral" for signal in signals),
        "places": max(signal.row["place_count"] for signal in signals) - 1,
    }
    counts = {name: format_number(count, 0, language) for name, count in values.items()}
    key = "own" if worse else "own_none"
    return text(f"attention.{key}", language, area=area_name, parent=parent_name, **counts)


def brief_place(place: Place, language: str) -> str:
    """`Đơn thư, khiếu nại, tố cáo (rõ rệt); Tiếp công dân (dấu hiệu)`: the topics in which a place is worse."""
    return "; ".join(
        text(f"attention.brief.{'clear' if is_clear else 'sign'}", language, topic=label_topic(topic, language))
        for topic, is_clear in place.worse_topics.items()
    )


def brief_signal(signal: Signal, language: str) -> str:
    """`Tỷ lệ … 52,0%, nơi cùng cấp trên 78,6%: chưa tốt bằng, khác biệt rõ rệt (99,8%).`"""
    row = signal.row
    return text(
        "attention.brief.signal",
        language,
        indicator=row[f"title_{language}"],
        figure=_figure(row, row["value"], language),
        benchmark=text("attention.signal.benchmark", language),
        benchmark_figure=_figure(row, row["benchmark_value"], language),
        words=_say_certainty(row, language),
    )


def say_signal(signal: Signal, language: str) -> str:
    """`Đơn thư: tỷ lệ … 52,0% (15/9/2025–14/9/2026), nơi cùng cấp trên 78,6%: chưa tốt bằng, khác biệt rõ rệt (99,8%); …`."""
    row = signal.row
    line = text(
        "attention.signal.line",
        language,
        topic=label_topic(row["topic"], language),
        indicator=lower_first(row[f"title_{language}"]),
        figure=_figure(row, row["value"], language),
        window=format_window(
            parse_period(row["first_period_id"]).start_on, parse_period(row["last_period_id"]).end_on, language
        ),
        benchmark=text("attention.signal.benchmark", language),
        benchmark_figure=_figure(row, row["benchmark_value"], language),
        words=_say_certainty(row, language),
    )
    return line + _say_peers(signal, language) + _say_change(row, language) + "."


def colour_of(signal: Signal) -> str:
    """better | worse | neutral | same."""
    judgement = signal.row["judgement"]
    return "neutral" if judgement in ("higher", "lower") else judgement


def _say_peers(signal: Signal, language: str) -> str:
    if signal.peer is None:
        return ""
    figure = _figure(signal.peer, signal.peer["benchmark_value"], language)
    return text("attention.signal.peer", language, figure=figure, words=_say_certainty(signal.peer, language))


def _say_change(row: dict, language: str) -> str:
    """Empty where there is no year before, or too few places have one."""
    if row["change_certainty"] is None:
        return ""
    course = row["change_judgement"]
    judged = text(f"attention.course.{course}", language) if course != "same" else ""
    words = text(f"attention.change.{row['change_certainty']}", language, judgement=judged)
    return text("attention.signal.change", language, figure=_figure(row, row["value_before"], language), words=words)


def _say_certainty(row: dict, language: str) -> str:
    judged = text(f"attention.judgement.{row['judgement']}", language) if row["judgement"] != "same" else ""
    return text(f"attention.words.{row['certainty']}", language, judgement=judged)


def _figure(row: dict, value: float, language: str) -> str:
    return say_value(value, row["unit"], row["decimals"], language)
