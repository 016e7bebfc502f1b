"""Where records of old units belong today, which dialogues count, and the day on which a report came."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from longdan.warehouse.questions.duties import (
    first_receipt,
    list_dialogues,
    list_reports,
    list_units_with_days,
    place_areas,
    read_as_of,
)
from longdan.warehouse.questions.promises import list_promises
from longdan.warehouse.questions.rules import list_limits, list_rules, read_limit
from tests.sample_duties import AS_OF, published_of, write_duties_build
from tests.sample_warehouse import (
    BUILD_ID,
    HAI_PHONG,
    HAI_PHONG_OLD,
    Q3_2026,
    TAN_LIEN,
    VINH_AN,
    VINH_BAO,
    VINH_BAO_DISTRICT,
    VINH_THUAN,
    VN,
    write_sample_build,
)


@pytest.fixture(scope="module")
def cursor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    folder = write_duties_build(tmp_path_factory.mktemp("duties"))
    with duckdb.connect(str(published_of(folder)), read_only=True) as connection:
        yield connection.cursor()


def places_of(cursor: duckdb.DuckDBPyConnection, area_id: str, on: date = AS_OF) -> dict[str, tuple]:
    rows = place_areas(cursor, area_id, on).select("area_id", "place_id", "unit_id", "is_valid").rows()
    return {row[0]: row[1:] for row in rows}


def test_a_unit_that_ended_belongs_where_its_successor_does(cursor: duckdb.DuckDBPyConnection) -> None:
    places = places_of(cursor, HAI_PHONG)
    assert places[VINH_BAO] == (VINH_BAO, VINH_BAO, True)
    assert places[TAN_LIEN] == (VINH_BAO, VINH_BAO, False)
    assert places[VINH_AN] == (VINH_THUAN, VINH_THUAN, False)
    assert places[HAI_PHONG_OLD] == (HAI_PHONG, HAI_PHONG, False)
    assert places[VINH_BAO_DISTRICT][0] == HAI_PHONG  # it ended without a successor: its province's


def test_what_a_unit_was_made_of_belongs_to_itself(cursor: duckdb.DuckDBPyConnection) -> None:
    assert set(places_of(cursor, VINH_BAO)) == {VINH_BAO, TAN_LIEN}
    assert {place for place, _, _ in places_of(cursor, VINH_BAO).values()} == {VINH_BAO}


def test_a_former_district_has_its_own_communes_and_nothing_after(cursor: duckdb.DuckDBPyConnection) -> None:
    places = places_of(cursor, VINH_BAO_DISTRICT, date(2025, 6, 30))
    assert set(places) == {VINH_BAO_DISTRICT, VINH_AN, TAN_LIEN}
    assert places[TAN_LIEN] == (TAN_LIEN, TAN_LIEN, True)


def test_promises_of_ended_units_are_followed_at_their_successor(cursor: duckdb.DuckDBPyConnection) -> None:
    promises = list_promises(cursor, place_areas(cursor, HAI_PHONG, AS_OF))
    assert dict(promises.select("promise_id", "place_id").iter_rows()) == {
        "p1": VINH_BAO, "p2": VINH_BAO, "p3": VINH_BAO, "p4": VINH_THUAN, "p5": VINH_BAO, "p6": VINH_THUAN,
    }  # fmt: skip
    assert promises.filter(promise_id="p1")["made_on"].item() == date(2026, 3, 20)
    assert promises["due_on"].to_list()[0] == date(2025, 12, 31)
    assert list_promises(cursor, place_areas(cursor, VN, AS_OF)).height == 6


def test_talks_with_cadres_are_another_duty(cursor: duckdb.DuckDBPyConnection) -> None:
    places = place_areas(cursor, HAI_PHONG, AS_OF)
    found = list_dialogues(cursor, places, date(2026, 1, 1), AS_OF)
    assert found.select("dialogue_id", "body_kind").rows() == [
        ("d1", None), ("d6", "party_committee"), ("d2", None), ("d3", None),
    ]  # fmt: skip
    earlier = list_dialogues(cursor, places, date(2025, 1, 1), date(2025, 12, 31))
    assert earlier.select("dialogue_id", "unit_id").rows() == [("d5", VINH_BAO)]


def test_a_report_has_come_with_the_last_of_its_forms(cursor: duckdb.DuckDBPyConnection) -> None:
    found = list_reports(cursor, place_areas(cursor, VN, AS_OF), Q3_2026.period_id)
    assert found.select("area_id", "forms", "arrived_on", "is_simulated").rows() == [
        (HAI_PHONG, 2, date(2026, 9, 23), True)
    ]
    assert first_receipt(cursor) == date(2026, 10, 2)


def test_communes_are_told_with_their_part_of_the_area(cursor: duckdb.DuckDBPyConnection) -> None:
    found = list_units_with_days(
        cursor, place_areas(cursor, VN, AS_OF), "reception_compliance_share", Q3_2026.period_id
    )
    assert dict(found.select("area_id", "place_id").iter_rows()) == {VINH_BAO: HAI_PHONG, VINH_THUAN: HAI_PHONG}


@pytest.mark.parametrize(("day", "limit"), [(date(2025, 6, 30), None), (date(2025, 7, 1), 7), (AS_OF, 7)])
def test_a_limit_holds_from_its_day(cursor: duckdb.DuckDBPyConnection, day: date, limit: int | None) -> None:
    assert read_limit(cursor, "dialogue_notice", "commune", day) == limit
    assert list_limits(cursor, "dialogue_notice", "province").is_empty()


def test_rules_that_change_inside_a_period_are_both_told(cursor: duckdb.DuckDBPyConnection) -> None:
    rules = list_rules(cursor, Q3_2026.start_on, Q3_2026.end_on)
    chair = rules.filter(
        pl.col("quantity") == "reception_days", pl.col("body_kind") == "peoples_committee", pl.col("level") == "commune"
    )
    assert chair.select("amount", "per", "may_delegate").rows() == [(1, "week", True), (2, "month", False)]
    assert list_rules(cursor, date(2010, 1, 1), date(2010, 12, 31)).is_empty()


def test_a_replayed_build_is_seen_from_its_day(cursor: duckdb.DuckDBPyConnection) -> None:
    assert read_as_of(cursor, "20270101T093000000000Z") == AS_OF


def test_any_other_build_is_seen_from_the_day_it_was_made(tmp_path: Path) -> None:
    with duckdb.connect(str(published_of(write_sample_build(tmp_path))), read_only=True) as connection:
        assert read_as_of(connection.cursor(), BUILD_ID) == date(2026, 11, 22)
