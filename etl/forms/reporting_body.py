"""Who reports: the lines at the head of an official form ("UBND THÀNH PHỐ HẢI PHÒNG", "THANH TRA THÀNH PHỐ")."""

from dataclasses import replace
from datetime import date

from etl.areas.unit import COUNTRY_ID
from etl.files.sheet import Sheet
from etl.forms.head import head_lines
from etl.forms.unit import Finder, Unit, named_level, strip_committee
from etl.forms.words import first_words, folded, names_department
from longdan.language.fault import Fault, FaultError
from longdan.language.names import normalise_name


def find_reporting_body(sheet: Sheet, last_row: int, finder: Finder, on: date) -> Unit:
    """The innermost body that the head names: each line lies inside the one above.

    An inspectorate reports for its whole area. Raises FaultError where no line names a body, or an area is unknown.
    """
    body: Unit | None = None
    for row, column, line in _body_lines(sheet, last_row):
        try:
            body = _read_line(line, body, finder, on) or body
        except FaultError as error:
            place = {"row": row, "column": sheet.cell_name(row, column).rstrip("0123456789"), "found": line}
            raise FaultError(fault.at(**place) for fault in error.faults) from None
    if body is None:
        raise FaultError(Fault("forms.reporting_body"))
    return body


def _body_lines(sheet: Sheet, last_row: int) -> list[tuple[int, int, str]]:
    """Lines that name a body; "ỦY BAN NHÂN DÂN" alone goes on in the next line of its column."""
    found: list[tuple[int, int, str]] = []
    unfinished: dict[int, str] = {}
    for row, column, line in head_lines(sheet, last_row):
        if first_words(line, "not_reporting_starts"):
            continue
        if ":" in line and first_words(line, "reporting_starts"):
            line = line.split(":", 1)[1].strip()
        if column in unfinished:
            line = f"{unfinished.pop(column)} {line}"
        if first_words(line, "committee_starts") and not strip_committee(line):
            unfinished[column] = line
        elif _names_body(line):
            found.append((row, column, line))
    return found


def _names_body(line: str) -> bool:
    is_committee = first_words(line, "committee_starts") or first_words(line, "inspectorate_starts")
    return bool(is_committee) or names_department(line)


def _read_line(line: str, outer: Unit | None, finder: Finder, on: date) -> Unit | None:
    if folded(line) == "thanh tra chinh phu":
        return Unit(COUNTRY_ID, "country")
    if first_words(line, "inspectorate_starts"):
        # "THANH TRA THÀNH PHỐ" under the committee's line adds nothing; alone or with another name, it names the area.
        rest = strip_committee(" ".join(normalise_name(line).split(" ")[2:]))
        return outer if outer and outer.is_named(rest) else _find_area(rest, outer, finder, on)
    if first_words(line, "committee_starts"):
        return _find_area(strip_committee(line), outer, finder, on)
    if outer is None:
        return None
    return replace(outer, body_kind="department", body_name=normalise_name(line))


def _find_area(bare: str, outer: Unit | None, finder: Finder, on: date) -> Unit:
    """The area of a committee. "Thành phố" is a province where one has the name, else a city of a province."""
    levels = [level for level in ("commune", "province", "district") if named_level(bare, (level,))]
    within = outer.area_id if outer else None
    faults: tuple[Fault, ...] = ()
    for level in levels or ["province"]:
        try:
            area_id = finder.find(bare, level=level, within=None if level == "province" else within, on=on)
            return Unit(area_id, level, title=bare)
        except FaultError as error:
            faults = faults or error.faults
    raise FaultError(faults)
