"""Shares of ground between two coverages."""

import numpy as np
import pytest
import shapely

from etl.boundaries.coverage import Coverage
from etl.boundaries.overlaps import overlap_shares


def coverage(**boxes: tuple[float, float, float, float]) -> Coverage:
    return Coverage(tuple(boxes), np.array([shapely.box(*box) for box in boxes.values()], dtype=object))


def shares(old: Coverage, new: Coverage) -> dict[tuple[str, str], tuple[float, float]]:
    rows = overlap_shares(old, new).select("old_id", "new_id", "old_share", "new_share").iter_rows()
    return {(old_id, new_id): (of_old, of_new) for old_id, new_id, of_old, of_new in rows}


def test_an_area_cut_in_two_has_a_share_in_each_and_each_lies_in_it_wholly():
    found = shares(coverage(a=(105, 10, 106, 11)), coverage(x=(105, 10, 105.25, 11), y=(105.25, 10, 106, 11)))
    assert found == {("a", "x"): pytest.approx((0.25, 1)), ("a", "y"): pytest.approx((0.75, 1))}


def test_areas_that_only_touch_share_no_ground():
    assert shares(coverage(a=(105, 10, 106, 11)), coverage(x=(106, 10, 107, 11))) == {}


def test_an_overlap_that_is_a_sliver_of_both_is_left_out_unless_asked_for():
    old, new = coverage(a=(105, 10, 106, 11)), coverage(x=(105.99, 10, 107, 11))
    assert shares(old, new) == {}
    assert overlap_shares(old, new, sliver=0)["old_share"].item() == pytest.approx(0.01)


def test_the_size_is_that_of_the_globe():
    size = overlap_shares(coverage(a=(105, 10, 106, 11)), coverage(x=(105, 10, 106, 11)))["km2"].item()
    # A degree by a degree at 10–11° N is 110.6 km high and 109.6 km wide on the ellipsoid.
    assert size == pytest.approx(110.6 * 109.5, rel=0.002)
