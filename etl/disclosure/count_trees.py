"""The counts of one period as a tree of areas: which of them are hidden, so that no sum gives away what has to stay hidden."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from etl.disclosure.complement import complement
from etl.disclosure.hide_again import hide_again
from etl.disclosure.lives import GIVEN, read_lives
from etl.disclosure.nested_sums import UNBOUNDED, NestedSums, bound
from etl.disclosure.period_totals import BELOW_PROVINCE, TREE
from etl.disclosure.rules import DisclosureRules
from etl.disclosure.shown_before import ShownBefore, Tree
from etl.disclosure.uncertainty import Demand


def decide_trees(
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


def note_trees(decided: pl.DataFrame, shown_before: ShownBefore) -> None:
    """Keep the trees of this build for the record of what it showed."""
    for tree in _trees(decided):
        shown_before.note("count", _name(tree), _describe(tree).with_columns(tree["is_hidden"]))


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
    for _, tree in counts.sort("area_id", "is_desk", "part").group_by(TREE, maintain_order=True):
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
