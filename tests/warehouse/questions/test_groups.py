"""Groups of areas: sums of what is published, nothing counted twice, nothing told that members do not tell."""

from collections.abc import Iterator
from itertools import combinations

import duckdb
import polars as pl
import pytest

from longdan.warehouse.questions.groups import Group, find_overlaps, list_communes_of_district, list_group_series
from longdan.warehouse.questions.series import list_series
from tests.warehouse.questions.merged_communes import (
    KIM_SON,
    Q2_2025,
    Q3_2026,
    TAM_DA,
    TAN_LIEN,
    VINH_AN,
    VINH_BAO,
    VINH_HUNG,
    VINH_THUAN,
    D,
    E,
    P,
    observe,
    write_merged_communes,
)  # fmt: skip


@pytest.fixture
def build() -> Iterator[duckdb.DuckDBPyConnection]:
    with write_merged_communes() as connection:
        yield connection


def ask(build: duckdb.DuckDBPyConnection, indicator_id: str, *area_ids: str, only_real: bool = False) -> pl.DataFrame:
    group = Group("Nhóm của tôi", area_ids)
    return list_group_series(build, indicator_id, [group], only_real=only_real, units="current")


def test_a_group_has_the_columns_of_every_series_and_its_own_name(build: duckdb.DuckDBPyConnection) -> None:
    observe(build, "visits", VINH_BAO, Q3_2026, 40)
    observe(build, "visits", VINH_THUAN, Q3_2026, 2)
    series = ask(build, "visits", VINH_BAO, VINH_THUAN)
    alone = list_series(build, ["visits"], [VINH_BAO], only_real=False, units="current")
    assert series.columns == [*alone.columns, "refusal"]
    (row,) = series.to_dicts()
    assert (row["area_id"], row["area_vi"], row["value"]) == (f"{VINH_BAO}+{VINH_THUAN}", "Nhóm của tôi", 42)
    assert (row["reporting_units"], row["expected_units"]) == (2, 2)


def test_a_member_that_did_not_report_leaves_the_sum_incomplete(build: duckdb.DuckDBPyConnection) -> None:
    observe(build, "visits", VINH_BAO, Q3_2026, 40)
    (row,) = ask(build, "visits", VINH_BAO, VINH_THUAN).to_dicts()
    assert (row["value"], row["reporting_units"], row["expected_units"]) == (40, 1, 2)


def test_a_share_of_a_group_is_a_ratio_of_sums(build: duckdb.DuckDBPyConnection) -> None:
    observe(build, "settled", VINH_BAO, Q3_2026, 1, 10)
    observe(build, "settled", VINH_THUAN, Q3_2026, 90, 100)
    (row,) = ask(build, "settled", VINH_BAO, VINH_THUAN).to_dicts()
    assert (row["numerator"], row["denominator"]) == (91, 110)
    assert row["value"] == pytest.approx(91 / 110)


def test_scores_of_a_group_are_refused(build: duckdb.DuckDBPyConnection) -> None:
    observe(build, "papi", VINH_BAO, Q3_2026, 6.1)
    assert ask(build, "papi", VINH_BAO, VINH_THUAN).is_empty()


def test_real_and_simulated_members_never_make_one_sum(build: duckdb.DuckDBPyConnection) -> None:
    observe(build, "visits", VINH_BAO, Q3_2026, 40)
    observe(build, "visits", VINH_THUAN, Q3_2026, 2, is_simulated=True, origin="simulated")
    rows = {row["is_simulated"]: row for row in ask(build, "visits", VINH_BAO, VINH_THUAN).to_dicts()}
    assert {simulated: row["value"] for simulated, row in rows.items()} == {False: 40, True: 2}
    assert {row["reporting_units"] for row in rows.values()} == {1}
    assert ask(build, "visits", VINH_BAO, VINH_THUAN, only_real=True)["is_simulated"].to_list() == [False]


def test_no_two_groups_tell_a_hidden_member(build: duckdb.DuckDBPyConnection) -> None:
    """Every group with the hidden member is hidden whole, so that no difference of groups holds anything of it."""
    observe(build, "settled", VINH_HUNG, Q2_2025, None, status="suppressed")
    for place, area_id in enumerate((TAN_LIEN, VINH_AN, KIM_SON), start=1):
        observe(build, "settled", area_id, Q2_2025, place, 10)
    members = (VINH_HUNG, TAN_LIEN, VINH_AN, KIM_SON)
    for size in range(1, 5):
        for chosen in combinations(members, size):
            (row,) = ask(build, "settled", *chosen).to_dicts()
            shown = [row[name] for name in ("value", "numerator", "denominator", "sample_size", "ci_low", "ci_high")]
            if VINH_HUNG in chosen:
                assert (row["status"], shown) == ("suppressed", [None] * 6)
            else:
                assert row["denominator"] == 10 * size


def test_a_sum_with_a_member_told_by_its_class_is_hidden_without_a_class(build: duckdb.DuckDBPyConnection) -> None:
    observe(build, "visits", VINH_BAO, Q3_2026, 40)
    observe(build, "visits", VINH_THUAN, Q3_2026, None, status="suppressed", class_high=4)
    (row,) = ask(build, "visits", VINH_BAO, VINH_THUAN).to_dicts()
    assert (row["status"], row["value"], row["class_high"], row["refusal"]) == ("suppressed", None, None, "hidden")


@pytest.mark.parametrize(
    ("first", "second", "overlaps"),
    [
        (VINH_BAO, VINH_THUAN, False),  # both took some of Vĩnh An, each another part
        (VINH_BAO, P, True),
        (VINH_BAO, D, True),
        (E, VINH_BAO, False),
        (E, VINH_THUAN, True),
        (TAM_DA, VINH_HUNG, True),
        (TAM_DA, VINH_BAO, True),
        (TAM_DA, VINH_THUAN, False),
        (VINH_AN, VINH_BAO, True),
        (TAM_DA, D, True),
        (TAN_LIEN, VINH_AN, False),
    ],
)
def test_what_shares_ground_is_found_whatever_its_time(
    build: duckdb.DuckDBPyConnection, first: str, second: str, overlaps: bool
) -> None:
    for pair in ([first, second], [second, first]):
        assert find_overlaps(build, pair).rows() == ([tuple(pair)] if overlaps else [])


def test_a_former_district_is_the_communes_inside_it_and_those_its_border_cuts(
    build: duckdb.DuckDBPyConnection,
) -> None:
    assert list_communes_of_district(build, D).rows() == [
        (VINH_BAO, "Xã Vĩnh Bảo", True),
        (VINH_THUAN, "Xã Vĩnh Thuận", False),
    ]
    assert list_communes_of_district(build, P).is_empty()
