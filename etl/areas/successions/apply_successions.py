"""Put official correspondences into the history of the units, in the place of what the lists say."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from etl.areas.history import History
from etl.areas.successions.check_successions import UNIT, place_of
from etl.areas.unit import Step, Unit
from etl.tidied import RECORDS
from longdan.language.fault import Fault, FaultError
from longdan.language.locale import text
from longdan.methods.apportionment import CONVERSION

_DAY = timedelta(days=1)


def apply_successions(history: History, rows: pl.DataFrame) -> pl.DataFrame:
    """Replace the steps of every unit and day that the rows (columns CORRESPONDENCE) name; what they do not name stays.

    Rows to a unit that ended with the day before, such as a commune's to the districts that it straddles, are no steps: they
    come back, in the columns CONVERSION. Raises FaultError with every code that was no unit on its day.
    """
    faults: list[Fault] = []
    former: list[tuple] = []
    for _, of_unit in rows.sort("effective_on", "from_code", "row").group_by(UNIT, maintain_order=True):
        group = of_unit.to_dicts()
        try:
            if len(group[0]["to_code"]) < len(group[0]["from_code"]):
                former += _former_shares(history, group)
            else:
                _replace_steps(history, group)
        except FaultError as error:
            faults += error.faults
    if faults:
        raise FaultError(faults)
    return pl.DataFrame(former, schema=CONVERSION, orient="row")


def succession_sources(rows: pl.DataFrame) -> pl.DataFrame:
    """What `source_id` of these rows refers to, in the columns of the table `source`."""
    written = sorted({row["source"] or "" for row in rows.select("source").iter_rows(named=True)})
    titles = {name: {lang: name or text("successions.source", lang) for lang in ("vi", "en")} for name in written}
    sources = [
        {"source_id": _source_id(name or None), "title_vi": titles[name]["vi"], "title_en": titles[name]["en"]}
        for name in written
    ]
    return pl.DataFrame(sources, schema=RECORDS["source"])


def _replace_steps(history: History, group: list[dict]) -> None:
    """A successor that was there already starts a new row on the day: it is another extent from then on."""
    on: date = group[0]["effective_on"]
    before = _unit(history, group[0], "from_code", on - _DAY)
    if before.is_valid_on(on):
        if before.code not in {row["to_code"] for row in group}:
            raise FaultError(
                Fault("successions.continues", **place_of(group[0]), found=before.code, values=_named(before, on))
            )
        history.split(before, on, _source_id(group[0]["source"]))
        before = history.units[before.area_id]
    steps = []
    for row in group:
        after = _unit(history, row, "to_code", on)
        if after.valid_from < on:
            after = history.split(after, on, _source_id(row["source"]))
        steps.append(_step(before, after, row, is_alone=len(group) == 1))
    kept = [step for step in history.steps if (step.from_id, step.effective_on) != (before.area_id, on)]
    history.steps = kept + steps


def _step(before: Unit, after: Unit, row: dict, is_alone: bool) -> Step:
    step = Step(
        before.area_id,
        after.area_id,
        row["effective_on"],
        "part",
        row["share"],
        row["basis"],
        _source_id(row["source"]),
    )
    if is_alone:
        return replace(step, relation="whole", share=1.0, share_basis="whole")
    return step if row["share"] is not None else replace(step, share_basis=None)


def _former_shares(history: History, group: list[dict]) -> list[tuple]:
    shares = []
    for row in group:
        unit = _unit(history, row, "from_code", row["effective_on"])
        ended = _unit(history, row, "to_code", row["effective_on"] - _DAY)
        basis = "whole" if row["share"] == 1 else row["basis"] if row["share"] is not None else None
        shares.append((unit.area_id, ended.area_id, row["share"], basis, _source_id(row["source"])))
    return shares


def _unit(history: History, row: dict, column: str, day: date) -> Unit:
    unit = history.valid_on(row[column], day)
    if unit is None:
        values = {"day": day.strftime("%d/%m/%Y")}
        raise FaultError(Fault("successions.unknown", **place_of(row), column=column, found=row[column], values=values))
    return unit


def _named(unit: Unit, on: date) -> dict:
    return {"name": unit.name, "day": on.strftime("%d/%m/%Y")}


def _source_id(written: str | None) -> str:
    """The same for the same words, so that it stays over builds."""
    return "successions_" + (hashlib.sha256(written.encode()).hexdigest()[:8] if written else "user")
