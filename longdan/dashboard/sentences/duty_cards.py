"""What each card of the page of duties says."""

from dataclasses import dataclass, field
from datetime import date

import polars as pl

from longdan.dashboard.duties import count_reports, has_simulated, name_band, total_counts
from longdan.dashboard.duty_sheet import (
    DELEGATED,
    DIRECT,
    HELD,
    OPEN_OVERDUE,
    SETTLED,
    Dialogues,
    Reception,
    Reports,
    Scope,
)
from longdan.dashboard.sentences.reliability import say_units
from longdan.dashboard.sentences.values import say_base
from longdan.language.dates import format_date
from longdan.language.locale import text
from longdan.language.numbers import format_number, format_share
from longdan.language.periods import format_period, label_period


@dataclass(frozen=True)
class DutyCard:
    """What one card shows; `value` is empty where nothing is known. `tone` is better | worse | same, beside words."""

    name: str
    value: str = ""
    unit: str = ""
    word: str = ""
    tone: str = "same"
    lines: list[str] = field(default_factory=list)
    footing: list[str] = field(default_factory=list)
    is_simulated: bool = False


def tell_reception(scope: Scope, reception: Reception, language: str) -> DutyCard:
    held = reception.rows.get(HELD)
    if held is None or held["value"] is None:
        return DutyCard("reception")
    band = name_band(held["value"])
    lines = [_say_days(reception, language)]
    if reception.units > 1:
        met, units = _count(reception.units_met, language), _count(reception.units, language)
        lines.append(text("duties.reception.units_met", language, met=met, units=units))
    if reception.not_delegable_since:
        since = format_date(reception.not_delegable_since, language)
        lines.append(text("duties.reception.not_delegable", language, date=since))
    footing = " · ".join(
        part for part in (label_period(held["period_id"], language), say_units(held, language, is_short=True)) if part
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
    if not dialogues.events:
        return DutyCard("dialogue", footing=[text("duties.dialogue.ended", language)])
    is_unit = total.get("units", 0) <= 1
    value = _count(dialogues.events, language) if is_unit else _of(total["units_held"], total["units"], language)
    unit = "events_here" if is_unit else "units"
    least = [text("duties.dialogue.required", language, least=dialogues.least) + "."] if dialogues.least else []
    return DutyCard(
        "dialogue",
        value=value,
        unit=text(f"duties.dialogue.{unit}", language, year=scope.year),
        lines=[*least, *_say_limits(dialogues, language)],
        footing=[text(f"duties.dialogue.{'ended' if dialogues.has_ended else 'still_running'}", language)],
        is_simulated=dialogues.is_simulated,
    )


def tell_settlement(rows: dict[str, dict], ages: pl.DataFrame, language: str) -> DutyCard:
    """Complaints settled on time, where a form or template says so; open cases by age."""
    settled, overdue = rows.get(SETTLED), rows.get(OPEN_OVERDUE)
    if settled is None and overdue is None:
        return DutyCard("settlement", footing=[text("duties.settlement.none", language)])
    lines = []
    if overdue:
        base = say_base(overdue["numerator"], overdue["denominator"], None, language)
        lines.append(
            text("duties.settlement.overdue", language, share=format_share(overdue["value"], language), base=base)
        )
    if ages.height:
        counted = dict(ages.select("category", "value").iter_rows())
        listed = "; ".join(
            f"{text(f'duties.age.{age}', language)}: {_count(counted[age], language)}"
            for age in ("up_to_30_days", "31_to_60_days", "61_to_90_days", "over_90_days")
            if age in counted
        )
        lines.append(f"{text('duties.settlement.ages', language)} {listed}.")
    newest = settled or overdue
    footing = [format_period(newest["period_id"], language), say_units(newest, language, is_short=True)]
    return DutyCard(
        "settlement",
        value=format_share(settled["value"], language) if settled else "",
        unit=text("duties.settlement.value", language) if settled else "",
        lines=lines,
        footing=[" · ".join(part for part in footing if part)],
        is_simulated=newest["is_simulated"],
    )


def tell_promises(scope: Scope, promises: pl.DataFrame, counted: pl.DataFrame, language: str) -> DutyCard:
    if promises.is_empty():
        return DutyCard("promises")
    total = total_counts(counted)
    gone = text("duties.promises.not_possible", language, count=total["not_possible"]) if total["not_possible"] else ""
    numbers = {
        name: _count(count, language) for name, count in total.items() if name not in ("overdue", "not_possible")
    }
    lines = [text("duties.promises.summary", language, **numbers, not_possible=gone) + "."]
    worst = promises.filter(pl.col("state") == "overdue")["days_overdue"].max()
    if worst:
        lines.append(text("duties.promises.worst", language, days=_count(worst, language)))
    return DutyCard(
        "promises",
        value=_count(total["overdue"], language),
        unit=text("duties.promises.overdue_unit", language),
        tone="worse" if total["overdue"] else "better",
        lines=lines,
        footing=[text("duties.promises.as_of", language, date=format_date(scope.as_of, language))],
        is_simulated=has_simulated(promises),
    )


def tell_reports(scope: Scope, reports: Reports, language: str) -> DutyCard:
    """Of the country how many provinces were in time; of a province its own report; of a commune whether figures came."""
    if reports.communes_due is None or reports.provinces_due is None:
        return DutyCard("reports", footing=[text("duties.reports.no_rule", language)])
    is_simulated = has_simulated(reports.provinces) or has_simulated(reports.communes)
    own = reports.provinces if scope.area.level != "commune" else reports.communes
    due = reports.provinces_due if scope.area.level != "commune" else reports.communes_due
    return DutyCard(
        "reports",
        lines=_say_below(scope, reports, language),
        footing=[
            f"{text('duties.reports.due', language, date=format_date(due, language))} · {label_period(scope.period.period_id, language)}",
            text(f"duties.reports.{'by_signature' if is_simulated else 'by_receipt'}", language),
        ],
        is_simulated=is_simulated,
        **(_say_many(own, due, language) if own.height > 1 else _say_one(own, language)),
    )  # fmt: skip


def _say_one(judged: pl.DataFrame, language: str) -> dict[str, str]:
    if judged.is_empty():
        return {}
    row = judged.to_dicts()[0]
    said = text(f"duties.reports.own.{row['state']}", language, days=row["days_late"])
    return {"value": said[0].upper() + said[1:], "tone": _tone_of(row["state"])}


def _say_many(judged: pl.DataFrame, due: date, language: str) -> dict[str, object]:
    counts = count_reports(judged)
    return {
        "value": _of(counts["in_time"], judged.height, language),
        "unit": text("duties.reports.provinces", language, day=due.day),
        "tone": "better" if counts["in_time"] == judged.height else "same",
    }


def _say_below(scope: Scope, reports: Reports, language: str) -> list[str]:
    lines = []
    if reports.provinces.height > 1:
        counts = count_reports(reports.provinces)
        days = reports.provinces["days_late"].max()
        worst = text("duties.reports.worst", language, days=days) if days else ""
        lines.append(
            text(
                "duties.reports.states", language, late=counts["late"], missing=counts["missing"], worst=worst,
                unknown=counts["unknown"], pending=_say_pending("reports", counts["pending"], language),
            ) + "."
        )  # fmt: skip
    if scope.area.level != "commune" and reports.communes.height:
        counts = {state: _count(count, language) for state, count in count_reports(reports.communes).items()}
        pending = _say_pending("reports", count_reports(reports.communes)["pending"], language)
        counts |= {"pending": pending, "date": format_date(reports.communes_due, language)}
        lines.append(text("duties.reports.communes", language, **counts) + ".")
    return lines


def _say_days(reception: Reception, language: str) -> str:
    held, direct, delegated = (reception.rows.get(indicator_id) for indicator_id in (HELD, DIRECT, DELEGATED))
    required = _count(held["denominator"], language)
    if direct is None or delegated is None or direct["numerator"] is None or delegated["numerator"] is None:
        days = _count(held["numerator"], language)
        return text("duties.reception.days_total", language, held=days, required=required) + "."
    parts = {"direct": _count(direct["numerator"], language), "delegated": _count(delegated["numerator"], language)}
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
                "in_time": _count(states["in_time"], language),
                "late": _count(states["late"], language),
                "unknown": text("duties.dialogue.unknown", language, count=_count(unknown, language))
                if unknown
                else "",
            }
            if name == "result":
                values["pending"] = _say_pending("dialogue", states["pending"], language)
            said.append(text(f"duties.dialogue.{name}", language, days=days, **values) + ".")
    return said


def _say_pending(duty: str, count: int, language: str) -> str:
    return text(f"duties.{duty}.pending", language, count=_count(count, language)) if count else ""


def _tone_of(state: str) -> str:
    return {"in_time": "better", "late": "worse", "missing": "worse"}.get(state, "same")


def _of(part: float, whole: float, language: str) -> str:
    return text("duties.of", language, part=_count(part, language), whole=_count(whole, language))


def _count(count: float, language: str) -> str:
    return format_number(count, 0, language)
