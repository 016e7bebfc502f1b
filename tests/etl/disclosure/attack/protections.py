"""What disclosure control claims of each hidden figure on denunciations, which the attacker then tries to disprove.

Below province:

- a year's count of the class: that it may be anything from 0 to the threshold less one, or to what open counts leave room for
  where that is less;
- a year's count hidden to protect one: a range as wide as `width`;
- a quarter's: that there were none; a cumulative period's too, unless the year's count is shown;
- fields, instances and verdicts: that there were none, where the count they are parts of is hidden.

From province up, of everything hidden: a range as wide as `width`, or as what stays open leaves it.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from tests.etl.disclosure.attack.bounds import Protection
from tests.etl.disclosure.attack.forms import COUNTS, rules_of
from tests.etl.disclosure.attack.published import Cell, Report
from tests.etl.disclosure.attack.system import System

Reports = Mapping[Report, set[str]]
Class = Container[tuple[str, int, str]]  # form, area_no, origin of a year's count


@dataclass(frozen=True)
class Periods:
    """The periods that are years, the shorter periods inside each, and the quarters that make one up."""

    years: set[int]
    inside: Mapping[int, set[int]]
    quarters: Mapping[int, set[int]]


@dataclass(frozen=True)
class Claims:
    """`in_class` None: the attacker is not told which years' counts lie under the threshold, and all hidden ones are meant."""

    system: System
    reports: Reports
    periods: Periods
    threshold: int
    width: int
    in_class: Class | None

    def below(self, units: Iterable[Report]) -> Iterator[tuple[Cell, Protection]]:
        for report in units:
            cell = report.cell(COUNTS[report.form].column)
            if report.period_no in self.periods.years:
                found = self._protect_year(report, cell)
            elif self.periods.inside[report.period_no] and self._is_year_known(report):
                continue
            else:
                found = Protection(0, 0)
            if found:
                yield cell, found
                yield from ((report.cell(part), Protection(0, 0)) for part in self._parts(report))

    def _protect_year(self, report: Report, cell: Cell) -> Protection | None:
        if (
            (report.form, report.area_no, report.origin) in self.in_class
            if self.in_class
            else cell not in self.system.known
        ):
            return Protection(0, min(self.threshold - 1, self.room(report)))
        return None if cell in self.system.known else Protection(width=self.width)

    def _parts(self, report: Report) -> set[str]:
        """What the count is split into, as far as the report has it."""
        column = COUNTS[report.form].column
        sums = [rule["parts"] for rule in rules_of(report.form) if rule["kind"] == "sum" and rule["total"] == column]
        return self.reports[report].intersection(*[{part for parts in sums for part in parts}])

    def _is_year_known(self, report: Report) -> bool:
        years = (
            report._replace(period_no=year)
            for year in self.periods.years
            if report.period_no in self.periods.inside[year]
        )
        return any(year.cell(COUNTS[report.form].column) in self.system.known for year in years)

    def room(self, report: Report) -> float:
        """What the open counts leave a year, and those of its quarters where all were reported."""
        quarters = [report._replace(period_no=period) for period in self.periods.quarters.get(report.period_no, ())]
        room = self.open_room(report)
        if quarters and all(each in self.reports for each in quarters):
            room = min(room, sum(self.open_room(each) for each in quarters))
        return room

    def open_room(self, report: Report) -> float:
        return measure_room(self.system, report)


def measure_room(system: System, report: Report) -> float:
    """What the open counts of a report leave a count of denunciations."""
    count, known = COUNTS[report.form], system.known
    wholes = [known[report.cell(column)] for column in count.within if report.cell(column) in known]
    less = sum(known.get(report.cell(column), 0.0) for column in count.less)
    return max(0.0, min(wholes, default=float("inf")) - less)
