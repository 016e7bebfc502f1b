"""Which observations are withheld: the temporary table `hidden`, of row numbers of `facts.stored.observation`, each once,
with its indicator, in whose order they lie.

`told_class` has those of them of which the class is told, with its greatest value.
"""

import duckdb
import polars as pl

from etl.disclosure.denunciations import hide_denunciations
from etl.disclosure.late_reports import hide_late_reports, note_families
from etl.disclosure.rebased import hide_rebased
from etl.disclosure.recode import close_family, hide_below_province
from etl.disclosure.rules import DisclosureRules
from etl.disclosure.shown_before import ShownBefore
from etl.disclosure.surveys import hide_surveys
from longdan.methods.period import parse_period


def find_hidden(connection: duckdb.DuckDBPyConnection, rules: DisclosureRules, shown_before: ShownBefore) -> None:
    """Fill `hidden` and `told_class`. The order matters: each step goes on from what the ones before it hide."""
    connection.execute("create or replace temp table hidden (row_no bigint)")
    connection.execute("create or replace temp table told_class (row_no bigint, class_high utinyint)")
    _write_years(connection)
    hide_below_province(connection, rules)
    hide_denunciations(connection, rules, shown_before)
    note_families(connection, rules)
    hide_late_reports(connection, rules)
    close_family(connection, rules)
    hide_surveys(connection, rules, shown_before)
    hide_rebased(connection)
    connection.execute(
        """
        create or replace temp table hidden as
        select o.rowid as row_no, o.indicator_no
        from facts.stored.observation o semi join hidden h on h.row_no = o.rowid
        order by o.indicator_no, row_no
        """
    )


def _write_years(connection: duckdb.DuckDBPyConnection) -> None:
    """`period_year`: the year of its calendar that each period lies in, and which quarter or month of it it is."""
    periods = connection.sql("select period_no, period_id from facts.stored.period").fetchall()
    known = [(period_no, parse_period(period_id)) for period_no, period_id in periods]
    years = [(period_no, period.year, period.number) for period_no, period in known]
    schema = {"period_no": pl.UInt16, "year": pl.Int32, "number": pl.Int32}
    rows = pl.DataFrame(years, schema=schema, orient="row")  # noqa: F841
    connection.execute("create or replace temp table period_year as select * from rows")
