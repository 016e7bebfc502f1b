"""A map is never an empty box that says nothing: it is drawn as soon as it can be, again after a loss, or says why not."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from longdan.language.locale import text
from tests.browser.test_map import open_map, point_at
from tests.browser.test_shell import expect_sentence
from tests.browser.watch import PAINTED, open_page, wait_until_painted
from tests.sample_warehouse import HAI_PHONG, MONG_CAI_1, Q3_2025, Q3_2026

pytestmark = pytest.mark.browser
MESSAGE = ".message"
WAIT_MS = 60_000
# True once the canvas of the map has more than one colour: pixels, whatever the component believes to have drawn.
HAS_PIXELS = """() => {
  const drawn = document.querySelector('[data-testid=stBidiComponentIsolated]')?.shadowRoot?.querySelector('.canvas canvas');
  if (!drawn?.clientHeight) return false;
  const copy = Object.assign(document.createElement('canvas'), { width: 60, height: 60 });
  const brush = copy.getContext('2d');
  brush.drawImage(drawn, 0, 0, 60, 60);
  return new Set(new Uint32Array(brush.getImageData(0, 0, 60, 60).data.buffer)).size > 1;
}"""
LOSE_GRAPHICS = "canvas => canvas.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()"
# The first contexts are lost as soon as they are given: by a graphics card that restarts while the page opens.
LOSE_FIRST = """(() => {
  let left = %d;
  const give = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    const context = give.call(this, kind, ...rest);
    if (context && kind === 'webgl2' && left > 0) {
      left -= 1;
      queueMicrotask(() => context.getExtension('WEBGL_lose_context').loseContext());
    }
    return context;
  };
})()"""
GIVE_NONE = """(() => {
  const give = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    return kind.startsWith('webgl') && !window.has_graphics ? null : give.call(this, kind, ...rest);
  };
})()"""
HIDE = """document.addEventListener('DOMContentLoaded', () => {
  const style = Object.assign(document.createElement('style'), { id: 'hide', textContent: '.stBidiComponent { display: none }' });
  document.head.append(style);
})"""


def start_map(page: Page, address: str, **view: str) -> None:
    """Opens a map that may not be drawn."""
    view = {"period": Q3_2026.period_id, "area": "VN", "indicator": "complaint_settled_share"} | view
    page.goto(f"{address}/map?" + "&".join(f"{name}={value}" for name, value in view.items()))


def wait_for_pixels(page: Page) -> None:
    page.wait_for_function(HAS_PIXELS, timeout=WAIT_MS)


def find_button(page: Page) -> Locator:
    return page.locator(MESSAGE).get_by_role("button", name=text("map.component.try_again", "vi"))


def fail_once() -> Callable[[Route], None]:
    """What answers the first request with a broken connection, and the others as they are."""
    has_failed = []

    def answer(route: Route) -> None:
        if has_failed:
            route.continue_()
        else:
            has_failed.append(True)
            route.abort()

    return answer


def test_a_map_that_loses_its_graphics_is_drawn_again_where_it_was(page: Page, map_site: str) -> None:
    open_map(page, map_site, area=HAI_PHONG, indicator="complaint_settled_share")
    wait_for_pixels(page)
    page.locator(".canvas canvas").evaluate("canvas => canvas.classList.add('lost')")
    page.locator(".canvas canvas").evaluate(LOSE_GRAPHICS)
    page.locator(".canvas canvas:not(.lost)").wait_for(timeout=WAIT_MS)
    wait_for_pixels(page)
    point_at(page, 0.7)
    expect(page.locator(".tooltip")).to_contain_text("Xã Vĩnh Thuận")


def test_graphics_lost_before_anything_is_drawn_are_asked_for_again(page: Page, map_site: str) -> None:
    page.add_init_script(LOSE_FIRST % 2)
    start_map(page, map_site)
    wait_until_painted(page)
    wait_for_pixels(page)


def test_graphics_lost_each_time_are_told_and_not_asked_for_without_end(page: Page, map_site: str) -> None:
    page.add_init_script(LOSE_FIRST % 1000)
    start_map(page, map_site)
    expect(page.locator(MESSAGE)).to_contain_text(text("map.component.no_graphics", "vi"), timeout=WAIT_MS)
    expect(page.locator(".rows li")).to_have_count(2)


def test_without_graphics_the_list_tells_all_and_the_map_is_drawn_once_there_are_some(
    page: Page, map_site: str
) -> None:
    page.add_init_script(GIVE_NONE)
    start_map(page, map_site)
    expect(page.locator(MESSAGE)).to_contain_text(text("map.component.no_graphics", "vi"), timeout=WAIT_MS)
    expect(page.locator(".rows")).to_contain_text("82,1%")
    page.locator(".rows button").last.focus()
    expect(page.locator(".tooltip-name")).to_be_visible()
    page.evaluate("window.has_graphics = true")
    find_button(page).click()
    wait_until_painted(page)
    wait_for_pixels(page)
    expect(page.locator(MESSAGE)).to_be_hidden()


@pytest.mark.parametrize("file", ["index.js", "map.css", "words-vi.json", "sample-*-current-province.json"])
def test_a_file_that_did_not_arrive_is_told_and_fetched_again(page: Page, map_site: str, file: str) -> None:
    page.route(f"**/app/static/**/{file}", fail_once())
    start_map(page, map_site)
    expect(page.locator(MESSAGE)).to_contain_text(text("map.component.failed", "vi"), timeout=WAIT_MS)
    find_button(page).click()
    wait_until_painted(page)
    wait_for_pixels(page)
    expect(page.locator(MESSAGE)).to_be_hidden()


def test_a_style_that_arrives_last_leaves_the_map_its_height(page: Page, map_site: str) -> None:
    held: list[Route] = []
    page.route("**/map.css", lambda route: held.append(route))
    start_map(page, map_site)
    page.locator(".canvas canvas").wait_for(state="attached", timeout=WAIT_MS)
    held[0].continue_()
    wait_until_painted(page)
    wait_for_pixels(page)
    assert page.locator(".canvas canvas").bounding_box()["height"] > 300


def test_a_map_that_is_not_seen_yet_is_drawn_when_it_is(page: Page, map_site: str) -> None:
    page.add_init_script(HIDE)
    start_map(page, map_site, area=HAI_PHONG)
    page.locator(".rows li").first.wait_for(state="attached", timeout=WAIT_MS)
    page.wait_for_timeout(1000)
    assert page.locator(PAINTED).count() == 0
    page.evaluate("document.getElementById('hide').remove()")
    wait_until_painted(page)
    wait_for_pixels(page)
    point_at(page, 0.7)
    expect(page.locator(".tooltip")).to_contain_text("Xã Vĩnh Thuận")


def test_a_map_left_and_come_back_to_is_drawn_anew(page: Page, map_site: str) -> None:
    open_map(page, map_site, area=HAI_PHONG, indicator="complaint_settled_share")
    page.locator(".st-key-navigation").get_by_text("Xu hướng").click()
    expect(page).to_have_url(re.compile(r"/trends\?"))
    expect_sentence(page, "từ quý IV/2025 đến quý III/2026")
    page.go_back()
    wait_until_painted(page)
    wait_for_pixels(page)


def test_the_whole_is_shown_again_as_often_as_it_is_asked_for(page: Page, map_site: str) -> None:
    open_map(page, map_site, area=HAI_PHONG, indicator="complaint_settled_share")
    for _ in range(3):
        point_at(page, 0.5)
        page.mouse.wheel(0, -1000)
        page.wait_for_timeout(1000)
        point_at(page, 0.98)
        expect(page.locator(".tooltip")).to_be_visible()  # from near, the squares fill the canvas
        page.get_by_role("button", name="Xem toàn bộ").click()
        page.wait_for_timeout(1000)
        point_at(page, 0.98)
        expect(page.locator(".tooltip")).to_be_hidden()


def test_on_a_narrow_page_the_whole_fits_above_the_legend(browser: Browser, map_site: str) -> None:
    with open_page(browser, width=680, height=600) as page:
        open_map(page, map_site, area=MONG_CAI_1, indicator="reception_visit_count", period=Q3_2025.period_id)
        page.locator(".canvas").hover(position={"x": 300, "y": 190})
        expect(page.locator(".tooltip")).to_contain_text("Móng Cái 1")
        page.locator(".canvas").hover(position={"x": 300, "y": 6})
        expect(page.locator(".tooltip")).to_be_hidden()
