"""Ranks as bands: between which places a unit may stand, since its figure is only known within an interval.

A place is certain to be above another where their intervals do not touch (H. Goldstein and D. J. Spiegelhalter, "League tables
and their limitations", JRSS A 159, 1996, on why a rank without its uncertainty misleads).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence


def rank_bands(limits: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """By unit, its best and worst possible rank, 1 the highest; `limits` are the low and high limit of each figure."""
    lows, highs = sorted(low for low, _ in limits), sorted(high for _, high in limits)
    count = len(limits)
    return [(count - bisect_right(lows, high) + 1, count - bisect_left(highs, low)) for low, high in limits]
