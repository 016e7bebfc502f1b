"""What may stand beside a figure, by which test, and the words for it."""

from datetime import date

import polars as pl
import pytest

from longdan.dashboard.contrasts import (
    Beside,
    disperse,
    find_before,
    find_change_certainty,
    find_recent_trend,
    set_beside,
    set_beside_peers,
    set_beside_target,
)
from longdan.dashboard.sentences.contrasts import describe_peers, judge, mark_of, say_beside, say_trend
from longdan.methods.comparison import Rate, Sample, compare_rates, compare_share_with_whole, compare_shares
from longdan.methods.period import Period, inspection_period
from longdan.methods.trend import YEARLY
from longdan.warehouse.questions.indicators import Indicator


def indicator(unit: str = "share", direction: str = "higher_is_better") -> Indicator:
    texts = dict.fromkeys(
        ("title_vi", "title_en", "numerator_vi", "numerator_en", "denominator_vi", "denominator_en"), "x"
    )
    return Indicator(
        indicator_id="x",
        topic="petitions",
        unit=unit,
        decimals=1,
        direction=direction,
        aggregation="ratio_of_sums",
        apportion="population",
        **texts,
    )


def row(part: float, whole: float | None = None, **columns: object) -> dict:
    usual = {
        "value": part / whole if whole else part, "numerator": part, "denominator": whole, "status": "reported",
        "design_effect": None, "qualifier": "=", "sample_type": None, "is_simulated": True, "area_id": "a", "series": "main", "type": "quarter",
        "end_on": date(2026, 9, 14), "period_id": inspection_period("quarter", 2026, 3).period_id,
    }  # fmt: skip
    return usual | columns


SHARE, RATE, COUNT = indicator(), indicator("per_1000", "neutral"), indicator("petition", "neutral")


def beside(own: dict, other: dict, what: Indicator, *, is_inside: bool = False, kind: str = "area") -> Beside | None:
    return set_beside(kind, "Hải Phòng", own, other, what, is_inside=is_inside, dispersion=1.0)


def test_shares_are_compared_by_their_counts_and_inside_a_whole_with_the_rest() -> None:
    own, other = row(50, 100), row(800, 1000)
    assert beside(own, other, SHARE).contrast == compare_shares(Sample(50, 100), Sample(800, 1000))
    inside = beside(own, other, SHARE, is_inside=True).contrast
    assert inside == compare_share_with_whole(Sample(50, 100), Sample(800, 1000))


@pytest.mark.parametrize("columns", [{"qualifier": ">"}, {"status": "partial_period"}, {"is_simulated": False}])
def test_what_is_bounded_partial_or_of_another_origin_is_not_set_beside(columns: dict) -> None:
    assert beside(row(50, 100), row(800, 1000, **columns), SHARE) is None


def test_a_sample_that_was_not_random_is_shown_without_a_test() -> None:
    found = beside(row(50, 100, sample_type="self_selected"), row(800, 1000), SHARE)
    assert (found.contrast, found.reason) == (None, "not_random")


def test_a_share_above_one_has_no_counts_to_test() -> None:
    assert beside(row(120, 100), row(800, 1000), SHARE).reason == "no_counts"


def test_counts_are_set_beside_their_own_past_only() -> None:
    assert beside(row(30), row(10), COUNT) is None
    assert beside(row(30), row(10), COUNT, kind="last_year").contrast == compare_rates(Rate(30, 1), Rate(10, 1))


def test_counts_that_vary_much_are_worth_fewer() -> None:
    own, past = row(60), row(30)
    steady = set_beside("last_year", "", own, past, COUNT, is_inside=False, dispersion=1.0).contrast
    restless = set_beside("last_year", "", own, past, COUNT, is_inside=False, dispersion=8.0).contrast
    assert (steady.certainty, restless.certainty) == ("sign", "none")
    assert set_beside("last_year", "", own, past, COUNT, is_inside=False, dispersion=None).reason == "few_periods"
    frame = pl.DataFrame([row(count) for count in (10, 50, 12, 60, 9, 55, 14, 48)])
    assert disperse(frame, COUNT) > 8
    assert disperse(frame.head(7), COUNT) is None


def test_a_target_is_a_number_without_chance() -> None:
    assert set_beside_target(row(95, 100), 0.8, SHARE, dispersion=None).contrast.judge("higher_is_better") == "better"
    assert set_beside_target(row(30, 10.0), 1.0, RATE, dispersion=1.0).contrast.certainty == "clear"
    assert set_beside_target(row(4.2, None), 5.0, indicator("score"), dispersion=None).reason == "no_counts"


def test_peers_are_pooled_without_samples_that_were_not_random() -> None:
    peers = pl.DataFrame(
        {"value": [0.9, 0.8, 0.1], "numerator": [90.0, 160, 10], "denominator": [100.0, 200, 100],
         "sample_type": [None, "random", "self_selected"], "design_effect": [None, 1.0, 9.0]}
    )  # fmt: skip
    found = set_beside_peers(row(50, 100), peers, "nơi tương đồng", SHARE, dispersion=None)
    assert found.row["value"] == pytest.approx(250 / 300)
    assert found.contrast == compare_shares(Sample(50, 100), Sample(250, 300))
    assert set_beside_peers(row(50, 100), peers.clear(), "", SHARE, dispersion=None) is None


