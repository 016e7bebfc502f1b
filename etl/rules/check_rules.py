"""What a record of `data/catalog/rules` must be; each mistake is a fault that names the file and the id."""

from collections import Counter
from collections.abc import Iterator

from longdan.language.fault import Fault
from longdan.methods.rules import PER

_REQUIRED = {"id", "quantity", "bound", "amount", "unit", "from", "source", "checked"}
_ALLOWED = _REQUIRED | {"body", "level", "area_id", "condition", "per", "until", "may_delegate"}
_CHOICES = {
    "bound": ("least", "most"),
    "unit": ("day", "working_day", "event", "day_of_month"),
    "per": PER,
    "level": ("country", "province", "district", "commune"),
    "condition": ("complex", "specially_complex"),
    "checked": ("law", "press", "memory"),
}


def check_rules(records: list[tuple[str, dict]]) -> list[Fault]:
    """Every mistake in the records, given as (file name, record)."""
    faults = [fault for file, record in records for fault in _check_record(file, record)]
    times = Counter(record.get("id") for _, record in records)
    return faults + [_fault("duplicate_id", file, record) for file, record in records if times[record.get("id")] > 1]


def _check_record(file: str, record: dict) -> Iterator[Fault]:
    for key in sorted(record.keys() - _ALLOWED):
        yield _fault("unknown_key", file, record, key=key, choices=", ".join(sorted(_ALLOWED)))
    for key in sorted(_REQUIRED - record.keys()):
        yield _fault("missing_key", file, record, key=key)
    for key, choices in _CHOICES.items():
        if key in record and record[key] not in choices:
            yield _fault("not_one_of", file, record, key=key, choices=", ".join(choices), found=str(record[key]))


def _fault(code: str, file: str, record: dict, found: str | None = None, **values: object) -> Fault:
    return Fault(f"catalogue.{code}", file=file, sheet=str(record.get("id", "?")), found=found, values=values)
