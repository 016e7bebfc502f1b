"""The sample build with its map, read-only."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.dashboard.maps.sample_map import write_map_build
from tests.sample_warehouse import BUILD_ID


@pytest.fixture(scope="session")
def map_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("map")
    return write_map_build(folder / "builds", folder / "static") / BUILD_ID / "published.duckdb"


@pytest.fixture
def cursor(map_build: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(map_build), read_only=True) as connection:
        yield connection.cursor()
