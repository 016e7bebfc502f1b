"""The PAPI workbook and four boundary files in an inbox: every number of the workbook on a map of 63 provinces and in trends.

In Chromium, against the workbook read with another library than ours.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from longdan.language.locale import text
from tests.browser.serve import serve_app
from tests.browser.watch import wait_until_painted
from tests.end_to_end.conftest import open_office
from tests.end_to_end.office import SHARED, Office

WORKBOOK = SHARED / "papi/PAPI_2011-2016.xlsx"
pytestmark = pytest.mark.skipif(not WORKBOOK.exists(), reason="the shared real files are not beside the checkout")
FIRST_COLUMN = {  # of a dimension, in every sheet of the workbook
    "papi_participation": "Participation at Local Levels",
    "papi_transparency": "Transparency",
    "papi_corruption_control": "Control of Corruption",
    "papi_services": "Public Service Delivery",
}
HIGHEST = 999  # "Điểm cao nhất" is a row of the workbook and no province
HAI_PHONG = "31@1900-01-01"


def period(year: int) -> str:
    return f"year.civil.{year}-01-01.{year}-12-31"


@pytest.fixture(scope="module")
def scores() -> dict[tuple[str, int], dict[int, float]]:
    """The workbook's own numbers: (indicator, year) → code of the province → score; blank cells are left out."""
    found = {}
    workbook = openpyxl.load_workbook(WORKBOOK, read_only=True, data_only=True)
    for year in range(2011, 2017):
        rows = list(workbook[f"{year}_PAPI"].iter_rows(values_only=True))
        for indicator, heading in FIRST_COLUMN.items():
            column = next(place for place, cell in enumerate(rows[0]) if cell and cell.strip().endswith(heading))
            provinces = [row for row in rows[2:] if isinstance(row[0], int | float) and row[0] != HIGHEST]
            found[indicator, year] = {int(row[0]): row[column] for row in provinces if row[column] is not None}
    return found


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = open_office(tmp_path_factory.mktemp("papi"))
    for path in [WORKBOOK, *sorted((SHARED / "boundaries").glob("*.gpkg"))]:
        office.receive(path)
    office.build()
    return office


@pytest.fixture(scope="module")
def site(office: Office) -> Iterator[str]:
    with serve_app(office.builds) as address:
        yield address


@pytest.mark.parametrize("indicator", FIRST_COLUMN)
@pytest.mark.parametrize("year", range(2011, 2017))
def test_every_province_has_the_number_of_the_workbook(office: Office, scores, indicator: str, year: int) -> None:
    shown = office.ask(
        "select code::integer, value from area_total join area using (area_id) "
        f"where indicator_id = '{indicator}' and period_id = '{period(year)}' and level = 'province' "
        f"and '{year}-12-31' between valid_from and coalesce(valid_to, '2999-12-31')"
    )
    assert {code: value for code, value in shown if value is not None} == pytest.approx(scores[indicator, year])
    assert len(shown) >= (61 if year == 2014 else 63)


def test_the_maps_are_the_official_ones(office: Office) -> None:
    approximate = office.ask("select edition::varchar, level::varchar from geometry where is_approximate order by all")
    assert ("pre_2025_07", "province") not in approximate
    assert ("current", "commune") not in approximate


@pytest.mark.browser
@pytest.mark.parametrize(("indicator", "year"), [("papi_participation", 2015), ("papi_corruption_control", 2011)])
def test_the_map_lists_the_score_of_all_63_provinces(
    office: Office, site: str, page: Page, scores, indicator: str, year: int
) -> None:
    page.goto(f"{site}/map?area=VN&indicator={indicator}&period={period(year)}&edition=reported&lang=en")
    names = dict(
        office.ask("select code::integer, name from area where level = 'province' and valid_from < '2025-01-01'")
    )
    rows = read_list(page)
    assert rows == pytest.approx({names[code]: score for code, score in scores[indicator, year].items()}, abs=0.00501)
    assert len(rows) == 63


def read_list(page: Page) -> dict[str, float]:
    """The list beside the map: name → value. Of rows that are scrolled out of sight only the content is there, no inner text."""
    wait_until_painted(page)
    return {
        row.locator(".row-name").text_content(): float(row.locator(".row-value").text_content())
        for row in page.locator(".rows li").all()
    }


@pytest.mark.browser
def test_the_map_of_today_weights_former_provinces_by_their_people(
    office: Office, site: str, page: Page, scores
) -> None:
    page.goto(f"{site}/map?area=VN&indicator=papi_participation&period={period(2015)}&lang=en")
    rows = read_list(page)
    assert len(rows) == 34
    people = dict(
        office.ask(
            "select code::integer, population from area "
            "where code in ('30', '31') and level = 'province' and valid_to = '2025-06-30'"
        )
    )
    former = scores["papi_participation", 2015]
    weighted = sum(people[code] * former[code] for code in (30, 31)) / sum(people.values())
    assert rows["Thành phố Hải Phòng"] == pytest.approx(weighted, abs=0.00501)
    assert rows["Thành phố Hà Nội"] == pytest.approx(former[1], abs=0.00501)
    expect(page.get_by_role("heading", name="(converted)")).to_be_visible()


@pytest.mark.browser
def test_pointing_at_a_province_tells_its_score(site: str, page: Page, scores) -> None:
    page.goto(f"{site}/map?area=VN&indicator=papi_participation&period={period(2015)}&edition=reported")
    wait_until_painted(page)
    page.locator(".list input").fill("hai phong")
    page.locator(".rows li button").first.hover()
    score = f"{scores['papi_participation', 2015][31]:.2f}".replace(".", ",")
    page.wait_for_function("score => document.body.innerText !== null && [...document.querySelectorAll('*')]"
                           ".some(host => host.shadowRoot?.querySelector('.tooltip')?.innerText.includes(score))",
                           arg=score)  # fmt: skip


@pytest.mark.browser
def test_the_trend_of_a_province_lists_the_numbers_of_all_its_years(
    site: str, page: Page, scores, tmp_path: Path
) -> None:
    page.goto(f"{site}/trends?area={HAI_PHONG}&indicator=papi_participation&lang=en")
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name=text("trends.download", "en"), exact=True).click(timeout=60_000)
    download.value.save_as(tmp_path / "trend.csv")
    with (tmp_path / "trend.csv").open(encoding="utf-8-sig", newline="") as file:
        content = file.read()
    rows = list(csv.reader(content.splitlines(), delimiter=csv.Sniffer().sniff(content.splitlines()[0]).delimiter))
    expected = {str(year): scores["papi_participation", year][31] for year in range(2011, 2017)}
    found = {
        year: any(_is_score(cell, score) for row in rows if any(year in cell for cell in row) for cell in row)
        for year, score in expected.items()
    }
    assert found == dict.fromkeys(expected, True), content


def _is_score(cell: str, score: float) -> bool:
    try:
        return float(cell) == pytest.approx(score, abs=1e-6)
    except ValueError:
        return False


@pytest.mark.browser
@pytest.mark.parametrize("path", ["", "map", "trends", "indicators", "sources"])
def test_no_request_leaves_this_machine(site: str, page: Page, path: str) -> None:
    page.goto(f"{site}/{path}?area=VN&indicator=papi_participation&period={period(2015)}")
    page.locator(".st-key-sentence h2").wait_for(timeout=60_000)
    page.wait_for_load_state("networkidle")
    assert [url for url in page.requested if not url.startswith((site, "data:", "blob:"))] == []
