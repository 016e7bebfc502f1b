"""What one period tells of another: quarters of the year they are in, totals of longer periods of the shorter ones in them."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.etl.disclosure.attack.bounds import Protection, attack
from tests.etl.disclosure.attack.system import System
from tests.etl.disclosure.counts import judge

YEAR, HALF, NINE = 0, 6, 9
QUARTERS_IN = {HALF: (1, 2), NINE: (1, 2, 3), YEAR: (1, 2, 3, 4)}
INSIDE = {HALF: (1, 2), NINE: (1, 2, 3, HALF), YEAR: (1, 2, 3, 4, HALF, NINE)}
COUNTRY, HERE, THERE = 1, 2, 3


def country(*reports: tuple[int, int, int, int, int]) -> list[tuple]:
    """Rows from (commune, province, period, count, room), with the totals of provinces and of the country."""
    sums: dict[tuple[int, int], int] = {}
    for _, province, period, count, _ in reports:
        for area in (province, COUNTRY):
            sums[area, period] = sums.get((area, period), 0) + count
    totals = [
        (area, COUNTRY, "province", period, total, None)
        if area != COUNTRY
        else (area, None, "country", period, total, None)
        for (area, period), total in sums.items()
    ]
    return [
        *totals,
        *((commune, province, "commune", period, count, room) for commune, province, period, count, room in reports),
    ]


def elsewhere(period: int) -> list[tuple]:
    """Three communes of another province, so that a total of this one can be hidden beside its own."""
    count = 40 * len(QUARTERS_IN.get(period, (period,)))
    return [(30 + place, THERE, period, count, 2 * count) for place in range(3)]


def hidden(judged: pl.DataFrame, area: int) -> set[int]:
    """The periods in which a count is hidden, by their numbers: 0 the year."""
    return set(judged.filter(pl.col("area_no") == area, "is_hidden")["period_no"])


def a_year(commune: int, counts: tuple[int, int, int, int], rooms: tuple[int, int, int, int]) -> list[tuple]:
    quarters = [(commune, HERE, q, *pair) for q, pair in enumerate(zip(counts, rooms, strict=True), start=1)]
    return [*quarters, (commune, HERE, YEAR, sum(counts), sum(rooms))]


def beside(period: int, count: int) -> list[tuple]:
    """Three more communes of the province, any of which may have had all that they have together."""
    return [(11 + place, HERE, period, count, 90) for place in range(3)]


def test_a_quarter_without_any_is_hidden_where_it_says_that_a_year_had_none() -> None:
    reports = a_year(10, (0, 0, 0, 0), (9, 0, 0, 0))
    for period, count in ((1, 0), (2, 9), (3, 9), (4, 9), (YEAR, 27)):
        reports += beside(period, count) + elsewhere(period)
    # Of commune 10 only the first quarter has room, and its province had none in it.
    assert hidden(judge(*country(*reports)), HERE) == {1}


def test_a_quarter_that_makes_up_the_half_is_hidden_where_it_says_that_a_year_had_none() -> None:
    reports = [*a_year(10, (0, 0, 0, 0), (9, 0, 0, 0)), (10, HERE, HALF, 0, 9)]
    for period, count in ((1, 7), (2, 9), (3, 9), (4, 9), (HALF, 9), (YEAR, 34)):
        reports += beside(period, count) + elsewhere(period)
    # The province had 27 in the half and 27 in its second quarter, in which commune 10 had no room: so it had none in the first.
    assert 2 in hidden(judge(*country(*reports)), HERE)


def test_a_commune_that_reported_the_quarter_alone_is_not_given_away_by_the_longer_period() -> None:
    reports = [(10, HERE, 3, 2, 9), *beside(3, 7), *beside(NINE, 7)]
    reports += [report for period in (3, NINE) for report in elsewhere(period)]
    # 23 in the quarter and 21 in nine months without commune 10: it had 2 at least.
    assert 3 in hidden(judge(*country(*reports)), HERE)


@pytest.mark.parametrize(("is_flow", "found"), [(True, {1, 2, 3, 4, YEAR}), (False, {1})])
def test_what_is_counted_from_zero_in_each_period_is_hidden_in_all_of_a_year(is_flow: bool, found: set[int]) -> None:
    reports = a_year(10, (0, 0, 0, 0), (9, 0, 0, 0))
    for period, count in ((1, 0), (2, 9), (3, 9), (4, 9), (YEAR, 27)):
        reports += beside(period, count) + elsewhere(period)
    assert hidden(judge(*country(*reports), is_flow=is_flow), HERE) == found


@st.composite
def years(draw: st.DrawFn) -> list[tuple]:
    """Two provinces of some communes that report most of the periods of a year, few denunciations in each."""
    reports = []
    for province, first in ((HERE, 10), (THERE, 20)):
        for commune in range(first, first + draw(st.integers(4, 8))):
            quarters = draw(st.tuples(*(st.integers(0, 3),) * 4))
            spare = draw(st.tuples(*(st.sampled_from([0, 0, 2, 9]),) * 4))
            rooms = tuple(map(sum, zip(quarters, spare, strict=True)))
            missing = draw(st.sets(st.sampled_from([1, 2, 3, 4, HALF, NINE, YEAR]), max_size=1))
            of_quarters = [(commune, province, q, quarters[q - 1], rooms[q - 1]) for q in (1, 2, 3, 4)]
            longer = [
                (commune, province, period, sum(quarters[: len(inside)]), sum(rooms[: len(inside)]))
                for period, inside in QUARTERS_IN.items()
            ]
            reports += [report for report in (*of_quarters, *longer) if report[2] not in missing]
    return country(*reports)


def describe(judged: pl.DataFrame) -> System:
    """What a reader knows: what is shown, sums of areas, periods inside periods, room, and which years are of the class."""
    rows = {(row["area_no"], row["period_no"]): row for row in judged.iter_rows(named=True)}
    system = System({key: float(row["value"]) for key, row in rows.items() if not row["is_hidden"]})
    for (area, period), row in rows.items():
        parts = [key for key, part in rows.items() if part["parent_no"] == area and key[1] == period]
        if parts:
            system.say(dict.fromkeys(parts, 1.0) | {(area, period): -1.0})
        if row["level"] != "commune":
            continue
        system.limit((area, period), float(ROOMS[area, period]))
        if period == YEAR and row["value"] < 5:
            system.limit((area, period), 4.0)
        elif period == YEAR and row["is_hidden"] and row["is_class_told"]:
            system.say({(area, period): -1.0}, is_at_most=True, amount=-5.0)
        for shorter in INSIDE.get(period, ()):
            if (area, shorter) in rows:
                system.say({(area, shorter): 1.0, (area, period): -1.0}, is_at_most=True)
        quarters = [(area, quarter) for quarter in QUARTERS_IN.get(period, ())]
        if quarters and all(quarter in rows for quarter in quarters):
            system.say({(area, period): 1.0} | dict.fromkeys(quarters, -1.0), is_at_most=True)
    return system


ROOMS: dict[tuple[int, int], int] = {}


@settings(max_examples=40, deadline=None, derandomize=True)
@given(years())
def test_no_period_narrows_a_count_of_another_down(rows: list[tuple]) -> None:
    ROOMS.clear()
    ROOMS.update({(row[0], row[3]): row[5] for row in rows if row[2] == "commune"})
    judged = judge(*rows)
    alone = describe(judged.with_columns(is_hidden=True))
    wanted = {}
    for row in judged.filter(pl.col("level") == "commune", "is_hidden").iter_rows(named=True):
        key = row["area_no"], row["period_no"]
        if key[1] == YEAR and row["value"] < 5:
            wanted[key] = most_of(alone, key)
        elif key[1] in (1, 2, 3, 4):
            wanted[key] = Protection(0, 0)
    verdict = attack(describe(judged), wanted)
    assert (verdict.broken, verdict.contradictions) == ({}, 0)


def most_of(alone: System, key: tuple[int, int]) -> Protection:
    """Of a small year: none, and as many as it could have had with nothing shown at all."""
    (bounds,) = attack(alone, {key: Protection(width=float("inf"))}).broken.values()
    return Protection(0, bounds[1])
