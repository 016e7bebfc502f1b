"""Shares of surveys: those from too few answers, and what would give them away beside the pooled totals.

A pooled share adds up the answers of the surveys that rate communes, up the tree of areas. Three figures of a survey add up:
the favourable answers, the others, and both together.
"""

import duckdb
import numpy as np
import polars as pl

from etl.disclosure.complement import Shortfall, complement
from etl.disclosure.hide_again import hide_again
from etl.disclosure.lives import GIVEN, read_lives
from etl.disclosure.nested_sums import UNBOUNDED, NestedSums, bound, find_anchors
from etl.disclosure.rules import DisclosureRules
from etl.disclosure.shown_before import ShownBefore
from etl.disclosure.uncertainty import Demand

_UPWARDS = ("commune", "district", "province", "country")
_TREE = ("indicator_no", "period_no", "origin", "form")


def hide_surveys(connection: duckdb.DuckDBPyConnection, rules: DisclosureRules, shown_before: ShownBefore) -> None:
    """Adds to `hidden` the shares of surveys that are withheld as reported."""
    connection.execute(
        """
        insert into hidden
        select o.rowid from facts.stored.observation o join facts.stored.indicator i using (indicator_no)
        where i.disclosure = 'survey' and i.indicator_id not in (from unnest($bases)) and o.value is not null
          and coalesce(o.sample_size < $survey_minimum, o.form <> 'published')
        """,
        {"survey_minimum": rules.survey_minimum, "bases": list(rules.survey_bases)},
    )
    shares = _read_shares(connection, rules)
    for _, tree in shares.group_by(_TREE, maintain_order=True):
        found = tree.filter(_recall_or_hide(tree, rules, shown_before) & ~pl.col("is_small"))  # noqa: F841
        connection.execute("insert into hidden select row_no from found")
    _hide_parts(connection)
    _hide_bases(connection, rules)


def _read_shares(connection: duckdb.DuckDBPyConnection, rules: DisclosureRules) -> pl.DataFrame:
    """One row per commune's survey and per pooled area, where the answers are counted."""
    return connection.sql(
        """
        select o.rowid as row_no, o.indicator_no, o.period_no, o.origin::varchar as origin, o.form, a.area_no, a.parent_no,
               i.indicator_id, p.period_id, a.area_id, coalesce(o.survey_id, '') as part, above.area_id as above_id,
               a.level::varchar as level, o.survey_id is null as is_pooled, round(o.numerator)::bigint as favourable,
               round(o.denominator)::bigint as answers, o.rowid in (from hidden) as is_small
        from facts.stored.observation o
        join facts.stored.indicator i using (indicator_no)
        join facts.stored.area a using (area_no)
        join facts.stored.period p using (period_no)
        left join facts.stored.area above on above.area_no = a.parent_no
        where i.disclosure = 'survey' and i.indicator_id not in (from unnest($bases))
          and o.edition = 'reported' and o.breakdown is null and o.subgroup is null
          and o.form <> 'published' and o.numerator is not null and o.denominator > 0
          and (o.survey_id is null) = (a.level <> 'commune')
        order by o.indicator_no, o.period_no, o.origin, o.form, a.area_id, o.survey_id
        """,
        params={"bases": list(rules.survey_bases)},
    ).pl()


def _recall_or_hide(tree: pl.DataFrame, rules: DisclosureRules, shown_before: ShownBefore) -> pl.Series:
    """The pattern of before where nothing has changed since; beside what was shown before where something has."""
    name = tree.select("indicator_id", "origin", "form", "period_id").row(0)
    high = pl.when("is_small").then(rules.survey_minimum - 1).otherwise(UNBOUNDED)
    nodes = tree.with_columns(
        value=pl.col("answers"), low=pl.lit(1, pl.Int64), high=high.cast(pl.Int64),
        holds_none=pl.lit(False), is_given=pl.lit(False),
    ).select("row_no", *GIVEN)  # fmt: skip
    is_hidden = shown_before.recall("survey", name, nodes, tree["is_small"])
    if is_hidden is None and (builds := shown_before.builds_of("survey", name)):
        demand = Demand(rules.width, of_kinds=True)
        is_hidden = hide_again(read_lives([*builds, nodes]), tree["is_small"].to_numpy(), demand)
    elif is_hidden is None:
        is_hidden = _hide(tree, rules) if tree["is_small"].any() else np.zeros(len(tree), dtype=bool)
    pattern = pl.Series(is_hidden, dtype=pl.Boolean)
    shown_before.note("survey", name, nodes.with_columns(is_hidden=pattern))
    return pattern


def _hide(tree: pl.DataFrame, rules: DisclosureRules) -> np.ndarray:
    pooled = tree.with_row_index("node").filter("is_pooled").select("node", parent_no=pl.col("area_no"))
    parent = tree.select("parent_no").join(pooled, on="parent_no", how="left", maintain_order="left")["node"]
    answers, is_small = tree["answers"].to_numpy(), tree["is_small"].to_numpy()
    high = np.where(is_small, rules.survey_minimum - 1, UNBOUNDED)
    sums = NestedSums(parent.cast(pl.Int64).fill_null(-1).to_numpy(), answers, np.ones_like(answers), high)
    return complement(sums, is_small, _measure_shortfall(sums, tree["favourable"].to_numpy(), rules.width))


