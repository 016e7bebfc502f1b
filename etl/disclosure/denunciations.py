"""The counts of denunciations as a tree of areas: which stay hidden below province, and which totals would give them away.

Years first, since below province only they have cells (`docs/methods.md`, Disclosure control); then every other period,
where no count below province may be known to be more than none.
"""

import duckdb
import polars as pl

from etl.disclosure.across_periods import (
    find_limits,
    hide_narrowing_totals,
    hide_telling_years,
    limit_by_year,
    limit_years,
)
from etl.disclosure.count_trees import decide_trees, note_trees
from etl.disclosure.excess import ask_down
from etl.disclosure.read_counts import read_counts
from etl.disclosure.rules import DisclosureRules
from etl.disclosure.shown_before import ShownBefore
from etl.disclosure.told_class import mark_told
from etl.disclosure.withheld_totals import withhold_together
from etl.disclosure.year_parts import OWN


def hide_denunciations(
    connection: duckdb.DuckDBPyConnection, rules: DisclosureRules, shown_before: ShownBefore
) -> None:
    """Adds to `hidden` the counts of each yearly indicator that are withheld, and to `told_class` those whose class is told.

    Needs `facts` and `period_year`.
    """
    for indicator_id, threshold in rules.yearly.items():
        counts = read_counts(connection, indicator_id, rules)
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
    counts, found = _settle(counts, threshold, rules, None)
    if shown_before.has_builds:
        _, found = _settle(counts, threshold, rules, shown_before)
    note_trees(found, shown_before)
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
    limits = find_limits(others, years)
    years = mark_told(hide_telling_years(years, others, limits), others, threshold)
    of_class = pl.when(pl.col("value") < threshold).then(pl.min_horizontal(OWN, threshold - 1)).otherwise("value")
    years = ask_down(limit_years(years, others, limits), others, capacity=of_class)
    years = decide_trees(years, threshold, rules, shown_before)
    others = limit_by_year(others, years, threshold)
    beside = pl.concat([others, years.select(others.columns)])
    others = ask_down(others, beside, capacity=pl.max_horizontal("value", OWN))
    return pl.concat([years, decide_trees(others, None, rules, shown_before)], how="diagonal_relaxed")
