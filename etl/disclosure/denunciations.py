"""The counts of denunciations as a tree of areas: which stay hidden below province, and which totals would give them away.

Years first, since below province only they have cells (`docs/methods.md`, Disclosure control); then every other period,
where no count below province may be known to be more than none.
"""

from collections.abc import Iterator

import duckdb
import numpy as np
import polars as pl

from etl.disclosure.complement import complement
from etl.disclosure.hide_again import hide_again
from etl.disclosure.lives import GIVEN, read_lives
from etl.disclosure.nested_sums import UNBOUNDED, NestedSums, bound
from etl.disclosure.rules import DisclosureRules
from etl.disclosure.shown_before import ShownBefore
from etl.disclosure.told_class import mark_told
from etl.disclosure.uncertainty import Demand

_BELOW_PROVINCE = ("commune", "district")
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
    """`counts` with `is_hidden`."""
    is_year = pl.col("type") == "year"
    others = counts.filter(~is_year)
    years = mark_told(_mark_telling(counts.filter(is_year), others), others, threshold)
    years = _decide(years, threshold, rules, shown_before)
    others = _limit_by_year(others, years, threshold)
    return pl.concat([years, _decide(others, None, rules, shown_before)], how="diagonal_relaxed")


def _mark_telling(years: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """`years`, as too small to be shown also those that tell of a quarter that it had some.

    That is so where what open counts leave room for in the other quarters is less than the year.
    """
    unit = ["origin", "form", "area_no", "is_desk", "calendar", "year"]
    room = pl.max_horizontal("room", "value").fill_null(UNBOUNDED)
    quarters = (
        others.filter(pl.col("type") == "quarter")
        .group_by(unit)
        .agg(others=(room.sum() - room.max()).cast(pl.Int64), count=pl.len())
    )
    joined = years.join(quarters.filter(pl.col("count") == 4), on=unit, how="left")
    is_telling = pl.col("level").is_in(_BELOW_PROVINCE) & (pl.col("value") > pl.col("others")).fill_null(False)
    return joined.with_columns(is_small=pl.col("is_small") | is_telling).drop("others", "count")


def _decide(
    counts: pl.DataFrame, threshold: int | None, rules: DisclosureRules, shown_before: ShownBefore
) -> pl.DataFrame:
    """Tree by tree. Without a threshold nothing is shown below province."""
    found = []
    for tree in _trees(counts):
        is_hidden = _recall_or_hide(tree, threshold, rules, shown_before)
        found.append(tree.with_columns(is_hidden=is_hidden))
    return pl.concat(found) if found else counts.with_columns(is_hidden=pl.lit(False))


def _recall_or_hide(
    tree: pl.DataFrame, threshold: int | None, rules: DisclosureRules, shown_before: ShownBefore
) -> pl.Series:
    """The pattern of before where nothing has changed since; beside what was shown before where something has."""
    name = tree.select("indicator_id", "origin", "form", "period_id").row(0)
    sums = _nest(tree, threshold)
    holds_none = _must_hold_none(tree, threshold)
    must = pl.Series(holds_none) | tree["is_small"]
    nodes = tree.with_columns(
        low=pl.Series(sums.low), high=pl.Series(sums.high), holds_none=pl.Series(holds_none),
        favourable=pl.lit(None, pl.Int64),
    ).select("row_no", *GIVEN)  # fmt: skip
    is_hidden = shown_before.recall("count", name, nodes, must)
    if is_hidden is None and (builds := shown_before.builds_of("count", name)):
        demand = Demand(rules.width, rules.units_minimum, is_class=threshold is not None)
        is_hidden = hide_again(read_lives([*builds, nodes]), must.to_numpy(), demand)
    elif is_hidden is None:
        is_hidden = _hide(sums, tree, threshold, rules)
    shown_before.note("count", name, nodes.with_columns(is_hidden=pl.Series(is_hidden, dtype=pl.Boolean)))
    return pl.Series(is_hidden, dtype=pl.Boolean)


def _must_hold_none(tree: pl.DataFrame, threshold: int | None) -> np.ndarray:
    """Below province: counts under the threshold, in a year; every count, in other periods."""
    is_below = tree["level"].is_in(_BELOW_PROVINCE).to_numpy()
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
        in_class = tree["level"].is_in(_BELOW_PROVINCE).to_numpy() & (value < threshold)
        high = np.where(in_class, np.minimum(high, threshold - 1), high)
        low = np.where(tree["is_class_told"].to_numpy() & ~in_class, threshold, 0)  # withheld without a class
    return NestedSums(parent.cast(pl.Int64).fill_null(-1).to_numpy(), value, low, high)


def _hide(sums: NestedSums, tree: pl.DataFrame, threshold: int | None, rules: DisclosureRules) -> np.ndarray:
    """Hidden below province: counts under the threshold, in a year; every count, in other periods. Above: small sums."""
    must_hold_none = _must_hold_none(tree, threshold)
    everything = np.ones_like(must_hold_none)
    least, most = bound(sums, everything)
    reach = np.where(must_hold_none & (threshold is not None), most, 0)
    width = np.where(must_hold_none, 0, np.minimum(most - least, rules.width))

    def shortfall(is_hidden: np.ndarray) -> np.ndarray:
        low, high = bound(sums, is_hidden)
        return np.maximum.reduce([np.where(must_hold_none, low - least, 0), reach - high, width - (high - low)])

    return complement(sums, must_hold_none | tree["is_small"].to_numpy(), shortfall)


def _limit_by_year(others: pl.DataFrame, years: pl.DataFrame, threshold: int) -> pl.DataFrame:
    """`others` with what a year says of the periods inside it: none has more than the year, shown or known by its class."""
    is_known = ~pl.col("is_hidden") | (pl.col("value") < threshold)
    most = pl.when("is_hidden").then(threshold - 1).otherwise("value")
    known = years.filter(is_known).select("origin", "area_no", "is_desk", "calendar", "year", most=most)
    known = known.group_by("origin", "area_no", "is_desk", "calendar", "year").agg(pl.col("most").min())
    joined = others.join(known, on=["origin", "area_no", "is_desk", "calendar", "year"], how="left")
    return joined.with_columns(room=pl.min_horizontal("room", "most")).drop("most")


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
        select o.rowid as row_no, i.indicator_id, o.period_no, p.period_id, p.type, p.calendar, y.year, o.origin::varchar as origin, o.form,
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
