"""Dialogues of the simulated country, with opinions by outcome and, for some provinces, what was promised."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import polars as pl

from etl.simulation.frames import as_measures, report_per_sheet
from etl.simulation.settings import load_settings
from etl.simulation.units import Units
from etl.tidied import RECORDS, Tidied
from longdan.methods.period import Period, add_months

_OUTCOMES = {"answered_onsite": 0.78, "answered_written": 0.14, "escalated": 0.05, "unanswered": 0.03}
_FIELDS = ("agriculture", "land_environment", "social_policy", "culture_society", "defence_security")


def tidy_dialogues(units: Units, first: date, last: date, rng: np.random.Generator) -> Iterator[Tidied]:
    """One part per month from the first to the last; dialogues cluster towards the year's end, as in practice."""
    month = first.replace(day=1)
    while month <= last:
        yield _tidy_month(units, month, last, rng)
        month = add_months(month, 1)


def _tidy_month(units: Units, month: date, last: date, rng: np.random.Generator) -> Tidied:
    settings = load_settings()["dialogue"]
    weight = 2.2 if month.month in (4, 5, 10, 11) else 0.4
    is_held = units.is_valid(month) & (rng.random(len(units)) < settings["per_year"] / 12 * weight)
    rows = units.rows.filter(is_held).select("area_id", "short_name", sheet="province_id")
    attendances = rng.poisson(settings["attendances"] * np.clip(units.volume[is_held], 0.4, 3))
    opinions = rng.poisson(settings["opinions"] * np.clip(units.volume[is_held], 0.4, 3))
    outcomes = rng.multinomial(opinions, list(_OUTCOMES.values()))
    held_on = [month + timedelta(days=int(day)) for day in rng.integers(0, 28, rows.height)]
    measures = _measures(rows, attendances, opinions, outcomes, month)
    dialogue = _records(rows, held_on, attendances, rng)
    records = {"dialogue": dialogue}
    recorded = units.is_full[is_held]
    if recorded.any():
        records["promise"] = _promises(rows.filter(recorded), dialogue.filter(recorded), last, rng)
        measures = pl.concat([measures, _promise_measures(rows, records["promise"], month)])
    return Tidied(
        "simulated", measures, report_per_sheet(measures), records, origin="simulated", source_id="simulation"
    )


def _measures(
    rows: pl.DataFrame, attendances: np.ndarray, opinions: np.ndarray, outcomes: np.ndarray, month: date
) -> pl.DataFrame:
    totals = {"events": np.ones_like(opinions), "attendances": attendances, "opinions": opinions}
    frames = [
        rows.with_columns(column_no=pl.lit(name), value=pl.Series(values.astype(float)))
        for name, values in totals.items()
    ]
    frames += [
        rows.with_columns(
            column_no=pl.lit("opinions"),
            breakdown=pl.lit("outcome"),
            category=pl.lit(outcome),
            value=pl.Series(outcomes[:, place].astype(float)),
        )
        for place, outcome in enumerate(_OUTCOMES)
    ]
    long = pl.concat(frames, how="diagonal").with_columns(body_kind=pl.lit("peoples_committee"), scope=pl.lit("own"))
    return as_measures(long, form="longdan.dialogue", period=_month(month), status=pl.lit("reported"))


def _promise_measures(rows: pl.DataFrame, promises: pl.DataFrame, month: date) -> pl.DataFrame:
    """How many were promised, in all and by status and field: the cells of the template."""
    parts = [promises.with_columns(breakdown=pl.lit(None, dtype=pl.String), category=pl.lit(None, dtype=pl.String))]
    parts += [promises.with_columns(breakdown=pl.lit(tag), category=pl.col(tag)) for tag in ("status", "field")]
    counted = pl.concat(parts).group_by("area_id", "breakdown", "category").agg(value=pl.len().cast(pl.Float64))
    long = (
        counted.join(rows.select("area_id", "sheet"), on="area_id")
        .with_columns(column_no=pl.lit("promises"), body_kind=pl.lit("peoples_committee"), scope=pl.lit("own"))
        .sort("area_id", "breakdown", "category")
    )
    return as_measures(long, form="longdan.promise", period=_month(month), status=pl.lit("reported"))


def _month(start: date) -> Period:
    return Period("month", "civil", start, add_months(start, 1) - timedelta(days=1))


def _records(
    rows: pl.DataFrame, held_on: list[date], attendances: np.ndarray, rng: np.random.Generator
) -> pl.DataFrame:
    size = rows.height
    noticed = [day - timedelta(days=int(days)) for day, days in zip(held_on, rng.integers(4, 15, size), strict=True)]
    published = [day + timedelta(days=int(days)) for day, days in zip(held_on, rng.integers(2, 16, size), strict=True)]
    return pl.DataFrame(
        {
            "dialogue_id": rows["area_id"] + pl.Series([f".{day}.simulated" for day in held_on], dtype=pl.String),
            "area_id": rows["area_id"],
            "body_kind": "peoples_committee",
            "led_by": "committee_chair",
            "kind": "periodic",
            "audience": "residents",
            "held_on": held_on,
            "noticed_on": noticed,
            "published_on": published,
            "attendances": attendances,
            "registered_speakers": rng.binomial(attendances, 0.12),
            "preparatory_meetings": rng.integers(0, 6, size),
        },
        schema_overrides=RECORDS["dialogue"],
    )


def _promises(rows: pl.DataFrame, dialogue: pl.DataFrame, last: date, rng: np.random.Generator) -> pl.DataFrame:
    """What was promised, due within a year; four in five of those that fell due are done."""
    counts = rng.poisson(load_settings()["dialogue"]["promises"], rows.height)
    chosen = np.repeat(np.arange(rows.height), counts)
    made = dialogue[chosen]
    due = [
        day + timedelta(days=int(days))
        for day, days in zip(made["held_on"], rng.integers(30, 360, len(chosen)), strict=True)
    ]
    is_done = rng.random(len(chosen)) < np.where(np.array(due, dtype="datetime64[D]") <= np.datetime64(last), 0.8, 0.25)
    closed = [min(day, last) if done else None for day, done in zip(due, is_done, strict=True)]
    place = pl.int_range(pl.len()).over("dialogue_id")
    fields = rng.choice(_FIELDS, len(chosen))
    texts = load_settings()["dialogue"]["promise_texts"]
    return made.select(
        promise_id=pl.col("dialogue_id") + "." + (place + 1).cast(pl.String),
        dialogue_id="dialogue_id",
        area_id="area_id",
        text=pl.Series([texts[field] for field in fields], dtype=pl.String),
        field=pl.Series(fields, dtype=pl.String),
        owner=pl.lit(load_settings()["dialogue"]["promise_owner"]),
        due_on=pl.Series(due, dtype=pl.Date),
        status=pl.Series(np.where(is_done, "done", "in_progress"), dtype=pl.String),
        closed_on=pl.Series(closed, dtype=pl.Date),
        evidence=pl.Series(_evidence(is_done, due), dtype=pl.String),
    )


def _evidence(is_done: np.ndarray, due: list[date]) -> list[str | None]:
    """What proves that a promise was kept: of two in three of those that were."""
    said = load_settings()["dialogue"]["promise_evidence"]
    return [said if done and day.day % 3 else None for done, day in zip(is_done, due, strict=True)]
