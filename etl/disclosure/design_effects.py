"""The design effects and intervals of pooled surveys, so that they do not tell how large the withheld ones among them are.

A pooled design effect is Σ n·d / Σ n. Beside the answers and design effects of all shown surveys it would leave Σ n·d of the
withheld ones, which with their Σ n and known d of two of them is n of each; and an interval tells it as well. Where one of its
surveys is withheld, a total therefore takes the design effect of those that are shown: a function of published figures alone.
"""

import duckdb
import polars as pl

from longdan.methods.interval import wilson_expr


def tell_design_effects(connection: duckdb.DuckDBPyConnection) -> None:
    """The temporary table `told_effect`: row_no, design_effect, ci_low, ci_high of shown totals to be published otherwise.

    `hidden` must be complete. Listed are totals with a withheld survey and a given design effect below them, and what is
    re-based from such totals. All three are null where none of their surveys is shown; a design effect of 1 is null too.
    """
    told = told_total = connection.sql(_TOLD).pl()
    if told.height:
        told = pl.concat([told_total, connection.sql(_REBASED).pl()])  # reads `told_total` by name
    low, high = wilson_expr(pl.col("numerator"), pl.col("denominator"), design_effect=pl.col("effect"))
    has_interval = pl.col("has_interval") & pl.col("effect").is_not_null()
    rows = told.select(  # noqa: F841 (DuckDB reads it by name)
        "row_no",
        design_effect=pl.when(pl.col("effect") != 1).then("effect"),
        ci_low=pl.when(has_interval).then(low),
        ci_high=pl.when(has_interval).then(high),
    )
    connection.execute("create or replace temp table told_effect as select * from rows")


_TOLD = """
    with recursive above as (
        select area_no as part_no, parent_no as area_no from facts.stored.area where parent_no is not null
        union all
        select above.part_no, a.parent_no from above join facts.stored.area a using (area_no) where a.parent_no is not null
    ),
    counted as (
        select o.rowid as row_no, o.*, a.level, h.row_no is not null as is_hidden
        from facts.stored.observation o
        join facts.stored.indicator i using (indicator_no)
        join facts.stored.area a using (area_no)
        left join hidden h on h.row_no = o.rowid
        where i.disclosure = 'survey' and i.aggregation = 'pooled' and o.edition = 'reported' and o.form <> 'published'
          and o.breakdown is null and o.subgroup is null and o.numerator is not null and o.denominator > 0
    ),
    below as (
        select s.indicator_no, s.period_no, s.origin, s.form, above.area_no,
               sum((s.denominator * coalesce(s.design_effect, 1))::exact) filter (not s.is_hidden)
                   / sum(s.denominator) filter (not s.is_hidden) as effect
        from counted s join above on above.part_no = s.area_no
        where s.survey_id is not null and s.level = 'commune'
        group by all
        having bool_or(s.is_hidden) and count(s.design_effect) > 0
    )
    select t.row_no, t.numerator, t.denominator, t.ci_low is not null as has_interval, below.effect
    from counted t join below using (indicator_no, period_no, origin, form, area_no)
    where t.survey_id is null and not t.is_hidden
"""
# Of each total that it was pooled from what is published; null where of one of them nothing is.
_REBASED = """
    with part as (
        select r.rowid as row_no, r.numerator, r.denominator, r.ci_low is not null as has_interval, o.denominator as answers,
               told_total.row_no is not null as is_told,
               if(told_total.row_no is null, coalesce(o.design_effect, 1), told_total.effect) as effect
        from facts.stored.observation r
        join facts.stored.conversion c on c.edition = r.edition and c.to_no = r.area_no
        join facts.stored.observation o on o.indicator_no = r.indicator_no and o.period_no = r.period_no
            and o.area_no = c.from_no and o.origin = r.origin and o.form = r.form and o.edition = 'reported'
            and o.survey_id is null and o.breakdown is null and o.subgroup is null and o.denominator > 0
        left join told_total on told_total.row_no = o.rowid
        anti join hidden on hidden.row_no = r.rowid
        where r.edition <> 'reported' and r.breakdown is null and r.subgroup is null and r.numerator is not null
    )
    select row_no, any_value(numerator) as numerator, any_value(denominator) as denominator,
           any_value(has_interval) as has_interval,
           if(count(effect) = count(*), sum((answers * effect)::exact) / sum(answers), null) as effect
    from part group by row_no having bool_or(is_told)
"""
