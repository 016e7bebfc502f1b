"""The app served on the small sample build, without maps and with them."""

from collections.abc import Iterator

import pytest

from tests.browser.serve import ROOT, serve_app
from tests.dashboard.maps.sample_map import GEOMETRY, path_of, write_map_build
from tests.sample_warehouse import write_sample_build

STATIC = ROOT / "static"  # the only place the server serves geometry from


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running app with the sample build, on which no page has been opened yet."""
    with serve_app(write_sample_build(tmp_path_factory.mktemp("builds"))) as address:
        yield address


@pytest.fixture(scope="session")
def map_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same with a map of every edition and level."""
    builds = write_map_build(tmp_path_factory.mktemp("map") / "builds", STATIC)
    with serve_app(builds) as served:
        yield served
    for edition, level in GEOMETRY:
        (STATIC / path_of(edition, level)).unlink()
