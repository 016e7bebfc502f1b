"""Clusters against esda: standardised rates, local Moran's I and its p-values; false discoveries against scipy and by simulation."""

import numpy as np
import pytest
from esda.moran import Moran_Local, Moran_Local_Rate
from hypothesis import given
from hypothesis import strategies as st
from libpysal.weights import W, lat2W
from scipy.stats import false_discovery_control

from longdan.methods.clusters import (
    FALSE_DISCOVERIES,
    find_local_moran,
    find_q_values,
    number_clusters,
    standardise_ratios,
)

SIDE = 15


def neighbours_of(weights: W) -> list[np.ndarray]:
    return [np.array(weights.neighbors[place], dtype=int) for place in range(weights.n)]


GRID = lat2W(SIDE, SIDE)
GRID.transform = "r"
NEIGHBOURS = neighbours_of(GRID)


def make_rates(seed: int, bump: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """Events and bases of very different sizes on the grid, with a square of 4 × 4 that is `bump` above the rest."""
    random = np.random.default_rng(seed)
    whole = random.lognormal(3, 1, SIDE * SIDE)
    rate = np.full((SIDE, SIDE), 1.5)
    rate[5:9, 5:9] += bump
    return random.poisson(rate.ravel() * whole).astype(float), whole


@pytest.mark.parametrize("seed", [1, 2])
def test_rates_have_esdas_local_morans_i(seed: int) -> None:
    part, whole = make_rates(seed, bump=1.5)
    reference = Moran_Local_Rate(part, whole, GRID, permutations=0)
    found = find_local_moran(standardise_ratios(part, whole, is_share=False), NEIGHBOURS, seed=1)
    assert found.statistic == pytest.approx(reference.Is)


@pytest.mark.filterwarnings("ignore:The alternative hypothesis")
def test_p_values_are_esdas_up_to_chance() -> None:
    part, whole = make_rates(3, bump=1.5)
    scores = standardise_ratios(part, whole, is_share=False)
    one_sided = Moran_Local(scores, GRID, permutations=9999, seed=1, n_jobs=1).p_sim
    found = find_local_moran(scores, NEIGHBOURS, seed=1).p_value
    assert found == pytest.approx(2 * one_sided, abs=0.12)
    rare = one_sided < 0.004
    assert rare.sum() >= 5
    assert found[rare] == pytest.approx(2 * one_sided[rare], abs=0.003)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_q_values_are_benjamini_and_hochbergs(p_values: list[float]) -> None:
    assert find_q_values(np.array(p_values)) == pytest.approx(false_discovery_control(p_values))


def test_a_place_without_a_p_value_has_no_q_value_and_does_not_count() -> None:
    q_values = find_q_values(np.array([0.01, np.nan, 0.04]))
    assert q_values[[0, 2]] == pytest.approx([0.02, 0.04])
    assert np.isnan(q_values[1])


def discoveries(part: np.ndarray, whole: np.ndarray, seed: int, *, is_share: bool = False) -> np.ndarray:
    found = find_local_moran(standardise_ratios(part, whole, is_share=is_share), NEIGHBOURS, seed)
    return find_q_values(found.p_value) <= FALSE_DISCOVERIES


def test_a_raised_square_is_found_and_little_else() -> None:
    found = discoveries(*make_rates(4, bump=2.0), seed=1).reshape(SIDE, SIDE)
    assert found[6:8, 6:8].all()
    assert found.sum() - found[4:10, 4:10].sum() <= 2


@pytest.mark.parametrize("is_share", [False, True])
def test_where_places_are_alike_few_maps_have_any_cluster(is_share: bool) -> None:
    """With nothing to find, the false discovery rate is how often anything is found at all."""
    random = np.random.default_rng(9)
    found = 0
    for seed in range(60):
        whole = random.lognormal(3, 1, SIDE * SIDE).round() + 1
        part = random.binomial(whole.astype(int), 0.8) if is_share else random.poisson(1.5 * whole)
        found += discoveries(part.astype(float), whole, seed, is_share=is_share).any()
    assert found / 60 <= 0.12


def test_a_small_place_with_a_wild_rate_weighs_no_more_than_its_size_allows() -> None:
    whole = np.array([1.0, 1000, 1000, 1000, 1000])
    part = np.array([4.0, 1490, 1510, 1480, 1520])
    scores = standardise_ratios(part, whole, is_share=False)
    assert abs(scores[0]) < 3
    assert (part / whole)[0] > 2.6 * (part / whole)[1]


def test_shares_vary_by_the_binomial_which_is_less_than_poissons() -> None:
    part, whole = np.array([95.0, 90, 92, 88, 70]), np.full(5, 100.0)
    as_share, as_rate = (standardise_ratios(part, whole, is_share=kind) for kind in (True, False))
    assert np.sign(as_share).tolist() == np.sign(as_rate).tolist()
    assert standardise_ratios(np.full(5, 80.0), whole, is_share=True).tolist() == [0.0] * 5


def test_the_same_seed_gives_the_same_p_values() -> None:
    scores = standardise_ratios(*make_rates(5), is_share=False)
    one, other = (find_local_moran(scores, NEIGHBOURS, seed=7).p_value for _ in range(2))
    assert one.tolist() == other.tolist()


def test_an_island_has_no_p_value() -> None:
    found = find_local_moran(
        np.array([1.0, 2.0, 3.0, 9.0]), [np.array([1]), np.array([0, 2]), np.array([1]), np.array([], dtype=int)], 1
    )
    assert np.isnan(found.p_value).tolist() == [False, False, False, True]


def test_where_nothing_differs_nothing_is_rare() -> None:
    found = find_local_moran(np.zeros(SIDE * SIDE), NEIGHBOURS, seed=1)
    assert set(found.p_value) == {1.0}
    assert set(found.statistic) == {0.0}


def test_few_places_are_drawn_without_repeating_one() -> None:
    """Three others of which two are drawn: (1, 2), (1, 9) or (2, 9), so the neighbours' mean of 1.5 is as low in a third."""
    scores = np.array([5.0, 1.0, 2.0, 9.0])
    neighbours = [np.array([1, 2]), np.array([0]), np.array([0]), np.array([0])]
    assert find_local_moran(scores, neighbours, seed=1).p_value[0] == pytest.approx(2 / 3, abs=0.06)


def test_places_of_one_kind_that_touch_are_one_cluster() -> None:
    chain = [np.array([1]), np.array([0, 2]), np.array([1, 3]), np.array([2, 4]), np.array([3])]
    assert number_clusters(["high", "high", None, "high", "low"], chain) == [1, 1, None, 2, 3]
