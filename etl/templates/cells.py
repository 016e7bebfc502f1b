"""Reads one cell of a template by the type of its field."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache

from etl.happened import latest_day
from etl.personal_data import find_personal_data
from etl.templates.layout import Choice, Field
from etl.templates.written_period import read_period
from longdan.language.dates import read_date
from longdan.language.fault import Fault, FaultError
from longdan.language.locale import LANGUAGES
from longdan.language.names import fold_name
from longdan.language.numbers import Reading, read_number
from longdan.methods.period import Period

_CODE_LENGTHS = (2, 3, 5)  # province, district, commune
Value = str | date | Reading | Period


def read_cell(field: Field, cell: object, *, is_percent: bool = False, decimal: str | None = None) -> Value | None:
    """The value of a cell that is not blank; None where it holds only spaces. Raises FaultError.

    A count, share or number becomes a `Reading` (a share with its `share` from 0 to 1), a date a `date`, a choice its
    stored value, a period a `Period`; areas, indicators and text stay text.
    """
    if isinstance(cell, str) and not cell.strip():
        return None
    return _READERS[field.type](field, cell, is_percent, decimal)


def _read_count(field: Field, cell: object, is_percent: bool, decimal: str | None) -> Reading:
    if is_percent or str(cell).rstrip().endswith("%"):
        raise _fault(field, "share_for_count", cell)
    return read_number(cell, decimal=decimal, is_count=True)


def _read_number(field: Field, cell: object, is_percent: bool, decimal: str | None) -> Reading:
    return read_number(cell, decimal=decimal, shown_as_percent=is_percent)


def _read_share(field: Field, cell: object, is_percent: bool, decimal: str | None) -> Reading:
    """Excel keeps 12,41 % as 0.1241; a bare number of 1 or more may be per cent or a count, so it is asked back."""
    reading = read_number(cell, decimal=decimal, shown_as_percent=is_percent)
    if reading.value is None:
        return reading
    if not reading.is_percent and reading.value >= 1:
        raise _fault(field, "bare_share", cell)
    if not 0 <= reading.share <= 1:
        raise _fault(field, "share_out_of_range", cell)
    return reading


def _read_date(field: Field, cell: object, is_percent: bool, decimal: str | None) -> date | None:
    return read_date(cell, latest_day() if field.has_happened else None)


def _read_period(field: Field, cell: object, is_percent: bool, decimal: str | None) -> Period:
    period = read_period(cell)
    if period is None:
        raise _fault(field, "period_unreadable", cell)
    if field.has_happened and period.start_on > latest_day():
        raise _fault(field, "period_in_future", cell)
    return period


def _read_choice(field: Field, cell: object, is_percent: bool, decimal: str | None) -> str:
    wanted = fold_name(str(cell))
    for choice in field.choices:
        if wanted in _spellings(choice):
            return choice.value
    labels = {
        f"choices_{language}": "; ".join(choice.label(language) for choice in field.choices) for language in LANGUAGES
    }
    raise _fault(field, "not_a_choice", cell, **labels)


@cache
def _spellings(choice: Choice) -> frozenset[str]:
    return frozenset(fold_name(written) for written in (choice.vi, choice.en, choice.value, *choice.also))


def _read_text(field: Field, cell: object, is_percent: bool, decimal: str | None) -> str:
    """Any text may be of somebody: also the name of a body, of a survey, of a question."""
    written = _read_name(field, cell, is_percent, decimal)
    if find_personal_data(written):
        raise _fault(field, "personal_data", None)  # what was found is not repeated
    return written


def _read_name(field: Field, cell: object, is_percent: bool, decimal: str | None) -> str:
    """The name of what is looked up in a list: communes are called Nguyễn Văn Linh or Anh Sơn."""
    if isinstance(cell, (date, datetime)):
        raise _fault(field, "date_for_text", cell.strftime("%d/%m/%Y"))
    return " ".join(str(cell).split())


def _read_area(field: Field, cell: object, is_percent: bool, decimal: str | None) -> str:
    """A code or a name. Excel drops leading zeros: 31 may be Hải Phòng (31) or a commune (00031), so it is asked back."""
    written = _read_name(field, cell, is_percent, decimal)
    if written.isdigit() and len(written) not in ((5,) if isinstance(cell, int) else _CODE_LENGTHS):
        raise _fault(field, "area_code", cell)
    return written


def _fault(field: Field, code: str, cell: object, **values: object) -> FaultError:
    headings = {f"heading_{language}": field.heading(language) for language in LANGUAGES}
    found = None if cell is None else str(cell)[:200]
    return FaultError(Fault(f"templates.{code}", found=found, values={**headings, **values}))


_READERS: dict[str, Callable[[Field, object, bool, str | None], Value | None]] = {
    "count": _read_count,
    "number": _read_number,
    "share": _read_share,
    "date": _read_date,
    "period": _read_period,
    "choice": _read_choice,
    "text": _read_text,
    "area": _read_area,
    "indicator": _read_name,
}
