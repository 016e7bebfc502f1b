"""The attack on denunciations: from a published file to the hidden figures that can be worked out of it."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import duckdb

from longdan.warehouse.catalogue import Catalogue, load_catalogue
from tests.etl.disclosure.attack.bounds import Protection, Verdict, attack
from tests.etl.disclosure.attack.forms import COUNTS, FORMS
from tests.etl.disclosure.attack.protections import Claims, Periods
from tests.etl.disclosure.attack.published import Mappings, Report, Shown, read_shown, say_observations
from tests.etl.disclosure.attack.relations import (
    read_quarters,
    read_tree,
    say_areas,
    say_form_rules,
    say_periods,
    say_rebased,
)
from tests.etl.disclosure.attack.system import System
from tests.etl.disclosure.attack.told import Telling, read_calendar


def attack_denunciations(
    published: Path,
    since: date,
    until: date,
    threshold: int = 5,
    in_class: frozenset[tuple[str, int, str]] = frozenset(),
    catalogue: Catalogue | None = None,
    told: Mapping[Report, int] | None = None,
    width: int = 5,
) -> Verdict:
    """Attack the figures on denunciations of all periods that end between two days.

    `in_class`: (form, area_no, origin) of yearly counts that the attacker is told to lie under the threshold. `told`: the
    classes that are published (`told.read_told`); he knows then of other withheld counts too that they lie in none.
    """
    mappings = Mappings(catalogue or load_catalogue())
    parent_of, inside, made_of = read_tree(published)
    levels, years = _read_kinds(published)
    periods = Periods(years, inside, read_quarters(published))
    shown = read_shown(published, FORMS, since, until)
    system = System()
    is_sum = {area for area, level in levels.items() if level != "commune"}
    countries = {area for area, level in levels.items() if level == "country"}
    reports = say_observations(system, shown, mappings, is_sum, countries)
    for report in reports:
        if (
            report.period_no in years
            and report.form in COUNTS
            and (report.form, report.area_no, report.origin) in in_class
        ):
            system.limit(report.cell(COUNTS[report.form].column), threshold - 1)
    claims = Claims(system, reports, periods, threshold, width, in_class or None)
    telling = Telling(system, told or {}, reports, levels, parent_of, read_calendar(published), claims.open_room)
    over = telling.say() if told else set()
    # The country adds up columns that not every province gave: there the rules of a form need not hold.
    ruled = {report: columns for report, columns in reports.items() if report.area_no not in countries}
    say_form_rules(system, ruled)
    say_areas(system, reports, parent_of, ruled)
    _say_periods(system, reports, is_sum, periods)
    say_rebased(system, shown, mappings, made_of, reports)
    below = [each for each in reports if each.form in COUNTS and levels[each.area_no] in ("commune", "district")]
    protections = dict(claims.below(below))
    for year in over:  # like a count that is shown: that it fell into the first nine months may follow
        for period in (period for period in inside[year.period_no] if inside[period]):
            protections.pop(year._replace(period_no=period).cell(COUNTS[year.form].column), None)
    above = (each for each in shown if levels[each.report.area_no] in ("province", "country"))
    return attack(system, protections | _protect_above(system, above, mappings, width))


def _say_periods(system: System, reports: dict[Report, set[str]], is_sum: set[int], periods: Periods) -> None:
    units = [report for report in reports if report.area_no not in is_sum or report.desk]
    counts = {form: {count.column} for form, count in COUNTS.items() if not count.flows}
    say_periods(system, units, reports, periods.inside, periods.quarters, counts)
    flows = {form: set(count.flows) for form, count in COUNTS.items() if count.flows}
    say_periods(system, units, reports, periods.inside, periods.quarters, flows, flows)


def _protect_above(system: System, shown: Iterable[Shown], mappings: Mappings, width: int) -> dict:
    """Every count that is withheld; of a withheld share both sides, where nothing else shows them."""
    protections = {}
    for each in shown:
        if each.edition == "reported" and each.is_withheld:
            numerator, denominator = mappings.of(each.key, each.report.form)
            for names in filter(None, (numerator, denominator)):
                key = _name_sum(system, each.report, names)
                if not denominator or key not in system.known:
                    protections[key] = Protection(width=width)
    return protections


def _name_sum(system: System, report: Report, names: tuple[str, ...]) -> object:
    """The figure that columns add up to; it enters the system by this."""
    if len(names) == 1:
        return report.cell(names[0])
    total = report.cell(" + ".join(names))
    system.say({report.cell(name): 1.0 for name in names} | {total: -1.0})
    return total


def _read_kinds(published: Path) -> tuple[dict[int, str], set[int]]:
    with duckdb.connect(str(published), read_only=True) as connection:
        levels = dict(connection.execute("select area_no, level::varchar from stored.area").fetchall())
        years = {
            number
            for (number,) in connection.execute("select period_no from stored.period where type = 'year'").fetchall()
        }
    return levels, years


def read_class(
    facts: Path, indicators: Iterable[str], until: date, threshold: int = 5
) -> frozenset[tuple[str, int, str]]:
    """(form, area_no, origin) of the counts below province under the threshold in the year that ends on a day, as the build
    knows them."""
    with duckdb.connect(str(facts), read_only=True) as connection:
        rows = connection.execute(
            """
            select o.form, o.area_no, o.origin::varchar
            from stored.observation o join stored.indicator i using (indicator_no) join stored.period p using (period_no)
            join stored.area a using (area_no)
            where i.indicator_id in (from unnest($indicators)) and p.type = 'year' and p.end_on = $until and o.numerator < $threshold
              and o.breakdown is null and o.edition = 'reported' and a.level in ('commune', 'district')
            """,
            {"indicators": list(indicators), "until": until, "threshold": threshold},
        ).fetchall()
    return frozenset(rows)
