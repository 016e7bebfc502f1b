"""The counts of denunciations as a tree of areas: which stay hidden below province, and which totals would give them away.

Years first, since below province only they have cells (`docs/methods.md`, Disclosure control); then every other period,
where no count below province may be known to be more than none.
"""

from collections.abc import Iterator

import duckdb
import numpy as np
import polars as pl

from etl.disclosure.across_periods import hide_narrowing_totals, hide_telling_years, limit_by_year, limit_years
from etl.disclosure.complement import complement
from etl.disclosure.excess import ask_down
from etl.disclosure.hide_again import hide_again
from etl.disclosure.lives import GIVEN, read_lives
from etl.disclosure.nested_sums import UNBOUNDED, NestedSums, bound
from etl.disclosure.rules import DisclosureRules
from etl.disclosure.shown_before import ShownBefore, Tree
from etl.disclosure.told_class import mark_told
from etl.disclosure.uncertainty import Demand
from etl.disclosure.withheld_totals import withhold_together
from etl.disclosure.year_parts import BELOW_PROVINCE, OWN

_TREE = ("origin", "form", "period_no")


def hide_denunciations(
    connection: duckdb.DuckDBPyConnection, rules: DisclosureRules, shown_before: ShownBefore
) -> None:
    """Adds to `hidden` the counts of each yearly indicator that are withheld, and to `told_class` those whose class is told.

    Needs `facts` and `period_year`.
    """
    for indicator_id, threshold in rules.yearly.items():
        counts = _read_counts(connection, indicator_id, rules)
        if not counts.is_empty():
            found = _judge(counts, threshold, rules, shown_before)  # noqa: F841
            connection.execute("insert into hidden select row_no from found where is_hidden")
            connection.execute(_TELL_CLASS, {"threshold": threshold})


# Exact counts only: a bound ("trên 2") may stand for one over the threshold.
_TELL_CLASS = """
    insert into told_class
    select found.row_no, $threshold - 1
    from found join facts.stored.observation o on o.rowid = found.row_no
    where found.is_class_told and found.value < $threshold and o.qualifier = '='
"""


def _judge(counts: pl.DataFrame, threshold: int, rules: DisclosureRules, shown_before: ShownBefore) -> pl.DataFrame:
    """`counts` with `is_hidden`.

    First as if nothing had been shown before, so that a tree of which nothing has changed is recognised by what limits it.
    """
    counts = counts.with_columns(down=pl.lit(0, pl.Int64), up=pl.lit(0, pl.Int64))
    counts, _ = _settle(counts, threshold, rules, None)
    _, found = _settle(counts, threshold, rules, shown_before)
    for tree in _trees(found):
        shown_before.note("count", _name(tree), _describe(tree).with_columns(tree["is_hidden"]))
    return found


