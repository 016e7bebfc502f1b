"""Rows of one unit that cover the same ground: what a rename or a change of kind or parent leaves as it was."""

import polars as pl

from etl.areas.unit import REFORM


def same_ground(succession: pl.DataFrame) -> dict[str, str]:
    """from_id → to_id where all of one unit became all of another: its figures are the other's, without any share.

    Only since the reform: of the mergers before it not every predecessor is known.
    """
    steps = succession.filter(pl.col("effective_on") >= REFORM)
    alone = steps.filter(
        pl.len().over("from_id", "effective_on") == 1,
        pl.len().over("to_id", "effective_on") == 1,
        pl.col("relation") == "whole",
    )
    return dict(alone.select("from_id", "to_id").iter_rows())


def follow_ground(succession: pl.DataFrame) -> dict[str, str]:
    """from_id → the newest row on the same ground, over as many steps as there are."""
    steps = same_ground(succession)
    ends = dict(steps)
    for start in steps:
        while ends[start] in steps:
            ends[start] = steps[ends[start]]
    return ends
