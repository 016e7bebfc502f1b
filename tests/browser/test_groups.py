"""A group made by hand in a real browser, and found again by whoever opens its address."""

import re

import pytest
from playwright.sync_api import Page, expect

from longdan.language.locale import text
from tests.browser.test_shell import expect_sentence
from tests.browser.watch import open_page
from tests.sample_warehouse import HAI_PHONG, VINH_BAO, VINH_THUAN

pytestmark = pytest.mark.browser
ADDRESS = f"trends?area={HAI_PHONG}&indicator=complaint_settled_share"


def add_member(page: Page, typed: str, label: str, count: int) -> None:
    """Adds an area to the group that is open; it has `count` members then."""
    page.locator(".st-key-group_typed input").fill(typed)
    page.locator(".st-key-group_found").get_by_role("button", name=label).first.click()
    expect(page.locator(".st-key-groups .group-name span")).to_have_text(text("groups.members", "vi", count=count))
    expect_sentence(page, "tỷ lệ giải quyết khiếu nại")


def test_a_group_made_by_hand_is_shared_by_its_address(site: str, page: Page) -> None:
    page.goto(f"{site}/{ADDRESS}")
    expect_sentence(page, "tỷ lệ giải quyết khiếu nại")
    page.get_by_role("button", name="Lập nhóm mới").click()
    add_member(page, "vinh thuan", "Xã Vĩnh Thuận", 1)
    add_member(page, "vinh bao", "Xã Vĩnh Bảo", 2)
    page.locator(".st-key-groups").get_by_label("Tên nhóm").fill("Hai xã <b>mới</b>")
    page.locator(".st-key-groups").get_by_label("Tên nhóm").press("Enter")
    expect(page).to_have_url(re.compile(f"group=.*{VINH_THUAN}.*{VINH_BAO}".replace("@", "(%40|@)")))
    expect(page.locator(".st-key-groups .group-name")).to_contain_text("Hai xã b mới /b")

    with open_page(page.context.browser) as receiver:
        receiver.goto(page.url)
        expect_sentence(receiver, "tỷ lệ giải quyết khiếu nại")
        expect(receiver.locator(".st-key-groups .group-name")).to_contain_text("Hai xã b mới /b")
        expect(receiver.locator(".st-key-chart .line-name").filter(has_text="Hai xã")).to_have_count(1)


def test_the_origin_of_a_card_is_read_where_it_stands(site: str, page: Page) -> None:
    page.goto(f"{site}/?area={HAI_PHONG}&indicator=complaint_settled_share")
    expect_sentence(page, "tỷ lệ giải quyết khiếu nại 82,1%")
    page.locator(".st-key-provenance_complaint_settled_share button").click()
    panel = page.locator(".st-key-provenance_text_complaint_settled_share")
    expect(panel).to_contain_text("Biểu 03/GQKN", timeout=30_000)
    expect(panel).to_contain_text("821")
