"""Questions about what a unit is made of on the other side of the reform."""

import duckdb
import polars as pl


def list_parts(cursor: duckdb.DuckDBPyConnection, area_id: str, *, units: str) -> pl.DataFrame:
    """The units that an area's re-based figures are made of: part_id, name, weight (0–1, null where not known), basis,
    population_year (null where the population is not known).

    Several rows of the same ground (renamed in between) count once, by its newest name. Empty where the area is the same
    on both sides, or `units` is "reported".
    """
    sql = """
        select p.ground_id as part_id, g.name, min(c.weight) as weight, min(c.basis) as basis,
               min(year(p.population_on)) as population_year
        from conversion c join area t on t.area_id = $area_id
        join area p on p.area_id = c.from_id join area g on g.area_id = p.ground_id
        where c.to_id in (t.area_id, t.ground_id) and c.edition::varchar = $units
        group by p.ground_id, g.name, g.folded_name
        order by weight desc nulls last, g.folded_name, p.ground_id
    """
    return cursor.sql(sql, params={"area_id": area_id, "units": units}).pl()
