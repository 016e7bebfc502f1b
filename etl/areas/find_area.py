"""Find a unit by its code or by its name as people write it; never a guess."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

import polars as pl

from etl.areas.same_ground import same_ground
from etl.areas.unit import COUNTRY_ID, DATA
from etl.areas.written_name import KEYS, folded_key, read_written_name
from longdan.language.fault import Fault, FaultError

_CODE_LENGTH = {"province": 2, "district": 3, "commune": 5}
_LISTED = 8


@dataclass(frozen=True, slots=True)
class _Row:
    area_id: str
    code: str
    level: str
    name: str
    names: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    above: tuple[str, ...]  # its parents, upward to the country
    former_district_id: str | None

    @property
    def ancestors(self) -> tuple[str, ...]:
        return (*self.above, self.former_district_id) if self.former_district_id else self.above

    def is_valid_on(self, day: date | None) -> bool:
        return day is None or (self.valid_from <= day and (self.valid_to is None or day <= self.valid_to))


class AreaFinder:
    """Looks units up in the frames of `read_areas`. Build it once; a look-up takes some microseconds."""

    def __init__(self, area: pl.DataFrame, succession: pl.DataFrame) -> None:
        self._rows = _read_rows(area)
        self._continued = same_ground(succession)
        self._by_code: dict[str, list[_Row]] = defaultdict(list)
        self._by_key: tuple[dict[str, list[_Row]], ...] = tuple(defaultdict(list) for _ in KEYS)
        for row in self._rows.values():
            self._by_code[row.code].append(row)
            for key, index in zip(KEYS, self._by_key, strict=True):
                for written in {key(name) for name in row.names}:
                    index[written].append(row)

    def find(
        self,
        text: str,
        *,
        code: str | None = None,
        level: str | None = None,
        within: str | None = None,
        on: date | None = None,
    ) -> str:
        """The area_id of the unit that `text` names, or of the one that has `code`, which wins over the name.

        `on`: the unit must be valid on that day, whatever was or will be called so; a unit that only changed its name is
        found by the old one. Without it the rows of one unit on the same ground count as one, the newest. Parents may follow
        after commas. Raises FaultError: `areas.unknown` with similar names, `areas.ambiguous` with the candidates.
        """
        readings = [self._rows_of_code(code, level)] if code else self._readings(text, level, within)
        otherwise_called: list[_Row] = []
        for rows in readings:
            fitting = self._on_day(rows, on)
            if len(fitting) == 1:
                return fitting[0].area_id
            if fitting:
                raise FaultError(self._fault("areas.ambiguous", code or text, within, on, fitting))
            otherwise_called = otherwise_called or rows
        near = otherwise_called or (self._similar(text, level, within) if text else [])
        raise FaultError(self._fault("areas.unknown", code or text, within, on, near))

    def level_of(self, area_id: str) -> str:
        """country, province, district or commune."""
        return self._rows[area_id].level

    def _rows_of_code(self, code: str, level: str | None) -> list[_Row]:
        """A code whose leading zeros a spreadsheet has dropped is understood where the level is known."""
        written = code.strip()
        if level in _CODE_LENGTH and written.isdigit():
            written = written.zfill(_CODE_LENGTH[level])
        return [row for row in self._by_code.get(written, []) if level in (None, row.level)]

    def _readings(self, text: str, level: str | None, within: str | None) -> Iterator[list[_Row]]:
        """The rows of any day that the text may mean, the strictest reading first."""
        written = read_written_name(text)
        for key, index in zip(KEYS, self._by_key, strict=True):
            for form in written.forms:
                rows = [
                    row
                    for row in index.get(key(form), [])
                    if level in (None, row.level)
                    and (within is None or self._is_within(row, within))
                    and all(self._lies_in(row, parent) for parent in written.parents)
                ]
                if rows:
                    yield rows

    def _is_within(self, row: _Row, within: str) -> bool:
        """Also where `within` is a later row of the same ground as one of its parents."""
        if within == row.area_id or within in row.ancestors:
            return True
        return any(self._continued.get(area_id) == within for area_id in row.ancestors)

    def _lies_in(self, row: _Row, parent: str) -> bool:
        wanted = {folded_key(form) for form in read_written_name(parent).forms}
        return any(not wanted.isdisjoint(map(folded_key, self._rows[area_id].names)) for area_id in row.ancestors)

    def _on_day(self, rows: list[_Row], on: date | None) -> list[_Row]:
        """The rows valid on the day, else those that became a row valid on it; without a day each unit's newest row."""
        valid = [row for row in rows if on is not None and row.is_valid_on(on)]
        if valid:
            return valid
        newest = {self._follow(row, on).area_id for row in rows}
        return [self._rows[area_id] for area_id in sorted(newest) if self._rows[area_id].is_valid_on(on)]

    def _follow(self, row: _Row, on: date | None) -> _Row:
        while row.area_id in self._continued and not (on is not None and row.is_valid_on(on)):
            row = self._rows[self._continued[row.area_id]]
        return row

    def _similar(self, text: str, level: str | None, within: str | None) -> list[_Row]:
        """Units elsewhere that have the name, else those in the same place with a similar one."""
        name = text.split(",")[0]
        elsewhere = next(self._readings(name, level, None), None)
        if elsewhere:
            return elsewhere
        near = {
            folded_key(row.name): row
            for row in self._rows.values()
            if level in (None, row.level) and (within is None or self._is_within(row, within))
        }
        return [near[key] for key in get_close_matches(folded_key(name), near, n=3, cutoff=0.7)]

    def _fault(self, code: str, asked: str, within: str | None, on: date | None, rows: Iterable[_Row]) -> Fault:
        described = [self._describe(row) for row in rows]
        listed = "; ".join(described[:_LISTED]) + ("; …" if len(described) > _LISTED else "")
        place = self._rows[within or COUNTRY_ID].name
        where = f"{place}, {on:%d/%m/%Y}" if on else place
        return Fault(code, found=asked, values={"found_name": asked, "where": where, "candidates": listed or "–"})

    def _describe(self, row: _Row) -> str:
        above = [self._rows[area_id].name for area_id in row.above if area_id != COUNTRY_ID]
        return f"{', '.join([row.name, *above])} [{row.area_id}]"


def _read_rows(area: pl.DataFrame) -> dict[str, _Row]:
    aliases = tomllib.loads((DATA / "aliases.toml").read_text(encoding="utf-8"))["alias"]
    other_names = {alias["code"]: alias["names"] for alias in aliases}
    rows: dict[str, _Row] = {}
    for unit in area.iter_rows(named=True):
        above = rows[unit["parent_id"]] if unit["parent_id"] else None
        rows[unit["area_id"]] = _Row(
            unit["area_id"],
            unit["code"],
            unit["level"],
            unit["name"],
            (unit["name"], unit["short_name"], *other_names.get(unit["code"], ())),
            unit["valid_from"],
            unit["valid_to"],
            (above.area_id, *above.above) if above else (),
            unit["former_district_id"],
        )
    return rows
