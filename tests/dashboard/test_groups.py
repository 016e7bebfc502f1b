"""Groups in the address: read back as written, every doubt a notice, no sign that means anything to a page."""

from collections.abc import Iterator

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from longdan.dashboard.groups import LONGEST_NAME, MOST_GROUPS, clean_name, read_groups, write_groups
from longdan.dashboard.sentences.groups import say_past, say_refusals
from longdan.warehouse.questions.conversions import list_predecessors
from longdan.warehouse.questions.groups import Group, list_group_series
from tests.warehouse.questions.merged_communes import (
    Q3_2026,
    TAM_DA,
    VINH_BAO,
    VINH_THUAN,
    P,
    observe,
    write_merged_communes,
)


@pytest.fixture(scope="module")
def build() -> Iterator[duckdb.DuckDBPyConnection]:
    with write_merged_communes() as connection:
        observe(connection, "visits", VINH_BAO, Q3_2026, 40)
        observe(connection, "visits", VINH_THUAN, Q3_2026, 2, series="sessions")
        yield connection


def notices_of(build: duckdb.DuckDBPyConnection, asked: str) -> list[str]:
    return [notice.key for notice in read_groups(build, asked)[1]]


@given(name=st.text(max_size=80))
def test_a_group_is_read_back_as_it_was_written(build: duckdb.DuckDBPyConnection, name: str) -> None:
    group = Group(clean_name(name, 1), (VINH_BAO, VINH_THUAN))
    assert read_groups(build, write_groups([group])) == ([group], [])


@given(name=st.text(max_size=200))
def test_a_name_is_short_and_means_nothing_in_html_or_markdown(name: str) -> None:
    clean = clean_name(name, 2)
    assert 0 < len(clean) <= LONGEST_NAME
    assert not set(clean) & set("<>*_`[]#|~\\:;%$\"'\n\t{}!@^=+")
    assert clean_name(clean, 2) == clean


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ("", []),
        ("a:" + "x" * 7000, ["too_long"]),
        (f"a:{VINH_BAO},nowhere,99999@2025-07-01", ["unknown_member", "unknown_member"]),
        (f"a:{VINH_BAO},<script>", ["unknown_member"]),
        (f"a:{VINH_BAO},{P}", ["overlap"]),
        (f"a:{VINH_BAO},{TAM_DA}", ["overlap"]),
        ("a", ["empty"]),
        ("a:", ["empty"]),
        (f"a:{VINH_BAO};b:{VINH_BAO}", ["repeated"]),
        (f"a:{VINH_BAO};b:{VINH_THUAN};c:{TAM_DA};d:{P}", ["too_many_groups"]),
    ],
)
def test_what_cannot_be_had_is_a_notice(build: duckdb.DuckDBPyConnection, asked: str, keys: list[str]) -> None:
    assert notices_of(build, asked) == keys


def test_the_rest_of_an_address_with_doubts_is_kept(build: duckdb.DuckDBPyConnection) -> None:
    groups, _ = read_groups(build, f"Hai xã:{VINH_BAO},{VINH_BAO},{P},{VINH_THUAN};;b:x;c:{TAM_DA}")
    assert groups == [Group("Hai xã", (VINH_BAO, VINH_THUAN)), Group("c", (TAM_DA,))]
    assert len(groups) <= MOST_GROUPS


def test_members_of_too_large_a_group_are_left_out(build: duckdb.DuckDBPyConnection) -> None:
    assert "too_many_members" in notices_of(build, "a:" + ",".join(f"{number:05}@2025-07-01" for number in range(61)))


@pytest.mark.parametrize(("language", "words"), [("vi", "cách đếm khác nhau"), ("en", "different ways")])
def test_a_refused_sum_says_why(build: duckdb.DuckDBPyConnection, language: str, words: str) -> None:
    group = Group("Hai xã", (VINH_BAO, VINH_THUAN))
    series = list_group_series(build, "visits", [group], only_real=False, units="current")
    (said,) = say_refusals(series, Q3_2026.period_id, language)
    assert said.startswith("Hai xã: 1")
    assert words in said


def test_the_past_names_whole_and_divided_predecessors(build: duckdb.DuckDBPyConnection) -> None:
    said = say_past(list_predecessors(build, VINH_BAO), "vi")
    assert "Xã Tam Đa" in said
    assert "Xã Vĩnh An (một phần: 25,0%)" in said
