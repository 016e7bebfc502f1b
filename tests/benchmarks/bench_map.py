"""What a change of the national map by commune costs: bytes over the websocket, milliseconds until it is painted.

Drives Chromium against a build, period after period, indicator after indicator, and one set of units after another. The time runs from the
click on the choice to the second frame after the new classes were drawn, in Chromium as it runs without a graphics card.
The aim is 15 kB and 0.3 s for 3,321 communes.
"""

import statistics
from collections.abc import Iterator

from playwright.sync_api import Locator, Page

from longdan.language.locale import text
from tests.benchmarks.bench import Bench, print_table
from tests.browser.serve import open_chromium, serve_app

LIMIT_BYTES, LIMIT_MS = 15_000, 300
CHANGES = (2, 0, 1) * 4  # the newest periods; the first indicators: surveys of all communes, the heaviest of all
WAIT_MS = 20_000
PAST = "quarter.inspection.2022-12-15.2023-03-14"
WATCH = """() => {
  const host = document.querySelector('[data-testid=stBidiComponentIsolated]');
  const frame = host.shadowRoot.querySelector('.frame');
  window.clock = {};
  const later = () => requestAnimationFrame(() => requestAnimationFrame(() => { clock.end = performance.now(); }));
  new MutationObserver(later).observe(frame, { attributes: true, attributeFilter: ['data-painted'] });
}"""
START = """() => {
  clock.end = null;
  document.addEventListener('click', () => { clock.start = performance.now(); }, { capture: true, once: true });
}"""


TIMES = """() => {
  const data = performance.getEntriesByName('map received').at(-1).startTime;
  return [clock.end - clock.start, clock.end - data];
}"""


def measure_map(bench: Bench) -> None:
    """One line per kind of change: median and largest bytes and milliseconds, beside the limits."""
    rows = []
    with serve_app(bench.require_builds()) as address, open_chromium() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        received: list[int] = []
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
        page.goto(f"{address}/map?area=VN&level=commune")
        page.wait_for_selector(".frame[data-painted]", timeout=60_000)
        page.evaluate(WATCH)
        for name, control in (("period", "period_choice"), ("indicator", "indicator_choice")):
            rows += _describe(name, list(_change(page, control, received)))
        page.goto(f"{address}/map?area=VN&level=commune&indicator=reception_visits&period={PAST}")
        page.wait_for_selector(".frame[data-painted]", timeout=60_000)
        page.evaluate(WATCH)
        list(_switch(page, received))  # each geometry is fetched once
        rows += _describe("units", [change for _ in range(3) for change in _switch(page, received)])
    print_table("map by commune, one change", ("", "median", "largest", "limit", "ratio"), rows)


def _describe(name: str, changes: list[tuple[int, float, float]]) -> list[tuple[str, ...]]:
    sizes, times, paints = zip(*changes, strict=True)
    kinds = (
        ("kB", [size / 1000 for size in sizes], LIMIT_BYTES / 1000),
        ("ms, click to paint", times, LIMIT_MS),
        ("ms, received to paint", paints, LIMIT_MS),
    )
    return [
        (f"{name}, {unit}", f"{median:.1f}", f"{max(measured):.1f}", f"{limit:.0f}", f"{median / limit:.2f}")
        for unit, measured, limit in kinds
        for median in [statistics.median(measured)]
    ]


def _switch(page: Page, received: list[int]) -> Iterator[tuple[int, float, float]]:
    """The same of the units that a past quarter is shown on: as reported, before the reform, today's."""
    for units in ("reported", "pre_2025_07", "current"):
        yield _measure(page, page.get_by_text(text(f"shell.units.{units}", "vi"), exact=True).first, received)


def _change(page: Page, control: str, received: list[int]) -> Iterator[tuple[int, float, float]]:
    """Bytes, milliseconds from the click and milliseconds from the data of some changes of one filter."""
    for place in CHANGES:
        page.locator(f".st-key-{control} input").click()
        options = page.locator("[role=option]")
        options.first.wait_for()
        page.wait_for_timeout(500)
        yield _measure(page, options.nth(place), received)


def _measure(page: Page, choice: Locator, received: list[int]) -> tuple[int, float, float]:
    received.clear()
    page.evaluate(START)
    choice.click()
    page.wait_for_function("clock.end", timeout=WAIT_MS, polling=50)
    page.wait_for_timeout(1000)
    return sum(received), *page.evaluate(TIMES)
