"""What one run of the tests has one of: the sample country, built by the real command, and a Chromium."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import Browser, Page, expect

from tests.browser.serve import CHROMIUM, open_chromium
from tests.browser.watch import describe, open_page
from tests.command import run_etl

settings.register_profile("busy", deadline=None)  # how long an example takes says how busy the machine is, nothing else
settings.load_profile("busy")
expect.set_options(timeout=30_000)  # and so does how long a page takes

SAMPLE_PROVINCES = "31,92,38"  # Hải Phòng, Cần Thơ, Thanh Hóa: the provinces whose every column is simulated


@pytest.fixture(scope="session")
def sample_build(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of builds of the sample country, shared by the workers of a run; never written to by a test.

    Its geometry lies in the checkout's static/, the only place that Streamlit serves, under names made of the content.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "sample_country"
    (folder / "inbox").mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "sample.lock"):
        if not (folder / "builds/current").exists():
            places = ("--builds", folder / "builds", "--archive", folder / "archive", "--inbox", folder / "inbox")
            answer = run_etl("build", "--demo-provinces", SAMPLE_PROVINCES, *places)
            assert answer.code == 0, answer.said
    return folder / "builds"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        refuse = pytest.fail if os.environ.get("LONGDAN_REQUIRE_BROWSER") else pytest.skip
        refuse(f"no Chromium at {CHROMIUM}; name one in the environment variable CHROMIUM")
    with open_chromium() as chromium:
        yield chromium


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page of a laptop's size; where a test fails, its report has what the page said."""
    with open_page(browser) as opened:
        yield opened
        print(describe(opened))
