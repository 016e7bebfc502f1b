"""published.duckdb from facts.duckdb: the only file the app opens.

What is withheld is decided before (`etl/disclosure/hidden.py`; the rules stand in `docs/methods.md`). The value, its base, its
interval, its design effect and what is derived from it go together, under one status whether a figure is small itself or hidden
to protect one; of small yearly counts of denunciations the class is told instead, where `etl/disclosure/told_class.py` finds it
safe.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from etl.disclosure.area_totals import PLACED, store_ranked
from etl.disclosure.design_effects import tell_design_effects
from etl.disclosure.hidden import find_hidden
from etl.disclosure.rules import DisclosureRules
from etl.disclosure.shown_before import ShownBefore
from etl.loading.facts import create_schema

# Copied whole; what is not named here stays in facts.duckdb (measures) or is chosen below.
_WHOLE_TABLES = (
    "insert into stored.area from facts.stored.area",
    "insert into stored.succession from facts.stored.succession",
    "insert into stored.conversion from facts.stored.conversion",
    "insert into stored.body from facts.stored.body",
    "insert into stored.geometry from facts.stored.geometry",
    "insert into stored.period from facts.stored.period",
    "insert into stored.form from facts.stored.form",
    "insert into stored.indicator from facts.stored.indicator",
    "insert into source from facts.source",
    "insert into load from facts.load",
    "insert into report from facts.report",
    """
    insert into finding
    select f.* from facts.finding f left join facts.stored.indicator i using (indicator_id)
    where coalesce(i.disclosure, 'open') = 'open'
    """,
    "insert into break_in_series from facts.break_in_series",
    "insert into target from facts.target",
    "insert into rule from facts.rule",
    "insert into question from facts.question",
    "insert into answer from facts.answer",
    "insert into dialogue from facts.dialogue",
    "insert into promise from facts.promise",
    "insert into build_info from facts.build_info",
)


def publish(
    facts_path: Path,
    published_path: Path,
    rules: DisclosureRules,
    shown: Sequence[Path] = (),
    record: Path | None = None,
) -> int:
    """Write the published file. Returns how many observations it withholds.

    `shown`: the records of what earlier builds showed, the oldest first; `record`: where to write that of this one.
    """
    with duckdb.connect(str(published_path)) as connection:
        create_schema(connection)
        connection.execute("attach $path as facts (read_only)", {"path": str(facts_path)})
        for statement in _WHOLE_TABLES:
            connection.execute(statement)
        connection.execute("insert into rejected_row select * replace (null as found) from facts.rejected_row")
        shown_before = ShownBefore(connection, shown, rules)
        find_hidden(connection, rules, shown_before)
        tell_design_effects(connection)
        if record is not None:
            shown_before.write(record)
        _publish_observations(connection)
        _publish_surveys(connection)
        _publish_lineage(connection)
        ((withheld,),) = connection.execute(
            """
            select (select count(*) from stored.area_total where status = 'suppressed')
                 + (select count(*) from stored.observation where status = 'suppressed')
            """
        ).fetchall()
        connection.execute("detach facts")
    return withheld


def _publish_observations(connection: duckdb.DuckDBPyConnection) -> None:
    """Indicator by indicator, so that the work fits in memory and what is written lies in their order."""
    indicators = connection.execute("select indicator_no from stored.indicator order by 1").fetchall()
    for (indicator_no,) in indicators:
        _judge(connection, indicator_no)
        store_ranked(connection)


def _publish_surveys(connection: duckdb.DuckDBPyConnection) -> None:
    """Surveys; of one with a withheld share not how many forms came back, which are the base of its shares, nor its design effect."""
    connection.execute(
        """
        insert into survey
        select s.* replace (
            case when h.survey_id is null then s.returned end as returned,
            case when h.survey_id is null then s.valid end as valid,
            case when h.survey_id is null then s.design_effect end as design_effect
        )
        from facts.survey s
        left join (
            select distinct o.survey_id from hidden join facts.stored.observation o on o.rowid = hidden.row_no
            where o.survey_id is not null
        ) h using (survey_id)
        """
    )


def _publish_lineage(connection: duckdb.DuckDBPyConnection) -> None:
    """Where open figures stand in the files; of an area and period of which anything is withheld, none of that indicator."""
    connection.execute(
        """
        insert into stored.lineage
        with withheld as (
            select distinct o.indicator_no, o.period_no, o.area_no
            from hidden join facts.stored.observation o on o.rowid = hidden.row_no
        )
        select l.*
        from facts.stored.lineage l
        join stored.indicator i on i.indicator_no = l.indicator_no and i.disclosure = 'open'
        anti join withheld w on w.indicator_no = l.indicator_no and w.period_no = l.period_no and w.area_no = l.area_no
        order by l.indicator_no, l.period_no, l.area_no
        """
    )


def _judge(connection: duckdb.DuckDBPyConnection, indicator_no: int) -> None:
    """The temporary table `judged`: the observations of an indicator, without what may not be shown of them."""
    connection.execute(
        f"""
        create or replace temp table judged as
        with weighed as (
            select o.* exclude (design_effect, ci_low, ci_high),
                   if(e.row_no is null, o.design_effect, e.design_effect) as design_effect,
                   if(e.row_no is null, o.ci_low, e.ci_low) as ci_low, if(e.row_no is null, o.ci_high, e.ci_high) as ci_high,
                   h.row_no is not null as is_withheld, t.class_high as told_high, {PLACED}
            from facts.stored.observation o
            join stored.area a using (area_no)
            left join (from hidden where indicator_no = $indicator_no) h on h.row_no = o.rowid
            left join told_class t on t.row_no = o.rowid
            left join told_effect e on e.row_no = o.rowid
            where o.indicator_no = $indicator_no
        )
        select * exclude (is_withheld, told_high) replace (
            case when not is_withheld then numerator end as numerator,
            case when not is_withheld then denominator end as denominator,
            case when not is_withheld then value end as value,
            case when not is_withheld then sample_size end as sample_size,
            case when not is_withheld then ci_low end as ci_low,
            case when not is_withheld then ci_high end as ci_high,
            case when not is_withheld then design_effect end as design_effect,
            case when is_withheld then '=' else qualifier end as qualifier,
            case when is_withheld then 'suppressed' else status end as status,
            case when is_withheld then told_high end as class_high
        )
        from weighed
        """,
        {"indicator_no": indicator_no},
    )
