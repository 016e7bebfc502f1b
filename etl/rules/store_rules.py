"""Write the dated rules into the warehouse."""

import duckdb
import polars as pl


def store_rules(connection: duckdb.DuckDBPyConnection, rules: pl.DataFrame) -> None:
    """The rows of `rule`, as `read_rules` gives them. ValueError where a local rule names an area that is not there."""
    rows = rules  # noqa: F841 (DuckDB reads it by name)
    unknown = connection.execute(
        "select area_id from rows where area_id is not null and area_id not in (select area_id from stored.area)"
    ).fetchall()
    if unknown:
        raise ValueError(f"rules of areas that are not in the warehouse: {unknown}")
    connection.execute("insert into rule by name select * from rows")
