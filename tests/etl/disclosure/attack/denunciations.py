"""The attack on denunciations: from a published file to the hidden figures that can be worked out of it."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb

from longdan.warehouse.catalogue import Catalogue, load_catalogue
from tests.etl.disclosure.attack.bounds import Protection, Verdict, attack
from tests.etl.disclosure.attack.published import Cell, Mappings, Report, read_shown, say_observations
from tests.etl.disclosure.attack.relations import (
    read_quarters,
    read_tree,
    say_areas,
    say_form_rules,
    say_periods,
    say_rebased,
)
from tests.etl.disclosure.attack.system import System
from tests.etl.disclosure.attack.told import Telling

# The column of denunciations within competence, and those that bound it: of all petitions, less complaints and feedback.
COLUMNS = {
    "tt06_2025.02_xld": ("12", ("2", "1"), ("6", "19")),
    "tt01_2024.01_xld": ("16", ("4", "1"), ("15", "17")),
    "tt02_2021.01_xld": ("20", ("8", "1"), ("19", "21")),
}
Reports = Mapping[Report, set[str]]
FORMS = (*COLUMNS, "tt06_2025.04_gqtc")


@dataclass(frozen=True)
class Periods:
    """The periods that are years, the shorter periods inside each, and the quarters that make one up."""

    years: set[int]
    inside: Mapping[int, set[int]]
    quarters: Mapping[int, set[int]]


def attack_denunciations(
    published: Path,
    since: date,
    until: date,
    threshold: int = 5,
    in_class: frozenset[tuple[str, int, str]] = frozenset(),
    catalogue: Catalogue | None = None,
    told: Mapping[Report, int] | None = None,
) -> Verdict:
    """Attack the counts of denunciations of all periods that end between two days.

    `in_class`: (form, area_no, origin) of yearly counts that the attacker is told to lie under the threshold. `told`: the
    classes that are published (`told.read_told`); he knows then of other withheld counts too that they lie in none.
    """
    mappings = Mappings(catalogue or load_catalogue())
    parent_of, inside, made_of = read_tree(published)
    quarters = read_quarters(published)
    shown = read_shown(published, FORMS, since, until)
    system = System()
    levels, years = _read_kinds(published)
    is_sum = {area for area, level in levels.items() if level != "commune"}
    reports = say_observations(system, shown, mappings, is_sum)
    for report in reports:
        if (
            report.period_no in years
            and (report.form, report.area_no, report.origin) in in_class
            and report.form in COLUMNS
        ):
            system.limit(report.cell(COLUMNS[report.form][0]), threshold - 1)
    column_of = {form: column for form, (column, _, _) in COLUMNS.items()}
    telling = Telling(
        told or {}, reports, levels, parent_of, quarters, column_of, lambda each: _open_room(system, each)
    )
    over = telling.say(system) if told else set()
    units = {report: columns for report, columns in reports.items() if report.area_no not in is_sum}
    # The country adds up columns that not every province gave: there the rules of a form need not hold.
    ruled = {report: columns for report, columns in reports.items() if levels[report.area_no] != "country"}
    rules = say_form_rules(system, ruled, units)
    say_areas(system, reports, parent_of, rules, ruled)
    say_periods(system, units, reports, inside, quarters, {form: {column} for form, (column, _, _) in COLUMNS.items()})
    say_rebased(system, shown, mappings, made_of)
    below = [r for r in reports if r.form in COLUMNS and levels[r.area_no] in ("commune", "district")]
    protections = _protect(system, below, reports, in_class, Periods(years, inside, quarters), threshold)
    for year in over:  # like a count that is shown: that it fell into the first nine months may follow
        for period in (period for period in inside[year.period_no] if inside[period]):
            protections.pop(replace(year, period_no=period).cell(column_of[year.form]), None)
    return attack(system, protections)


def _protect(
    system: System,
    units: Iterable[Report],
    reports: Reports,
    in_class: Container[tuple[str, int, str]],
    periods: Periods,
    threshold: int,
) -> dict[Cell, Protection]:
    """Below province: of a year, counts of the class up to the threshold less one, or to what open counts leave room for; of a
    quarter, that there were none; of a cumulative period too, unless the year's count is shown."""
    protections = {}
    for report in units:
        cell = report.cell(COLUMNS[report.form][0])
        if report.period_no in periods.years:
            is_meant = (
                (report.form, report.area_no, report.origin) in in_class if in_class else cell not in system.known
            )
            if is_meant:
                protections[cell] = Protection(0, min(threshold - 1, _room(system, report, reports, periods.quarters)))
        elif not periods.inside[report.period_no] or not _is_year_known(system, report, periods):
            protections[cell] = Protection(0, 0)
    return protections


def _is_year_known(system: System, report: Report, periods: Periods) -> bool:
    years = (replace(report, period_no=year) for year in periods.years if report.period_no in periods.inside[year])
    return any(year.cell(COLUMNS[report.form][0]) in system.known for year in years)


def _room(system: System, report: Report, reports: Reports, made_up: Mapping[int, set[int]]) -> float:
    """What the open counts of the year leave, and those of its quarters where all were reported."""
    quarters = [
        Report(report.form, period, report.area_no, report.desk, report.origin)
        for period in made_up.get(report.period_no, ())
    ]
    room = _open_room(system, report)
    if quarters and all(each in reports for each in quarters):
        room = min(room, sum(_open_room(system, each) for each in quarters))
    return room


def _open_room(system: System, report: Report) -> float:
    _, within, less = COLUMNS[report.form]
    wholes = [system.known[report.cell(column)] for column in within if report.cell(column) in system.known]
    return max(
        0.0, min(wholes, default=float("inf")) - sum(system.known.get(report.cell(column), 0.0) for column in less)
    )


def _read_kinds(published: Path) -> tuple[dict[int, str], set[int]]:
    with duckdb.connect(str(published), read_only=True) as connection:
        levels = dict(connection.execute("select area_no, level::varchar from stored.area").fetchall())
        years = {
            number
            for (number,) in connection.execute("select period_no from stored.period where type = 'year'").fetchall()
        }
    return levels, years


def read_class(facts: Path, indicator_id: str, until: date, threshold: int) -> frozenset[tuple[str, int, str]]:
    """(form, area_no, origin) of the counts below province under the threshold in the year that ends on a day, as the build
    knows them."""
    with duckdb.connect(str(facts), read_only=True) as connection:
        rows = connection.execute(
            """
            select o.form, o.area_no, o.origin::varchar
            from stored.observation o join stored.indicator i using (indicator_no) join stored.period p using (period_no)
            join stored.area a using (area_no)
            where i.indicator_id = $indicator and p.type = 'year' and p.end_on = $until and o.numerator < $threshold
              and o.breakdown is null and o.edition = 'reported' and a.level in ('commune', 'district')
            """,
            {"indicator": indicator_id, "until": until, "threshold": threshold},
        ).fetchall()
    return frozenset(rows)
