"""Questions about clusters of neighbours with unusually high or low figures."""

import duckdb
import polars as pl


def list_clusters(cursor: duckdb.DuckDBPyConnection, indicator_id: str, *, is_simulated: bool) -> pl.DataFrame:
    """One row per commune that could be judged: area_id, kind (high | low | none), cluster_no, first_period_id, last_period_id.

    Empty for an indicator that is not watched. In order of area_id.
    """
    sql = """
        select area_id, kind, cluster_no, first_period_id, last_period_id
        from cluster where indicator_id = $indicator_id and is_simulated = $is_simulated order by area_id
    """
    return cursor.sql(sql, params={"indicator_id": indicator_id, "is_simulated": is_simulated}).pl()
