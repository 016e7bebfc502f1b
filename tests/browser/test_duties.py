"""The page of duties in a real browser: down to an area by a click, back by the back button, promises by their state."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serve import serve_app
from tests.sample_duties import write_duties_build
from tests.sample_warehouse import VINH_BAO

pytestmark = pytest.mark.browser
SENTENCE = ".st-key-sentence h2"
FIRST_ROW = (18, 52)  # the box that chooses the first row of a table drawn on a canvas: from its upper left corner


@pytest.fixture(scope="module")
def duties_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve_app(write_duties_build(tmp_path_factory.mktemp("duties"))) as address:
        yield address


@pytest.fixture
def duties(duties_site: str, page: Page) -> Page:
    page.set_viewport_size({"width": 1440, "height": 2200})
    page.goto(f"{duties_site}/duties?area=31")
    expect(page.locator(SENTENCE)).to_contain_text("Hải Phòng", timeout=30_000)
    return page


def test_a_row_leads_down_to_its_area_and_the_back_button_up_again(duties: Page) -> None:
    table = duties.locator(".st-key-duty_places .dvn-scroller").first
    duties.locator(".st-key-duty_places [role=gridcell]").first.wait_for(state="attached")  # once it is drawn
    duties.wait_for_load_state("networkidle")
    table.click(position={"x": FIRST_ROW[0], "y": FIRST_ROW[1]})
    expect(duties.locator(SENTENCE)).to_contain_text("Xã Vĩnh Bảo", timeout=30_000)
    expect(duties).to_have_url(re.compile(VINH_BAO.replace("@", "%40")))
    duties.go_back()
    expect(duties.locator(SENTENCE)).to_contain_text("Hải Phòng", timeout=30_000)


def test_the_state_of_promises_stands_in_the_address(duties: Page) -> None:
    duties.get_by_text("Xong, thiếu minh chứng (1)").click()
    expect(duties).to_have_url(re.compile("promises=done_without_evidence"))
    expect(duties.locator(".st-key-duty_promises")).to_contain_text("Hiện 1/1 cam kết")


def test_nothing_is_wider_than_a_phone(duties: Page) -> None:
    duties.set_viewport_size({"width": 390, "height": 844})
    expect(duties.locator(".st-key-duty_card_reception")).to_be_visible()
    duties.wait_for_function("document.documentElement.scrollWidth <= 390")
