"""Questions about time series: the own totals of areas, period by period, and the breaks that no line crosses unmarked."""

from datetime import date

import duckdb
import polars as pl

from longdan.warehouse.questions.units import editions_of


def list_series(
    cursor: duckdb.DuckDBPyConnection, indicator_ids: list[str], area_ids: list[str], *, only_real: bool, units: str
) -> pl.DataFrame:
    """One row per indicator, area, period and kind of origin, in that order and that of time.

    Of `units` "reported" only what the areas reported themselves; else also what was re-based to them.

    indicator_id, area_id, area_vi, area_en, area_from (the area's first day, null where not known), level, period_id, type,
    calendar, start_on, end_on, label_vi, label_en, edition, value, numerator, denominator, sample_size, design_effect (of a
    survey's share; null for 1), sample_type (of a survey; null elsewhere and where it is not known), ci_low and ci_high (null
    of a sample that was not drawn at random), class_high (of a withheld count that is told to lie between 0 and it; else null),
    qualifier, status, derivation, reporting_units, expected_units, origin, is_simulated, form, series, source_id, source_vi,
    source_en, published_on (of the source).
    """
    # list_contains, since a semi-join makes DuckDB scan every indicator: 18 against 136 ms over 2 million rows.
    sql = """
        select t.indicator_id, t.area_id, a.name as area_vi, if(a.level = 'country', a.name_en, a.name) as area_en,
               if(a.is_start_known, a.valid_from, null) as area_from, a.level::varchar as level,
               t.period_id, p.type, p.calendar, p.start_on, p.end_on, p.label_vi, p.label_en,
               t.edition::varchar as edition, t.value, t.numerator, t.denominator, t.sample_size, t.design_effect,
               v.sample_type,
               case when coalesce(v.sample_type, 'random') = 'random' then t.ci_low end as ci_low,
               case when coalesce(v.sample_type, 'random') = 'random' then t.ci_high end as ci_high,
               t.class_high, t.qualifier::varchar as qualifier, t.status::varchar as status, t.derivation::varchar as derivation,
               t.reporting_units, t.expected_units, t.origin::varchar as origin, t.is_simulated, t.form, t.series,
               t.source_id, s.title_vi as source_vi, s.title_en as source_en, s.published_on
        from area_total t join area a using (area_id) join period p using (period_id)
        left join source s using (source_id) left join survey v using (survey_id)
        where list_contains($indicator_ids::varchar[], t.indicator_id)
          and list_contains($area_ids::varchar[], t.area_id) and not ($only_real and t.is_simulated)
          and list_contains($editions::varchar[], t.edition::varchar)
        order by t.indicator_id, t.area_id, p.type, p.calendar, p.end_on, p.start_on, t.is_simulated
    """
    params = {
        "indicator_ids": indicator_ids,
        "area_ids": area_ids,
        "only_real": only_real,
        "editions": editions_of(units),
    }
    return cursor.sql(sql, params=params).pl()


def list_breaks(cursor: duckdb.DuckDBPyConnection, indicator_id: str, area_ids: list[str]) -> pl.DataFrame:
    """The breaks that concern an indicator in any of these areas or everywhere: on, kind, text_vi, text_en, joins."""
    sql = """
        select distinct "on", kind, text_vi, text_en, joins from break_in_series
        where (indicator_id is null or indicator_id = $indicator_id)
          and (area_id is null or area_id in (select unnest($area_ids::varchar[])))
        order by "on", kind, text_vi
    """
    return cursor.sql(sql, params={"indicator_id": indicator_id, "area_ids": area_ids}).pl()


def list_cuts(cursor: duckdb.DuckDBPyConnection, indicator_ids: list[str], area_id: str) -> dict[str, list[date]]:
    """By indicator, the days that no comparison of figures of this area crosses."""
    sql = """
        select i.indicator_id, list(distinct b."on" order by b."on")
        from indicator i join break_in_series b on coalesce(b.indicator_id, i.indicator_id) = i.indicator_id
        where not b.joins and coalesce(b.area_id, $area_id) = $area_id
          and list_contains($indicator_ids::varchar[], i.indicator_id)
        group by i.indicator_id
    """
    found = cursor.execute(sql, {"indicator_ids": indicator_ids, "area_id": area_id}).fetchall()
    return {indicator_id: [] for indicator_id in indicator_ids} | dict(found)


def list_published(cursor: duckdb.DuckDBPyConnection, showcase: list[str]) -> pl.DataFrame:
    """Real figures as publications give them: those that `showcase` names as `source_id/indicator_id`, in its order.

    indicator_id, title_vi, title_en, unit, decimals, area_id, area_vi, area_en, part (the residential area, null of the
    whole), body_kind (null of the whole area), period_id, value, numerator, denominator, qualifier, status, source_vi,
    source_en, publisher, address, published_on.
    """
    sql = """
        select o.indicator_id, i.title_vi, i.title_en, i.unit, i.decimals, o.area_id, a.name as area_vi,
               if(a.level = 'country', a.name_en, a.name) as area_en, o.category as part, b.kind as body_kind,
               o.period_id, o.value, o.numerator, o.denominator, o.qualifier::varchar as qualifier,
               o.status::varchar as status, s.title_vi as source_vi, s.title_en as source_en, s.publisher, s.address,
               s.published_on
        from observation o join indicator i using (indicator_id) join area a using (area_id)
        join period p using (period_id) join source s using (source_id) left join body b using (body_id)
        where o.form = 'published' and o.origin <> 'simulated' and o.edition = 'reported' and o.subgroup is null
          and coalesce(o.breakdown, 'residential_area') = 'residential_area'
          and list_contains($showcase::varchar[], o.source_id || '/' || o.indicator_id)
        order by list_position($showcase::varchar[], o.source_id || '/' || o.indicator_id), a.level, a.area_id,
                 b.kind desc nulls first, o.category nulls first, p.end_on
    """
    return cursor.sql(sql, params={"showcase": showcase}).pl()
