"""Questions about time: which periods have figures, and how complete each is."""

import duckdb
import polars as pl


def list_periods(
    cursor: duckdb.DuckDBPyConnection, indicator_id: str, area_id: str, *, only_real: bool
) -> pl.DataFrame:
    """The periods in which an area has anything to show of an indicator, the newest first within each type.

    period_id, type, calendar, start_on, end_on, is_cumulative, label_vi, label_en, reporting_units, expected_units (null
    where the figure is the area's own report), has_value. Of a period with real and simulated figures, the real one counts.
    """
    sql = """
        select p.*, t.reporting_units, t.expected_units, t.value is not null as has_value
        from area_total t join period p using (period_id)
        where t.indicator_id = $indicator_id and t.area_id = $area_id and t.status <> 'not_applicable'
          and not ($only_real and t.is_simulated)
        qualify row_number() over (partition by t.period_id order by t.is_simulated) = 1
        order by p.type, p.calendar, p.end_on desc, p.start_on
    """
    return cursor.sql(sql, params={"indicator_id": indicator_id, "area_id": area_id, "only_real": only_real}).pl()


def has_simulated_figures(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Whether any load of the build is simulated."""
    return bool(cursor.execute("select count(*) > 0 from load where origin = 'simulated'").fetchall()[0][0])
