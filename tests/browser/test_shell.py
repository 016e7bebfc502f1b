"""The frame in a real browser: deep links, the address, the back button, the search, and nothing from outside."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.watch import open_page
from tests.sample_warehouse import HAI_HOA, HAI_PHONG, MONG_CAI_1

pytestmark = pytest.mark.browser
VIEW = f"area={HAI_PHONG}&indicator=complaint_settled_share"
SENTENCE = ".st-key-sentence h2"


def expect_sentence(page: Page, words: str) -> None:
    """Waits for the words, and for the run that wrote them to end: a run that goes on redraws what a test clicks."""
    expect(page.locator(SENTENCE)).to_contain_text(words, timeout=30_000)
    expect(page.locator("[data-testid=stApp]")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=30_000
    )


def test_a_deep_link_works_as_the_first_request_after_a_start(site: str, page: Page) -> None:
    page.goto(f"{site}/trends?{VIEW}&lang=en")
    expect_sentence(page, "share of complaints settled 82.1%")
    expect(page.locator(".st-key-navigation")).to_contain_text("Trends")
    expect(page.locator(".st-key-chart canvas, .st-key-chart svg").first).to_be_visible(timeout=30_000)


def test_the_language_switch_keeps_the_view_and_stands_in_the_address(site: str, page: Page) -> None:
    page.goto(f"{site}/?{VIEW}")
    expect_sentence(page, "tỷ lệ giải quyết khiếu nại 82,1%")
    page.get_by_text("EN", exact=True).click()
    expect_sentence(page, "share of complaints settled 82.1%")
    expect(page).to_have_url(re.compile("lang=en"))


def test_the_back_button_goes_back_to_the_view_before(site: str, page: Page) -> None:
    page.goto(f"{site}/?{VIEW}")
    expect_sentence(page, "Hải Phòng")
    page.locator(".st-key-breadcrumb").get_by_text("Cả nước").click()
    expect_sentence(page, ", cả nước:")
    page.go_back()
    expect_sentence(page, "Hải Phòng")
    page.locator(".st-key-navigation").get_by_text("Xu hướng").click()
    expect(page).to_have_url(re.compile(r"/trends\?.*area="))
    expect_sentence(page, "từ quý IV/2025 đến quý III/2026")
    page.go_back()
    expect_sentence(page, "thấp hơn cả nước")


def test_a_shared_link_restores_the_view_of_its_sender(site: str, page: Page) -> None:
    page.goto(f"{site}/?{VIEW}")
    expect_sentence(page, "Quý III/2026")
    page.get_by_role("combobox", name="Kỳ số liệu").click()
    page.get_by_role("option", name="Quý I/2026").click()
    expect_sentence(page, "Quý I/2026")
    shared, said = page.url, page.locator(SENTENCE).inner_text()
    with open_page(page.context.browser) as receiver:
        receiver.goto(shared)
        expect_sentence(receiver, "Quý I/2026")
        assert receiver.locator(SENTENCE).inner_text() == said


def test_an_old_name_typed_without_diacritics_leads_to_the_present_unit(site: str, page: Page) -> None:
    page.goto(f"{site}/?{VIEW}")
    expect_sentence(page, "Hải Phòng")
    page.locator(".st-key-area_panel button").first.click()
    page.locator(".st-key-area_typed input").fill("hai hoa mong cai")
    page.get_by_role("button", name="Phường Hải Hòa · Thành phố Móng Cái").click()
    expect(page.locator(".st-key-history")).to_contain_text("kết thúc ngày 30/06/2025", timeout=30_000)
    expect(page).to_have_url(re.compile(HAI_HOA.replace("@", "%40")))
    page.locator(".st-key-history").get_by_text("Phường Móng Cái 1").click()
    expect(page).to_have_url(re.compile(MONG_CAI_1.replace("@", "%40")))


def test_only_real_figures_can_be_asked_for(site: str, page: Page) -> None:
    page.goto(f"{site}/")
    page.get_by_text("Chỉ xem số liệu thật").click()
    expect(page).to_have_url(re.compile("data=real"))
    expect_sentence(page, "chỉ số hài lòng SIPAS")


@pytest.mark.parametrize("path", ["", "trends", "indicators", "sources"])
def test_no_request_leaves_this_machine(site: str, page: Page, path: str) -> None:
    page.goto(f"{site}/{path}?{VIEW}")
    page.locator(SENTENCE).wait_for(timeout=30_000)
    page.wait_for_load_state("networkidle")
    outside = [url for url in page.requested if not url.startswith((site, "data:", "blob:"))]
    assert outside == []
