"""The sample build as the current one, and a page opened at an address."""

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.sample_warehouse import write_sample_build

ROOT = Path(__file__).parents[2]
OpenPage = Callable[..., AppTest]


@pytest.fixture(scope="session")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sample_build(tmp_path_factory.mktemp("builds"))


@pytest.fixture(autouse=True)
def forget_answers() -> None:
    """Pages keep answers by the id of a build, and every sample build has the same."""
    st.cache_data.clear()


@pytest.fixture
def open_page(builds: Path, monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """Opens a page of the app at an address: `open_page("pages/trends.py", area="31", lang="en")`."""
    monkeypatch.setenv("LONGDAN_BUILDS", str(builds))

    def open_at(page: str, **address: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
        if page != "app.py":
            app.switch_page(page)
        for name, value in address.items():
            app.query_params[name] = value
        return app.run()

    return open_at
