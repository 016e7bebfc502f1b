"""Shapes seen from far lose corners, never their neighbours: in Chromium, on the module as the browser fetches it."""

import pytest
from playwright.sync_api import Page

from longdan.dashboard.maps.scripts import publish_scripts
from tests.browser.conftest import STATIC

pytestmark = pytest.mark.browser
SIMPLIFY = "async (polygons) => (await import(location.href)).simplify(polygons, 0.05)"
# From south to north, with one corner that stands out.
BORDER = [[1, 0], [1.21, 0.25], [1.4, 0.5], [1.19, 0.75], [1, 1]]
WEST = [[0, 0], *BORDER, [0.5, 1.01], [0, 1], [0, 0]]
EAST = [[1, 1], [2, 1], [2, 0], *BORDER[:-1], [1, 1]]
ISLAND = [[5, 5], [5.01, 5], [5.01, 5.01], [5, 5.01], [5, 5]]


def test_both_sides_of_a_border_keep_the_same_corners_and_an_island_all_of_its_own(page: Page, site: str) -> None:
    page.goto(f"{site}/{publish_scripts(STATIC).component.replace('component.js', 'simplify.js')}")
    rings = page.evaluate(
        SIMPLIFY, [{"area": place, "rings": [ring]} for place, ring in enumerate((WEST, EAST, ISLAND))]
    )
    west, east, island = (polygon["rings"][0] for polygon in rings)
    assert corners(west) & corners(east) == {(1, 0), (1.4, 0.5), (1, 1)}
    assert corners(west) - corners(east) == {(0, 0), (0, 1)}
    assert corners(east) - corners(west) == {(2, 0), (2, 1)}
    assert island == ISLAND
    assert all(ring[0] == ring[-1] for ring in (west, east, island))


def corners(ring: list[list[float]]) -> set[tuple[float, ...]]:
    return {tuple(corner) for corner in ring}
