"""Dialogues, promises and days of reception: their records, their ids, and what is counted of them."""

from datetime import date

import polars as pl

from etl.templates.layout import load_layout
from etl.tidied import Tidied
from tests.etl.templates.conftest import ReadBack, codes

DIALOGUE = load_layout("dialogue").example[0]
PROMISE = load_layout("promise").example[0]
RECEPTION = load_layout("reception").example[0]


def total_of(tidied: Tidied, column_no: str, breakdown: str | None = None, category: str | None = None) -> float:
    rows = tidied.measures.filter(
        (pl.col("column_no") == column_no)
        & pl.col("breakdown").eq_missing(breakdown)
        & pl.col("category").eq_missing(category)
    )
    assert rows.height
    return rows["value"].sum()


def test_a_promise_made_at_a_dialogue_points_to_it(read_back: ReadBack) -> None:
    dialogue = read_back("dialogue", [DIALOGUE]).records["dialogue"].row(0, named=True)
    promise = read_back("promise", [PROMISE]).records["promise"].row(0, named=True)
    assert promise["dialogue_id"] == dialogue["dialogue_id"]
    assert dialogue["attendances"] is None  # "trên 250" is no exact figure
    assert dialogue["registered_speakers"] == 41


def test_a_promise_made_elsewhere_points_to_no_dialogue(read_back: ReadBack) -> None:
    promise = read_back("promise", [PROMISE | {"audience": None}]).records["promise"].row(0, named=True)
    assert promise["dialogue_id"] is None


def test_two_dialogues_of_a_month_count_twice_and_once_for_each_audience(read_back: ReadBack) -> None:
    second = DIALOGUE | {"held_on": date(2026, 3, 25), "audience": "voters", "published_on": date(2026, 4, 10)}
    tidied = read_back("dialogue", [DIALOGUE, second])
    assert codes(tidied) == []
    assert tidied.reports.height == 1
    assert total_of(tidied, "events") == 2
    assert total_of(tidied, "events", "audience", "voters") == 1
    assert (total_of(tidied, "published"), total_of(tidied, "published_in_time")) == (2, 1)


def test_each_body_has_its_own_report(read_back: ReadBack) -> None:
    tidied = read_back("dialogue", [DIALOGUE, DIALOGUE | {"body": "peoples_committee"}])
    assert tidied.reports["body_kind"].to_list() == ["party_committee", "peoples_committee"]
    assert tidied.reports["sheet"].n_unique() == 2
    assert set(tidied.measures["sheet"]) == set(tidied.reports["sheet"])


def test_promises_are_counted_by_status_with_zeros_for_the_others(read_back: ReadBack) -> None:
    late = PROMISE | {"text": "Việc khác", "closed_on": date(2026, 10, 15)}
    still_open = PROMISE | {"text": "Việc thứ ba", "status": "in_progress", "closed_on": None}
    tidied = read_back("promise", [PROMISE, late, still_open])
    assert total_of(tidied, "promises") == 3
    assert total_of(tidied, "promises", "status", "done") == 2
    assert total_of(tidied, "promises", "status", "not_possible") == 0
    assert total_of(tidied, "promises_done_with_due") == 2
    assert total_of(tidied, "promises_done_on_time") == 1


def test_a_day_of_reception_counts_once_whatever_the_kinds(read_back: ReadBack) -> None:
    same_day = RECEPTION | {"kind": "ad_hoc", "visits": 2}
    tidied = read_back("reception", [RECEPTION, same_day])
    assert total_of(tidied, "days", "received_by", "by_head") == 1
    assert total_of(tidied, "visits") == RECEPTION["visits"] + 2
    assert total_of(tidied, "visits", "kind", "ad_hoc") == 2
    assert total_of(tidied, "visits", "received_by", "by_delegate") == 0


def test_a_day_on_which_nobody_came_is_a_day_with_zero(read_back: ReadBack) -> None:
    tidied = read_back("reception", [load_layout("reception").example[1]])
    assert total_of(tidied, "visits") == 0
    assert total_of(tidied, "days", "received_by", "by_head") == 1
