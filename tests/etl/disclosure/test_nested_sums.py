"""What can be worked out of sums up a tree, and what has to be hidden besides; held against a linear program."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.disclosure.complement import complement
from etl.disclosure.nested_sums import NestedSums, bound
from tests.etl.disclosure.attack.bounds import Protection, attack
from tests.etl.disclosure.attack.system import System

CLASS = 4  # the greatest count of the class 0–4
MOST = 500  # of every other count


def nest(parent: list[int], value: list[int]) -> NestedSums:
    values = np.array(value)
    high = np.where(values <= CLASS, CLASS, MOST)
    return NestedSums(np.array(parent), values, np.zeros_like(values), high)


def hide(*places: int, of: int) -> np.ndarray:
    return np.isin(np.arange(of), places)


# A district of 9 with communes of 2, 1 and 6.
DISTRICT = nest([-1, 0, 0, 0], [9, 2, 1, 6])


@pytest.mark.parametrize(
    ("hidden", "found"),
    [
        ((1,), [(2, 2)]),  # alone it is what is left of the total
        ((1, 2), [(0, 3), (0, 3)]),  # both make 3
        ((1, 2, 3), [(0, 4), (0, 4), (1, 9)]),
        ((0, 1, 2), [(0, 4), (0, 4)]),
    ],
)
def test_a_hidden_count_is_what_the_others_leave_of_the_total(hidden: tuple, found: list) -> None:
    low, high = bound(DISTRICT, hide(*hidden, of=4))
    communes = [place for place in hidden if place]
    assert [(low[place], high[place]) for place in communes] == found


def test_what_a_total_holds_besides_its_parts_is_taken_as_known() -> None:
    low, high = bound(nest([-1, 0], [9, 2]), hide(1, of=2))
    assert (low[1], high[1]) == (2, 2)


def protect(sums: NestedSums) -> np.ndarray:
    """Hides counts of the class, and whatever keeps each of them possible from 0 to 4."""
    small = (sums.value <= CLASS) & (sums.parent >= 0)
    reach = np.where(small, bound(sums, np.ones_like(small))[1], 0)

    def shortfall(is_hidden: np.ndarray) -> np.ndarray:
        low, high = bound(sums, is_hidden)
        return np.maximum(np.where(small, low, 0), reach - high)

    return complement(sums, small, shortfall)


def test_the_next_count_is_hidden_with_one_that_the_total_gives_away() -> None:
    assert protect(DISTRICT).tolist() == [False, True, True, True]


def test_a_total_is_hidden_where_nothing_is_left_to_hide_under_it() -> None:
    assert protect(nest([-1, 0, 1, 1], [40, 3, 2, 1])).tolist() == [True, True, True, True]


def test_the_same_input_gives_the_same_pattern() -> None:
    assert (protect(DISTRICT) == protect(DISTRICT)).all()


@st.composite
def provinces(draw: st.DrawFn) -> NestedSums:
    """A province of districts of communes, whose counts are mostly small, as denunciations are."""
    counts = st.one_of(st.integers(0, 3), st.integers(0, 12))
    districts = draw(st.lists(st.lists(counts, min_size=1, max_size=5), min_size=1, max_size=4))
    parent, value = [-1], [sum(map(sum, districts))]
    for district in districts:
        place = len(parent)
        parent += [0] + [place] * len(district)
        value += [sum(district), *district]
    return nest(parent, value)


def describe(sums: NestedSums, is_hidden: np.ndarray) -> System:
    system = System({int(place): float(sums.value[place]) for place in np.flatnonzero(~is_hidden)})
    for whole in np.flatnonzero(sums.is_sum):
        parts = np.flatnonzero(sums.parent == whole)
        system.say(dict.fromkeys(map(int, parts), 1.0) | {int(whole): -1.0})
    for place in np.flatnonzero(is_hidden):
        system.limit(int(place), float(sums.high[place]))
    return system


@settings(max_examples=60, deadline=None)
@given(provinces())
def test_the_attacker_cannot_narrow_down_any_count_of_the_class(sums: NestedSums) -> None:
    is_hidden = protect(sums)
    wanted = {int(place): Protection(0, CLASS) for place in np.flatnonzero((sums.value <= CLASS) & (sums.parent >= 0))}
    verdict = attack(describe(sums, is_hidden), wanted)
    assert verdict.broken == {}
    assert verdict.contradictions == 0


@settings(max_examples=60, deadline=None)
@given(provinces(), st.randoms(use_true_random=False))
def test_the_bounds_are_those_of_a_linear_program(sums: NestedSums, random: object) -> None:
    is_hidden = np.array([random.random() < 0.6 for _ in sums.value])
    low, high = bound(sums, is_hidden)
    for place in map(int, np.flatnonzero(is_hidden)):
        found = (low[place], high[place])
        assert attack(describe(sums, is_hidden), {place: Protection(*found)}).broken == {}
        assert attack(describe(sums, is_hidden), {place: Protection(-1, MOST + 1)}).broken == {
            place: pytest.approx(found)
        }


def test_a_count_hidden_alone_is_broken() -> None:
    is_hidden = hide(1, of=4)
    assert attack(describe(DISTRICT, is_hidden), {1: Protection(0, CLASS)}).broken == {1: (2, 2)}
