"""What the server packs for a map is what the browser reads: every figure of every area, in Chromium."""

import base64

import numpy as np
import polars as pl
import pytest
from playwright.sync_api import Page

from longdan.dashboard.maps.payload import pack_payload
from longdan.dashboard.maps.scripts import publish_scripts
from longdan.methods.interval import wilson
from tests.browser.conftest import STATIC
from tests.dashboard.maps.test_payload import frame

pytestmark = pytest.mark.browser
READ = """async (packed) => {
  const { figuresOf, unpack } = await import(location.href);
  const content = await unpack(Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0)));
  return [...content.marks.keys()].map((area) => figuresOf(content, area));
}"""
NAMES = {"value": "value", "numerator": "numerator", "denominator": "denominator", "ci_low": "low", "ci_high": "high"}


def test_the_browser_reads_back_every_figure_of_a_survey(page: Page, site: str) -> None:
    page.goto(f"{site}/{publish_scripts(STATIC).component.replace('component.js', 'payload.js')}")
    rows = make_survey(400)
    read = page.evaluate(READ, base64.b64encode(pack_payload({"number": {}}, "0" * 400, frame(rows), 0.001)).decode())
    sent = pl.DataFrame(rows).select(*NAMES)
    found = pl.DataFrame([{ours: row[theirs] for ours, theirs in NAMES.items()} for row in read], schema=sent.schema)
    assert found.null_count().row(0) == sent.null_count().row(0)
    furthest = (found - sent).select(pl.all().abs().max()).row(0, named=True)
    assert furthest["numerator"] == furthest["denominator"] == 0
    assert max(furthest["value"], furthest["ci_low"], furthest["ci_high"]) <= 0.0005 + 1e-9


def make_survey(count: int) -> list[dict]:
    """Answers of so many communes, in one of seven withheld, with intervals wider than those of a plain sample here and there."""
    random = np.random.default_rng(20261128)
    answers = random.integers(30, 3000, count).tolist()
    agreed = [int(random.binomial(asked, 0.8)) for asked in answers]
    rows = []
    for place, (part, whole) in enumerate(zip(agreed, answers, strict=True)):
        low, high = wilson(part, whole) if place % 5 else (part / whole - 0.03, part / whole + 0.03)
        shown = {
            "value": part / whole,
            "numerator": float(part),
            "denominator": float(whole),
            "ci_low": low,
            "ci_high": high,
        }
        rows.append(
            {**dict.fromkeys(shown), "status": "suppressed"} if place % 7 == 0 else shown | {"status": "reported"}
        )
    return rows
