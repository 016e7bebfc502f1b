"""What a record of the catalogue must be: each rule answers with faults that name the file and the id."""

from collections import Counter
from collections.abc import Iterator

from longdan.language.fault import Fault

_PAIRED = ("title", "definition", "numerator", "denominator", "caveat", "comparability")
_REQUIRED = {
    "indicator": {"id", "topic", "title_vi", "title_en", "unit", "decimals", "direction", "aggregation"}
    | {"definition_vi", "definition_en", "disclosure"},
    "from": {"form"},
    "break": {"on", "kind", "text_vi", "text_en"},
    "source": {"id", "title_vi", "title_en"},
}
_ALLOWED = {
    "indicator": _REQUIRED["indicator"]
    | {f"{name}_{language}" for name in _PAIRED for language in ("vi", "en")}
    | {"position", "legal_basis", "headline", "flow", "apportion", "scale_min", "scale_max", "from"},
    "from": {"form", "numerator", "denominator", "series", "breakdown", "category", "where", "denominator_where"}
    | {"by", "per_population", "required", "may_exceed", "question"},
    "break": _REQUIRED["break"] | {"joins", "indicators", "between", "area_id"},
    "source": _REQUIRED["source"]
    | {"publisher", "address", "licence", "published_on", "retrieved_on", "quote", "correction"},
}
_CHOICES = {
    "direction": {"higher_is_better", "lower_is_better", "neutral"},
    "aggregation": {"sum", "ratio_of_sums", "pooled", "population_weighted", "none"},
    # Which weights may share out the figure of a divided unit among its parts. population: known shares of the people, for
    # what happens to people; area: else shares of the area; never: what a body does (days, sessions, meetings) has no parts.
    "apportion": {"population", "area", "never"},
    "disclosure": {"open", "survey", "denunciation", "linked"},
    "kind": {"reform", "form", "unit", "method"},
}
_WITH_A_BASE = {"share", "per_1000", "ratio"}


def check_catalogue(indicators: list[tuple[str, dict]], units: set[str], topics: set[str]) -> list[Fault]:
    """Every mistake in the indicator records, given as (file name, record)."""
    faults = [fault for file, record in indicators for fault in _check_indicator(file, record, units, topics)]
    times = Counter(record.get("id") for _, record in indicators)
    return faults + [_fault("duplicate_id", file, record) for file, record in indicators if times[record.get("id")] > 1]


def check_keys(file: str, kind: str, records: list[dict], indicator_ids: set[str]) -> list[Fault]:
    """Mistakes in the records of breaks or sources: keys, choices, and indicators that do not exist."""
    faults = [fault for record in records for fault in _check_record(file, kind, record, record)]
    times = Counter(record.get("id") for record in records if "id" in record)
    faults += [_fault("duplicate_id", file, {"id": id_}) for id_, count in times.items() if count > 1]
    named = [(record, id_) for record in records for id_ in record.get("indicators", [])]
    return faults + [
        _fault("not_one_of", file, record, key="indicators", choices="data/catalog/indicators", found=id_)
        for record, id_ in named
        if id_ not in indicator_ids
    ]


def _check_indicator(file: str, record: dict, units: set[str], topics: set[str]) -> Iterator[Fault]:
    yield from _check_record(file, "indicator", record, record)
    for name, choices in (("unit", units), ("topic", topics)):
        yield from _check_choice(file, record, name, choices, record)
    for name in _PAIRED:
        for language, other in (("vi", "en"), ("en", "vi")):
            if record.get(f"{name}_{language}") and not record.get(f"{name}_{other}"):
                yield _fault("missing_language", file, record, key=f"{name}_{other}")
    if record.get("unit") in _WITH_A_BASE:
        for name in ("numerator_vi", "denominator_vi"):
            if not record.get(name):
                yield _fault("missing_key", file, record, key=name)
    for source in record.get("from", []):
        yield from _check_record(file, "from", source, record)
        if not (source.get("numerator") or source.get("question")):
            yield _fault("missing_key", file, record, key="from.numerator")
        if ("breakdown" in source) != ("category" in source):
            yield _fault("missing_key", file, record, key="from.breakdown, from.category")


def _check_record(file: str, kind: str, record: dict, owner: dict) -> Iterator[Fault]:
    given = {key for key, value in record.items() if value is not None}
    for key in sorted(given - _ALLOWED[kind]):
        allowed = ", ".join(sorted(_ALLOWED[kind]))
        yield _fault("unknown_key", file, owner, key=key, choices=allowed)
    for key in sorted(_REQUIRED[kind] - given):
        yield _fault("missing_key", file, owner, key=key)
    for key, choices in _CHOICES.items():
        yield from _check_choice(file, record, key, choices, owner)


def _check_choice(file: str, record: dict, key: str, choices: set[str], owner: dict) -> Iterator[Fault]:
    value = record.get(key)
    if value is not None and value not in choices:
        yield _fault("not_one_of", file, owner, key=key, choices=", ".join(sorted(choices)), found=str(value))


def _fault(code: str, file: str, record: dict, found: str | None = None, **values: object) -> Fault:
    name = str(record.get("id") or record.get("on") or "?")
    return Fault(f"catalogue.{code}", file=file, sheet=name, found=found, values=values)
