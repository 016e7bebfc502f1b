"""What a published file says of denunciations, as relations between the cells of the reports it was made of.

A figure of the system is a cell of a report: (form, column, period_no, area_no, desk, origin), `desk` being 0 for an area as a
whole and the body otherwise. A published observation says what its columns add up to; a withheld one says nothing.
"""

from collections import defaultdict
from collections.abc import Container, Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import duckdb

from longdan.warehouse.catalogue import Catalogue
from tests.etl.disclosure.attack.forms import rules_of
from tests.etl.disclosure.attack.system import System

Cell = tuple[str, str, int, int, int, str]


class Report(NamedTuple):
    """A form of an area or desk for a period, of which at least one figure is shown or withheld."""

    form: str
    period_no: int
    area_no: int
    desk: int
    origin: str

    def cell(self, column: str) -> Cell:
        return (self.form, column, self.period_no, self.area_no, self.desk, self.origin)


class Shown(NamedTuple):
    """A published observation of an official form; numerator and denominator None where it is withheld or has none."""

    key: tuple[str, str | None, str | None]  # indicator, breakdown, category
    report: Report
    edition: str
    numerator: float | None
    denominator: float | None
    is_withheld: bool


def read_shown(published: Path, forms: Iterable[str], since: date, until: date) -> list[Shown]:
    """The observations of these forms in the periods that end between two days. Of what is open the undivided ones suffice:
    its parts have no rule in common with denunciations."""
    with duckdb.connect(str(published), read_only=True) as connection:
        rows = connection.execute(
            """
            select i.indicator_id, o.breakdown, o.category, o.form, o.period_no, o.area_no, coalesce(o.body_no, 0),
                   o.origin::varchar, o.edition::varchar, o.numerator, o.denominator,
                   o.status = 'suppressed'
            from (from stored.observation union all by name select * exclude (ground_no, is_simulated) from stored.area_total) o
            join stored.indicator i using (indicator_no) join stored.period p using (period_no)
            where o.form in (from unnest($forms)) and p.end_on between $since and $until
              and o.status <> 'not_reported' and o.scope <> 'subordinates' and (o.breakdown is null or i.disclosure <> 'open')
            """,
            {"forms": list(forms), "since": since, "until": until},
        ).fetchall()
    return [Shown(tuple(row[:3]), Report(*row[3:8]), *row[8:]) for row in rows]


class Mappings:
    """The columns that each observation adds up, by indicator, breakdown, category and form."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._columns = {
            (indicator.indicator_id, source.breakdown, source.category, source.form): (
                source.numerator,
                source.denominator,
            )
            for indicator in catalogue.indicators
            for source in indicator.sources
            if source.per_population is None and source.question is None
        }

    def of(self, key: tuple, form: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return self._columns.get((*key, form), ((), ()))


def say_observations(
    system: System, shown: Iterable[Shown], mappings: Mappings, is_sum: Container[int], countries: Container[int]
) -> dict[Report, set[str]]:
    """Every value published as reported: single columns as constants, the others as sums.

    Returns the reports that came, and their columns, those of withheld values included: a report came where anything of it is
    shown, or where everything of its form is withheld. The base of a share of areas that are sums (`is_sum`) is left out: it
    stands for those units only that gave both; of `countries` the other side of the share too, since whole provinces give one only.
    """
    reports, came, sums = defaultdict(set), set(), []
    for each in shown:
        if each.edition != "reported":
            continue
        columns = mappings.of(each.key, each.report.form)
        is_mixed = each.report.area_no in countries and each.denominator is not None
        amounts = (
            None if is_mixed else each.numerator,
            None if each.report.area_no in is_sum else each.denominator,
        )
        for names, amount in zip(columns, amounts, strict=True):
            reports[each.report].update(name.lstrip("-") for name in names)
            if amount is None or not names:
                continue
            came.add(each.report)
            if len(names) == 1:
                system.known[each.report.cell(names[0])] = amount
            else:
                sums.append((each.report, names, amount))
    for report, names, amount in sums:
        for rule in rules_of(report.form):
            if rule["kind"] == "sum" and set(rule["parts"]) == set(names):
                system.known[report.cell(rule["total"])] = amount
        system.say({report.cell(n.lstrip("-")): -1.0 if n.startswith("-") else 1.0 for n in names}, amount=amount)
    in_view = {report.form for report in came if report.area_no not in is_sum}
    return {report: names for report, names in reports.items() if report in came or report.form not in in_view}
