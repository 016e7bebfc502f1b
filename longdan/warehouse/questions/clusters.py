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


def count_clusters(cursor: duckdb.DuckDBPyConnection, area_id: str, *, is_simulated: bool) -> pl.DataFrame:
    """How many communes of a province, or of the country, lie in clusters: one row per watched indicator where any does.

    indicator_id, title_vi, title_en, direction, high, low (communes of each kind), clusters (that they belong to, which may
    reach beyond the area), judged (communes of the area). In order of topic and position. The clusters were found over the
    whole country. Empty of other areas.
    """
    sql = """
        select i.indicator_id, i.title_vi, i.title_en, i.direction, count(*) filter (c.kind = 'high') as high,
               count(*) filter (c.kind = 'low') as low, count(distinct c.cluster_no) as clusters, count(*) as judged
        from stored.cluster c
        join stored.area a using (area_no) join stored.area p on p.area_no = a.parent_no
        join stored.area asked on asked.area_id = $area_id
        join stored.indicator i using (indicator_no)
        where c.is_simulated = $is_simulated and (asked.level = 'country' or p.ground_no = asked.ground_no)
        group by i.indicator_no, i.indicator_id, i.title_vi, i.title_en, i.direction
        having count(*) filter (c.kind <> 'none') > 0
        order by i.indicator_no
    """
    return cursor.sql(sql, params={"area_id": area_id, "is_simulated": is_simulated}).pl()