def _measure_shortfall(sums: NestedSums, favourable: np.ndarray, width: int) -> Shortfall:
    """How much narrower than `width` the range of the answers, or of the favourable ones, may be known.

    The range of the answers is exact: answers can move between surveys and keep their kind. That of the favourable ones is
    what exchanging answers of two kinds with other hidden surveys under the same shown total gives, all numbers of answers
    as they are; an attacker's is at least as wide.
    """
    other = sums.value - favourable
    low, high = bound(sums, np.ones(len(favourable), dtype=bool))
    width_asked = np.minimum(width, high - low)

    def shortfall(is_hidden: np.ndarray) -> np.ndarray:
        low, high = bound(sums, is_hidden)
        anchor = find_anchors(sums, is_hidden)
        own_favourable, own_other = (sums.add_hidden(is_hidden, kind) for kind in (favourable, other))
        is_bounded = anchor >= 0
        around = np.where(is_bounded, anchor, 0)
        apart_favourable = own_favourable[around] - own_favourable
        apart_other = own_other[around] - own_other
        exchange = np.minimum(own_other, apart_favourable) + np.minimum(own_favourable, apart_other)
        return np.maximum(width_asked - (high - low), np.where(is_bounded, width - exchange, 0))

    return shortfall


def _hide_parts(connection: duckdb.DuckDBPyConnection) -> None:
    """Groups of respondents: all of a breakdown where one is hidden or the whole is; pooled ones where a part of them is."""
    connection.execute(
        """
        create or replace temp table part as
        select o.rowid as row_no, o.indicator_no, o.period_no, o.area_no, a.parent_no, a.level, o.survey_id, o.origin, o.form,
               coalesce(o.breakdown, o.subgroup_by) as breakdown, coalesce(o.category, o.subgroup) as category,
               o.rowid in (from hidden) as is_hidden
        from facts.stored.observation o
        join facts.stored.indicator i using (indicator_no)
        join facts.stored.area a using (area_no)
        where i.disclosure = 'survey' and o.edition = 'reported' and o.form <> 'published'
        """
    )
    for level in _UPWARDS:
        connection.execute(_HIDE_GROUPS, {"level": level})
        connection.execute(_HIDE_ABOVE, {"level": level})
    connection.execute("insert into hidden select row_no from part where is_hidden except from hidden")


def _hide_bases(connection: duckdb.DuckDBPyConnection, rules: DisclosureRules) -> None:
    """How many answered, of an area and period of which a share is hidden, and every sum that this is in."""
    connection.execute(
        """
        create or replace temp table base as
        with withheld as (
            select distinct o.area_no, o.period_no, o.origin
            from hidden join facts.stored.observation o on o.rowid = hidden.row_no
            join facts.stored.indicator i using (indicator_no)
            where i.disclosure = 'survey'
        )
        select o.rowid as row_no, o.indicator_no, o.period_no, o.area_no, a.parent_no, a.level, o.origin,
               withheld.area_no is not null as is_hidden
        from facts.stored.observation o
        join facts.stored.indicator i using (indicator_no)
        join facts.stored.area a using (area_no)
        left join withheld on withheld.area_no = o.area_no and withheld.period_no = o.period_no and withheld.origin = o.origin
        where i.indicator_id in (from unnest($bases)) and o.edition = 'reported' and o.form <> 'published'
        """,
        {"bases": list(rules.survey_bases)},
    )
    for level in _UPWARDS:
        connection.execute(_HIDE_SUMS_OF_BASES, {"level": level})
    connection.execute("insert into hidden select row_no from base where is_hidden except from hidden")


_HIDE_GROUPS = """
    update part set is_hidden = true
    from (from part where is_hidden and level = $level) h
    where part.breakdown is not null and (h.breakdown is null or h.breakdown = part.breakdown)
      and part.indicator_no = h.indicator_no and part.period_no = h.period_no and part.area_no = h.area_no
      and part.survey_id is not distinct from h.survey_id and part.origin = h.origin and part.form = h.form
"""
_HIDE_ABOVE = """
    update part set is_hidden = true
    from (from part where is_hidden and level = $level and breakdown is not null) h
    where part.area_no = h.parent_no and part.breakdown = h.breakdown and part.category = h.category
      and part.survey_id is null and part.indicator_no = h.indicator_no and part.period_no = h.period_no
      and part.origin = h.origin and part.form = h.form
"""
_HIDE_SUMS_OF_BASES = """
    update base set is_hidden = true
    from (from base where is_hidden and level = $level) h
    where base.area_no = h.parent_no and base.indicator_no = h.indicator_no and base.period_no = h.period_no
      and base.origin = h.origin
"""
