"""What a page said and what state its map is in: kept from the first request on, for the message of a test that fails."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

PAINTED = ".frame[data-painted]"
# Layer by layer from the run of the page to the pixels: the first that is not as it should be is where a map got stuck.
STATE = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  const maps = [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')].map((host) => {
    const find = (selector) => host.shadowRoot?.querySelector(selector);
    const [canvas, message] = [find('.canvas canvas'), find('.message')];
    return {
      has_frame: Boolean(find('.frame')), painted: find('.frame')?.dataset.painted ?? null,
      canvas: canvas && [canvas.clientWidth, canvas.clientHeight, canvas.width, canvas.height],
      has_lost_graphics: canvas?.getContext('webgl2')?.isContextLost() ?? null,
      message: message && !message.hidden ? message.innerText : null,
      rows: host.shadowRoot?.querySelectorAll('.rows li').length ?? 0,
    };
  });
  return {
    script: app?.dataset.testScriptState, connection: app?.dataset.testConnectionState,
    visibility: document.visibilityState, seconds: Math.round(performance.now() / 1000),
    maps_received: performance.getEntriesByName('map received').length, maps, text: document.body.innerText.slice(0, 300),
  };
}"""


@contextmanager
def open_page(browser: Browser, width: int = 1440, height: int = 900) -> Iterator[Page]:
    """A fresh page, closed whatever happens, that keeps `requested` (addresses) and `said` (errors, failed requests)."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.requested, page.said = [], []
    page.on("request", lambda request: page.requested.append(request.url))
    page.on("requestfailed", lambda request: page.said.append(f"request failed: {request.url} {request.failure}"))
    page.on("response", lambda answer: answer.ok or page.said.append(f"answer {answer.status}: {answer.url}"))
    page.on("console", lambda line: line.type == "error" and page.said.append(f"console: {line.text}"))
    page.on("pageerror", lambda error: page.said.append(f"error: {error}"))
    page.on("crash", lambda _: page.said.append("crash"))
    try:
        yield page
    finally:
        page.close()


def describe(page: Page) -> str:
    """All that is known of a page, for people."""
    try:
        state = json.dumps(page.evaluate(STATE), ensure_ascii=False, indent=1)
    except PlaywrightError as error:
        state = f"no answer: {error}"
    return "\n".join([page.url, state, *page.said])


def wait_until_painted(page: Page) -> None:
    """Waits for the map of the page to be drawn; fails with what the page said where it is not."""
    try:
        page.wait_for_selector(PAINTED, timeout=60_000)
    except PlaywrightTimeoutError as error:
        raise AssertionError(f"the map was not drawn\n{describe(page)}") from error
