"""Figures that are sums of one another up a tree, and what can be worked out of the hidden ones from those that are shown."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

UNBOUNDED = 10**12  # stands for no upper bound; sums of millions of them stay exact in 64 bits


@dataclass(frozen=True)
class NestedSums:
    """Whole figures of a tree, one row per node.

    `parent` is the row of the figure that a figure is added to, -1 for none. `low` and `high` are what is known of a figure
    where it is hidden, apart from the sums: a class, a limit of the form. What a sum holds besides the parts named here
    (a part that was not reported by itself) is taken as known, which favours the attacker.
    """

    parent: np.ndarray
    value: np.ndarray
    low: np.ndarray
    high: np.ndarray

    @cached_property
    def levels(self) -> list[np.ndarray]:
        """The rows by their depth: those that are added to nothing first."""
        depth = np.zeros(len(self.parent), dtype=np.int64)
        above = self.parent.copy()
        while (above >= 0).any():
            depth += above >= 0
            above = np.where(above >= 0, self.parent[above], -1)
        return [np.flatnonzero(depth == each) for each in range(depth.max(initial=0) + 1)]

    @cached_property
    def is_sum(self) -> np.ndarray:
        found = np.zeros(len(self.parent), dtype=bool)
        found[self.parent[self.parent >= 0]] = True
        return found

    def add_up(self, figures: np.ndarray) -> np.ndarray:
        """For each node the sum over the nodes directly below it."""
        added = np.zeros_like(figures)
        below = self.parent >= 0
        np.add.at(added, self.parent[below], figures[below])
        return added

    def add_hidden(self, is_hidden: np.ndarray, figures: np.ndarray) -> np.ndarray:
        """For each part its own figure; for each sum what is hidden in it and in no sum below it that is shown."""
        added = np.where(self.is_sum, 0, figures)
        for level in reversed(self.levels[1:]):
            hidden = level[is_hidden[level]]
            np.add.at(added, self.parent[hidden], added[hidden])
        return added


def bound(sums: NestedSums, is_hidden: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The least and the greatest value of each figure that agree with everything shown.

    Exact: parts of a hidden sum vary freely between their bounds, so every whole value between two that are possible is
    possible too, and one pass up and one down the tree find the bounds. Shown figures are bounded by themselves.
    """
    low, high = np.where(is_hidden, sums.low, sums.value), np.where(is_hidden, sums.high, sums.value)
    rest = sums.value - sums.add_up(sums.value)
    least, most = np.where(sums.is_sum, rest, 0), np.where(sums.is_sum, rest, 0)  # of the parts together
    for level in reversed(sums.levels):
        inner = level[sums.is_sum[level] & is_hidden[level]]
        low[inner], high[inner] = np.maximum(low[inner], least[inner]), np.minimum(high[inner], most[inner])
        parts = level[sums.parent[level] >= 0]
        np.add.at(least, sums.parent[parts], low[parts])
        np.add.at(most, sums.parent[parts], high[parts])
    found_low, found_high = low.copy(), high.copy()
    for level in sums.levels[1:]:
        above = sums.parent[level]
        found_low[level] = np.maximum(low[level], found_low[above] - (most[above] - high[level]))
        found_high[level] = np.minimum(high[level], found_high[above] - (least[above] - low[level]))
    return found_low, found_high


def find_anchors(sums: NestedSums, is_hidden: np.ndarray) -> np.ndarray:
    """The nearest figure above each that is shown: hidden figures with the same one can make up for each other.

    Where none is shown up to the top, -1 less the row of the top.
    """
    anchor = -1 - np.arange(len(sums.parent))
    for level in sums.levels[1:]:
        above = sums.parent[level]
        anchor[level] = np.where(is_hidden[above], anchor[above], above)
    return anchor
