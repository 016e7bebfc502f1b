"""Every page on the sample country, in both languages, for every kind of unit, as the first thing somebody opens."""

from pathlib import Path

import pytest

from longdan.language.locale import text
from tests.pages.conftest import OpenPage, open_page
from tests.pages.test_pages import PAGES, sentence_of, words_of

__all__ = ["open_page"]

AREAS = {
    "the country": "VN@1900-01-01",
    "a province": "31@2025-07-01",
    "a commune": "11824@2025-07-01",
    "an old district": "316@1900-01-01",
    "an old commune": "11842@1900-01-01",
}
PERIODS = {
    "since the reform": "quarter.inspection.2026-03-15.2026-06-14",
    "before it": "quarter.inspection.2023-03-15.2023-06-14",
}


@pytest.fixture(scope="session")
def builds(sample_build: Path) -> Path:
    return sample_build


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("area", AREAS.values(), ids=AREAS.keys())
def test_a_page_opens(open_page: OpenPage, path: str, language: str, area: str) -> None:
    page = open_page(path, lang=language, area=area)
    assert not page.exception
    assert not page.error
    assert sentence_of(page)
    assert text("shell.simulated_strip", language) in words_of(page)


@pytest.mark.parametrize("path", ["app.py", "pages/map.py", "pages/trends.py"])
@pytest.mark.parametrize("area", AREAS.values(), ids=AREAS.keys())
@pytest.mark.parametrize("period", PERIODS.values(), ids=PERIODS.keys())
@pytest.mark.parametrize("indicator", ["reception_visits", "complaint_decided_share"])
def test_a_deep_link_to_a_figure_opens(open_page: OpenPage, path: str, area: str, period: str, indicator: str) -> None:
    page = open_page(path, area=area, period=period, indicator=indicator)
    assert not page.exception
    assert not page.error
    assert sentence_of(page)


@pytest.mark.parametrize("path", PAGES)
def test_with_real_figures_only_nothing_is_called_simulated(open_page: OpenPage, path: str) -> None:
    page = open_page(path, area="31", data="real")
    assert not page.exception
    assert not sentence_of(page).startswith("Mô phỏng")
