"""Figures that no tree of their own protects, beside an earlier build: told only where three communes or more are new."""

import duckdb

from etl.disclosure.rules import DisclosureRules


def note_families(connection: duckdb.DuckDBPyConnection, rules: DisclosureRules) -> None:
    """Adds to `tree_node` the figures on denunciations, and the totals that hold them, but the yearly indicators' own counts.

    Those of provinces, and what they add up: communes, desks of districts, and districts that reported a total.
    """
    connection.execute(
        """
        insert into tree_node by name
        select 'family' as kind, i.indicator_id, concat_ws('/', o.breakdown, o.category, o.subgroup_by, o.subgroup) as divided_by,
               o.origin::varchar as origin, o.form, p.period_id, a.area_id, coalesce(b.body_id, '') as part,
               case a.level when 'province' then null else coalesce(q.area_id, r.area_id) end as above_id,
               a.level::varchar as level, round(o.numerator)::bigint as value, round(o.denominator)::bigint as favourable,
               0 as low, 0 as high, false as holds_none, o.derivation = 'reported' as is_given, false as is_hidden,
               case when a.level = 'province' then o.rowid end as row_no
        from facts.stored.observation o
        join facts.stored.indicator i using (indicator_no)
        join facts.stored.area a using (area_no)
        join facts.stored.period p using (period_no)
        left join facts.stored.body b using (body_no)
        left join facts.stored.area d on d.area_no = a.parent_no
        left join facts.stored.area q on q.area_no = a.parent_no and q.level = 'province'
        left join facts.stored.area r on r.area_no = d.parent_no and r.level = 'province'
        where i.disclosure in ('denunciation', 'linked') and o.edition = 'reported' and o.form <> 'published'
          and o.survey_id is null and coalesce(o.numerator, o.denominator, o.value) is not null
          and not (i.indicator_id in (from unnest($yearly)) and o.breakdown is null and o.subgroup is null)
          and case a.level when 'province' then o.scope = 'total' and o.body_no is null
                           when 'commune' then o.scope = 'total' and o.body_no is null
                           when 'district' then o.scope = 'own' or o.derivation = 'reported' else false end
        """,
        {"yearly": list(rules.yearly)},
    )


def hide_late_reports(connection: duckdb.DuckDBPyConnection, rules: DisclosureRules) -> None:
    """Adds to `hidden` all figures of a province, period and form of which one would tell those of fewer communes than asked.

    That is so where since an earlier build that showed it only so few have come, gone or been corrected. The yearly
    indicators' own counts are judged by themselves; a province's own report of a total says nothing new while it is the same.
    """
    connection.execute(_CHANGED)
    connection.execute(_TOLD, {"units": rules.units_minimum})
    connection.execute(
        """
        insert into hidden
        select o.rowid
        from facts.stored.observation o
        join facts.stored.indicator i using (indicator_no)
        join facts.stored.area a using (area_no)
        join facts.stored.period p using (period_no)
        semi join told t on t.area_id = a.area_id and t.period_id = p.period_id and t.form = o.form
            and t.origin = o.origin::varchar
        where i.disclosure in ('denunciation', 'linked') and o.edition = 'reported' and o.scope = 'total'
          and not (i.indicator_id in (from unnest($yearly)) and o.breakdown is null and o.subgroup is null)
          and o.rowid not in (from hidden)
        """,
        {"yearly": list(rules.yearly)},
    )


# For each tree, earlier build and province: how many communes differ, and how many figures in all.
_CHANGED = """
    create or replace temp table changed_family as
    with before as (from shown_before where kind = 'family'),
    now as (from tree_node where kind = 'family'),
    content as (
        select indicator_id, divided_by, origin, form, period_id, build, count(*) as size,
               bit_xor(hash(area_id, part, above_id, value, favourable)) as content
        from before where level <> 'province' group by all
    ),
    content_now as (
        select indicator_id, divided_by, origin, form, period_id, count(*) as size,
               bit_xor(hash(area_id, part, above_id, value, favourable)) as content
        from now where level <> 'province' group by all
    ),
    pair as (
        select indicator_id, divided_by, origin, form, period_id, c.build
        from content c left join content_now n using (indicator_id, divided_by, origin, form, period_id)
        where (n.size, n.content) is distinct from (c.size, c.content)
    ),
    old as (
        select b.* from before b join pair using (indicator_id, divided_by, origin, form, period_id, build)
        where level <> 'province'
    ),
    new as (
        select n.*, pair.build from now n join pair using (indicator_id, divided_by, origin, form, period_id)
        where level <> 'province'
    )
    select indicator_id, divided_by, origin, form, period_id, build, above_id as area_id,
           count(*) filter (coalesce(new.level, old.level) = 'commune') as communes
    from old full join new using (indicator_id, divided_by, origin, form, period_id, build, above_id, area_id, part)
    where (old.value, old.favourable, old.level) is distinct from (new.value, new.favourable, new.level)
    group by all
"""
# The provinces, periods and forms of which any figure would tell too few communes'.
_TOLD = """
    create or replace temp table told as
    select distinct n.area_id, n.period_id, n.form, n.origin
    from tree_node n
    join shown_before b using (kind, indicator_id, divided_by, origin, form, period_id, area_id)
    join changed_family c using (indicator_id, divided_by, origin, form, period_id, build, area_id)
    where n.kind = 'family' and n.level = 'province' and b.is_shown and c.communes < $units
      and not (n.is_given and n.value is not distinct from b.value and n.favourable is not distinct from b.favourable)
"""
