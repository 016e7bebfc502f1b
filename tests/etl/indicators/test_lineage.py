"""The cells of the files that a figure was read from."""

from pathlib import Path

import duckdb
import polars as pl

from etl.disclosure.publish import publish
from etl.tidied import Tidied
from tests.etl.conftest import MakeCountry
from tests.etl.disclosure.test_publish import DENUNCIATIONS, RULES
from tests.etl.small_country import PETITIONS, SCREENED_SHARE, TAN_LIEN, report

LINEAGE = "select indicator_id, column_no, file_name, sheet, cell from lineage order by all"


def written(values: dict[str, float], row: int = 5) -> Tidied:
    """A report whose columns stand in the cells A5, B5, … of sheet 1."""
    tidied = report({TAN_LIEN: values})
    cells = [f"{chr(65 + place)}{row}" for place in range(len(values))]
    return Tidied(**{**vars(tidied), "measures": tidied.measures.with_columns(cell=pl.Series(cells))})


def test_a_figure_names_every_cell_that_was_added_up(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS, SCREENED_SHARE)
    country.receive(written({"1": 20, "2": 15}), name="xa.xlsx")
    country.compute()
    assert country.rows(LINEAGE) == [
        ("petitions", "1", "xa.xlsx", "1", "A5"),
        ("screened_share", "1", "xa.xlsx", "1", "A5"),
        ("screened_share", "2", "xa.xlsx", "1", "B5"),
    ]


def test_a_report_that_was_replaced_is_not_named(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    country.receive(written({"1": 20}), name="first.xlsx")
    country.receive(written({"1": 21}, row=7), name="second.xlsx")
    country.compute()
    assert country.rows(LINEAGE) == [("petitions", "1", "second.xlsx", "1", "A7")]


def test_figures_without_a_cell_have_no_lineage(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    country.receive(report({TAN_LIEN: {"1": 20}}))
    country.compute()
    assert country.rows(LINEAGE) == []


def test_only_cells_of_open_indicators_are_published(make_country: MakeCountry, tmp_path: Path) -> None:
    country = make_country(PETITIONS, DENUNCIATIONS)
    country.receive(written({"1": 20, "12": 2}), name="xa.xlsx")
    country.compute()
    assert len(country.rows(LINEAGE)) == 2
    country.connection.close()
    publish(country.path, tmp_path / "published.duckdb", RULES)
    with duckdb.connect(str(tmp_path / "published.duckdb"), read_only=True) as connection:
        assert connection.execute(LINEAGE).fetchall() == [("petitions", "1", "xa.xlsx", "1", "A5")]
