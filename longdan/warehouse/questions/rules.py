"""Questions about the law: which rules hold on a day, and how many days a limit gives."""

from datetime import date

import duckdb
import polars as pl


def list_rules(cursor: duckdb.DuckDBPyConnection, first: date, last: date) -> pl.DataFrame:
    """The rules in force on any day from one to another, national before local: the columns of `rule`, and area_name of a local one."""
    sql = """
        select r.* replace (r.level::varchar as level), a.name as area_name from rule r left join area a using (area_id)
        where r.valid_from <= $last and coalesce(r.valid_to, $first) >= $first
        order by r.quantity, r.area_id nulls first, r.body_kind nulls last, r.level, r.condition nulls first, r.valid_from
    """
    return cursor.sql(sql, params={"first": first, "last": last}).pl()


def list_limits(cursor: duckdb.DuckDBPyConnection, quantity: str, level: str) -> pl.DataFrame:
    """What is asked of a quantity everywhere at a level, one row per stretch of validity: amount, valid_from, valid_to."""
    sql = """
        select amount::bigint as amount, valid_from, valid_to from rule
        where quantity = $quantity and coalesce(level, $level::level) = $level::level and area_id is null
        order by valid_from
    """
    return cursor.sql(sql, params={"quantity": quantity, "level": level}).pl()


def read_limit(cursor: duckdb.DuckDBPyConnection, quantity: str, level: str, on: date) -> int | None:
    """What the rule of a day asks everywhere at a level; None where none holds."""
    limits = list_limits(cursor, quantity, level).filter(
        pl.col("valid_from") <= on, pl.col("valid_to").is_null() | (pl.col("valid_to") >= on)
    )
    return limits["amount"].max() if limits.height else None
