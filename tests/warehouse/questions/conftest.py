"""The sample build, opened as the app opens it."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from longdan.warehouse.open_build import current_build, open_build
from tests.sample_warehouse import write_sample_build


@pytest.fixture(scope="session")
def cursor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    folder: Path = write_sample_build(tmp_path_factory.mktemp("builds"))
    with open_build(current_build(folder)) as connection:
        yield connection
