"""The rules that everybody knows: of the forms, of areas that make up others, of periods inside others, of re-based figures."""

import tomllib
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from functools import cache
from pathlib import Path

import duckdb

from tests.etl.disclosure.attack.published import Mappings, Report, Shown
from tests.etl.disclosure.attack.system import System

_FORMS = Path(__file__).resolve().parents[4] / "data/forms"
# What no form prints and everybody knows: eligible petitions were screened, and screened ones came in.
_PLAIN_LIMITS = {"tt02_2021.01_xld": [("9", "8"), ("8", "1")], "tt01_2024.01_xld": [("6", "1")]}
Reports = Mapping[Report, set[str]]


@cache
def rules_of(form: str) -> list[dict]:
    circular, name = form.split(".")
    return tomllib.loads((_FORMS / circular / f"{name}.toml").read_text(encoding="utf-8")).get("rule", [])


def say_form_rules(system: System, reports: Reports, units: Reports) -> Mapping[str, list[dict]]:
    """The "=" and "≤" of each form, and what everybody knows besides. Returns the rules said, by form.

    A total split into parts that no `units` show and no other rule names is left out: whatever the totals are, parts can be
    found that make up every sum of parts, so that the split says nothing of the totals.
    """
    seen = defaultdict(set)
    for report, columns in units.items():
        seen[report.form] |= {column for column in columns if report.cell(column) in system.known}
    rules = {
        form: [rule for rule in rules_of(form) if _says_something(rule, form, seen[form])]
        for form in {r.form for r in reports}
    }
    for report in reports:
        for rule in rules[report.form]:
            match rule["kind"]:
                case "sum":
                    parts = dict.fromkeys((report.cell(column) for column in rule["parts"]), 1.0)
                    system.say(parts | {report.cell(rule["total"]): -1.0})
                case "at_most":
                    system.say({report.cell(rule["column"]): 1.0, report.cell(rule["limit"]): -1.0}, is_at_most=True)
                case "equals_other_form":
                    other = Report(rule["form"], report.period_no, report.area_no, report.desk, report.origin)
                    if other in reports:
                        system.say({report.cell(rule["column"]): 1.0, other.cell(rule["other"]): -1.0})
        for part, whole in _PLAIN_LIMITS.get(report.form, []):
            system.say({report.cell(part): 1.0, report.cell(whole): -1.0}, is_at_most=True)
    return rules


def _says_something(rule: dict, form: str, seen: set[str]) -> bool:
    if rule["kind"] != "sum":
        return True
    elsewhere = [
        {each.get("total"), each.get("column"), each.get("limit"), *each.get("parts", [])}
        for each in rules_of(form)
        if each is not rule
    ]
    named = set().union(*elsewhere, *(pair for pair in _PLAIN_LIMITS.get(form, [])))
    return bool(set(rule["parts"]) & (named | seen))


def say_areas(
    system: System,
    reports: Reports,
    parent_of: Mapping[int, int | None],
    rules: Mapping[str, list[dict]] | None = None,
    ruled: Container[Report] = (),
) -> None:
    """Each column of an area is the sum of its desks' and of the areas in it, as far as they reported.

    A total of a form is left out where its parts are added up over the same reports, which all keep the `rules` said of them.
    """
    parts = defaultdict(list)
    for report in reports:
        above = report.area_no if report.desk else parent_of.get(report.area_no)
        if above is not None:
            parts[Report(report.form, report.period_no, above, 0, report.origin)].append(report)
    for whole, members in parts.items():
        given = {column: [each for each in members if column in reports[each]] for column in reports.get(whole, ())}
        sums = [rule for rule in (rules or {}).get(whole.form, []) if rule["kind"] == "sum"] if whole in ruled else []
        for column, those in given.items():
            if those and not any(_follows(rule, column, given, ruled) for rule in sums):
                system.say(dict.fromkeys((each.cell(column) for each in those), 1.0) | {whole.cell(column): -1.0})


def _follows(rule: dict, column: str, given: Mapping[str, list[Report]], ruled: Container[Report]) -> bool:
    """Whether a column is the total of others that are added up over the same reports."""
    return (
        rule["total"] == column
        and all(given.get(part) == given[column] for part in rule["parts"])
        and all(each in ruled for each in given[column])
    )


def say_periods(
    system: System,
    units: Iterable[Report],
    reports: Reports,
    inside: Mapping[int, set[int]],
    made_up: Mapping[int, set[int]],
    columns: Mapping[str, set[str]],
) -> None:
    """A unit's longer period holds at least what a shorter one in it holds, and at most what its quarters hold together.

    Of units only: sums over units are over those that reported, which are others in other periods.

    `inside`: period → the shorter periods in it; `made_up`: those that make it up, where all of them are known periods.
    """
    for report in units:
        shorter = [
            Report(report.form, period, report.area_no, report.desk, report.origin)
            for period in inside[report.period_no]
        ]
        for column in columns.get(report.form, ()):
            for each in _without_steps([each for each in shorter if each in reports], inside):
                system.say({each.cell(column): 1.0, report.cell(column): -1.0}, is_at_most=True)
            quarters = [each for each in shorter if each.period_no in made_up.get(report.period_no, ())]
            if quarters and all(each in reports for each in quarters):
                terms = dict.fromkeys((each.cell(column) for each in quarters), -1.0)
                system.say({report.cell(column): 1.0} | terms, is_at_most=True)


def _without_steps(shorter: list[Report], inside: Mapping[int, set[int]]) -> list[Report]:
    """Those that lie in no other of them: what holds more than the other holds more than what is in it."""
    periods = {each.period_no for each in shorter}
    return [each for each in shorter if not any(each.period_no in inside.get(other, ()) for other in periods)]


def say_rebased(
    system: System,
    shown: Iterable[Shown],
    mappings: Mappings,
    made_of: Mapping[tuple[str, int], list[tuple[int, float]]],
) -> None:
    """A re-based figure is the weighted sum of what its predecessors reported."""
    for each in shown:
        predecessors = made_of.get((each.edition, each.report.area_no), [])
        columns, _ = mappings.of(each.key, each.report.form)
        if predecessors and len(columns) == 1 and each.numerator is not None:
            old = [
                (Report(each.report.form, each.report.period_no, area, 0, each.report.origin), w)
                for area, w in predecessors
            ]
            system.say({report.cell(columns[0]): weight for report, weight in old}, amount=each.numerator)


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
