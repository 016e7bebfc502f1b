"""The rules that everybody knows: of the forms, of areas that make up others, of periods inside others, of re-based figures."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from functools import cache
from pathlib import Path

import duckdb

from tests.etl.disclosure.attack.forms import PLAIN_LIMITS, rules_of
from tests.etl.disclosure.attack.published import Mappings, Report, Shown
from tests.etl.disclosure.attack.system import System

Reports = Mapping[Report, set[str]]


def say_form_rules(system: System, reports: Reports) -> None:
    """The "=", "≤" and "≥" of each form, and what everybody knows besides."""
    for report, columns in reports.items():
        for rule in rules_of(report.form):
            if is_said(rule, report.form, columns):
                _say_rule(system, rule, report, reports)
        for part, whole in PLAIN_LIMITS.get(report.form, []):
            system.say({report.cell(part): 1.0, report.cell(whole): -1.0}, is_at_most=True)


def _say_rule(system: System, rule: dict, report: Report, reports: Reports) -> None:
    match rule["kind"]:
        case "sum":
            parts = dict.fromkeys((report.cell(column) for column in rule["parts"]), 1.0)
            system.say(parts | {report.cell(rule["total"]): -1.0})
        case "at_most":
            system.say({report.cell(rule["column"]): 1.0, report.cell(rule["limit"]): -1.0}, is_at_most=True)
        case "equals_other_form" | "at_least_other_form":
            other = report._replace(form=rule["form"])
            if other in reports:
                terms = {report.cell(rule["column"]): -1.0, other.cell(rule["other"]): 1.0}
                system.say(terms, is_at_most=rule["kind"] == "at_least_other_form")


def is_said(rule: dict, form: str, columns: Container[str]) -> bool:
    """Not said is that a total has parts which the report does not have and no other rule names: that is always so."""
    return rule["kind"] != "sum" or any(
        part in columns or part in _named_elsewhere(form)[rule["total"]] for part in rule["parts"]
    )


@cache
def _named_elsewhere(form: str) -> dict[str, set[str]]:
    """For each total of a form what rules of other totals, and limits, name."""
    rules = rules_of(form)
    return {
        rule["total"]: {
            column
            for each in rules
            if each.get("total") != rule["total"]
            for column in (each.get("total"), each.get("column"), each.get("limit"), *each.get("parts", []))
        }
        | {column for pair in PLAIN_LIMITS.get(form, []) for column in pair}
        for rule in rules
        if rule["kind"] == "sum"
    }


def say_areas(
    system: System, reports: Reports, parent_of: Mapping[int, int | None], ruled: Container[Report] = ()
) -> None:
    """Each column of an area is the sum of its desks' and of the areas in it, as far as they reported.

    A total is left out where its parts are added up over the same reports, all of which keep the rules of their form (`ruled`).
    """
    parts = defaultdict(list)
    for report in reports:
        above = report.area_no if report.desk else parent_of.get(report.area_no)
        if above is not None:
            parts[Report(report.form, report.period_no, above, 0, report.origin)].append(report)
    for whole, members in parts.items():
        given = {column: [each for each in members if column in reports[each]] for column in reports.get(whole, ())}
        sums = [rule for rule in rules_of(whole.form) if rule["kind"] == "sum" and whole in ruled]
        for column, those in given.items():
            if those and not any(rule["total"] == column and _follows(rule, those, given, ruled) for rule in sums):
                system.say(dict.fromkeys((each.cell(column) for each in those), 1.0) | {whole.cell(column): -1.0})


def _follows(rule: dict, those: list[Report], given: Mapping[str, list[Report]], ruled: Container[Report]) -> bool:
    """Whether the parts of a total are added up over `those` that gave the total."""
    return all(given.get(part) == those for part in rule["parts"]) and all(each in ruled for each in those)


def say_periods(
    system: System,
    units: Iterable[Report],
    reports: Reports,
    inside: Mapping[int, set[int]],
    made_up: Mapping[int, set[int]],
    columns: Mapping[str, set[str]],
    flows: Container[str] = (),
) -> None:
    """A unit's longer period holds at least what a shorter one in it holds, and at most what its quarters hold together: as
    much, of what is counted from zero in each period (the forms in `flows`).

    Of units only: sums over units are over those that reported, which are others in other periods.

    `inside`: period → the shorter periods in it; `made_up`: those that make it up, where all of them are known periods.
    """
    for report in units:
        shorter = [report._replace(period_no=period) for period in inside[report.period_no]]
        given = _without_steps([each for each in shorter if each in reports], inside)
        quarters = [each for each in shorter if each.period_no in made_up.get(report.period_no, ())]
        for column in columns.get(report.form, ()):
            for each in given:
                system.say({each.cell(column): 1.0, report.cell(column): -1.0}, is_at_most=True)
            if quarters and all(each in reports for each in quarters):
                terms = dict.fromkeys((each.cell(column) for each in quarters), -1.0)
                system.say({report.cell(column): 1.0} | terms, is_at_most=report.form not in flows)


def _without_steps(shorter: list[Report], inside: Mapping[int, set[int]]) -> list[Report]:
    """Those that lie in no other of them: what holds more than the other holds more than what is in it."""
    periods = {each.period_no for each in shorter}
    return [each for each in shorter if not any(each.period_no in inside.get(other, ()) for other in periods)]


def say_rebased(
    system: System,
    shown: Iterable[Shown],
    mappings: Mappings,
    made_of: Mapping[tuple[str, int], list[tuple[int, float]]],
    reports: Reports,
) -> None:
    """A re-based figure is the weighted sum of what those of its predecessors reported that reported it."""
    for each in shown:
        columns, _ = mappings.of(each.key, each.report.form)
        if each.edition == "reported" or len(columns) != 1 or each.numerator is None:
            continue
        terms = {}
        for area, weight in made_of.get((each.edition, each.report.area_no), []):
            old = each.report._replace(area_no=area, desk=0)
            if columns[0] in reports.get(old, ()):
                terms[old.cell(columns[0])] = weight
        system.say(terms, amount=each.numerator)


def read_tree(
    published: Path,
) -> tuple[dict[int, int | None], dict[int, set[int]], dict[tuple[str, int], list[tuple[int, float]]]]:
    """Parents of areas, periods inside periods of a year that begin with it or follow one another, and what units are made of."""
    with duckdb.connect(str(published), read_only=True) as connection:
        parent_of = dict(connection.execute("select area_no, parent_no from stored.area").fetchall())
        pairs = connection.execute(
            """
            select l.period_no, s.period_no from stored.period l join stored.period s
                on s.calendar = l.calendar and s.start_on >= l.start_on and s.end_on <= l.end_on
                and s.period_no <> l.period_no and l.type in ('half', 'nine_months', 'year') and l.calendar = 'inspection'
            """
        ).fetchall()
        steps = connection.execute("select edition::varchar, to_no, from_no, weight from stored.conversion").fetchall()
    inside, made_of = defaultdict(set), defaultdict(list)
    for longer, shorter in pairs:
        inside[longer].add(shorter)
    for edition, to_no, from_no, weight in steps:
        made_of[edition, to_no].append((from_no, weight))
    return parent_of, inside, made_of


def read_quarters(published: Path) -> dict[int, set[int]]:
    """The quarters of each longer period of which all are known periods."""
    with duckdb.connect(str(published), read_only=True) as connection:
        rows = connection.execute(
            """
            select l.period_no, list(q.period_no) from stored.period l join stored.period q
                on q.calendar = l.calendar and q.type = 'quarter' and q.start_on >= l.start_on and q.end_on <= l.end_on
            where l.calendar = 'inspection' and l.type in ('half', 'nine_months', 'year')
            group by l.period_no, l.type
            having count(*) = case l.type when 'half' then 2 when 'nine_months' then 3 else 4 end
            """
        ).fetchall()
    return {longer: set(quarters) for longer, quarters in rows}
