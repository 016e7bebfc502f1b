"""Which places stand out: one bad among many alike, over a year, beside its province and its peers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from longdan.methods.period import Period
from tests.etl.statistics.crowd import QUARTERS, RATE, ROUNDS, TRUST, Crowd, make_crowd

BEFORE, YEAR = QUARTERS[4:8], QUARTERS[8:]
BAD = 7


@pytest.fixture
def crowd(tmp_path: Path) -> Iterator[Crowd]:
    made = make_crowd(tmp_path)
    yield made
    made.connection.close()


def report_all(crowd: Crowd, periods: list[Period], *, bad: float = 40, besides: float = 80, **columns: object) -> None:
    """Every commune decides about `besides` of 100, the bad one `bad` of them."""
    for place in range(1, crowd.size + 1):
        for period in periods:
            part = bad if place == BAD else besides + place % 5 - 2
            crowd.report(place, period, part, 100, **columns)


def test_one_that_is_far_below_the_rest_of_its_province_stands_out(crowd: Crowd) -> None:
    report_all(crowd, YEAR)
    crowd.judge()
    found = crowd.found(BAD)
    assert (found["certainty"], found["judgement"], found["place_count"]) == ("clear", "worse", 60)
    assert (found["numerator"], found["denominator"], found["value"]) == (160, 400, 0.4)
    assert found["value"] < found["limit_low"] < found["benchmark_value"] < found["limit_high"]
    assert crowd.found(BAD + 1)["certainty"] == "none"
    assert crowd.found(BAD + 1)["judgement"] == "same"


def test_a_sample_worth_fewer_answers_than_it_has_is_judged_by_those(crowd: Crowd) -> None:
    for place in range(1, crowd.size + 1):
        part = 140 if place == BAD else 160 + place % 5
        crowd.report(place, ROUNDS[1], part, 200, indicator=TRUST, design_effect=4.0 if place == BAD else None)
    crowd.judge()
    widened = crowd.found(BAD, indicator=TRUST)
    assert (widened["denominator"], widened["value"], widened["certainty"]) == (200, 0.7, "none")
    crowd.connection.execute("update stored.area_total set design_effect = null")
    crowd.connection.execute("delete from stored.attention")
    crowd.connection.execute("delete from stored.peer")
    crowd.connection.execute("delete from stored.peer_group")
    crowd.judge()
    plain = crowd.found(BAD, indicator=TRUST)
    assert plain["certainty"] == "clear"
    assert widened["limit_low"] < plain["limit_low"]
    assert widened["benchmark_value"] == plain["benchmark_value"]


def test_peers_are_of_its_own_kind(crowd: Crowd) -> None:
    report_all(crowd, YEAR)
    crowd.judge(fewest_places=10)
    found = crowd.found(BAD, "peer")
    assert (found["certainty"], found["place_count"]) == ("clear", 30)


def test_figures_older_than_the_window_are_what_it_changed_from(crowd: Crowd) -> None:
    report_all(crowd, BEFORE, bad=80)
    report_all(crowd, YEAR)
    crowd.judge()
    found = crowd.found(BAD)
    assert (found["value"], found["value_before"]) == (0.4, 0.8)
    assert (found["change_certainty"], found["change_judgement"]) == ("clear", "worse")
    assert crowd.found(BAD + 1)["change_certainty"] == "none"


def test_without_a_year_before_nothing_is_said_of_a_change(crowd: Crowd) -> None:
    report_all(crowd, YEAR)
    crowd.judge()
    found = crowd.found(BAD)
    assert (found["value_before"], found["change_certainty"], found["change_judgement"]) == (None, None, None)


def test_of_survey_rounds_the_newest_stands_alone_beside_the_one_before(crowd: Crowd) -> None:
    report_all(crowd, ROUNDS, indicator=TRUST)
    crowd.judge()
    found = crowd.found(BAD, indicator=TRUST)
    assert (found["denominator"], found["value_before"]) == (100, 0.4)


def test_more_petitions_are_higher_and_not_worse(crowd: Crowd) -> None:
    report_all(crowd, YEAR, bad=400, indicator=RATE)
    crowd.judge()
    found = crowd.found(BAD, indicator=RATE)
    assert (found["certainty"], found["judgement"]) == ("clear", "higher")


@pytest.mark.parametrize(
    "columns",
    [
        {"qualifier": ">"},
        {"status": "partial_period"},
        {"derivation": "rebased_apportioned"},
        {"survey_id": "self-selected"},
    ],
)
def test_what_is_not_exact_whole_or_random_is_judged_by_nobody(crowd: Crowd, columns: dict) -> None:
    crowd.connection.execute(
        """
        insert into survey by name
        select 'self-selected' as survey_id, 'form' as instrument, '2026' as round, 'x' as rated_area_id,
               'self_selected' as sample_type, true as result_published, 'user' as origin
        """
    )
    report_all(crowd, YEAR, **columns)
    crowd.judge()
    assert crowd.found(BAD) is None


def test_a_place_where_nothing_arose_is_judged_with_the_others(crowd: Crowd) -> None:
    report_all(crowd, YEAR, indicator=RATE)
    crowd.connection.execute(
        "update stored.area_total set numerator = 0, value = 0, status = 'nil' where area_no = $1", [BAD + 1]
    )
    crowd.judge()
    found = crowd.found(BAD, indicator=RATE)
    assert (found["value"], found["certainty"], found["judgement"]) == (0, "clear", "lower")


def test_a_share_above_one_is_left_out_of_what_it_changed_from(crowd: Crowd) -> None:
    report_all(crowd, BEFORE, bad=120)
    report_all(crowd, YEAR)
    crowd.judge()
    assert crowd.found(BAD)["value_before"] is None
    assert crowd.found(BAD + 1)["change_certainty"] == "none"


def test_simulated_and_real_places_are_judged_apart(crowd: Crowd) -> None:
    report_all(crowd, YEAR)
    for period in YEAR:
        crowd.report(BAD, period, 40, 100, is_simulated=False)
    crowd.judge()
    rows = crowd.connection.execute(
        "select distinct is_simulated, place_count from stored.attention where benchmark = 'parent'"
    )
    assert rows.fetchall() == [(True, 60)]


def test_too_few_places_are_not_judged(crowd: Crowd) -> None:
    report_all(crowd, YEAR)
    crowd.judge(fewest_places=61)
    assert crowd.found(BAD) is None
