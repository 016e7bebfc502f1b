"""Complementary suppression: hide further figures until the hidden ones cannot be worked out from the sums."""

from collections.abc import Callable

import numpy as np

from etl.disclosure.nested_sums import NestedSums, find_anchors

# From what is hidden: how far each figure is from being protected, 0 or less where it is.
Shortfall = Callable[[np.ndarray], np.ndarray]


def complement(sums: NestedSums, is_hidden: np.ndarray, shortfall: Shortfall) -> np.ndarray:
    """What has to be hidden so that no hidden figure falls short of its protection. Does not change `is_hidden`.

    Around each exposed figure one figure at a time: first those whose hiding can make up for it, a neighbour under the same
    sum before others, the smaller before the larger; the sum itself where nothing under it is left to hide. The order is
    that of the rows, so the same input always gives the same pattern. Raises ValueError where a figure asks for more than
    hiding everything can give.
    """
    is_hidden = is_hidden.copy()
    while ((missing := shortfall(is_hidden)) * is_hidden > 0).any():
        anchor, movable = find_anchors(sums, is_hidden), sums.add_hidden(is_hidden, sums.value - sums.low)
        exposed = np.flatnonzero(is_hidden & (missing > 0))
        _, first = np.unique(anchor[exposed], return_index=True)
        for node in exposed[first]:
            chosen = _choose(sums, is_hidden, anchor, movable, node, missing[node])
            is_hidden[chosen] = True
    return is_hidden


def _choose(
    sums: NestedSums, is_hidden: np.ndarray, anchor: np.ndarray, movable: np.ndarray, node: int, missing: int
) -> int:
    """The next figure to hide; one that is none last. `movable` is how much of each could be another's without anything shown
    changing."""
    around = np.flatnonzero(~is_hidden & (anchor == anchor[node]))
    shown = around[sums.value[around] > 0]
    inside = shown[sums.parent[shown] == node]
    if len(inside) and movable[node] < missing:
        shown = inside
    if len(shown):
        is_apart, size = sums.parent[shown] != sums.parent[node], sums.value[shown]
        return int(shown[np.lexsort((size, is_apart, movable[shown] < missing))[0]])
    if anchor[node] >= 0:
        return int(anchor[node])
    if len(around):
        return int(around[0])
    raise ValueError(f"nothing is left to hide, and row {node} still falls short by {missing}")
