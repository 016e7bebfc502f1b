"""Questions about places that stand out: what is said of a place and of those inside it, and how many were judged."""

import duckdb
import polars as pl


def judged_origin(cursor: duckdb.DuckDBPyConnection, area_id: str, *, only_real: bool) -> bool | None:
    """Whether what is said of an area and of those inside it rests on simulated figures: real before simulated, never both.

    None where nothing of them was judged.
    """
    sql = """
        select min(t.is_simulated)
        from stored.attention t join stored.area a using (area_no) left join stored.area p on p.area_no = a.parent_no
        join stored.area asked on asked.area_id = $area_id
        where not ($only_real and t.is_simulated)
          and (asked.ground_no in (a.area_no, p.ground_no, p.parent_no) or asked.level = 'country')
    """
    return cursor.execute(sql, {"area_id": area_id, "only_real": only_real}).fetchall()[0][0]


def list_attention(
    cursor: duckdb.DuckDBPyConnection, area_id: str, *, is_simulated: bool, inside: bool
) -> pl.DataFrame:
    """What is said of an area itself, or of the units inside it: one row per unit, indicator and benchmark.

    Of the area itself every figure judged; of those inside it the ones that stand out from the units of the same parent
    (certainty other than `none`). In order of unit, topic and position, the benchmark `parent` before `peer`.
    area_id, area_vi, area_en, level, parent_vi, parent_en (names of the unit's parent), topic, indicator_id, title_vi,
    title_en, unit, decimals, direction, and the columns of the view `attention`.
    """
    sql = """
        select a.area_id, a.name as area_vi, a.name as area_en, a.level::varchar as level, p.name as parent_vi,
               if(p.level = 'country', p.name_en, p.name) as parent_en, i.topic, i.indicator_id, i.title_vi, i.title_en,
               i.unit, i.decimals, i.direction, f.period_id as first_period_id, l.period_id as last_period_id,
               t.* exclude (area_no, indicator_no, first_period_no, last_period_no)
        from stored.attention t
        join stored.area a using (area_no) left join stored.area p on p.area_no = a.parent_no
        join stored.area asked on asked.area_id = $area_id
        join stored.indicator i using (indicator_no)
        join stored.period f on f.period_no = t.first_period_no join stored.period l on l.period_no = t.last_period_no
        where t.is_simulated = $is_simulated
          and if($inside,
                 t.area_no <> asked.ground_no and (asked.level = 'country' or p.ground_no = asked.ground_no),
                 t.area_no = asked.ground_no)
        qualify not $inside or bool_or(t.benchmark = 'parent' and t.certainty <> 'none')
                               over (partition by t.indicator_no, t.area_no)
        order by a.folded_name, a.area_id, t.indicator_no, t.benchmark
    """
    params = {"area_id": area_id, "is_simulated": is_simulated, "inside": inside}
    return cursor.sql(sql, params=params).pl()


def count_judged(cursor: duckdb.DuckDBPyConnection, area_id: str, *, is_simulated: bool) -> pl.DataFrame:
    """How many units inside an area were judged beside those of the same parent, by how many indicators with a good end.

    figures (1, 2, …), places.
    """
    sql = """
        select figures, count(*) as places
        from (
            select t.area_no, count(distinct t.indicator_no) filter (i.direction <> 'neutral') as figures
            from stored.attention t join stored.indicator i using (indicator_no)
            join stored.area a using (area_no) left join stored.area p on p.area_no = a.parent_no
            join stored.area asked on asked.area_id = $area_id
            where t.is_simulated = $is_simulated and t.benchmark = 'parent' and t.area_no <> asked.ground_no
              and (asked.level = 'country' or p.ground_no = asked.ground_no)
            group by t.area_no
        )
        group by figures order by figures
    """
    return cursor.sql(sql, params={"area_id": area_id, "is_simulated": is_simulated}).pl()
