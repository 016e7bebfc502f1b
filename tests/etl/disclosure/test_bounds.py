"""The attacker's arithmetic against counting through: small systems of which every solution can be written down."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.etl.disclosure.attack.bounds import Protection, attack, measure
from tests.etl.disclosure.attack.system import System

MOST = 3


@st.composite
def systems(draw: st.DrawFn) -> tuple[System, int]:
    """A system of a few figures from 0 to 3 that some solution satisfies, and how many figures it has."""
    size = draw(st.integers(2, 6))
    truth = draw(st.lists(st.integers(0, MOST), min_size=size, max_size=size))
    system = System(most=dict.fromkeys(range(size), MOST))
    for _ in range(draw(st.integers(1, 6))):
        places = draw(st.lists(st.integers(0, size - 1), min_size=1, max_size=4, unique=True))
        terms = {place: draw(st.sampled_from([1.0, 1.0, 1.0, -1.0, 2.0])) for place in places}
        amount = sum(c * truth[place] for place, c in terms.items())
        is_at_most = draw(st.booleans())
        system.say(terms, is_at_most, amount + (draw(st.integers(0, 2)) if is_at_most else 0))
    return system, size


@st.composite
def reports(draw: st.DrawFn) -> tuple[System, int]:
    """What reports say: of each unit a count and others, together no more than is known; their sums; a longer period."""
    units = draw(st.integers(2, 3))
    truth = draw(st.lists(st.integers(0, MOST), min_size=2 * units, max_size=2 * units))
    system = System(most=dict.fromkeys(range(2 * units), MOST))
    for unit in range(units):
        room = truth[unit] + truth[units + unit] + draw(st.integers(0, 2))
        system.say(
            {unit: 1.0, units + unit: 1.0},
            is_at_most=draw(st.booleans()) or room > sum(truth[unit::units]),
            amount=room,
        )
    for first in draw(st.sets(st.sampled_from([0, units]))):
        system.say(dict.fromkeys(range(first, first + units), 1.0), amount=sum(truth[first : first + units]))
    if draw(st.booleans()) and truth[0] <= truth[1]:
        system.say({0: 1.0, 1: -1.0}, is_at_most=True)
    return system, 2 * units


def count_through(system: System, size: int) -> np.ndarray:
    """Every solution, one row each."""
    return np.array(
        [
            figures
            for figures in product(range(MOST + 1), repeat=size)
            if all(sum(c * figures[place] for place, c in terms.items()) == amount for terms, amount in system.equal)
            and all(sum(c * figures[place] for place, c in terms.items()) <= amount for terms, amount in system.at_most)
        ]
    )


@settings(max_examples=300, deadline=None)
@given(st.one_of(systems(), reports()), st.data())
def test_the_bounds_are_those_of_all_solutions(drawn: tuple[System, int], data: st.DataObject) -> None:
    system, size = drawn
    targets = data.draw(st.lists(st.integers(0, size - 1), min_size=1, unique=True))
    solutions = count_through(system, size)
    found = measure(system, targets)
    assert found == {each: (solutions[:, each].min(), solutions[:, each].max()) for each in targets}


@settings(max_examples=150, deadline=None)
@given(st.one_of(systems(), reports()), st.integers(0, 2), st.integers(0, MOST), st.integers(0, MOST))
def test_broken_is_what_no_solution_gives(drawn: tuple[System, int], low: int, high: int, width: int) -> None:
    system, size = drawn
    solutions = count_through(system, size)
    least, most = solutions.min(axis=0), solutions.max(axis=0)
    verdict = attack(system, dict.fromkeys(range(size), Protection(low, high, width)))
    broken = (least > low) | (most < high) | (most - least < width)
    assert (set(verdict.broken), verdict.contradictions) == ({*np.flatnonzero(broken)}, 0)


@pytest.mark.parametrize("amount", [-1.0, 2.5, 7.0])
def test_what_nothing_satisfies_is_told_and_the_rest_is_bounded(amount: float) -> None:
    system = System(most=dict.fromkeys("abc", MOST))
    system.say({"a": 1.0, "b": 1.0}, amount=amount)
    system.say({"c": 2.0}, is_at_most=True, amount=5.0)
    verdict = attack(system, dict.fromkeys("ac", Protection(width=9)))
    assert (verdict.broken, verdict.contradictions) == ({"c": (0, 2)}, 1)
