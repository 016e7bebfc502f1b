"""The counts of denunciations as the build knows them, one indicator at a time."""

import duckdb
import polars as pl

from etl.disclosure.rules import DisclosureRules


def read_counts(connection: duckdb.DuckDBPyConnection, indicator_id: str, rules: DisclosureRules) -> pl.DataFrame:
    """One row per area and period as reported, and per own desk of a district, with the room that open counts leave it.

    A province's own desk is published and therefore no part of what has to be found out.
    """
    return connection.sql(
        """
        with open as (
            select o.period_no, o.area_no, o.body_no, o.scope, o.origin, o.form,
                   min(o.numerator) filter (i.indicator_id in (from unnest($within)))
                   - coalesce(sum(o.numerator) filter (i.indicator_id in (from unnest($less))), 0) as room
            from facts.stored.observation o join facts.stored.indicator i using (indicator_no)
            where o.edition = 'reported' and o.breakdown is null and o.subgroup is null and o.survey_id is null
              and (i.indicator_id in (from unnest($within)) or i.indicator_id in (from unnest($less)))
            group by all
        )
        select o.rowid as row_no, i.indicator_id, i.is_flow, o.period_no, p.period_id, p.type, p.calendar, y.year, y.number,
               p.start_on, p.end_on, a.valid_from as begins_on, o.origin::varchar as origin, o.form,
               a.area_id, a.area_no, a.parent_no, a.level::varchar as level, o.scope = 'own' as is_desk,
               coalesce(b.body_id, '') as part, case when o.scope = 'own' then a.area_id else above.area_id end as above_id,
               o.derivation = 'reported' and o.scope = 'total' as is_given,
               round(o.numerator)::bigint as value, round(open.room)::bigint as room,
               a.level in ('province', 'country') and o.derivation <> 'reported'
                   and coalesce(o.reporting_units < $units_minimum, false) as is_small
        from facts.stored.observation o
        join facts.stored.indicator i using (indicator_no)
        join facts.stored.area a using (area_no)
        join facts.stored.period p using (period_no)
        join period_year y using (period_no)
        left join facts.stored.body b using (body_no)
        left join facts.stored.area above on above.area_no = a.parent_no
        left join open on open.period_no = o.period_no and open.area_no = o.area_no and open.scope = o.scope
            and open.origin = o.origin and open.form = o.form and open.body_no is not distinct from o.body_no
        where i.indicator_id = $indicator and o.edition = 'reported' and o.breakdown is null and o.subgroup is null
          and o.form <> 'published' and o.numerator is not null
          and (o.scope = 'total' and o.body_no is null or o.scope = 'own' and a.level = 'district')
        """,
        params={
            "indicator": indicator_id,
            "within": list(rules.within),
            "less": list(rules.less),
            "units_minimum": rules.units_minimum,
        },
    ).pl()
