"""What disclosure control hides in the simulated country, what it keeps, and what an attacker makes of the rest.

The aims: nothing broken, the attack within 30 minutes.
"""

from datetime import date
from pathlib import Path

import duckdb

from etl.disclosure.rules import load_rules
from longdan.warehouse.open_build import current_build
from tests.benchmarks.bench import Bench, print_table, seconds
from tests.etl.disclosure.attack.denunciations import attack_denunciations, read_class
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
    threshold, told, rows = load_rules().yearly[COUNT], read_told(published, COUNT), []
    with duckdb.connect(str(published), read_only=True) as connection:
        ends = connection.execute(
            "select distinct end_on from stored.period where type = 'year' and calendar = 'inspection' order by 1"
        ).fetchall()
    for (end,) in ends:
        in_class = read_class(facts, COUNT, end, threshold)
        found = []
        taken = seconds(
            lambda end=end, in_class=in_class, found=found: found.append(
                attack_denunciations(published, date(end.year - 1, 12, 15), end, threshold, in_class, told=told)
            )
        )
        (verdict,) = found
        rows.append(
            (str(end.year), f"{verdict.target_count:,}", len(verdict.broken), verdict.contradictions, f"{taken:.0f}")
        )
    heading = ("inspection year", "attacked", "broken", "contradictory parts", "seconds")
    print_table("disclosure, attack on denunciations", heading, rows)


def _attack_surveys(published: Path, facts: Path) -> None:
    rules, found = load_rules(), []
    small = read_small(facts, rules.survey_minimum)
    taken = seconds(lambda: found.extend(attack_surveys(published, small, rules.survey_minimum - 1)))
    broken = sum(high - low < rules.width - 1e-6 for _, _, low, high in found)
    heading = ("", "attacked", "broken", "seconds")
    print_table(
        "disclosure, attack on surveys", heading, [("numbers of answers", f"{len(found):,}", broken, f"{taken:.0f}")]
    )
