"""Counts of duties: each part by itself, unknown apart from late, real and simulated never together."""

from datetime import date

import polars as pl
import pytest

from longdan.dashboard.duties.counts import (
    count_dialogues,
    count_promises,
    count_reports,
    judge_dialogues,
    judge_promises,
    judge_reports,
    keep_one_origin,
    name_band,
    total_counts,
)

AS_OF = date(2026, 11, 22)
UNITS = pl.DataFrame({"area_id": ["a", "b", "c"], "place_id": ["a", "b", "c"]})
LIMITS = pl.DataFrame({"amount": [7], "valid_from": [date(2025, 7, 1)], "valid_to": [date(2026, 6, 30)]})
REPORTS = {"area_id": pl.String, "arrived_on": pl.Date, "is_simulated": pl.Boolean}


def dialogues(*rows: tuple) -> pl.DataFrame:
    names = {"unit_id": pl.String, "held_on": pl.Date, "noticed_on": pl.Date, "published_on": pl.Date}
    frame = pl.DataFrame(rows, schema=names, orient="row")
    return frame.with_columns(place_id="unit_id", is_simulated=True)


def test_a_limit_judges_only_what_was_held_while_it_was_in_force() -> None:
    held = dialogues(
        ("a", date(2025, 6, 1), date(2025, 5, 31), None),
        ("a", date(2025, 7, 2), date(2025, 7, 1), None),
        ("b", date(2026, 6, 30), date(2026, 6, 1), None),
        ("b", date(2026, 7, 1), date(2026, 6, 1), None),
    )
    assert judge_dialogues(held, LIMITS, LIMITS.clear(), AS_OF)["notice"].to_list() == [None, "late", "in_time", None]


def test_a_part_without_a_dialogue_is_counted_with_none() -> None:
    held = dialogues(
        ("a", date(2026, 3, 20), date(2026, 3, 1), None),
        ("a", date(2026, 4, 20), None, None),
        ("x", date(2026, 4, 20), None, None),  # held by a body that is no commune of the day
    )
    counted = count_dialogues(UNITS, judge_dialogues(held, LIMITS, LIMITS, AS_OF))
    columns = ["place_id", "units", "units_held", "events", "notice_in_time", "notice_unknown", "result_unknown"]
    assert counted.select(columns).rows() == [
        ("a", 1, 1, 2, 1, 1, 2),
        ("b", 1, 0, 0, 0, 0, 0),
        ("c", 1, 0, 0, 0, 0, 0),
    ]
    assert total_counts(counted)["units"] == 3


def test_promises_are_counted_by_part_and_the_longest_overdue_comes_first() -> None:
    promises = pl.DataFrame(
        {
            "promise_id": ["1", "2", "3", "4"],
            "place_id": ["a", "a", "b", "b"],
            "status": ["in_progress", "in_progress", "done", "not_started"],
            "due_on": [date(2026, 11, 1), date(2026, 1, 1), date(2026, 1, 1), None],
            "closed_on": [None, None, date(2026, 1, 1), None],
            "evidence": [None, None, "số 1", None],
        },
        schema_overrides={"closed_on": pl.Date},
    )
    judged = judge_promises(promises, AS_OF)
    assert judged["promise_id"].to_list() == ["2", "1", "4", "3"]
    assert judged["days_overdue"].to_list() == [325, 21, None, 0]
    counted = count_promises(judged)
    assert counted.select("place_id", "promises", "overdue", "open", "done").rows() == [
        ("a", 2, 2, 0, 0),
        ("b", 2, 0, 1, 1),
    ]


def reports_of(*rows: tuple) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=REPORTS, orient="row")


@pytest.mark.parametrize(
    ("since", "states"),
    [
        (date(2026, 9, 1), {"in_time": 1, "late": 0, "pending": 0, "missing": 1, "unknown": 1}),
        (date(2026, 10, 1), {"in_time": 0, "late": 0, "pending": 0, "missing": 1, "unknown": 2}),
        (None, {"in_time": 0, "late": 0, "pending": 0, "missing": 1, "unknown": 2}),
    ],
)
def test_a_file_says_nothing_of_what_was_due_before_the_first_was_received(since: date | None, states: dict) -> None:
    came = reports_of(("a", date(2026, 9, 16), False))
    through_others = reports_of(("b", None, False)).drop("arrived_on")
    judged = judge_reports(UNITS, came, through_others, date(2026, 9, 17), since, AS_OF)
    assert count_reports(judged) == states


def test_a_late_report_is_late_by_so_many_days() -> None:
    judged = judge_reports(
        UNITS,
        reports_of(("a", date(2026, 9, 23), True)),
        reports_of().drop("arrived_on"),
        date(2026, 9, 20),
        None,
        AS_OF,
    )
    assert judged.filter(area_id="a").select("state", "days_late").rows() == [("late", 3)]


def test_real_rows_are_never_counted_with_simulated_ones() -> None:
    both = pl.DataFrame({"is_simulated": [True, False, True]})
    simulated = both.filter("is_simulated")
    assert keep_one_origin(both, only_real=False)["is_simulated"].to_list() == [False]
    assert keep_one_origin(simulated, only_real=False).height == 2
    assert keep_one_origin(simulated, only_real=True).is_empty()


@pytest.mark.parametrize(
    ("share", "word"), [(2.7, "met"), (1.0, "met"), (0.99, "nearly"), (0.5, "partly"), (0.49, "far"), (0.0, "far")]
)
def test_a_share_of_what_was_required_has_a_word(share: float, word: str) -> None:
    assert name_band(share) == word
