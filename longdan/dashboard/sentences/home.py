"""The sentences of the first page: the one that opens it, and the words on its cards."""

from longdan.dashboard.cards import Card, compare_with_parent
from longdan.dashboard.sentences.comparison import say_difference, say_relation
from longdan.dashboard.sentences.rebased import REBASED, say_rebased
from longdan.dashboard.sentences.reliability import say_caution, say_interval, say_units
from longdan.dashboard.sentences.values import lower_first, say_absence, say_base, say_state, say_value
from longdan.language.locale import text
from longdan.language.numbers import format_number
from longdan.language.periods import format_period, label_period, shorten_period


def open_home(card: Card, area_name: str, parent_name: str | None, language: str) -> str:
    """What the page answers first: the figure of the area, against the area above or, for a count, its own past."""
    values = {
        "period": format_period(card.figure["period_id"], language),
        "area": area_name,
        "indicator": lower_first(card.indicator.title(language)),
        "figure": say_figure(card.indicator, card.figure, language),
    }
    is_absent = card.figure["value"] is None and card.figure["class_high"] is None
    sentence = text(f"home.opening.{'none' if is_absent else 'figure'}", language, **values)
    return mark_simulated(sentence + _behind(card, parent_name, language) + ".", card.is_simulated, language)


def mark_simulated(sentence: str, is_simulated: bool, language: str) -> str:
    """A sentence made of simulated figures says so first."""
    return text("shell.simulated_prefix", language, sentence=sentence) if is_simulated else sentence


def say_figure(indicator, row: dict, language: str) -> str:
    """The value with its unit, the class of a withheld one, or why there is none."""
    if row["value"] is None:
        return say_absence(row, language)
    return say_value(row["value"], indicator.unit, indicator.decimals, language, row["qualifier"])


def say_change(card: Card, language: str) -> str:
    """`tăng 2,1 điểm % so với Quý II/2026`, or why nothing is compared; under a class, that it is one."""
    if card.figure["class_high"] is not None:
        return say_state(card.figure, language)
    if card.why_alone:
        return text(f"home.card.{card.why_alone}", language) if card.figure["value"] is not None else ""
    change = say_difference(card.comparison, card.indicator.unit, card.indicator.decimals, language)
    before = card.before["period_id"]
    if card.before["derivation"] in REBASED:
        period = label_period(before, language)
        return text("home.card.change_on_rebased", language, change=change, period=period)
    if card.before["type"] == "round":
        return text("home.card.change_of_round", language, change=change, month=shorten_period(before, language))
    return text("home.card.change", language, change=change, period=label_period(before, language))


def say_footing(card: Card, language: str) -> list[str]:
    """The small lines of a card: what it rests on; its period with how many units reported; how it was re-based; whether it is weak."""
    figure = card.figure
    base = say_base(figure["numerator"], figure["denominator"], None, language)
    resting = [base, say_interval(figure, card.indicator, language, is_short=True)]
    when = [label_period(figure["period_id"], language), say_units(figure, language, is_short=True)]
    made = [say_rebased(figure, card.indicator.aggregation, language)]
    caution = [say_caution(figure, card.indicator, language, is_short=True)]
    return [" · ".join(part for part in line if part) for line in (resting, when, made, caution) if any(line)]


def explain_card(card: Card, language: str) -> str:
    """What a reader may ask of a card, a line each: days of the period, base, interval, completeness, origin."""
    figure, base = card.figure, card.indicator.denominator(language)
    parts = [
        text("home.card.period", language, period=format_period(figure["period_id"], language)),
        text("home.card.base", language, base=lower_first(base)) if base else "",
        say_interval(figure, card.indicator, language),
        say_caution(figure, card.indicator, language),
        say_units(figure, language),
        say_rebased(figure, card.indicator.aggregation, language),
        say_origin(card, language),
    ]
    return "  \n".join(part[0].upper() + part[1:] for part in parts if part)


def say_origin(card: Card, language: str) -> str:
    return text(f"figures.{'simulated' if card.is_simulated else 'real'}", language)


def offer_newer(period: dict, language: str) -> str:
    """`Quý IV/2026: mới có 41/99 đơn vị báo cáo`."""
    return text(
        "home.newer", language, period=label_period(period["period_id"], language),
        reporting=format_number(period["reporting_units"], 0, language),
        expected=format_number(period["expected_units"], 0, language),
    )  # fmt: skip


def _behind(card: Card, parent_name: str | None, language: str) -> str:
    against_parent = compare_with_parent(card)
    if against_parent is not None and parent_name:
        relation, parent = say_relation(against_parent, language), card.parent_figure
        return text(
            "home.opening.parent", language, relation=relation, parent=parent_name,
            figure=say_figure(card.indicator, parent, language),
        )  # fmt: skip
    if card.comparison is None:
        return ""
    change = say_difference(card.comparison, card.indicator.unit, card.indicator.decimals, language)
    before = label_period(card.before["period_id"], language)
    return text("home.opening.change", language, change=change, period=before)
