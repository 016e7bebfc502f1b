"""The simulated communes: unlike each other, and alike to themselves when only their name or parent changes."""

from datetime import date

import numpy as np
import pytest

from etl.areas.read_areas import AreaTables, read_areas
from etl.simulation.quarters import draw_quarters
from etl.simulation.settings import list_quarters
from etl.simulation.units import Units, make_units

QUARTERS = list_quarters((2025, 1), (2026, 3))


@pytest.fixture(scope="module")
def areas() -> AreaTables:
    return read_areas()


@pytest.fixture(scope="module")
def units(areas: AreaTables) -> Units:
    return make_units(
        areas.area, areas.succession, np.random.default_rng(1), quarters=len(QUARTERS), provinces=("75", "31")
    )


def test_communes_differ_in_size_and_in_how_much_people_turn_to_them(units: Units) -> None:
    grounds = units.rows["ground_id"].n_unique()
    assert len(np.unique(units.same_as)) == grounds
    assert len(np.unique(units.volume)) > 0.99 * grounds
    petitions = draw_quarters(units, QUARTERS, np.random.default_rng(2))["petitions"]
    assert petitions.std() > petitions.mean() / 3


def test_a_commune_that_only_became_a_ward_goes_on_as_it_was(units: Units) -> None:
    before = units.is_valid(date(2026, 4, 29))
    after = units.is_valid(date(2026, 4, 30))
    renamed = (units.rows["born_on"] < units.rows["valid_from"]).to_numpy() & after & ~before
    assert renamed.any()
    for place in np.flatnonzero(renamed):
        (earlier,) = np.flatnonzero(
            before & (units.rows["ground_id"] == units.rows["ground_id"][int(place)]).to_numpy()
        )
        assert units.volume[earlier] == units.volume[place]
        assert units.population[earlier] == units.population[place]


def test_the_same_seed_draws_the_same_country(areas: AreaTables, units: Units) -> None:
    again = make_units(
        areas.area, areas.succession, np.random.default_rng(1), quarters=len(QUARTERS), provinces=("75", "31")
    )
    assert np.array_equal(again.population, units.population)
    assert np.array_equal(again.volume, units.volume)
