"""What a record of a published source must be; each check answers with the faults it finds."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.areas.find_area import AreaFinder
from longdan.language.fault import Fault, FaultError
from longdan.methods.period import parse_period

_ALLOWED = {
    "figure": {"indicator", "area", "period", "body", "breakdown", "category", "survey", "numerator", "denominator"}
    | {"value", "qualifier", "status"},
    "survey": {"survey_id", "instrument", "round", "respondent_area", "rated_area", "rated_body", "fieldwork_from"}
    | {"fieldwork_to", "sample_type", "mode", "population", "issued", "returned", "valid", "denominator_rule"}
    | {"result_published"},
    "target": {"indicator", "area", "period", "value"},
    "source": {"id", "title_vi", "title_en", "publisher", "address", "licence", "published_on", "retrieved_on"}
    | {"quote", "correction"},
}
_REQUIRED = {
    "figure": {"indicator", "area", "period"},
    "survey": {"survey_id", "instrument", "round", "rated_area", "result_published"},
    "target": {"indicator", "area", "period", "value"},
    "source": {"id", "title_vi", "title_en"},
}
_ORIGINS = ("official", "press")
_QUALIFIERS = ("=", ">", "<", "~")
_WITHOUT_A_NUMBER = ("unpublished", "not_reported")
_WITH_A_NUMBER = ("reported", "nil", "partial_period")


@dataclass(frozen=True)
class Known:
    """What a record may name: units of the warehouse and indicators of the catalogue."""

    finder: AreaFinder
    indicator_ids: frozenset[str]


def check_source(path: Path) -> dict:
    """The content of a file whose head is sound. Raises FaultError otherwise."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise FaultError(Fault("catalogue.not_toml", file=path.name, values={"error": error})) from error
    source = content.get("source", {})
    faults = list(_check_keys("source", source))
    if source.get("id", path.stem) != path.stem:
        faults.append(_not_one_of("id", source["id"], path.stem))
    if content.get("origin") not in _ORIGINS:
        faults.append(_not_one_of("origin", content.get("origin"), _ORIGINS))
    if faults:
        raise FaultError(fault.at(file=path.name, sheet="source") for fault in faults)
    return content


def check_figure(record: dict, known: Known, survey_ids: set[str]) -> Iterator[Fault]:
    """A figure gives a value, or a numerator with or without its denominator, or says by its status that it has none."""
    yield from _check_keys("figure", record)
    yield from _check_names(record, known)
    if "survey" in record and record["survey"] not in survey_ids:
        yield _not_one_of("survey", record["survey"], sorted(survey_ids))
    if record.get("qualifier", "=") not in _QUALIFIERS:
        yield _not_one_of("qualifier", record["qualifier"], _QUALIFIERS)
    has_number = "value" in record or "numerator" in record
    statuses = _WITH_A_NUMBER if has_number else _WITHOUT_A_NUMBER
    if record.get("status", "reported") not in statuses:
        yield _not_one_of("status", record.get("status", "reported"), statuses)
    if ("breakdown" in record) != ("category" in record):
        yield _missing("breakdown, category")


def check_survey(record: dict, known: Known) -> Iterator[Fault]:
    yield from _check_keys("survey", record)
    for key in ("rated_area", "respondent_area"):
        if key in record:
            yield from _check_area(key, record[key], known.finder, record.get("fieldwork_to"))


def check_target(record: dict, known: Known) -> Iterator[Fault]:
    yield from _check_keys("target", record)
    yield from _check_names(record, known)


def _check_keys(kind: str, record: dict) -> Iterator[Fault]:
    for key in sorted(record.keys() - _ALLOWED[kind]):
        yield Fault("catalogue.unknown_key", values={"key": key, "choices": ", ".join(sorted(_ALLOWED[kind]))})
    for key in sorted(_REQUIRED[kind] - record.keys()):
        yield _missing(key)


def _check_names(record: dict, known: Known) -> Iterator[Fault]:
    if "indicator" in record and record["indicator"] not in known.indicator_ids:
        yield _not_one_of("indicator", record["indicator"], "data/catalog/indicators")
    try:
        ends_on = parse_period(record.get("period", "")).end_on
    except ValueError:
        yield _not_one_of("period", record.get("period"), "year.civil.2022-01-01.2022-12-31")
    else:
        yield from _check_area("area", record.get("area", ""), known.finder, ends_on)


def _check_area(key: str, area_id: str, finder: AreaFinder, on: date | None) -> Iterator[Fault]:
    """An area_id must be that of the unit which has its code on that day; without a day, of any unit."""
    code, _, start = area_id.partition("@")
    try:
        found = finder.find(area_id, code=code, on=on or date.fromisoformat(start))
    except FaultError as error:
        yield from error.faults
    except ValueError:
        yield _not_one_of(key, area_id, "11842@2025-07-01")
    else:
        if found != area_id:
            yield _not_one_of(key, area_id, found)


def _missing(key: str) -> Fault:
    return Fault("catalogue.missing_key", values={"key": key})


def _not_one_of(key: str, found: object, choices: object) -> Fault:
    listed = choices if isinstance(choices, str) else ", ".join(choices)
    return Fault("catalogue.not_one_of", found=str(found), values={"key": key, "choices": listed})
