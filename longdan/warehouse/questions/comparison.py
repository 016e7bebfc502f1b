"""What a figure is set beside besides the areas that a page names: places alike, and a target."""

import duckdb
import polars as pl


def read_peer_group(cursor: duckdb.DuckDBPyConnection, area_id: str) -> dict | None:
    """The group of places like an area: level, kind, population_from, population_to, density_from, density_to, area_count.

    None of the country, a unit that has ended, and one whose population or extent is not known.
    """
    sql = """
        select g.* exclude (group_no) replace (g.level::varchar as level)
        from stored.peer p join stored.peer_group g using (group_no)
        join stored.area a on a.ground_no = p.area_no where a.area_id = $area_id
    """
    return next(iter(cursor.sql(sql, params={"area_id": area_id}).pl().to_dicts()), None)


def list_peer_figures(
    cursor: duckdb.DuckDBPyConnection, indicator_id: str, area_id: str, period_id: str, *, is_simulated: bool
) -> pl.DataFrame:
    """The whole, exact figures of the other places like an area in a period.

    value, numerator, denominator, design_effect (of a survey's share; null for 1), sample_type.

    Of one origin. Empty where it has no peers, or none of them has a figure.
    """
    sql = """
        select t.value, t.numerator, t.denominator, t.design_effect, s.sample_type
        from stored.area asked
        join stored.peer own on own.area_no = asked.ground_no
        join stored.peer other on other.group_no = own.group_no and other.area_no <> own.area_no
        join stored.area_total t on t.ground_no = other.area_no
        join stored.indicator i using (indicator_no) join stored.period p using (period_no) left join survey s using (survey_id)
        where asked.area_id = $area_id and i.indicator_id = $indicator_id and p.period_id = $period_id
          and t.is_simulated = $is_simulated and t.value is not null and t.status <> 'partial_period' and t.qualifier = '='
        order by other.area_no
    """
    params = {
        "area_id": area_id,
        "indicator_id": indicator_id,
        "period_id": period_id,
        "is_simulated": is_simulated,
    }
    return cursor.sql(sql, params=params).pl()


def read_target(cursor: duckdb.DuckDBPyConnection, indicator_id: str, area_id: str, period_id: str) -> float | None:
    """The target of an area for the period, or for the newest longer one around it; None where none was set."""
    sql = """
        select t.value
        from target t join area a on a.area_id = t.area_id join area asked on asked.area_id = $area_id
        join period p on p.period_id = t.period_id join period shown on shown.period_id = $period_id
        where t.indicator_id = $indicator_id and a.ground_id = asked.ground_id
          and p.start_on <= shown.start_on and p.end_on >= shown.end_on
        order by p.end_on - p.start_on, p.end_on desc limit 1
    """
    params = {"indicator_id": indicator_id, "area_id": area_id, "period_id": period_id}
    found = cursor.execute(sql, params).fetchall()
    return found[0][0] if found else None


def list_siblings(
    cursor: duckdb.DuckDBPyConnection, indicator_id: str, area_id: str, period_id: str, *, is_simulated: bool
) -> pl.DataFrame:
    """The units of the same parent and level, the area among them, with their figures in a period, whole and exact.

    area_id, area_vi, area_en, value, numerator, denominator, design_effect (null for 1), ci_low, ci_high (null of a sample that
    was not drawn at random). Of one origin, in order of area_id.
    """
    sql = """
        select o.area_id, o.name as area_vi, o.name as area_en, t.value, t.numerator, t.denominator, t.design_effect,
               case when coalesce(s.sample_type, 'random') in ('random', 'census') then t.ci_low end as ci_low,
               case when coalesce(s.sample_type, 'random') in ('random', 'census') then t.ci_high end as ci_high
        from stored.area asked
        join stored.area o on o.parent_no = asked.parent_no and o.level = asked.level
        join stored.period p on p.period_id = $period_id
            and p.end_on between o.valid_from and coalesce(o.valid_to, date '9999-12-31')
        join stored.indicator i on i.indicator_id = $indicator_id
        join stored.area_total t on t.ground_no = o.ground_no and t.period_no = p.period_no and t.indicator_no = i.indicator_no
        left join survey s using (survey_id)
        where asked.area_id = $area_id and t.is_simulated = $is_simulated and t.value is not null
          and t.status <> 'partial_period' and t.qualifier = '='
        order by o.area_id
    """
    params = {
        "area_id": area_id,
        "indicator_id": indicator_id,
        "period_id": period_id,
        "is_simulated": is_simulated,
    }
    return cursor.sql(sql, params=params).pl()