def _settle(
    counts: pl.DataFrame, threshold: int, rules: DisclosureRules, shown_before: ShownBefore | None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Decides again as long as something is withheld from province up that other periods were judged beside.

    Returns `counts` with what is withheld there anyway, and them as they are decided.
    """
    while True:
        found = _decide_periods(counts, threshold, rules, shown_before)
        more = withhold_together(counts, found, rules.width)
        if more.equals(counts):
            return counts, found
        counts = more


def _decide_periods(
    counts: pl.DataFrame, threshold: int, rules: DisclosureRules, shown_before: ShownBefore | None
) -> pl.DataFrame:
    """Years first: what is known of one limits the periods in it."""
    is_year = pl.col("type") == "year"
    years, others = counts.filter(is_year), counts.filter(~is_year)
    others = hide_narrowing_totals(others, years, threshold)
    years = mark_told(hide_telling_years(years, others), others, threshold)
    of_class = pl.when(pl.col("value") < threshold).then(pl.min_horizontal(OWN, threshold - 1)).otherwise("value")
    years = ask_down(limit_years(years, others), others, capacity=of_class)
    years = _decide(years, threshold, rules, shown_before)
    others = limit_by_year(others, years, threshold)
    beside = pl.concat([others, years.select(others.columns)])
    others = ask_down(others, beside, capacity=pl.max_horizontal("value", OWN))
    return pl.concat([years, _decide(others, None, rules, shown_before)], how="diagonal_relaxed")


def _decide(
    counts: pl.DataFrame, threshold: int | None, rules: DisclosureRules, shown_before: ShownBefore | None
) -> pl.DataFrame:
    """Tree by tree: `is_hidden`, and what is known of each (`low`, `high`, `holds_none`).

    Without a threshold nothing is shown below province.
    """
    found = []
    for tree in _trees(counts):
        sums, holds_none = _nest(tree, threshold), _must_hold_none(tree, threshold)
        known = tree.with_columns(low=pl.Series(sums.low), high=pl.Series(sums.high), holds_none=pl.Series(holds_none))
        is_hidden = None if shown_before is None else _recall(known, threshold, rules, shown_before)
        if is_hidden is None:
            is_hidden = _hide(sums, known, threshold, rules)
        found.append(known.with_columns(is_hidden=pl.Series(is_hidden, dtype=pl.Boolean)))
    empty = counts.with_columns(low=pl.col("value"), high=pl.col("value"), holds_none=False, is_hidden=False)
    return pl.concat(found) if found else empty


def _recall(
    tree: pl.DataFrame, threshold: int | None, rules: DisclosureRules, shown_before: ShownBefore
) -> pl.Series | np.ndarray | None:
    """The pattern of before where nothing has changed since; beside what was shown before where something has.

    None where no earlier build had the tree.
    """
    name, nodes = _name(tree), _describe(tree)
    must = tree["holds_none"] | tree["is_small"]
    if (is_hidden := shown_before.recall("count", name, nodes, must)) is not None:
        return is_hidden
    if not (builds := shown_before.builds_of("count", name)):
        return None
    demand = Demand(rules.width, rules.units_minimum, is_class=threshold is not None)
    return hide_again(read_lives([*builds, nodes]), must.to_numpy(), demand)


def _name(tree: pl.DataFrame) -> Tree:
    return tree.select("indicator_id", "origin", "form", "period_id").row(0)


def _describe(tree: pl.DataFrame) -> pl.DataFrame:
    """As `lives.NODE` has the figures of a tree."""
    return tree.with_columns(favourable=pl.lit(None, pl.Int64)).select("row_no", *GIVEN)


def _must_hold_none(tree: pl.DataFrame, threshold: int | None) -> np.ndarray:
    """Below province: counts under the threshold, in a year; every count, in other periods."""
    is_below = tree["level"].is_in(BELOW_PROVINCE).to_numpy()
    return is_below & (tree["value"].to_numpy() < (UNBOUNDED if threshold is None else threshold))


def _trees(counts: pl.DataFrame) -> Iterator[pl.DataFrame]:
    for _, tree in counts.sort("area_id", "is_desk", "part").group_by(_TREE, maintain_order=True):
        yield tree


def _nest(tree: pl.DataFrame, threshold: int | None) -> NestedSums:
    """A desk of an area is a part of the area, an area a part of its parent."""
    areas = tree.with_row_index("node").filter(~pl.col("is_desk")).select("node", above=pl.col("area_no"))
    above = pl.when("is_desk").then("area_no").otherwise("parent_no")
    parent = tree.select(above=above).join(areas, on="above", how="left", maintain_order="left")["node"]
    value = tree["value"].to_numpy()
    high = np.maximum(tree["room"].fill_null(UNBOUNDED).to_numpy(), value)  # contradicting reports limit nothing
    low = np.zeros_like(value)
    if threshold is not None:
        in_class = tree["level"].is_in(BELOW_PROVINCE).to_numpy() & (value < threshold)
        high = np.where(in_class, np.minimum(high, threshold - 1), high)
        low = np.where(tree["is_class_told"].to_numpy() & ~in_class, threshold, 0)  # withheld without a class
    return NestedSums(parent.cast(pl.Int64).fill_null(-1).to_numpy(), value, low, high)


def _hide(sums: NestedSums, tree: pl.DataFrame, threshold: int | None, rules: DisclosureRules) -> np.ndarray:
    """Hidden below province: counts under the threshold, in a year; every count, in other periods. Above: small sums."""
    must_hold_none = tree["holds_none"].to_numpy()
    least, most = bound(sums, np.ones_like(must_hold_none))
    up = tree["up"].to_numpy()
    reach = np.where(
        must_hold_none & (threshold is not None), most, np.where(up > 0, np.minimum(sums.value + up, most), 0)
    )
    width = np.where(must_hold_none, 0, np.minimum(most - least, rules.width))
    down = tree["down"].to_numpy()
    lowest = np.where(must_hold_none, least, np.where(down > 0, np.maximum(sums.value - down, least), UNBOUNDED))

    def shortfall(is_hidden: np.ndarray) -> np.ndarray:
        low, high = bound(sums, is_hidden)
        return np.maximum.reduce([low - lowest, reach - high, width - (high - low)])

    return complement(sums, must_hold_none | tree["is_small"].to_numpy(), shortfall)


def _read_counts(connection: duckdb.DuckDBPyConnection, indicator_id: str, rules: DisclosureRules) -> pl.DataFrame:
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
