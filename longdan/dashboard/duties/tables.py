"""The tables of the page of duties as a person reads them: promises, parts of the area, rules in force."""

import polars as pl

from longdan.dashboard.duties.known import DutySheet
from longdan.language.dates import format_date
from longdan.language.locale import text
from longdan.language.numbers import format_number, format_share

_PROMISE_COUNTS = ("overdue", "open", "done", "done_without_evidence")


def show_promises(judged: pl.DataFrame, language: str) -> pl.DataFrame:
    """One row per promise in the order given: where, what, who, when, state, days overdue, evidence, origin."""
    table = judged.select(
        area="area_name",
        text="text",
        owner="owner",
        made_on=_write_date("made_on", language),
        due_on=_write_date("due_on", language),
        state=_say("state", "duties.promise_state", language),
        days_overdue="days_overdue",
        closed_on=_write_date("closed_on", language),
        evidence=pl.col("evidence").fill_null(""),
        origin=pl.when("is_simulated")
        .then(pl.lit(text("figures.simulated", language)))
        .otherwise(pl.lit(text("figures.real", language))),
    )
    return _name_columns(table, language)


def count_by_place(parts: pl.DataFrame, sheet: DutySheet) -> pl.DataFrame:
    """One row per part of the area, those with most promises overdue first: what is known of each of its duties.

    `parts` as `Scope.parts` gives them. place_id, name, share (held of required), units, units_held and the states of `count_dialogues`, the
    states of `count_promises`, report (state) and days_late; null where nothing is known.
    """
    shares = pl.DataFrame(
        list(sheet.reception.by_area.items()), schema={"place_id": pl.String, "share": pl.Float64}, orient="row"
    )
    own = pl.concat([sheet.reports.provinces, sheet.reports.communes]).select("area_id", "days_late", report="state")
    dialogues = sheet.dialogues
    counted = dialogues.by_place if dialogues.events else dialogues.by_place.clear()
    return (
        parts.join(shares, on="place_id", how="left")
        .join(counted, on="place_id", how="left")
        .join(sheet.promised, on="place_id", how="left")
        .join(own, left_on="place_id", right_on="area_id", how="left")
        .sort(pl.col("overdue").fill_null(0), "name", descending=[True, False])
    )


def show_places(counted: pl.DataFrame, language: str, *, has_due: bool) -> pl.DataFrame:
    """`count_by_place` in words, with the columns of which anything is known of any part; a part without promises has 0."""
    rows = [
        {
            "area": row["name"],
            "reception": format_share(row["share"], language) if row["share"] is not None else "",
            "dialogues": _of(row["units_held"], row["units"], language),
            "notice": _of(row["notice_in_time"], _known(row, "notice"), language),
            "result": _of(row["result_in_time"], _known(row, "result"), language),
            **{name: row[name] or 0 for name in _PROMISE_COUNTS},
            "report": _report(row, language) if has_due else "",
        }
        for row in counted.to_dicts()
    ]
    schema = dict.fromkeys(("area", "reception", "dialogues", "notice", "result"), pl.String)
    schema |= dict.fromkeys(_PROMISE_COUNTS, pl.Int64) | {"report": pl.String}
    table = pl.DataFrame(rows, schema=schema)
    if counted["promises"].is_null().all():
        table = table.drop(_PROMISE_COUNTS)
    empty = [name for name, kind in table.schema.items() if kind == pl.String and (table[name] == "").all()]
    return _name_columns(table.drop(empty) if table.height else table, language)


def show_rules(rules: pl.DataFrame, language: str) -> pl.DataFrame:
    """One row per rule: duty, whom it binds, what it asks, since when, its source and where that was read."""
    rows = [
        {
            "duty": _duty(row, language),
            "subject": _subject(row, language),
            "asked": _asked(row, language),
            "valid": _valid(row, language),
            "source": row["source"],
            "checked": text(f"duties.checked.{row['checked']}", language),
        }
        for row in rules.to_dicts()
    ]
    names = ("duty", "subject", "asked", "valid", "source", "checked")
    return _name_columns(pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String)), language)


def _duty(row: dict, language: str) -> str:
    duty = text(f"duties.quantity.{row['quantity']}", language)
    return text(f"duties.condition.{row['condition']}", language, duty=duty) if row["condition"] else duty


def _subject(row: dict, language: str) -> str:
    subject = text(f"duties.subject.{row['body_kind'] or 'anybody'}", language)
    if row["level"]:
        subject = text(f"duties.level.{row['level']}", language, subject=subject)
    if row["area_name"]:
        subject = text("duties.rules.in_place", language, subject=subject, area=row["area_name"])
    return subject


def _asked(row: dict, language: str) -> str:
    amount = text(f"duties.unit.{row['unit']}", language, amount=row["amount"])
    bound = "most_day_of_month" if row["unit"] == "day_of_month" else row["bound"]
    asked = text(f"duties.rules.{bound}", language, amount=amount)
    asked = text(f"duties.unit.per_{row['per']}", language, asked=asked) if row["per"] else asked
    return text("duties.rules.in_person", language, asked=asked) if row["may_delegate"] is False else asked


def _valid(row: dict, language: str) -> str:
    first = format_date(row["valid_from"], language)
    if row["valid_to"] is None:
        return text("duties.rules.since", language, first=first)
    return text("duties.rules.between", language, first=first, last=format_date(row["valid_to"], language))


def _known(row: dict, name: str) -> int | None:
    """How many dialogues are in time or late: those of which both days are known."""
    return None if row[f"{name}_late"] is None else row[f"{name}_in_time"] + row[f"{name}_late"]


def _of(part: int | None, whole: int | None, language: str) -> str:
    if not whole:
        return ""
    values = {"part": format_number(part, 0, language), "whole": format_number(whole, 0, language)}
    return text("duties.of", language, **values)


def _report(row: dict, language: str) -> str:
    return text(f"duties.reports.own.{row['report']}", language, days=row["days_late"]) if row["report"] else ""


def _say(column: str, key: str, language: str) -> pl.Expr:
    return pl.col(column).map_elements(lambda one: text(f"{key}.{one}", language), return_dtype=pl.String)


def _write_date(column: str, language: str) -> pl.Expr:
    """A day as people write it; nothing where none is known."""
    written = pl.col(column).map_elements(lambda day: format_date(day, language), return_dtype=pl.String)
    return written.fill_null("")


def _name_columns(table: pl.DataFrame, language: str) -> pl.DataFrame:
    return table.rename({name: text(f"duties.column.{name}", language) for name in table.columns})
