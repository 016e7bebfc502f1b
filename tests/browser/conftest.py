"""The app served to a real Chromium that can reach nothing but this machine."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.serve import CHROMIUM, open_chromium, serve_app
from tests.sample_warehouse import write_sample_build


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running app with the sample build, on which no page has been opened yet."""
    with serve_app(write_sample_build(tmp_path_factory.mktemp("builds"))) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        refuse = pytest.fail if os.environ.get("LONGDAN_REQUIRE_BROWSER") else pytest.skip
        refuse(f"no Chromium at {CHROMIUM}; name one in the environment variable CHROMIUM")
    with open_chromium() as chromium:
        yield chromium


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page of a laptop's size; `requests` made by it are collected in `page.requested`."""
    opened = browser.new_page(viewport={"width": 1440, "height": 900})
    opened.requested = []
    opened.on("request", lambda request: opened.requested.append(request.url))
    yield opened
    opened.close()
