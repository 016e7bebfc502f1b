"""What must stay inside: refused values, the cells of reports, small denunciation counts. Planted, then looked for everywhere."""

from datetime import date

import duckdb
import pytest

from etl.templates.layout import load_layout
from etl.templates.workbook import write_template
from longdan.dashboard.exports import write_csv
from longdan.dashboard.tables import export_series
from longdan.warehouse.questions.indicators import list_indicators, make_indicator
from longdan.warehouse.questions.series import list_series
from tests.end_to_end.conftest import open_office
from tests.end_to_end.office import PETITIONS, Office, write_petitions
from tests.pages.conftest import open_page
from tests.pages.test_pages import words_of

__all__ = ["open_page"]

VINH_BAO = "11824@2025-07-01"
# Numbers that stand nowhere else, of one commune: all but 13 of the petitions within its competence are denunciations.
DENUNCIATIONS = 4_061_783
COMPETENT, ELIGIBLE = DENUNCIATIONS + 13, DENUNCIATIONS + 18
SECRETIVE = PETITIONS | {
    "1": 9_000_000, "2": 9_000_000, "3": ELIGIBLE, "4": COMPETENT, "12": DENUNCIATIONS, "13": DENUNCIATIONS, "14": 0,
    "15": DENUNCIATIONS,
}  # fmt: skip
REFUSED = 7_319_457  # in a cell that contradicts its row
REFUSED_ANSWERS = "5128391 phiếu trắng"  # words where a count belongs
REFUSED_UNIT = "UBND xã Bí Mật Bảy Sáu"
SECRETS = [str(DENUNCIATIONS), str(COMPETENT), str(ELIGIBLE), str(REFUSED), REFUSED_ANSWERS, "Bí Mật Bảy Sáu"]


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory):
    return make_office(tmp_path_factory).builds


@pytest.fixture(scope="module")
def office(builds) -> Office:
    return Office(builds.parent)


def make_office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = open_office(tmp_path_factory.mktemp("office"))
    rows = {
        "UBND xã Vĩnh Bảo": SECRETIVE,
        "UBND xã Vĩnh Thuận": PETITIONS | {"20": REFUSED},
        REFUSED_UNIT: PETITIONS,
    }
    write_petitions(office.inbox / "02_XLD.xlsx", rows, signed_on=date(2026, 9, 17))
    survey = [dict(row) for row in load_layout("survey").example]
    counted = next(row for row in survey if row.get("answer_count"))
    counted["answer_count"] = REFUSED_ANSWERS
    write_template("survey", office.inbox / "khao_sat.xlsx", rows=survey)
    office.build()
    return office


def test_the_secrets_are_inside_so_that_the_search_can_find_them(office: Office) -> None:
    report = office.builds / office.current() / "report.json"
    inside = dump(office, "facts") + report.read_text(encoding="utf-8")
    assert [secret for secret in SECRETS if secret not in inside] == []


def test_nothing_secret_is_in_the_published_file(office: Office) -> None:
    published = dump(office, "published")
    assert [secret for secret in SECRETS if secret in published] == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_secret_is_in_a_download(office: Office, language: str) -> None:
    database = office.builds / office.current() / "published.duckdb"
    with duckdb.connect(str(database), read_only=True) as cursor:
        catalogue = {row["indicator_id"]: make_indicator(row) for row in list_indicators(cursor).to_dicts()}
        series = list_series(cursor, list(catalogue), [VINH_BAO], only_real=False, units="current")
    files = [
        write_csv(export_series(series.filter(indicator_id=one), catalogue[one], language), language)
        for one in series["indicator_id"].unique().sort()
    ]
    assert files
    assert [secret for secret in SECRETS if any(secret.encode() in file for file in files)] == []


@pytest.mark.parametrize("indicator", ["denunciation_petitions_competent", "petitions_competent", "petitions_total"])
@pytest.mark.parametrize("path", ["app.py", "pages/map.py", "pages/trends.py", "pages/sources.py"])
def test_nothing_secret_is_on_a_page(open_page, path: str, indicator: str) -> None:
    page = open_page(path, area=VINH_BAO, indicator=indicator, section="refusals")
    shown = words_of(page) + "".join(frame.value.to_csv() for frame in page.dataframe)
    assert not page.exception
    assert [secret for secret in SECRETS if secret in shown.replace(".", "").replace(",", "")] == []


def dump(office: Office, database: str) -> str:
    """Every value of every table and view, as text; numbers without their decimals."""
    tables = office.ask('select format(\'"{}"."{}"\', schema_name, table_name) from duckdb_tables()', database)
    rows = (office.ask(f"select * from {table}", database) for (table,) in tables)
    return "\n".join(str(row) for table in rows for row in table)
