"""The app served on the small sample build."""

from collections.abc import Iterator

import pytest

from tests.browser.serve import serve_app
from tests.sample_warehouse import write_sample_build


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running app with the sample build, on which no page has been opened yet."""
    with serve_app(write_sample_build(tmp_path_factory.mktemp("builds"))) as address:
        yield address
