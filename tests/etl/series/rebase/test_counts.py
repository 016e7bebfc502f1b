"""Counts and ratios of earlier units on today's ground, and of today's on that of earlier ones."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from etl.disclosure.publish import publish
from etl.disclosure.rules import load_rules
from tests.etl.conftest import MakeCountry
from tests.etl.small_country import (
    AT_REFORM,
    BLANK,
    DISTRICT,
    NIL,
    OLD_Q1,
    OLD_VINH_AN,
    OLD_VINH_BAO,
    PETITIONS,
    Q3,
    REFORM,
    SCREENED_SHARE,
    TAN_LIEN,
    VINH_BAO,
    VN,
    Cell,
    SmallCountry,
    desk_of,
    given_by,
    indicator,
    over,
    report,
)

WHOLE = (OLD_VINH_BAO, 1.0, "whole"), (OLD_VINH_AN, 1.0, "whole")
CUT = (OLD_VINH_BAO, 1.0, "whole"), (OLD_VINH_AN, 0.25, "population")
Figures = dict[str, float | Cell]


def rebased(
    country: SmallCountry, indicator_id: str = "petitions", area_id: str = VINH_BAO, period: str = OLD_Q1
) -> dict:
    return country.observation(indicator_id, area_id, period)


def old_country(country: SmallCountry, vinh_bao: Figures, vinh_an: Figures, made_of: tuple = WHOLE) -> SmallCountry:
    country.convert(VINH_BAO, *made_of)
    country.receive(report({OLD_VINH_BAO: vinh_bao, OLD_VINH_AN: vinh_an}, period=OLD_Q1))
    country.compute()
    return country


def test_whole_predecessors_are_added_up(make_country: MakeCountry) -> None:
    found = rebased(old_country(make_country(PETITIONS), {"1": 7}, {"1": 5}))
    assert (found["value"], found["numerator"], found["derivation"]) == (12, 12, "rebased_exact")
    assert (found["edition"], found["scope"], found["status"]) == ("current", "total", "reported")
    assert (found["reporting_units"], found["expected_units"]) == (2, 2)
    assert found["ci_low"] is None


def test_a_divided_predecessor_is_shared_out_with_the_error_of_it(make_country: MakeCountry) -> None:
    found = rebased(old_country(make_country(PETITIONS), {"1": 70}, {"1": 40}, CUT))
    assert (found["value"], found["derivation"]) == (80, "rebased_apportioned")
    assert found["ci_low"] == 70  # 80 ± 1,96·√(40·¼·¾·52/13) = 80 ± 10,7, and no less than the whole one's 70
    assert found["ci_high"] == pytest.approx(80 + 1.959964 * (40 * 0.25 * 0.75 * (12 + 40) / 13) ** 0.5)


def test_a_ratio_is_that_of_sums_and_never_a_mean_of_shares(make_country: MakeCountry) -> None:
    country = old_country(make_country(SCREENED_SHARE), {"1": 10, "2": 9}, {"1": 90, "2": 9})
    found = rebased(country, "screened_share")
    assert (found["numerator"], found["denominator"], found["value"]) == (18, 100, 0.18)


def test_both_sides_of_a_ratio_are_shared_out(make_country: MakeCountry) -> None:
    country = old_country(make_country(SCREENED_SHARE), {"1": 10, "2": 9}, {"1": 80, "2": 40}, CUT)
    found = rebased(country, "screened_share")
    assert (found["numerator"], found["denominator"]) == (19, 30)
    assert found["ci_low"] < 19 / 30 < found["ci_high"]


def test_a_predecessor_without_a_figure_is_counted_as_missing_and_not_as_none(make_country: MakeCountry) -> None:
    found = rebased(old_country(make_country(PETITIONS), {"1": 7}, {"1": BLANK}))
    assert (found["value"], found["reporting_units"], found["expected_units"]) == (7, 1, 2)


@pytest.mark.parametrize(
    ("vinh_bao", "vinh_an", "status", "value"),
    [
        (NIL, NIL, "nil", 0),
        (NIL, 3, "reported", 3),
        (BLANK, BLANK, "not_reported", None),
        (Cell(4, "partial_period"), 3, "partial_period", 7),
    ],
)
def test_the_status_is_that_of_a_sum(
    make_country: MakeCountry, vinh_bao: Cell, vinh_an: Cell, status: str, value: float | None
) -> None:
    found = rebased(old_country(make_country(PETITIONS), {"1": vinh_bao}, {"1": vinh_an}))
    assert (found["status"], found["value"]) == (status, value)


def test_a_bound_stays_a_bound(make_country: MakeCountry) -> None:
    found = rebased(old_country(make_country(PETITIONS), {"1": over(7)}, {"1": 5}, CUT))
    assert (found["qualifier"], found["value"], found["ci_low"]) == (">", 8.25, None)


def test_nothing_is_converted_where_a_weight_is_unknown(make_country: MakeCountry) -> None:
    made_of = (OLD_VINH_BAO, 1.0, "whole"), (OLD_VINH_AN, None, None)
    country = old_country(make_country(PETITIONS), {"1": 7}, {"1": 5}, made_of)
    assert country.observations("petitions", VINH_BAO, OLD_Q1) == []


@pytest.mark.parametrize(
    ("apportion", "basis", "is_converted"),
    [
        ("never", "population", False),
        ("population", "area", False),
        ("population", "official", True),
        ("area", "area", True),
    ],
)
def test_the_catalogue_says_what_may_be_shared_out(
    make_country: MakeCountry, apportion: str, basis: str, is_converted: bool
) -> None:
    made_of = (OLD_VINH_BAO, 1.0, "whole"), (OLD_VINH_AN, 0.5, basis)
    country = old_country(make_country(replace(PETITIONS, apportion=apportion)), {"1": 7}, {"1": 5}, made_of)
    assert bool(country.observations("petitions", VINH_BAO, OLD_Q1)) == is_converted


def test_what_may_not_be_shared_out_is_still_added_up_from_whole_units(make_country: MakeCountry) -> None:
    country = old_country(make_country(replace(PETITIONS, apportion="never")), {"1": 7}, {"1": 5})
    assert rebased(country)["value"] == 12


def test_a_period_across_the_reform_is_not_converted(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    country.convert(VINH_BAO, *WHOLE)
    country.convert(DISTRICT, (VINH_BAO, 1.0, "whole"), edition="pre_2025_07")
    country.receive(report({VINH_BAO: {"1": 7}}, period=AT_REFORM))
    country.compute()
    assert {row["edition"] for row in country.observations("petitions", VINH_BAO, AT_REFORM)} == {"reported"}
    assert country.observations("petitions", DISTRICT, AT_REFORM) == []


def test_a_former_district_lives_on_in_the_communes_of_today(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    country.convert(DISTRICT, (VINH_BAO, 1.0, "whole"), (TAN_LIEN, 0.5, "area"), edition="pre_2025_07")
    country.receive(report({VINH_BAO: {"1": 7}, TAN_LIEN: {"1": 4}}, period=Q3))
    country.compute()
    found = rebased(country, area_id=DISTRICT, period=Q3)
    assert (found["value"], found["edition"], found["derivation"]) == (9, "pre_2025_07", "rebased_apportioned")


def test_a_unit_that_reported_its_own_past_keeps_it(make_country: MakeCountry) -> None:
    """A file may give figures of the new unit for an earlier period; the ground then has no other."""
    country = make_country(PETITIONS)
    country.convert(VINH_BAO, *WHOLE)
    country.receive(report({OLD_VINH_BAO: {"1": 7}, OLD_VINH_AN: {"1": 5}, VINH_BAO: {"1": 13}}, period=OLD_Q1))
    country.compute()
    found = rebased(country)
    assert (found["value"], found["edition"]) == (13, "reported")


def test_simulated_and_real_figures_are_converted_apart(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    country.convert(VINH_BAO, *WHOLE)
    country.receive(report({OLD_VINH_BAO: {"1": 7}}, period=OLD_Q1))
    country.receive(report({OLD_VINH_AN: {"1": 5}}, period=OLD_Q1, origin="simulated"), name="other.xlsx")
    country.compute()
    found = {row["origin"]: row["value"] for row in country.observations("petitions", VINH_BAO, OLD_Q1)}
    assert found == {"user": 7, "simulated": 5}


def test_categories_are_converted_each_by_itself(make_country: MakeCountry) -> None:
    by_field = indicator("by_field", given_by("1", by="field"))
    country = make_country(by_field)
    country.convert(VINH_BAO, *WHOLE)
    land, other = ("1", "field", "land"), ("1", "field", "other")
    country.receive(report({OLD_VINH_BAO: {land: 2, other: 3}, OLD_VINH_AN: {land: 4}}, period=OLD_Q1))
    country.compute()
    found = country.observation("by_field", VINH_BAO, OLD_Q1, breakdown="field", category="land")
    assert found["value"] == 6


OLD_DONG_HAI = "35@1900-01-01"
NEW_PROVINCE = "31@2025-07-01"
MERGED = [
    (VN, "country", "country", "Cả nước", None, None, None, None, None),
    (OLD_DONG_HAI, "province", "province", "Tỉnh Đông Hải", VN, None, None, REFORM, None),
    (NEW_PROVINCE, "province", "city", "Thành phố Hải Phòng", VN, None, REFORM, None, None),
    (VINH_BAO, "commune", "commune", "Xã Vĩnh Bảo", NEW_PROVINCE, None, REFORM, None, 20_000),
]


@pytest.mark.parametrize(("desk", "qualifier"), [({}, "="), ({desk_of(NEW_PROVINCE): {"1": 3}}, ">")])
def test_a_former_province_has_at_least_what_its_communes_have(tmp_path: Path, desk: dict, qualifier: str) -> None:
    """The desks of the province of today belong to no former one."""
    country = SmallCountry(tmp_path, (PETITIONS,), MERGED)
    country.convert(OLD_DONG_HAI, (VINH_BAO, 1.0, "whole"), edition="pre_2025_07")
    country.receive(report({VINH_BAO: {"1": 7}, **desk}, by=NEW_PROVINCE))
    country.compute()
    found = rebased(country, area_id=OLD_DONG_HAI, period=Q3)
    assert (found["value"], found["qualifier"]) == (7, qualifier)
    country.connection.close()


def test_the_past_of_a_commune_stands_in_its_line_when_published(make_country: MakeCountry, tmp_path: Path) -> None:
    country = make_country(PETITIONS)
    country.receive(report({OLD_VINH_BAO: {"1": 7}, OLD_VINH_AN: {"1": 5}}, period=OLD_Q1))
    country.receive(report({VINH_BAO: {"1": 9}}, period=Q3))
    country.compute()
    country.connection.close()
    publish(country.path, tmp_path / "published.duckdb", load_rules())
    with duckdb.connect(str(tmp_path / "published.duckdb"), read_only=True) as connection:
        line = "select edition, value from area_total where area_id = $area order by period_id"
        assert connection.execute(line, {"area": VINH_BAO}).fetchall() == [("current", 12), ("reported", 9)]