def test_a_design_effect_makes_a_comparison_as_much_less_certain() -> None:
    own = row(100, 200, design_effect=2.0)
    assert beside(own, row(800, 1000), SHARE).contrast == compare_shares(Sample(50, 100), Sample(800, 1000))
    peers = pl.DataFrame(
        {"value": [0.8, 0.8], "numerator": [160.0, 240], "denominator": [200.0, 300], "sample_type": [None, "random"],
         "design_effect": [2.0, None]}
    )  # fmt: skip
    found = set_beside_peers(own, peers, "nơi tương đồng", SHARE, dispersion=None)
    assert found.contrast.limits == pytest.approx(
        compare_shares(Sample(50, 100), Sample(400, 500, design_effect=1.4)).limits
    )


def test_scores_of_peers_say_where_one_more_would_lie() -> None:
    peers = pl.DataFrame(
        {"value": [40.0, 41, 42, 43], "numerator": [None] * 4, "denominator": [None] * 4, "sample_type": [None] * 4}
    )
    found = set_beside_peers(row(80.0), peers, "", indicator("score"), dispersion=None)
    assert (found.row["value"], found.contrast.certainty) == (41.5, "clear")


def test_the_figure_before_is_last_years_and_of_a_survey_that_of_the_round_before() -> None:
    old = inspection_period("quarter", 2025, 3)
    rows = pl.DataFrame([row(1, period_id=old.period_id, end_on=old.end_on), row(2)])
    assert find_before(row(2), rows, [])[1]["value"] == 1
    assert find_before(row(2), rows, [date(2026, 1, 1)]) == ("last_year", None)
    surveys = [Period("round", "civil", date(year, 3 + year % 2, 1), date(year, 5, 2)) for year in (2024, 2025, 2026)]
    rounds = [row(one.end_on.year, type="round", period_id=one.period_id, end_on=one.end_on) for one in surveys]
    assert find_before(rounds[2], pl.DataFrame(rounds), []) == ("last_round", rounds[1])


def test_a_change_is_told_with_its_certainty_where_a_test_applies() -> None:
    line = pl.DataFrame([row(60, 100), row(62, 100)])
    assert find_change_certainty(row(62, 100), row(60, 100), line, SHARE) == "none"
    assert find_change_certainty(row(90, 100), row(60, 100), line, SHARE) == "clear"
    assert find_change_certainty(row(90), row(60), line, COUNT) is None


def test_a_trend_leaves_out_what_measures_otherwise() -> None:
    years = [inspection_period("year", year) for year in range(2017, 2027)]
    rows = [
        row(place, period_id=year.period_id, end_on=year.end_on, series="old" if place < 3 else "main")
        for place, year in enumerate(years)
    ]
    trend = find_recent_trend(pl.DataFrame(rows), [])
    assert (trend.sign, trend.point_count) == (1, 7)
    assert find_recent_trend(pl.DataFrame(rows), [years[6].end_on]).point_count == 4
    assert find_recent_trend(pl.DataFrame(rows).clear(), []) is None


@pytest.mark.parametrize(
    ("part", "words", "mark", "colour"),
    [
        (50, "chưa tốt bằng, khác biệt rõ rệt (99,8%); chênh −30,0 điểm %", "▼", "worse"),
        (89, "tốt hơn, có dấu hiệu (95%)", "▲", "better"),
        (78, "chưa đủ căn cứ kết luận là khác nhau", "●", "same"),
    ],
)
def test_certainty_stands_in_words_before_numbers(part: float, words: str, mark: str, colour: str) -> None:
    own = row(part, 100)
    found = beside(own, row(800, 1000), SHARE)
    assert words in say_beside(own, found, SHARE, "vi")
    assert (mark_of(found), judge(found, SHARE)) == (mark, colour)


def test_more_petitions_are_called_higher() -> None:
    own = row(300, 10.0)
    found = beside(own, row(1000, 100.0), RATE)
    assert "cao hơn Hải Phòng" in say_beside(own, found, RATE, "vi")
    assert "cao hơn, khác biệt rõ rệt (99,8%); gấp 3,0 lần" in say_beside(own, found, RATE, "vi")
    assert judge(found, RATE) == "neutral"


def test_peers_are_described_by_their_limits() -> None:
    group = {
        "level": "commune", "kind": "commune", "population_from": 17_000, "population_to": 31_000, "density_from": None,
        "density_to": 190, "area_count": 289,
    }  # fmt: skip
    assert describe_peers(group, "vi") == "288 nơi tương đồng (xã, 17.000–31.000 dân, dưới 190 người/km²)"
    bare = dict.fromkeys(group) | {"level": "province", "area_count": 34}
    assert describe_peers(bare, "en") == "33 places alike (provinces)"


def test_a_trend_is_told_with_its_size_or_with_the_reason_for_none() -> None:
    years = [inspection_period("year", year) for year in range(2020, 2027)]
    falling = pl.DataFrame(
        [row(90 - 2 * place, 100, period_id=y.period_id, end_on=y.end_on) for place, y in enumerate(years)]
    )
    said = say_trend(find_recent_trend(falling, []), YEARLY, SHARE, "vi")
    assert said.startswith("Xu hướng gần đây: giảm (cần quan tâm), khoảng 2,00\u00a0điểm\u00a0% mỗi năm, qua 7 kỳ")
    few = say_trend(find_recent_trend(falling.tail(3), []), YEARLY, SHARE, "vi")
    assert few == "Xu hướng gần đây: chưa đủ căn cứ kết luận, mới có 3 kỳ so được, cần ít nhất 5."
