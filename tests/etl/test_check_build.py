"""A build that contradicts itself never becomes current."""

from pathlib import Path

import duckdb
import pytest

from etl.check_build import BadBuildError, check_build
from etl.disclosure.publish import publish
from etl.disclosure.rules import DisclosureRules
from tests.etl.conftest import MakeCountry
from tests.etl.small_country import PETITIONS, TAN_LIEN, VINH_BAO, report


@pytest.fixture
def published(make_country: MakeCountry, tmp_path: Path) -> Path:
    country = make_country(PETITIONS)
    country.receive(report({TAN_LIEN: {"1": 3}, VINH_BAO: {"1": 5}}))
    country.compute()
    country.connection.execute(
        f"insert into stored.geometry values ('current', 'commune', 'map/a.json', 1, true, 'cells', ['{TAN_LIEN}'])"
    )
    country.connection.close()
    publish(country.path, tmp_path / "published.duckdb", DisclosureRules(survey_minimum=30, units_minimum=3))
    return tmp_path / "published.duckdb"


def test_a_build_that_holds_together_passes(published: Path) -> None:
    check_build(published)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ("delete from stored.geometry", "no maps"),
        ("delete from stored.area_total; delete from stored.observation", "no observations"),
        ("insert into stored.area_total select * from stored.area_total", "two observations with one key"),
        ("update stored.area_total set status = 'suppressed'", "a withheld value was published"),
        ("update stored.area_total set class_high = 4", "a class beside a figure"),
        ("update stored.area_total set status = 'not_reported'", "a value without its status"),
    ],
)
def test_what_contradicts_itself_is_named(published: Path, damage: str, message: str) -> None:
    with duckdb.connect(str(published)) as connection:
        connection.execute(damage)
    with pytest.raises(BadBuildError, match=message):
        check_build(published)
