"""What a map asks: which geometry serves a day, which areas lie in one, and the classes that values fall into."""

from dataclasses import dataclass

import duckdb

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


def map_distribution(
    cursor: duckdb.DuckDBPyConnection,
    indicator_id: str,
    period_type: str,
    calendar: str,
    level: str,
    origin: str,
    class_count: int,
    *,
    units: str,
) -> Distribution:
    """The spread over all areas of the level and units, in every period of a type and calendar."""
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
              and p.type = $period_type and p.calendar = $calendar
              and t.value is not null and list_contains($editions::varchar[], t.edition::varchar)
        )
        select (select quantile_cont(value, list_transform(range($class_count + 1), lambda k: k / $class_count))
                from observed where value <> 0),
               exists (from observed where value = 0)
        """,
        {
            "indicator_id": indicator_id,
            "period_type": period_type,
            "calendar": calendar,
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
