"""What a map asks: which geometry serves a day, the value of every area on it, and the classes those values fall into."""

from dataclasses import dataclass

import duckdb
import polars as pl

from longdan.warehouse.questions.units import editions_of


@dataclass(frozen=True)
class Geometry:
    """One file of static/: which areas it draws, in the order of its features."""

    edition: str
    level: str
    path: str  # below static/
    is_approximate: bool
    source_id: str
    area_ids: tuple[str, ...]


@dataclass(frozen=True)
class Distribution:
    """How an indicator is spread over a level in every period of one type, so that one legend serves them all.

    `quantiles` are of the values other than zero, from the smallest to the largest; empty where there is none.
    """

    quantiles: tuple[float, ...]
    has_zero: bool


def map_geometry(cursor: duckdb.DuckDBPyConnection, edition: str, level: str) -> Geometry | None:
    """The geometry of an edition and level; None where the build has none."""
    rows = cursor.execute(
        """
        select edition::varchar, level::varchar, path, is_approximate, source_id, area_ids
        from geometry where edition = $edition and level = $level
        """,
        {"edition": edition, "level": level},
    ).fetchall()
    return Geometry(*rows[0][:-1], area_ids=tuple(rows[0][-1])) if rows else None


def map_values(
    cursor: duckdb.DuckDBPyConnection,
    indicator_id: str,
    period_id: str,
    level: str,
    edition: str,
    origin: str,
    *,
    units: str,
) -> pl.DataFrame:
    """One row per area of that edition and level: those of the geometry in the order of its features, then the others.

    area_id, name, is_drawn, value, numerator, denominator, ci_low, ci_high, design_effect (of a survey's share;
    null for 1), class_high (of a withheld count of which the class is told), status, derivation (null without an
    observation), qualifier, reporting_units, expected_units. The others, which an imported file may lack, are those that
    stand today, or stood on 30/06/2025. Of `units` other than "reported", also what was re-based to them.

    An area without an observation is `not_reported` where its ground was one unit on the last day of the period, or its
    predecessors could have reported; `not_convertible` where theirs cannot become its figure, since nobody knows how
    they were divided or the indicator is not of a kind that can be; else `not_applicable`.
    `origin` is `simulated` or `real`: the two never meet.
    """
    sql = """
        with drawn as (
            select unnest(area_ids) as area_id, unnest(range(len(area_ids))) as position
            from geometry where edition = $edition and level = $level
        ), placed as (
            from drawn
            union all by name
            select area_id from area
            where level = $level and area_id not in (select area_id from drawn)
              and case when $edition = 'current' then valid_to is null
                       else date '2025-06-30' between valid_from and coalesce(valid_to, date '9999-12-31') end
        ), observed as (
            select t.* from stored.area_total t
            join stored.indicator i using (indicator_no) join stored.period p using (period_no)
            where i.indicator_id = $indicator_id and p.period_id = $period_id and t.is_simulated = ($origin = 'simulated')
              and list_contains($editions::varchar[], t.edition::varchar)
        ), converted as (
            select to_no as area_no, bool_or(weight is null) as is_unknown, bool_or(weight < 1) as is_divided,
                   bool_or(weight < 1 and basis = 'area') as is_by_area
            from stored.conversion where edition::varchar = $units group by to_no
        ), ground as (
            select ground_no, min(valid_from) as valid_from from stored.area group by ground_no
        )
        select placed.area_id, a.name, placed.position is not null as is_drawn, o.value, o.numerator, o.denominator, o.ci_low, o.ci_high,
               o.design_effect, o.class_high,
               case when o.status is not null then o.status::varchar
                    when p.end_on between ground.valid_from and coalesce(a.valid_to, date '9999-12-31') then 'not_reported'
                    when c.area_no is null then 'not_applicable'
                    when c.is_unknown or i.aggregation = 'none' then 'not_convertible'
                    when c.is_divided and i.apportion = 'never' then 'not_convertible'
                    when c.is_by_area and i.apportion = 'population' then 'not_convertible'
                    else 'not_reported' end as status,
               o.derivation::varchar as derivation,
               coalesce(o.qualifier::varchar, '=') as qualifier, o.reporting_units, o.expected_units
        from placed
        join stored.area a using (area_id)
        join ground using (ground_no)
        join period p on p.period_id = $period_id
        left join indicator i on i.indicator_id = $indicator_id
        left join converted c using (area_no)
        left join observed o using (ground_no)
        order by placed.position nulls last, a.code
    """
    params = {
        "indicator_id": indicator_id,
        "period_id": period_id,
        "level": level,
        "edition": edition,
        "origin": origin,
        "units": units,
        "editions": editions_of(units),
    }
    return cursor.sql(sql, params=params).pl()


