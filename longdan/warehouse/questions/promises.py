"""Questions about promises: what was promised in an area, by whom it is to be done, until when, and whether it was."""

import duckdb
import polars as pl


def list_promises(cursor: duckdb.DuckDBPyConnection, places: pl.DataFrame) -> pl.DataFrame:
    """Every promise made in the areas of `places` (rows of `place_areas`), the one due first before the others.

    promise_id, area_id (where it was made), area_name, place_id (the part of the asked area it belongs to today), text, field,
    owner, made_on (the day of its dialogue, null elsewhere), due_on, status, closed_on, evidence, is_simulated.
    """
    wanted = places  # noqa: F841 (DuckDB reads it by name)
    sql = """
        select p.promise_id, p.area_id, a.name as area_name, wanted.place_id, p.text, p.field, p.owner,
               d.held_on as made_on, p.due_on, p.status, p.closed_on, p.evidence, p.origin = 'simulated' as is_simulated
        from promise p join wanted using (area_id) join area a using (area_id) left join dialogue d using (dialogue_id)
        order by p.due_on nulls last, p.promise_id
    """
    return cursor.sql(sql).pl()
