"""What one period tells of another: quarters of the year they are in, totals of longer periods of the shorter ones in them."""

import polars as pl
import pytest

from tests.etl.disclosure.counts import judge

YEAR, HALF, NINE = 0, 6, 9
QUARTERS_IN = {HALF: (1, 2), NINE: (1, 2, 3), YEAR: (1, 2, 3, 4)}
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
