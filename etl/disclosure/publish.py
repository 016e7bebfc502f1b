"""published.duckdb from facts.duckdb: the only file the app opens.

The rules so far are strict and simple (`docs/methods.md`; complementary suppression of survey shares is not among them):
below province, denunciations and every total that holds them are withheld as a whole, and so are sums over fewer than
`units_minimum` reporting units; a survey share is withheld where fewer
than `survey_minimum` answered, or nobody says how many (what others have published is repeated as it stands). The value, its base, its interval and what is derived from it go together.
"""

from pathlib import Path

import duckdb

from etl.disclosure.area_totals import store_ranked
from etl.disclosure.rules import DisclosureRules
from etl.loading.facts import create_schema

# Copied whole; what is not named here stays in facts.duckdb (measures, lineage).
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
    "insert into survey from facts.survey",
    "insert into question from facts.question",
    "insert into answer from facts.answer",
    "insert into dialogue from facts.dialogue",
    "insert into promise from facts.promise",
    "insert into build_info from facts.build_info",
)


def publish(facts_path: Path, published_path: Path, rules: DisclosureRules) -> int:
    """Write the published file. Returns how many observations it withholds."""
    with duckdb.connect(str(published_path)) as connection:
        create_schema(connection)
        connection.execute("attach $path as facts (read_only)", {"path": str(facts_path)})
        for statement in _WHOLE_TABLES:
            connection.execute(statement)
        connection.execute("insert into rejected_row select * replace (null as found) from facts.rejected_row")
        _publish_observations(connection, rules)
        ((withheld,),) = connection.execute(
            """
            select (select count(*) from stored.area_total where status = 'suppressed')
                 + (select count(*) from stored.observation where status = 'suppressed')
            """
        ).fetchall()
        connection.execute("detach facts")
    return withheld


def _publish_observations(connection: duckdb.DuckDBPyConnection, rules: DisclosureRules) -> None:
    """Indicator by indicator, so that the work fits in memory and what is written lies in their order."""
    indicators = connection.execute("select indicator_no from stored.indicator order by 1").fetchall()
    for (indicator_no,) in indicators:
        _judge(connection, indicator_no, rules)
        store_ranked(connection)


def _judge(connection: duckdb.DuckDBPyConnection, indicator_no: int, rules: DisclosureRules) -> None:
    """The temporary table `judged`: the observations of an indicator, without what may not be shown of them."""
    connection.execute(
        """
        create or replace temp table judged as
        with weighed as (
            select o.*,
                   i.disclosure in ('denunciation', 'linked') and (
                       a.level in ('commune', 'district')
                       or o.derivation <> 'reported' and coalesce(o.reporting_units < $units_minimum, false)
                   )
                   or i.disclosure = 'survey' and o.value is not null
                       and coalesce(o.sample_size < $survey_minimum, o.form <> 'published') as is_withheld
            from facts.stored.observation o
            join facts.stored.indicator i using (indicator_no)
            join facts.stored.area a using (area_no)
            where o.indicator_no = $indicator_no
        )
        select * exclude (is_withheld) replace (
            case when not is_withheld then numerator end as numerator,
            case when not is_withheld then denominator end as denominator,
            case when not is_withheld then value end as value,
            case when not is_withheld then sample_size end as sample_size,
            case when not is_withheld then ci_low end as ci_low,
            case when not is_withheld then ci_high end as ci_high,
            case when is_withheld then '=' else qualifier end as qualifier,
            case when is_withheld then 'suppressed' else status end as status
        )
        from weighed
        """,
        {"survey_minimum": rules.survey_minimum, "units_minimum": rules.units_minimum, "indicator_no": indicator_no},
    )
