"""What the published class of some counts says of them, and that others have none says of those."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import inf
from pathlib import Path

import duckdb

from tests.etl.disclosure.attack.forms import COUNTS, alike, counted_in
from tests.etl.disclosure.attack.published import Cell, Report
from tests.etl.disclosure.attack.system import System


def read_told(published: Path, indicators: Iterable[str]) -> dict[Report, int]:
    """The greatest value of the class of each count of which it is told."""
    with duckdb.connect(str(published), read_only=True) as connection:
        rows = connection.execute(
            """
            select o.form, o.period_no, o.area_no, coalesce(o.body_no, 0), o.origin::varchar, o.class_high
            from (from stored.observation union all by name select * exclude (ground_no, is_simulated) from stored.area_total) o
            join stored.indicator i using (indicator_no)
            where i.indicator_id in (from unnest($indicators)) and o.class_high is not null
            """,
            {"indicators": list(indicators)},
        ).fetchall()
    return {Report(*row[:5]): row[5] for row in rows}


@dataclass(frozen=True)
class Calendar:
    """`parts`: year → the parts of it by name (q1 to q4, half, nine_months). `ended`: period → its last day. `began`: area →
    its first."""

    parts: Mapping[int, Mapping[str, int]]
    ended: Mapping[int, date]
    began: Mapping[int, date]


def read_calendar(published: Path) -> Calendar:
    with duckdb.connect(str(published), read_only=True) as connection:
        rows = connection.execute(
            """
            select y.period_no, p.period_no, p.end_on,
                   case p.type when 'quarter' then 'q' || (1 + date_diff('month', y.start_on, p.start_on) // 3) else p.type end
            from stored.period y join stored.period p
                on p.calendar = y.calendar and p.start_on >= y.start_on and p.end_on <= y.end_on
            where y.type = 'year' and p.type in ('quarter', 'half', 'nine_months')
            """
        ).fetchall()
        began = dict(connection.execute("select area_no, valid_from from stored.area").fetchall())
    parts: dict[int, dict[str, int]] = defaultdict(dict)
    for year, part, _, name in rows:
        parts[year][name] = part
    return Calendar(parts, {part: end for _, part, end, _ in rows}, began)


@dataclass(frozen=True)
class Telling:
    """The rule of which counts the class is told where they lie in it: of the same counts it is known where they do not.

    `reports`: the columns of each. `room`: what open counts leave a report.
    """

    system: System
    told: Mapping[Report, int]
    reports: Mapping[Report, set[str]]
    level_of: Mapping[int, str]
    parent_of: Mapping[int, int | None]
    calendar: Calendar
    room: Callable[[Report], float]

    @property
    def threshold(self) -> int:
        return max(self.told.values()) + 1

    def say(self) -> set[Report]:
        """At most the class where it is told, more than it where it would be and is not. Returns the latter."""
        for report, most in self.told.items():
            if report.form in COUNTS:
                self.system.limit(self._cell(report), float(most))
        possible = [report for report in self._yearly if self.room(report) >= self.threshold]
        over = {report for report in possible if self._is_withheld(report) and self._would_be(report)}
        for report in over:
            self.system.say({self._cell(report): -1.0}, is_at_most=True, amount=-float(self.threshold))
        return over

    def _cell(self, report: Report) -> Cell:
        return report.cell(COUNTS[report.form].column)

    @cached_property
    def _yearly(self) -> list[Report]:
        return [
            report
            for report, columns in self.reports.items()
            if report.form in COUNTS and report.period_no in self.calendar.parts and columns & counted_in(report.form)
        ]

    @cached_property
    def _parts_of(self) -> Mapping[tuple, list[Report]]:
        found = defaultdict(list)
        for part in self._yearly:
            if part.desk or self.level_of[part.area_no] == "commune":
                above = part.area_no if part.desk else self.parent_of[part.area_no]
                found[part.form, part.period_no, part.origin, above].append(part)
        return found

    def _is_withheld(self, report: Report) -> bool:
        return report not in self.told and self._cell(report) not in self.system.known

    def _would_be(self, report: Report) -> bool:
        level = self.level_of[report.area_no]
        if level not in ("commune", "district") or (level == "commune" and report.desk):
            return False
        is_whole_district = level == "district" and not report.desk
        is_possible = self.room(report) < self.threshold or self._can_hold_without_any_quarter(report) >= self.threshold
        return is_possible and (not is_whole_district or self._have_parts_room(report))

    def _can_hold_without_any_quarter(self, report: Report) -> float:
        parts = self.calendar.parts[report.period_no]
        most = {name: self._hold(report, parts.get(name)) for name in ("q1", "q2", "q3", "q4")}
        if None in most.values():
            return inf
        half, nine = (self._hold(report, parts.get(name)) for name in ("half", "nine_months"))
        found = []
        for left_out in most:
            q1, q2, q3, q4 = (0.0 if name == left_out else each for name, each in most.items())
            first_half = min(q1 + q2, inf if half is None else half)
            found.append(min(first_half + q3, inf if nine is None else nine) + q4)
        return min(found)

    def _hold(self, report: Report, period_no: int | None) -> float | None:
        """What a part of the year can hold, also beside the total of the province; None where it was not reported."""
        if period_no is None:
            return None
        alternatives = [report._replace(form=form, period_no=period_no) for form in alike(report.form)]
        there = [each for each in alternatives if self.reports.get(each, frozenset()) & counted_in(each.form)]
        if there:
            return max(min(self.room(each), self._total_above(each)) for each in there)
        return 0.0 if self.calendar.ended[period_no] < self.calendar.began[report.area_no] else None

    def _total_above(self, report: Report) -> float:
        above = report.area_no
        while above is not None and self.level_of[above] != "province":
            above = self.parent_of[above]
        whole = Report(report.form, report.period_no, above or 0, 0, report.origin)
        return self.system.known.get(self._cell(whole), inf)

    def _have_parts_room(self, whole: Report) -> bool:
        parts = self._parts_of.get((whole.form, whole.period_no, whole.origin, whole.area_no), [])
        rooms = [self._capacity(part) for part in parts]
        return not rooms or sum(rooms) - max(rooms) >= self.threshold

    def _capacity(self, part: Report) -> float:
        is_over = part not in self.told and (not self._is_withheld(part) or self._would_be(part))
        return self.threshold if is_over else min(self.threshold - 1, self.room(part))
