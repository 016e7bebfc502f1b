"""Mistakes of disclosure control made on purpose, which the attack has to find."""

from datetime import date
from pathlib import Path

import duckdb


def reveal_all_but_one(published: Path, facts: Path, count: str, until: date) -> int:
    """Puts back every count of a year and a province but one, in the published file itself; returns the area_no of that one."""
    with duckdb.connect(str(published)) as connection:
        connection.execute("attach $facts as facts (read_only)", {"facts": str(facts)})
        ((alone, parent),) = connection.execute(
            """
            select min(t.area_no), a.parent_no from stored.area_total t join stored.indicator i using (indicator_no)
            join stored.period p using (period_no) join stored.area a using (area_no)
            where i.indicator_id = $count and p.type = 'year' and p.end_on = $until and t.status = 'suppressed'
              and a.level = 'commune' and t.edition = 'reported'
            group by a.parent_no order by a.parent_no limit 1
            """,
            {"count": count, "until": until},
        ).fetchall()
        connection.execute(
            """
            update stored.area_total set numerator = o.numerator, value = o.value, status = o.status
            from facts.stored.observation o
            join stored.indicator i on i.indicator_no = o.indicator_no and i.indicator_id = $count
            join stored.period p on p.period_no = o.period_no and p.type = 'year' and p.end_on = $until
            join stored.area a on a.area_no = o.area_no and a.parent_no = $parent and a.area_no <> $alone
            where area_total.indicator_no = o.indicator_no and area_total.period_no = o.period_no
              and area_total.area_no = o.area_no and area_total.form = o.form and o.breakdown is null and o.edition = 'reported'
              and o.scope = 'total'
            """,
            {"count": count, "until": until, "parent": parent, "alone": alone},
        )
    return alone
