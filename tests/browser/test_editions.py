"""The switch of administrative units in a real browser: followed, shared, and left by the back button."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_shell import SENTENCE, expect_sentence
from tests.browser.watch import open_page
from tests.sample_warehouse import VINH_BAO_DISTRICT, VINH_THUAN

pytestmark = pytest.mark.browser
VIEW = f"area={VINH_THUAN}&indicator=reception_visit_count"
DISTRICT = re.compile(rf"area={VINH_BAO_DISTRICT.replace('@', '%40')}.*edition=pre")


def test_the_switch_leads_to_the_former_district_and_the_back_button_out_of_it(site: str, page: Page) -> None:
    page.goto(f"{site}/trends?{VIEW}")
    expect_sentence(page, "Xã Vĩnh Thuận")
    page.get_by_role("radio", name="Trước sắp xếp").click()
    expect_sentence(page, "Huyện Vĩnh Bảo: lượt tiếp công dân 140 lượt")
    expect(page).to_have_url(DISTRICT)
    expect(page.get_by_text("nằm vắt qua ranh giới cũ, phải phân bổ: Xã Vĩnh Bảo (60%)")).to_be_visible()
    shared, said = page.url, page.locator(SENTENCE).inner_text()
    page.go_back()
    expect_sentence(page, "Xã Vĩnh Thuận")
    expect(page.get_by_role("radio", name="Hiện nay")).to_have_attribute("aria-checked", "true")
    with open_page(page.context.browser) as receiver:
        receiver.goto(shared)
        expect_sentence(receiver, "Huyện Vĩnh Bảo")
        assert receiver.locator(SENTENCE).inner_text() == said
        expect(receiver.get_by_role("radio", name="Trước sắp xếp")).to_have_attribute("aria-checked", "true")


def test_the_choice_goes_along_to_other_pages(site: str, page: Page) -> None:
    page.goto(f"{site}/?{VIEW}&edition=reported")
    expect_sentence(page, "Xã Vĩnh Thuận")
    page.locator(".st-key-navigation").get_by_text("Xu hướng").click()
    expect(page).to_have_url(re.compile(r"/trends\?.*edition=reported"))
    expect_sentence(page, "Xã Vĩnh Thuận")
    expect(page.get_by_role("radio", name="Khi báo cáo")).to_have_attribute("aria-checked", "true")
