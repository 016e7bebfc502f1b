"""What disclosure control hides in the simulated country, what it keeps, and what an attacker makes of the rest.

The aims: nothing broken, the attack within 30 minutes.
"""

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory

import duckdb

from etl.disclosure.rules import load_rules
from longdan.warehouse.open_build import current_build
from tests.benchmarks.bench import Bench, print_table, seconds
from tests.etl.disclosure.attack.denunciations import attack_denunciations, read_class
from tests.etl.disclosure.attack.planted import reveal_all_but_one
from tests.etl.disclosure.attack.published import Report
from tests.etl.disclosure.attack.surveys import attack_surveys, read_small
from tests.etl.disclosure.attack.told import read_told

COUNT = "denunciation_petitions_competent"


def measure_disclosure(bench: Bench) -> None:
    published = current_build(bench.require_builds()).database
    facts = published.with_name("facts.duckdb")
    cells = _count_cells(published, facts) + _count_naive(facts)
    print_table("disclosure, cells by rule", ("", "cells", "hidden", "kept"), cells)
    _attack_years(published, facts)
    _attack_surveys(published, facts)


def _count_cells(published: Path, facts: Path) -> list[tuple[str, ...]]:
    """Figures that are there, hidden and kept, of yearly counts, surveys, and all that is not open."""
    with duckdb.connect(str(published), read_only=True) as connection:
        connection.execute("attach $facts as facts (read_only)", {"facts": str(facts)})
        rows = connection.execute(
            """
            with cell as (
                select i.disclosure || case when i.indicator_id = $count and p.type = 'year' and o.breakdown is null
                                            then ', years' else '' end as kind,
                       a.level::varchar as level, o.status = 'suppressed' as is_hidden
                from (from stored.observation union all by name
                      select * exclude (ground_no, is_simulated) from stored.area_total) o
                join stored.indicator i using (indicator_no) join stored.area a using (area_no)
                join stored.period p using (period_no)
                where i.disclosure <> 'open' and o.form <> 'published'
            )
            select kind, level, count(*), count(*) filter (is_hidden), 1 - avg(is_hidden::integer) from cell
            group by all order by 1, 2
            """,
            {"count": COUNT},
        ).fetchall()
    return [
        (f"{kind}, {level}", f"{cells:,}", f"{hidden:,}", f"{kept:.1%}") for kind, level, cells, hidden, kept in rows
    ]


def _count_naive(facts: Path) -> list[tuple[str, ...]]:
    """What the simple rule would hide of the yearly counts: the small ones, and the next smallest beside one alone.

    It is no protection: it looks at no second sum, and what is left of a sum may still tell a small count.
    """
    with duckdb.connect(str(facts), read_only=True) as connection:
        rows = connection.execute(
            """
            with cell as (
                select a.level::varchar as level, a.parent_no, o.period_no, o.origin, o.form, o.numerator,
                       a.level in ('commune', 'district') and o.numerator < $threshold as is_small
                from stored.observation o join stored.indicator i using (indicator_no)
                join stored.area a using (area_no) join stored.period p using (period_no)
                where i.indicator_id = $count and p.type = 'year' and o.breakdown is null and o.edition = 'reported'
                  and o.scope = 'total' and o.body_no is null and o.form <> 'published' and o.numerator is not null
            ),
            judged as (
                select level, is_small, count(*) filter (is_small) over (partition by parent_no, period_no, origin, form) as small,
                       row_number() over (partition by parent_no, period_no, origin, form, is_small order by numerator) as place
                from cell
            )
            select level, count(*), count(*) filter (is_small or small = 1 and place = 1) from judged group by all order by 1
            """,
            {"count": COUNT, "threshold": load_rules().yearly[COUNT]},
        ).fetchall()
    return [
        (f"simple rule, as reported, {level}", f"{cells:,}", f"{hidden:,}", f"{1 - hidden / cells:.1%}")
        for level, cells, hidden in rows
    ]


def _attack_years(published: Path, facts: Path) -> None:
    """Year by year, and one in which a single count of a province stays hidden: the attack has to break that one."""
    yearly, rows = load_rules().yearly, []
    told = read_told(published, yearly)
    with duckdb.connect(str(published), read_only=True) as connection:
        ends = connection.execute(
            "select distinct end_on from stored.period where type = 'year' and calendar = 'inspection' order by 1"
        ).fetchall()
        newest = connection.execute("select max(end_on) from stored.period where calendar = 'inspection'").fetchone()[0]
    ends = sorted({end for (end,) in ends} | {date(newest.year, 12, 14)})
    for end in ends:
        in_class = read_class(facts, yearly, end)
        rows.append(_attack_year(str(end.year), published, end, in_class, told))
    with TemporaryDirectory() as folder:
        planted = Path(shutil.copy(published, Path(folder) / "published.duckdb"))
        end = max(end for end in ends if read_class(facts, yearly, end))
        reveal_all_but_one(planted, facts, COUNT, end)
        rows.append(_attack_year(f"{end.year}, all but one of a province put back", planted, end, frozenset(), {}))
    heading = ("inspection year", "attacked", "broken", "contradictory parts", "seconds", "MB at most so far")
    print_table("disclosure, attack on denunciations", heading, rows)


def _attack_year(
    name: str, published: Path, end: date, in_class: frozenset, told: Mapping[Report, int]
) -> tuple[str, ...]:
    found = []
    since = date(end.year - 1, 12, 15)
    taken = seconds(lambda: found.append(attack_denunciations(published, since, end, in_class=in_class, told=told)))
    (verdict,) = found
    peak = getrusage(RUSAGE_SELF).ru_maxrss // 1024
    counts = (f"{verdict.target_count:,}", str(len(verdict.broken)), str(verdict.contradictions))
    return (name, *counts, f"{taken:.0f}", f"{peak:,}")


def _attack_surveys(published: Path, facts: Path) -> None:
    rules, found = load_rules(), []
    small = read_small(facts, rules.survey_minimum)
    taken = seconds(lambda: found.extend(attack_surveys(published, small, rules.survey_minimum - 1)))
    broken = sum(high - low < rules.width - 1e-6 for _, _, low, high in found)
    heading = ("", "attacked", "broken", "seconds")
    print_table(
        "disclosure, attack on surveys", heading, [("numbers of answers", f"{len(found):,}", broken, f"{taken:.0f}")]
    )
