"""What the cards on deadlines say: settlement on time, and the reports themselves."""

from datetime import date

import polars as pl

from longdan.dashboard.duties.cards import DutyCard, say_count, say_part, say_pending
from longdan.dashboard.duties.counts import count_reports, has_simulated
from longdan.dashboard.duties.known import OPEN_OVERDUE, SETTLED, Reports, Scope
from longdan.dashboard.sentences.reliability import say_units
from longdan.dashboard.sentences.values import say_base
from longdan.language.dates import format_date
from longdan.language.locale import text
from longdan.language.numbers import format_share
from longdan.language.periods import format_period, label_period


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
            f"{text(f'duties.age.{age}', language)}: {say_count(counted[age], language)}"
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


def tell_reports(scope: Scope, reports: Reports, language: str) -> DutyCard:
    """Of the country how many provinces were in time; of a province its own report; of a commune whether figures came."""
    if reports.communes_due is None or reports.provinces_due is None:
        return DutyCard("reports", footing=[text("duties.reports.no_rule", language)])
    if not reports.has_any:
        return DutyCard("reports", footing=[text("duties.reports.none", language)])
    is_simulated = has_simulated(reports.provinces) or has_simulated(reports.communes)
    own = reports.provinces if scope.area.level != "commune" else reports.communes
    due = reports.provinces_due if scope.area.level != "commune" else reports.communes_due
    return DutyCard(
        "reports",
        lines=_say_below(scope, reports, language),
        footing=[
            f"{text('duties.reports.due', language, date=format_date(due, language))} · {label_period(scope.period.period_id, language)}",
            text(f"duties.reports.{_how_dated(scope, own, is_simulated)}", language),
        ],
        is_simulated=is_simulated,
        **(_say_many(own, due, language) if own.height > 1 else _say_one(own, language)),
    )  # fmt: skip


def _how_dated(scope: Scope, judged: pl.DataFrame, is_simulated: bool) -> str:
    """By which day reports are judged, or why the one there is cannot be."""
    if judged.height == 1 and (judged["state"] == "unknown").all():
        return "through" if scope.area.level == "commune" else "before_use"
    return "by_signature" if is_simulated else "by_receipt"


def _say_one(judged: pl.DataFrame, language: str) -> dict[str, str]:
    if judged.is_empty():
        return {}
    row = judged.to_dicts()[0]
    said = text(f"duties.reports.own.{row['state']}", language, days=row["days_late"])
    return {"value": said[0].upper() + said[1:]}


def _say_many(judged: pl.DataFrame, due: date, language: str) -> dict[str, str]:
    counts = count_reports(judged)
    return {
        "value": say_part(counts["in_time"], judged.height, language),
        "unit": text("duties.reports.provinces", language, day=due.day),
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
                unknown=counts["unknown"], pending=say_pending("reports", counts["pending"], language),
            ) + "."
        )  # fmt: skip
    if scope.area.level != "commune" and reports.communes.height:
        counts = {state: say_count(count, language) for state, count in count_reports(reports.communes).items()}
        pending = say_pending("reports", count_reports(reports.communes)["pending"], language)
        counts |= {"pending": pending, "date": format_date(reports.communes_due, language)}
        lines.append(text("duties.reports.communes", language, **counts) + ".")
    return lines
