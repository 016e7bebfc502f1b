"""How far an amount can move: past what is known, within what is left, and back to where it was."""

import pytest

from etl.disclosure.rerouting import FREE, Network

# Two figures of 2 and 1 under a total that is known: what one loses the other has to take.
TOTAL, COUNTRY = 1, 2


def two_figures(most: int = 4) -> tuple[Network, int]:
    network = Network()
    network.connect(0, TOTAL, 0, 0)
    first = network.connect(TOTAL, COUNTRY, most - 2, 2)
    network.connect(TOTAL, COUNTRY, most - 1, 1)
    network.connect(COUNTRY, 0, FREE, FREE)
    return network, first


@pytest.mark.parametrize(("is_up", "asked", "found"), [(False, 2, 2), (True, 2, 1), (True, 1, 1), (False, 1, 1)])
def test_a_figure_moves_as_far_as_its_neighbour_makes_up_for_it(is_up: bool, asked: int, found: int) -> None:
    network, first = two_figures()
    start, goal = (COUNTRY, TOTAL) if is_up else (TOTAL, COUNTRY)
    assert network.reroute({start: asked}, {goal: asked}, frozenset({first})) == found


def test_the_network_is_as_it_was() -> None:
    network, first = two_figures()
    before = list(network.more), list(network.less)
    assert network.reroute({TOTAL: 2}, {COUNTRY: 2}, frozenset({first})) == 2
    assert (network.more, network.less) == before


def test_a_figure_alone_under_a_known_total_cannot_move() -> None:
    network = Network()
    network.connect(0, TOTAL, 0, 0)
    only = network.connect(TOTAL, COUNTRY, 2, 2)
    network.connect(COUNTRY, 0, FREE, FREE)
    assert network.reroute({TOTAL: 2}, {COUNTRY: 2}, frozenset({only})) == 0


def test_what_edges_may_grow_together_they_share() -> None:
    network = Network()
    edges = [network.connect(0, 1, FREE, 0) for _ in range(2)]
    network.limit(edges, 3, 0)
    assert network.reroute({0: 9}, {1: 9}, frozenset()) == 3


def test_a_limit_that_is_used_up_does_not_hinder_an_exchange_inside_it() -> None:
    network = Network()
    to_first, to_second = network.connect(0, 1, FREE, FREE), network.connect(0, 2, FREE, FREE)
    network.limit((to_first, to_second), 0, 5)
    assert network.reroute({1: 2}, {2: 2}, frozenset()) == 2
    assert network.reroute({0: 2}, {2: 2}, frozenset()) == 0