def map_origin(cursor: duckdb.DuckDBPyConnection, indicator_id: str, period_id: str, level: str, *, units: str) -> str:
    """`real` or `simulated`: which of the two gives more areas of a level a status, real where they are equal.

    One map shows one of them only, so that no colour sets a simulated figure beside a real one.
    """
    rows = cursor.execute(
        """
        select count(*) filter (not t.is_simulated) >= count(*) filter (t.is_simulated)
        from stored.area_total t
        join stored.indicator i using (indicator_no) join stored.period p using (period_no)
        join (
            select distinct ground_no from stored.area
            where level = $level
              and case $units when 'current' then valid_to is null
                              when 'pre_2025_07' then date '2025-06-30' between valid_from and coalesce(valid_to, date '9999-12-31')
                              else true end
        ) using (ground_no)
        where i.indicator_id = $indicator_id and p.period_id = $period_id
          and list_contains($editions::varchar[], t.edition::varchar)
        """,
        {
            "indicator_id": indicator_id,
            "period_id": period_id,
            "level": level,
            "units": units,
            "editions": editions_of(units),
        },
    ).fetchall()
    return "real" if rows[0][0] else "simulated"


def map_distribution(
    cursor: duckdb.DuckDBPyConnection,
    indicator_id: str,
    period_id: str,
    level: str,
    origin: str,
    class_count: int,
    *,
    units: str,
) -> Distribution:
    """The spread over all areas of the level and units, in every period of the same type and calendar as `period_id`."""
    rows = cursor.execute(
        """
        with observed as (
            select t.value
            from stored.area_total t
            join stored.indicator i using (indicator_no) join stored.period p using (period_no)
            join (
                select distinct ground_no from stored.area
                where level = $level
                  and case $units when 'current' then valid_to is null
                                  when 'pre_2025_07' then date '2025-06-30' between valid_from and coalesce(valid_to, date '9999-12-31')
                                  else true end
            ) using (ground_no)
            where i.indicator_id = $indicator_id and t.is_simulated = ($origin = 'simulated')
              and (p.type, p.calendar) = (select (type, calendar) from period where period_id = $period_id)
              and t.value is not null and list_contains($editions::varchar[], t.edition::varchar)
        )
        select (select quantile_cont(value, list_transform(range($class_count + 1), lambda k: k / $class_count))
                from observed where value <> 0),
               exists (from observed where value = 0)
        """,
        {
            "indicator_id": indicator_id,
            "period_id": period_id,
            "level": level,
            "origin": origin,
            "class_count": class_count,
            "units": units,
            "editions": editions_of(units),
        },
    ).fetchall()
    quantiles, has_zero = rows[0]
    return Distribution(tuple(quantiles or ()), has_zero)


def areas_inside(cursor: duckdb.DuckDBPyConnection, area_id: str, level: str) -> frozenset[str]:
    """The areas of a level that lie in `area_id`, itself included, by their parents."""
    rows = cursor.execute(
        """
        with recursive inside as (
            select area_id, level from area where area_id = $area_id
            union all
            select a.area_id, a.level from area a join inside i on a.parent_id = i.area_id
        )
        select area_id from inside where level = $level
        """,
        {"area_id": area_id, "level": level},
    ).fetchall()
    return frozenset(row[0] for row in rows)
