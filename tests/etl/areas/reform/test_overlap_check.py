"""Borders of districts and communes beside the list."""

import polars as pl
import pytest

from etl.areas.reform.overlap_check import OverlapDisagreement, Tolerance, check_overlaps
from etl.boundaries.overlaps import OVERLAP
from tests.etl.areas.reform.test_pasts import Steps

TOLERANCE = Tolerance(outside=0.1, absent=0.001)
# x is made of a, which lies in D; y straddles D and E.
AREAS = Steps([("a", "x", 0.5), ("a", "y", 0.5), ("b", "y", 1.0), ("c", "z", 1.0)]).tables()


def check(shares: dict[tuple[str, str], float], drawn: str = "DExyz"):
    rows = [{"old_id": old_id, "new_id": new_id, "new_share": share} for (old_id, new_id), share in shares.items()]
    return check_overlaps(pl.DataFrame(rows, schema=OVERLAP), set(drawn), AREAS.area, AREAS.succession, TOLERANCE)


AS_LISTED = {("D", "x"): 1.0, ("D", "y"): 0.4, ("E", "y"): 0.6, ("E", "z"): 1.0}


def test_borders_as_the_list_has_them_are_no_disagreement():
    found = check(AS_LISTED)
    assert (found.checked, found.unchecked, found.straddling, found.disagreements) == (3, 0, 1, ())


@pytest.mark.parametrize(("share", "is_told"), [(0.09, False), (0.11, True)])
def test_a_sliver_in_another_district_is_no_disagreement(share, is_told):
    found = check(AS_LISTED | {("E", "x"): share})
    assert found.disagreements == ((OverlapDisagreement("outside", "x", "E", share),) if is_told else ())


@pytest.mark.parametrize("share", [0.0005, None])
def test_a_district_of_the_list_that_the_commune_does_not_reach_is_one(share):
    without = {pair: value for pair, value in AS_LISTED.items() if pair != ("E", "y")}
    found = check(without if share is None else without | {("E", "y"): share})
    assert [one.key for one in found.disagreements] == [("absent", "y", "E")]


def test_nothing_is_said_of_communes_whose_district_is_not_drawn():
    found = check({("D", "x"): 1.0, ("D", "y"): 0.4, ("D", "z"): 0.5}, drawn="Dxyz")
    assert (found.not_drawn, found.checked, found.unchecked, found.disagreements) == (("E",), 1, 2, ())
