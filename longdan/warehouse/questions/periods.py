"""Questions about time: which periods have figures, and how complete each is."""

import duckdb
import polars as pl

from longdan.warehouse.questions.units import editions_of


def list_periods(
    cursor: duckdb.DuckDBPyConnection, indicator_id: str, area_id: str, *, only_real: bool, units: str
) -> pl.DataFrame:
    """The periods in which an area has anything to show of an indicator, the newest first within each type.

    period_id, type, calendar, start_on, end_on, is_cumulative, label_vi, label_en, reporting_units, expected_units (null
    where the figure is the area's own report), has_value (a figure, or its class). Of a period with real and simulated figures, the real one counts.
    An area without any figure of its own (the country, of a score that only provinces have) has the periods of the areas
    directly below it in the same `units`, with the number of those that show one as `reporting_units`.
    """
    params = {"indicator_id": indicator_id, "area_id": area_id, "only_real": only_real, "editions": editions_of(units)}
    sql = """
        select p.*, t.reporting_units, t.expected_units, coalesce(t.value, t.class_high) is not null as has_value
        from area_total t join period p using (period_id)
        where t.indicator_id = $indicator_id and t.area_id = $area_id and t.status <> 'not_applicable'
          and not ($only_real and t.is_simulated) and list_contains($editions::varchar[], t.edition::varchar)
        qualify row_number() over (partition by t.period_id order by t.is_simulated) = 1
        order by p.type, p.calendar, p.end_on desc, p.start_on
    """
    own = cursor.sql(sql, params=params).pl()
    return own if own.height else cursor.sql(_PERIODS_BELOW, params=params | {"units": units}).pl()


_PERIODS_BELOW = """
    select p.*, count(*)::usmallint as reporting_units, null::usmallint as expected_units, true as has_value
    from area_total t join period p using (period_id) join area a using (area_id)
    where t.indicator_id = $indicator_id and a.parent_id = $area_id and coalesce(t.value, t.class_high) is not null
      and not ($only_real and t.is_simulated) and list_contains($editions::varchar[], t.edition::varchar)
      and case $units when 'current' then a.valid_to is null
                      when 'pre_2025_07' then date '2025-06-30' between a.valid_from and coalesce(a.valid_to, date '9999-12-31')
                      else true end
    group by all
    order by p.type, p.calendar, p.end_on desc, p.start_on
"""


def has_simulated_figures(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Whether any load of the build is simulated."""
    return bool(cursor.execute("select count(*) > 0 from load where origin = 'simulated'").fetchall()[0][0])
