"""What the cards on reception, dialogues and promises say."""

from dataclasses import dataclass, field

import polars as pl

from longdan.dashboard.duties.counts import has_simulated, name_band, total_counts
from longdan.dashboard.duties.known import (
    DELEGATED,
    DIRECT,
    HELD,
    Dialogues,
    Reception,
    Scope,
)
from longdan.dashboard.sentences.reliability import say_units
from longdan.dashboard.sentences.values import say_status
from longdan.language.dates import format_date
from longdan.language.locale import text
from longdan.language.numbers import format_number, format_share
from longdan.language.periods import label_period


@dataclass(frozen=True)
class DutyCard:
    """What one card shows; `value` is empty where nothing is known. `tone` (better | worse | same) is that of `word`."""

    name: str
    value: str = ""
    unit: str = ""
    word: str = ""
    tone: str = "same"
    lines: list[str] = field(default_factory=list)
    footing: list[str] = field(default_factory=list)
    is_simulated: bool = False


def tell_reception(reception: Reception, language: str) -> DutyCard:
    held = reception.rows.get(HELD)
    if held is None or held["value"] is None:
        return DutyCard("reception")
    band = name_band(held["value"])
    lines = [_say_days(reception, language)]
    if reception.units > 1:
        met, units = say_count(reception.units_met, language), say_count(reception.units, language)
        lines.append(text("duties.reception.units_met", language, met=met, units=units))
    if reception.not_delegable_since:
        since = format_date(reception.not_delegable_since, language)
        lines.append(text("duties.reception.not_delegable", language, date=since))
    footing = " · ".join(
        part
        for part in (
            label_period(held["period_id"], language),
            say_units(held, language, is_short=True),
            say_status("partial_period", language) if held["status"] == "partial_period" else "",
        )
        if part
    )
    return DutyCard(
        "reception",
        value=format_share(held["value"], language),
        word=text(f"duties.band.{band}", language),
        tone="better" if band == "met" else "same" if band == "nearly" else "worse",
        lines=lines,
        footing=[footing],
        is_simulated=held["is_simulated"],
    )


def tell_dialogues(scope: Scope, dialogues: Dialogues, language: str) -> DutyCard:
    total = dialogues.total
    if not dialogues.events and not dialogues.events_of_others:
        return DutyCard("dialogue", footing=[text("duties.dialogue.ended", language)])
    is_unit = total.get("units", 0) <= 1
    value = (
        say_count(dialogues.events, language) if is_unit else say_part(total["units_held"], total["units"], language)
    )
    lines = [text("duties.dialogue.required", language, least=dialogues.least)] if dialogues.least else []
    lines += _say_limits(dialogues, language)
    if dialogues.events_of_others:
        others = say_count(dialogues.events_of_others, language)
        lines.append(text("duties.dialogue.others", language, count=others))
    return DutyCard(
        "dialogue",
        value=value,
        unit=text(f"duties.dialogue.{'events_here' if is_unit else 'units'}", language, year=scope.year),
        lines=lines,
        footing=[text(f"duties.dialogue.{'ended' if dialogues.has_ended else 'still_running'}", language)],
        is_simulated=dialogues.is_simulated,
    )


def tell_promises(scope: Scope, promises: pl.DataFrame, counted: pl.DataFrame, language: str) -> DutyCard:
    if promises.is_empty():
        return DutyCard("promises")
    total = total_counts(counted)
    gone = text("duties.promises.not_possible", language, count=total["not_possible"]) if total["not_possible"] else ""
    numbers = {
        name: say_count(count, language) for name, count in total.items() if name not in ("overdue", "not_possible")
    }
    lines = [text("duties.promises.summary", language, **numbers, not_possible=gone) + "."]
    worst = promises.filter(pl.col("state") == "overdue")["days_overdue"].max()
    if worst:
        lines.append(text("duties.promises.worst", language, days=say_count(worst, language)))
    return DutyCard(
        "promises",
        value=say_count(total["overdue"], language),
        unit=text("duties.promises.overdue_unit", language),
        lines=lines,
        footing=[text("duties.promises.as_of", language, date=format_date(scope.as_of, language))],
        is_simulated=has_simulated(promises),
    )


def _say_days(reception: Reception, language: str) -> str:
    held, direct, delegated = (reception.rows.get(indicator_id) for indicator_id in (HELD, DIRECT, DELEGATED))
    required = say_count(held["denominator"], language)
    if direct is None or delegated is None or direct["numerator"] is None or delegated["numerator"] is None:
        days = say_count(held["numerator"], language)
        return text("duties.reception.days_total", language, held=days, required=required) + "."
    parts = {
        "direct": say_count(direct["numerator"], language),
        "delegated": say_count(delegated["numerator"], language),
    }
    return text("duties.reception.days", language, required=required, **parts) + "."


def _say_limits(dialogues: Dialogues, language: str) -> list[str]:
    said = []
    for name, days in (("notice", dialogues.notice_days), ("result", dialogues.result_days)):
        states = {
            key.removeprefix(f"{name}_"): count for key, count in dialogues.total.items() if key.startswith(f"{name}_")
        }
        if days and sum(states.values()):
            unknown = states["unknown"]
            values = {
                "in_time": say_count(states["in_time"], language),
                "late": say_count(states["late"], language),
                "unknown": text("duties.dialogue.unknown", language, count=say_count(unknown, language))
                if unknown
                else "",
            }
            if name == "result":
                values["pending"] = say_pending("dialogue", states["pending"], language)
            said.append(text(f"duties.dialogue.{name}", language, days=days, **values) + ".")
    return said


def say_pending(duty: str, count: int, language: str) -> str:
    return text(f"duties.{duty}.pending", language, count=say_count(count, language)) if count else ""


def say_part(part: float, whole: float, language: str) -> str:
    return text("duties.of", language, part=say_count(part, language), whole=say_count(whole, language))


def say_count(count: float, language: str) -> str:
    return format_number(count, 0, language)
