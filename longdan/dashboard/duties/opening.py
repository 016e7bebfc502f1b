"""The sentence that opens the page of duties: days of reception, dialogues, promises overdue."""

import polars as pl

from longdan.dashboard.duties.counts import has_simulated
from longdan.dashboard.duties.known import DELEGATED, DIRECT, HELD, Dialogues, DutySheet, Reception, Scope
from longdan.dashboard.sentences.home import mark_simulated
from longdan.language.locale import text
from longdan.language.numbers import format_number, format_share
from longdan.language.periods import format_period


def open_duties(scope: Scope, area_name: str, sheet: DutySheet, language: str) -> str:
    """The figures that answer first: days of reception, dialogues, promises overdue; what is not known is left out."""
    reception, dialogues, promises = sheet.reception, sheet.dialogues, sheet.promises
    told = (
        _open_reception(reception, language),
        _open_dialogues(scope, dialogues, language),
        _open_promises(promises, language),
    )
    said = "; ".join(part for part in told if part)
    if not said:
        return text("duties.nothing", language, area=area_name[0].upper() + area_name[1:]) + "."
    period = format_period(scope.period.period_id, language)
    sentence = text("duties.opening.sentence", language, period=period, area=area_name, said=said)
    is_simulated = dialogues.is_simulated or has_simulated(promises)
    is_simulated |= any(row["is_simulated"] for row in reception.rows.values())
    return mark_simulated(sentence + ".", is_simulated, language)


def _open_reception(reception: Reception, language: str) -> str:
    held, direct, delegated = (reception.rows.get(indicator_id) for indicator_id in (HELD, DIRECT, DELEGATED))
    if held is None or held["value"] is None:
        return ""
    share = format_share(held["value"], language)
    if not (direct and delegated) or direct["value"] is None or delegated["value"] is None:
        return text("duties.opening.held_total", language, share=share)
    parts = {"direct": format_share(direct["value"], language), "delegated": format_share(delegated["value"], language)}
    return text("duties.opening.held", language, share=share, **parts)


def _open_dialogues(scope: Scope, dialogues: Dialogues, language: str) -> str:
    if not dialogues.events:
        return ""
    if dialogues.total.get("units", 0) > 1:
        held, units = _count(dialogues.total["units_held"], language), _count(dialogues.total["units"], language)
        return text("duties.opening.dialogues", language, held=held, units=units, year=scope.year)
    return text("duties.opening.dialogue_here", language, events=_count(dialogues.events, language), year=scope.year)


def _open_promises(promises: pl.DataFrame, language: str) -> str:
    if promises.is_empty():
        return ""
    overdue = promises.filter(pl.col("state") == "overdue").height
    whole = _count(promises.height, language)
    if not overdue:
        return text("duties.opening.no_overdue", language, promises=whole)
    return text("duties.opening.overdue", language, overdue=_count(overdue, language), promises=whole)


def _count(count: float, language: str) -> str:
    return format_number(count, 0, language)
