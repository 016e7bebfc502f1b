"""A commune born inside a period reports what happened since; nobody else's figures hang on its birth."""

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest

from etl.areas.read_areas import AreaTables, read_areas
from etl.rules.read_rules import read_rules
from etl.simulation.births import share_lived
from etl.simulation.country import Country, draw_country
from etl.simulation.reports import Due, due_reports, tidy_reports
from longdan.methods.rules import Minimum, count_required

REFORM = date(2025, 7, 1)
ANNUAL = "year.inspection.2024-12-15.2025-12-14"
FORM, DAYS = "tt06_2025.01_tcd", ("10", "16")  # held by the head, delegated
TOTALS = {
    "visits": ("visits_head", "visits_delegate", "visits_standing"),
    "eligible": ("competent", "not_competent"),
    "competent": ("complaints", "denunciations", "feedback"),
}
WITHIN = [
    ("persons", "visits"), ("visits", "cases"), ("visits", "groups"), ("petitions", "screened"), ("screened", "eligible"),
    ("complaints", "complaint_cases"), ("complaint_cases", "complaint_accepted"), ("complaint_accepted", "decisions"),
]  # fmt: skip


@pytest.fixture(scope="module")
def areas() -> AreaTables:
    return read_areas()


@pytest.fixture(scope="module")
def country(areas: AreaTables) -> Country:
    return draw_country(areas.area, areas.succession, ("31", "75"))


@pytest.fixture(scope="module")
def annual(country: Country) -> Due:
    return next(due for due in due_reports(country.quarters, (2025, 1)) if due.period.period_id == ANNUAL)


@pytest.fixture(scope="module")
def measures(areas: AreaTables, annual: Due) -> pl.DataFrame:
    return tidy_reports(draw_country(areas.area, areas.succession, ("31", "75")), annual).measures


def born_at_reform(country: Country) -> np.ndarray:
    return (country.units.rows["born_on"] == REFORM).to_numpy()


def required_days() -> int:
    rules = read_rules().filter(quantity="reception_days", body_kind="peoples_committee", level="commune")
    minimums = [Minimum(*row) for row in rules.select("amount", "per", "valid_from", "valid_to").iter_rows()]
    return count_required(minimums, REFORM, date(2025, 12, 14))


def test_a_quarter_counts_from_the_day_of_birth(country: Country) -> None:
    lived = share_lived(country.units, country.quarters)[born_at_reform(country)][0]
    told = dict(zip(country.quarters, lived, strict=True))
    assert told[2025, 2] == 0
    assert told[2025, 3] == pytest.approx(76 / 92)  # 01/07–14/09 of 15/06–14/09/2025
    assert told[2025, 4] == 1


def test_a_renamed_commune_has_lived_before(country: Country) -> None:
    renamed = (country.units.rows["valid_from"] == date(2026, 4, 30)).to_numpy()
    assert renamed.any()
    lived = share_lived(country.units, country.quarters)[renamed]
    assert (lived[:, country.quarters.index((2026, 2))] == 1).all()


def test_an_annual_report_is_the_sum_of_the_quarters_since_birth(country: Country, measures: pl.DataFrame) -> None:
    days = measures.filter(pl.col("column_no") == DAYS[0], pl.col("value").is_not_null(), form=FORM)
    told = dict(days.select("area_id", "value").iter_rows())
    born = [row for row in np.flatnonzero(born_at_reform(country)) if country.units.rows["area_id"][int(row)] in told]
    assert len(born) > 100
    third, fourth = (country.quarters.index((2025, quarter)) for quarter in (3, 4))
    for row in born:
        since = country.quantities["days_head"][row, third] + country.as_drawn["days_head"][row, fourth]
        assert told[country.units.rows["area_id"][int(row)]] == since


def test_the_days_of_a_first_year_are_about_those_that_the_law_asked_for_since_birth(measures: pl.DataFrame) -> None:
    born = measures.filter(
        pl.col("area_id").str.ends_with(f"@{REFORM}"), pl.col("column_no").is_in(DAYS), pl.col("value").is_not_null(),
        form=FORM,
    )  # fmt: skip
    held = born.group_by("area_id").agg(pl.col("value").sum())["value"]
    assert required_days() == 24
    assert held.max() <= 24
    assert 0.85 < held.mean() / 24 < 1
    assert set(born["covered_from"]) == {REFORM}


@pytest.mark.parametrize("total", TOTALS)
def test_parts_still_add_up(country: Country, total: str) -> None:
    assert np.array_equal(sum(country.quantities[part] for part in TOTALS[total]), country.quantities[total])


@pytest.mark.parametrize(("whole", "part"), WITHIN)
def test_what_held_another_still_does(country: Country, whole: str, part: str) -> None:
    assert (country.quantities[whole] >= country.quantities[part]).all()
    assert (country.quantities[part] >= 0).all()


def test_verdicts_stay_within_the_decisions(country: Country) -> None:
    parts = ("decisions_upheld", "decisions_partly", "decisions_rejected")
    assert (sum(country.quantities[part] for part in parts) <= country.quantities["decisions"]).all()


def test_only_quarters_up_to_the_first_are_changed(country: Country) -> None:
    is_whole = share_lived(country.units, country.quarters) == 1
    assert not is_whole.all()
    for name, values in country.quantities.items():
        assert np.array_equal(values[is_whole], country.as_drawn[name][is_whole])


def test_everybody_else_draws_the_same_numbers(areas: AreaTables, annual: Due, measures: pl.DataFrame) -> None:
    """Beside a country in which every commune was always there, only those born in the year report anything else."""
    other = draw_country(areas.area, areas.succession, ("31", "75"))
    units = replace(other.units, rows=other.units.rows.with_columns(born_on=date(1900, 1, 1)))
    never_born = tidy_reports(replace(other, units=units, quantities=other.as_drawn), annual).measures
    assert measures.height == never_born.height
    born = measures.filter(pl.col("covered_from") > annual.period.start_on)["area_id"].unique().implode()
    others = [frame.filter(~pl.col("area_id").is_in(born)) for frame in (measures, never_born)]
    assert others[0].height > 0
    assert others[0].equals(others[1])
    assert not measures.equals(never_born)
