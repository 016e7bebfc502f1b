"""What the published class of some counts says of them, and that others have none says of those."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tests.etl.disclosure.attack.published import Report
from tests.etl.disclosure.attack.system import System


def read_told(published: Path, indicator_id: str) -> dict[Report, int]:
    """The greatest value of the class of each count of which it is told."""
    with duckdb.connect(str(published), read_only=True) as connection:
        rows = connection.execute(
            """
            select o.form, o.period_no, o.area_no, coalesce(o.body_no, 0), o.origin::varchar, o.class_high
            from (from stored.observation union all by name select * exclude (ground_no, is_simulated) from stored.area_total) o
            join stored.indicator i using (indicator_no)
            where i.indicator_id = $indicator and o.class_high is not null
            """,
            {"indicator": indicator_id},
        ).fetchall()
    return {Report(*row[:5]): row[5] for row in rows}


@dataclass(frozen=True)
class Telling:
    """The rule of which counts the class is told where they lie in it: of the same counts it is known where they do not.

    `column_of` the count by form, `room` what open counts leave a report, `quarters` those of each year.
    """

    told: Mapping[Report, int]
    reports: Collection[Report]
    level_of: Mapping[int, str]
    parent_of: Mapping[int, int | None]
    quarters: Mapping[int, set[int]]
    column_of: Mapping[str, str]
    room: Callable[[Report], float]

    @property
    def threshold(self) -> int:
        return max(self.told.values()) + 1

    def say(self, system: System) -> set[Report]:
        """At most the class where it is told, more than it where it would be and is not. Returns the latter."""
        for report, most in self.told.items():
            if report.form in self.column_of:
                system.limit(report.cell(self.column_of[report.form]), float(most))
        over = {
            report
            for report in self._of_years()
            if self._is_withheld(report, system) and self._would_be(report, system)
        }
        for report in over:
            system.say({report.cell(self.column_of[report.form]): -1.0}, is_at_most=True, amount=-float(self.threshold))
        return over

    def _of_years(self) -> list[Report]:
        years = {report.period_no for report in self.told}
        return [report for report in self.reports if report.form in self.column_of and report.period_no in years]

    def _is_withheld(self, report: Report, system: System) -> bool:
        return report not in self.told and report.cell(self.column_of[report.form]) not in system.known

    def _would_be(self, report: Report, system: System) -> bool:
        level = self.level_of[report.area_no]
        if level not in ("commune", "district") or (level == "commune" and report.desk):
            return False
        is_possible = self.room(report) >= self.threshold and self._have_quarters_room(report, system)
        return is_possible and (level == "commune" or bool(report.desk) or self._have_parts_room(report, system))

    def _have_quarters_room(self, report: Report, system: System) -> bool:
        quarters = [
            Report(report.form, period, report.area_no, report.desk, report.origin)
            for period in self.quarters.get(report.period_no, ())
        ]
        if not quarters or not all(quarter in self.reports for quarter in quarters):
            return True
        rooms = [min(self.room(quarter), self._total_above(quarter, system)) for quarter in quarters]
        return sum(rooms) - max(rooms) >= self.threshold

    def _total_above(self, report: Report, system: System) -> float:
        above = report.area_no
        while above is not None and self.level_of[above] != "province":
            above = self.parent_of[above]
        whole = Report(report.form, report.period_no, above or 0, 0, report.origin)
        return system.known.get(whole.cell(self.column_of[report.form]), float("inf"))

    def _have_parts_room(self, whole: Report, system: System) -> bool:
        parts = [
            part
            for part in self._of_years()
            if (part.form, part.period_no, part.origin) == (whole.form, whole.period_no, whole.origin)
            and (part.area_no == whole.area_no if part.desk else self.parent_of[part.area_no] == whole.area_no)
        ]
        rooms = [self._capacity(part, system) for part in parts]
        return not rooms or sum(rooms) - max(rooms) >= self.threshold

    def _capacity(self, part: Report, system: System) -> float:
        is_over = part not in self.told and (not self._is_withheld(part, system) or self._would_be(part, system))
        return self.threshold if is_over else min(self.threshold - 1, self.room(part))
