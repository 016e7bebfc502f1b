"""The map in a real browser, offline: it draws, tells, goes deeper, comes back, and is reached by keyboard."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.watch import open_page, wait_until_painted
from tests.sample_warehouse import DENUNCIATION_YEAR, HAI_PHONG, Q3_2026

# From which to which pixel, from the west, there are lines on the canvas over the map; null where there is none.
DRAWN_BOX = """canvas => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const columns = [...data.keys()].filter((place) => place % 4 === 3 && data[place]).map((place) => (place >> 2) % canvas.width);
  return columns.length ? [columns.reduce((a, b) => Math.min(a, b)), columns.reduce((a, b) => Math.max(a, b))] : null;
}"""
pytestmark = pytest.mark.browser


def open_map(page: Page, address: str, **view: str) -> None:
    query = "&".join(f"{name}={value}" for name, value in ({"period": Q3_2026.period_id} | view).items())
    page.goto(f"{address}/map?{query}")
    wait_until_painted(page)


def point_at(page: Page, share: float) -> None:
    """Moves the pointer onto the row of squares, `share` of the way from its west to its east end, once the map stands still."""
    canvas = page.locator(".canvas")
    box = canvas.bounding_box()
    for above in (3, 0):
        canvas.hover(position={"x": box["width"] * share, "y": box["height"] / 2 - above})


def test_hovering_tells_name_value_base_and_origin(page: Page, map_site: str) -> None:
    open_map(page, map_site, area=HAI_PHONG, indicator="complaint_settled_share")
    point_at(page, 0.7)
    tooltip = page.locator(".tooltip")
    expect(tooltip).to_contain_text("Xã Vĩnh Thuận")
    expect(tooltip).to_contain_text("83,3%")
    expect(tooltip).to_contain_text("12")
    expect(tooltip).to_contain_text("số liệu mô phỏng")


def test_hovering_tells_why_there_is_no_value(page: Page, map_site: str) -> None:
    open_map(page, map_site, area=HAI_PHONG, indicator="reception_visit_count", lang="en")
    point_at(page, 0.35)
    expect(page.locator(".tooltip")).to_contain_text("Xã Vĩnh Bảo")
    expect(page.locator(".tooltip-status")).not_to_be_empty()
    expect(page.locator(".legend")).to_contain_text("Not published (small number)")


def test_a_class_is_told_by_the_pointer_the_legend_and_the_list(page: Page, map_site: str) -> None:
    view = {"indicator": "denunciation_petitions_competent", "period": DENUNCIATION_YEAR.period_id}
    open_map(page, map_site, area=HAI_PHONG, **view)
    point_at(page, 0.7)
    expect(page.locator(".tooltip-name")).to_have_text("Xã Vĩnh Thuận")
    expect(page.locator(".tooltip-value")).to_have_text("0–4 đơn")
    expect(page.locator(".tooltip-detail").first).to_have_text("không công bố số chính xác")
    expect(page.locator(".entry.is-pointed-out")).to_have_text("0–4 (không công bố số chính xác)")
    expect(page.locator(".legend .open-circle")).to_have_count(1)
    expect(page.locator(".legend")).to_contain_text("Không công bố (số nhỏ)")
    expect(page.locator(".rows li")).to_have_text(
        ["Xã Vĩnh Bảo\nKhông công bố (số nhỏ)", "Xã Vĩnh Thuận\n0–4"], use_inner_text=True
    )


def test_the_foot_names_the_period_and_says_the_shapes_are_approximate(page: Page, map_site: str) -> None:
    open_map(page, map_site, area=HAI_PHONG, indicator="complaint_settled_share")
    expect(page.locator(".notes")).to_contain_text("15/6–14/9/2026")
    expect(page.locator(".notes")).to_contain_text("không phải địa giới hành chính")


def test_an_area_is_outlined_under_the_pointer_a_click_goes_deeper_and_the_back_button_comes_back(
    page: Page, map_site: str
) -> None:
    open_map(page, map_site, area="VN", indicator="complaint_settled_share")
    expect_outline_under_the_pointer(page)
    page.get_by_role("button", name="Thành phố Hải Phòng", exact=False).last.click()
    page.wait_for_url(f"**area={HAI_PHONG.replace('@', '%40')}**")
    expect(page.locator(".rows li")).to_have_count(2)
    page.go_back()
    expect(page.locator(".rows li")).to_have_count(2)
    expect(page.locator(".rows")).to_contain_text("Tỉnh Quảng Ninh")


def expect_outline_under_the_pointer(page: Page) -> None:
    """Of the eastern one of two squares side by side, and no line before it is pointed at."""
    lines, width = page.locator(".lines"), page.locator(".canvas").bounding_box()["width"]
    assert lines.evaluate(DRAWN_BOX) is None
    point_at(page, 0.7)
    expect(page.locator(".tooltip")).to_be_visible()
    left, right = lines.evaluate(DRAWN_BOX)
    assert width / 2 - 5 < left < width * 0.7 < right < width


def test_the_list_is_searched_without_diacritics_and_walked_by_keyboard(page: Page, map_site: str) -> None:
    open_map(page, map_site, area=HAI_PHONG, indicator="complaint_settled_share")
    page.locator(".list input").fill("vinh thuan")
    expect(page.locator(".rows li")).to_have_count(1)
    page.locator(".list input").press("Tab")
    expect(page.locator(".tooltip-name")).to_have_text("Xã Vĩnh Thuận")


def test_the_level_is_kept_by_the_address(page: Page, map_site: str) -> None:
    open_map(page, map_site, area="VN", indicator="complaint_settled_share", level="commune")
    expect(page.locator(".levels [aria-pressed=true]")).to_have_text("Xã")
    expect(page.locator(".rows li")).to_have_count(3)
    page.locator(".levels button").first.click()
    page.wait_for_url("**level=province**")
    expect(page.locator(".rows li")).to_have_count(2)


def test_clusters_are_switched_on_in_the_legend_and_kept_by_the_address(page: Page, map_site: str) -> None:
    open_map(page, map_site, area="VN", indicator="complaint_settled_share")
    switch = page.get_by_role("checkbox", name="Cụm lân cận")
    expect(switch).not_to_be_checked()
    switch.click()
    page.wait_for_url("**clusters=on**")
    expect(page.locator(".levels [aria-pressed=true]")).to_have_text("Xã")
    expect(page.locator(".notes")).to_contain_text("2 thuộc 2 cụm: 1 cùng cao, 1 cùng thấp")
    expect(page.locator(".clusters .swatch")).to_have_count(2)
    page.mouse.move(0, 0)  # the switch lies over the map
    page.locator(".list input").fill("vinh thuan")
    page.locator(".list input").press("Tab")
    expect(page.locator(".tooltip")).to_contain_text("Thuộc cụm thấp khác thường")
    page.get_by_role("checkbox", name="Cụm lân cận").click()
    expect(page.locator(".notes")).not_to_contain_text("cụm")
    expect(page).not_to_have_url(re.compile("clusters"))


def test_a_shared_link_shows_the_clusters_and_an_indicator_that_is_not_watched_has_none(
    page: Page, map_site: str
) -> None:
    open_map(page, map_site, area="31", indicator="complaint_settled_share", clusters="on")
    expect(page.get_by_role("checkbox", name="Cụm lân cận")).to_be_checked()
    expect(page.locator(".clusters .swatch")).to_have_count(1)
    open_map(page, map_site, area="31", indicator="reception_visit_count", clusters="on")
    expect(page.locator(".legend .clusters")).to_have_count(0)


def test_both_archipelagos_are_named_in_the_opening_view(page: Page, map_site: str) -> None:
    open_map(page, map_site, area="VN", indicator="complaint_settled_share")
    names = ["Quần đảo Hoàng Sa", "Quần đảo Trường Sa"]
    expect(page.locator(".label")).to_have_text(names, use_inner_text=True)  # of one that is hidden, it is empty


def test_a_phone_sees_map_legend_and_list_below_each_other(browser: Browser, map_site: str) -> None:
    with open_page(browser, width=390, height=844) as page:
        open_map(page, map_site, area="VN", indicator="complaint_settled_share")
        canvas, legend, rows = measure_boxes(page, ".canvas", ".legend", ".rows")
    assert canvas["left"] >= 0
    assert canvas["right"] <= 390
    assert canvas["bottom"] <= legend["top"]
    assert legend["bottom"] <= rows["top"]


def measure_boxes(page: Page, *selectors: str) -> list[dict]:
    """Where some parts of the map are, all at one moment: what is above it may still grow."""
    return page.locator(".frame").evaluate(
        "(frame, selectors) => selectors.map((one) => frame.querySelector(one).getBoundingClientRect().toJSON())",
        list(selectors),
    )
