"""What of denunciations does not exist below province at all, and what goes with a count that is withheld."""

import duckdb

from etl.disclosure.rules import DisclosureRules


def hide_below_province(connection: duckdb.DuckDBPyConnection, rules: DisclosureRules) -> None:
    """Adds to `hidden`: below province everything of denunciations and of the totals that hold them but the yearly counts of
    whole areas; above, sums over too few units.

    What was printed by others is repeated as it stands from province up.
    """
    connection.execute(
        """
        insert into hidden
        select o.rowid
        from facts.stored.observation o
        join facts.stored.indicator i using (indicator_no)
        join facts.stored.area a using (area_no)
        join facts.stored.period p using (period_no)
        where i.disclosure in ('denunciation', 'linked')
          and case when a.level in ('commune', 'district')
              then not (i.indicator_id in (from unnest($yearly)) and p.type = 'year' and o.breakdown is null
                        and o.subgroup is null and o.form <> 'published'
                        and (o.scope = 'total' and o.body_no is null
                             or o.scope = 'own' and a.level = 'district' and o.edition = 'reported'))
              else o.derivation <> 'reported' and coalesce(o.reporting_units between 1 and $units_minimum - 1, false) end
        """,
        {"yearly": list(rules.yearly), "units_minimum": rules.units_minimum},
    )


def close_family(connection: duckdb.DuckDBPyConnection, rules: DisclosureRules) -> None:
    """Adds to `hidden`, from province up, what would give away a yearly indicator's count that is hidden there.

    With the count of an area go all figures on denunciations and all totals that hold them, of the same period (with one that
    no total holds those of its own form only); with that of a year, of every period in the year; of what is counted from zero
    in each period, always the whole year, since longer periods less shorter ones are the rest. What adds up other units than
    the count goes too: the difference would be those units'; the country adds up provinces of which all are shown. Of what no
    tree protects, the country's figure goes where a province's is hidden, unless it is a count that is shown and open figures
    (`beside_open`).
    The counts themselves are judged by their trees alone.
    """
    connection.execute(
        """
        create or replace temp table family as
        select o.rowid as row_no, o.*, i.indicator_id, i.is_flow, i.disclosure, a.level, a.parent_no,
               p.type, p.calendar, y.year, o.rowid in (from hidden) as is_hidden,
               i.indicator_id in (from unnest($yearly)) as is_yearly,
               i.indicator_id in (from unnest($yearly)) and o.breakdown is null and o.subgroup is null
                   and o.scope = 'total' and o.body_no is null as is_count
        from facts.stored.observation o
        join facts.stored.indicator i using (indicator_no)
        join facts.stored.area a using (area_no)
        join facts.stored.period p using (period_no)
        join period_year y using (period_no)
        where i.disclosure in ('denunciation', 'linked') and a.level in ('province', 'country')
          and o.form <> 'published' and o.edition = 'reported' and coalesce(o.numerator, o.denominator, o.value) is not null
        """,
        {"yearly": list(rules.yearly)},
    )
    for statement in (_WITH_THE_COUNT, _OVER_OTHER_UNITS, _FLOWS):
        connection.execute(statement)
    connection.execute(_COUNTRY, {"beside_open": list(rules.beside_open)})
    connection.execute("insert into hidden select row_no from family where is_hidden except from hidden")


_WITH_THE_COUNT = """
    update family set is_hidden = true
    from (
        select area_no, origin, calendar, year, case when type <> 'year' then period_no end as period_no, form,
               form in (select form from family where disclosure = 'linked') as is_held
        from family where is_hidden and is_count
    ) h
    where family.area_no = h.area_no and family.origin = h.origin and family.calendar = h.calendar and family.year = h.year
      and family.period_no = coalesce(h.period_no, family.period_no) and not family.is_count
      and (family.form = h.form or h.is_held and not family.is_yearly)
"""
_OVER_OTHER_UNITS = """
    update family set is_hidden = true
    from (select area_no, origin, form, period_no, reporting_units from family where is_count) count
    where family.scope = 'total' and family.area_no = count.area_no and not family.is_count
      and family.origin = count.origin and family.form = count.form and family.period_no = count.period_no
      and family.reporting_units <> count.reporting_units and (family.level = 'province' or family.derivation = 'reported')
"""
_FLOWS = """
    update family set is_hidden = true
    from (select distinct area_no, origin, calendar, year, indicator_no from family where is_hidden and is_flow) h
    where family.area_no = h.area_no and family.origin = h.origin and family.calendar = h.calendar and family.year = h.year
      and family.indicator_no = h.indicator_no and not family.is_count
"""
_COUNTRY = """
    update family set is_hidden = true
    from (
        select distinct parent_no, indicator_no, period_no, origin, form, breakdown, category
        from family where is_hidden and level = 'province' and not is_count
    ) h
    where family.level = 'country' and family.area_no = h.parent_no and family.indicator_no = h.indicator_no
      and family.period_no = h.period_no and family.origin = h.origin and family.form = h.form
      and family.breakdown is not distinct from h.breakdown and family.category is not distinct from h.category
      and not (family.indicator_id in (from unnest($beside_open)) and family.breakdown is null and exists (
          from family count where count.is_count and not count.is_hidden and count.area_no = family.area_no
              and count.period_no = family.period_no and count.origin = family.origin and count.form = family.form
              and count.reporting_units = family.reporting_units
      ))
"""
