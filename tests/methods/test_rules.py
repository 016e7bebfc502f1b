"""What the rules ask of a body: golden figures of the law, and what must hold for any rule and window."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longdan.methods.period import inspection_period
from longdan.methods.rules import PER, Minimum, accrue_requirement, count_required

WEEKLY = Minimum(1, "week", date(2014, 7, 1), date(2026, 6, 30))
TWICE_A_MONTH = Minimum(2, "month", date(2026, 7, 1))
COMMUNE_CHAIR = [WEEKLY, TWICE_A_MONTH]
MINISTER = [Minimum(1, "month", date(2014, 7, 1))]


@pytest.mark.parametrize(
    ("type", "year", "number", "days"),
    [
        ("quarter", 2026, 1, 13),  # 90 days, one a week
        ("quarter", 2026, 2, 13),
        ("quarter", 2026, 3, 7),  # 16 days at one a week, then two months and a half at two a month
        ("quarter", 2026, 4, 6),  # three months at two a month
        ("half", 2026, 1, 26),
        ("year", 2025, 1, 52),
        ("year", 2026, 1, 39),
        ("year", 2027, 1, 24),
    ],
)
def test_a_commune_chair_owes_a_day_a_week_until_july_2026_and_two_a_month_since(
    type: str, year: int, number: int, days: int
) -> None:
    period = inspection_period(type, year, number)
    assert count_required(COMMUNE_CHAIR, period.start_on, period.end_on) == days


def test_what_a_change_of_rules_inside_a_period_asks_is_the_sum_of_its_days() -> None:
    asked = accrue_requirement(COMMUNE_CHAIR, date(2026, 6, 15), date(2026, 9, 14))
    assert asked == Fraction(16, 7) + 2 * (1 + 1 + Fraction(14, 30))


def test_twelve_ministers_owe_144_days_a_year_of_which_33_in_person_are_23_percent() -> None:
    owed = 12 * count_required(MINISTER, date(2024, 8, 1), date(2025, 7, 31))
    assert owed == 144
    assert (round(33 / owed, 2), round(111 / owed, 2), (33 + 111) / owed) == (0.23, 0.77, 1.0)


def test_a_local_rule_counts_where_it_is_stricter_and_never_where_it_is_laxer() -> None:
    once, twice = Minimum(1, "month", date(2019, 2, 18)), Minimum(2, "month", date(2023, 9, 1))
    assert count_required([once, twice], date(2023, 1, 1), date(2023, 12, 31)) == 8 + 2 * 4
    assert count_required([twice, Minimum(1, "year", date(2020, 1, 1))], date(2024, 1, 1), date(2024, 12, 31)) == 24


def test_before_any_rule_nothing_is_known_to_be_required() -> None:
    assert count_required(COMMUNE_CHAIR, date(2014, 1, 1), date(2014, 6, 30)) is None


@pytest.mark.parametrize(("amount", "per"), [(0, "month"), (1, "day")])
def test_what_is_no_minimum_is_refused(amount: int, per: str) -> None:
    with pytest.raises(ValueError, match="not a minimum"):
        Minimum(amount, per, date(2020, 1, 1))


days = st.dates(date(2012, 1, 1), date(2030, 12, 31))
minimums = st.builds(
    lambda amount, per, start, length: Minimum(amount, per, start, length and start + timedelta(days=length)),
    st.integers(1, 5),
    st.sampled_from(PER),
    days,
    st.none() | st.integers(1, 900),
)
windows = st.tuples(days, st.integers(0, 200)).map(lambda pair: (pair[0], pair[0] + timedelta(days=pair[1])))


@given(st.lists(minimums, min_size=1, max_size=3), windows, st.integers(1, 200))
def test_neighbouring_windows_ask_together_for_what_they_ask_apart(
    rules: list[Minimum], window: tuple[date, date], length: int
) -> None:
    start, middle = window
    end = middle + timedelta(days=length)
    parts = [accrue_requirement(rules, start, middle), accrue_requirement(rules, middle + timedelta(days=1), end)]
    whole = accrue_requirement(rules, start, end)
    assert (whole or 0) == sum(part or 0 for part in parts)
    rounded = [count_required(rules, start, middle), count_required(rules, middle + timedelta(days=1), end)]
    assert abs((count_required(rules, start, end) or 0) - sum(part or 0 for part in rounded)) <= 1


@given(st.lists(minimums, min_size=1, max_size=3), minimums, windows)
def test_one_more_rule_never_asks_for_less(rules: list[Minimum], more: Minimum, window: tuple[date, date]) -> None:
    assert (count_required([*rules, more], *window) or 0) >= (count_required(rules, *window) or 0)


@given(st.integers(1, 5), days, st.integers(1, 60))
def test_whole_weeks_and_months_ask_for_exactly_their_number(amount: int, day: date, weeks: int) -> None:
    begin = date(2011, 1, 1)
    assert count_required([Minimum(amount, "week", begin)], day, day + timedelta(days=7 * weeks - 1)) == amount * weeks
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    assert accrue_requirement([Minimum(amount, "month", begin)], first, last) == amount
