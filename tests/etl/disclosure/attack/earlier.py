"""The attack of somebody who kept earlier builds: he sets the published files side by side.

A report that is the same in several of them has the same cells in all; of each report he is told whether it has changed. Cells of
areas that add up others are of each build by itself: what ties them is that they are sums.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from tests.etl.disclosure.attack.bounds import Protection, Verdict, attack
from tests.etl.disclosure.attack.forms import COUNTS
from tests.etl.disclosure.attack.protections import measure_room
from tests.etl.disclosure.attack.published import Cell, Mappings, read_shown, say_observations
from tests.etl.disclosure.attack.relations import read_tree, say_areas, say_form_rules
from tests.etl.disclosure.attack.system import System

BELOW_PROVINCE = ("commune", "district")
COUNTED = {
    form: count for form, count in COUNTS.items() if count.within
}  # received; of conclusions nothing open is said
FORMS = (*COUNTED, "tt06_2025.04_gqtc")


@dataclass(frozen=True)
class Kept:
    """A published file; `in_class` are the counts he is told to lie under the threshold (form, area_no, origin), and
    `version` says which report of an area it holds, by area_id: 0 where it is not named."""

    published: Path
    in_class: frozenset[tuple[str, int, str]] = frozenset()
    version: Mapping[str, int] = field(default_factory=dict)


def attack_builds(builds: Sequence[Kept], mappings: Mappings, since: date, until: date, threshold: int = 5) -> Verdict:
    """Attack the counts of denunciations, in every build, of the periods that end between two days; those of several types
    apart from each other are best attacked one by one."""
    found, protections = System(), {}
    parts = [_describe(number, build, mappings, since, until, threshold) for number, build in enumerate(builds)]
    for system, name, _ in parts:
        found.known |= {name(cell): value for cell, value in system.known.items()}
    for system, name, wanted in parts:
        for relations, is_at_most in ((system.equal, False), (system.at_most, True)):
            for terms, amount in relations:
                found.say({name(cell): by for cell, by in terms.items()}, is_at_most=is_at_most, amount=amount)
        for cell, most in system.most.items():
            found.limit(name(cell), most)
        protections |= {name(cell): protection for cell, protection in wanted.items()}
    return attack(found, protections)


def _describe(
    number: int, build: Kept, mappings: Mappings, since: date, until: date, threshold: int
) -> tuple[System, "_Names", dict[Cell, Protection]]:
    """What one build says, how its cells are called among those of all, and what has to stay possible of them."""
    names = _Names(number, build)
    parent_of, _, _ = read_tree(build.published)
    system = System()
    is_sum = {area for area, level in names.levels.items() if level != "commune"}
    countries = {area for area, level in names.levels.items() if level == "country"}
    shown = read_shown(build.published, FORMS, since, until)
    reports = say_observations(system, shown, mappings, is_sum, countries)
    ruled = {report: columns for report, columns in reports.items() if report.area_no not in countries}
    say_form_rules(system, ruled)
    say_areas(system, reports, parent_of)
    wanted = {}
    for report in reports:
        if report.form in COUNTED and names.levels[report.area_no] in BELOW_PROVINCE:
            cell = report.cell(COUNTED[report.form].column)
            if report.period_no not in names.years:
                wanted[cell] = Protection(0, 0)
            elif (report.form, report.area_no, report.origin) in build.in_class:
                system.limit(cell, threshold - 1)
                wanted[cell] = Protection(0, min(threshold - 1, measure_room(system, report)))
    return system, names, wanted


class _Names:
    """Small integers are given anew by each build: cells are known by text."""

    def __init__(self, number: int, build: Kept) -> None:
        self._number, self._version = number, build.version
        with duckdb.connect(str(build.published), read_only=True) as connection:
            rows = connection.execute("select area_no, area_id, level::varchar from stored.area").fetchall()
            periods = connection.execute("select period_no, period_id, type from stored.period").fetchall()
            self._bodies = dict(connection.execute("select body_no, body_id from stored.body").fetchall())
        self._areas = {area_no: area_id for area_no, area_id, _ in rows}
        self.levels = {area_no: level for area_no, _, level in rows}
        self._periods = {period_no: period_id for period_no, period_id, _ in periods}
        self.years = {period_no for period_no, _, type in periods if type == "year"}

    def __call__(self, cell: Cell) -> Hashable:
        form, column, period_no, area_no, desk, origin = cell
        area_id = self._areas[area_no]
        of_build = (
            self._version.get(area_id, 0) if self.levels[area_no] == "commune" or desk else f"build {self._number}"
        )
        return form, column, self._periods[period_no], area_id, self._bodies.get(desk), origin, of_build
