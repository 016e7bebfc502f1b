"""Which figures are weak, the same for one of them and for a map full, and what is advised."""

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from longdan.dashboard.reliability import find_weakness, is_weak
from longdan.dashboard.sentences.reliability import say_caution, say_interval
from tests.dashboard.test_contrasts import indicator, row

SURVEY = replace(indicator(), topic="survey")
SHARE, RATE, COUNT = indicator(), indicator("per_1000", "neutral"), indicator("petition", "neutral")
COUNTS, BASES = st.integers(0, 60) | st.none(), st.integers(0, 200) | st.none()


@pytest.mark.parametrize(
    ("part", "whole", "what", "weakness"),
    [
        (80, 99, SURVEY, "few_answers"),
        (80, 100, SURVEY, None),
        (6, 20, SHARE, "varies"),
        (72, 90, SHARE, None),
        (25, 30.5, RATE, "varies"),
        (26, 30.5, RATE, None),
        (0, 30.5, RATE, None),
        (3, None, COUNT, None),
    ],
)
def test_few_answers_or_a_variation_of_a_fifth_make_a_figure_weak(
    part: float, whole: float | None, what: object, weakness: str | None
) -> None:
    assert find_weakness(row(part, whole), what) == weakness


@given(
    st.lists(st.tuples(COUNTS, BASES, st.sampled_from([None, 0.7, 2.0])), min_size=1),
    st.sampled_from([SURVEY, SHARE, RATE, COUNT]),
)
def test_a_map_greys_what_the_words_call_weak(figures: list[tuple], what: object) -> None:
    rows = [
        {"numerator": part, "denominator": whole, "value": part / whole if part is not None and whole else None}
        | {"design_effect": effect}
        for part, whole, effect in figures
    ]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(("numerator", "denominator", "value", "design_effect"), pl.Float64))
    greyed = frame.select(weak=is_weak(what.unit, is_survey=what.topic == "survey"))["weak"].to_list()
    assert greyed == [find_weakness(one, what) is not None for one in rows]


@pytest.mark.parametrize(
    ("part", "whole", "effect", "weakness"),
    [
        (160, 200, 2.0, None),  # worth 100 answers
        (160, 200, 2.01, "few_answers"),
        (80, 90, 0.9, None),
        (20, 200, 2.0, "varies"),  # 30 % of 100, not 21 % of 200
        (24, 200, 1.0, None),
    ],
)
def test_a_design_effect_makes_the_sample_as_much_smaller(
    part: int, whole: int, effect: float, weakness: str | None
) -> None:
    assert find_weakness(row(part, whole, design_effect=effect), SURVEY) == weakness


def test_an_interval_says_by_which_design_effect_it_was_widened() -> None:
    shown = {"ci_low": 0.735, "ci_high": 0.853, "derivation": "ratio"}
    assert say_interval(row(280, 350, design_effect=2.0, **shown), SURVEY, "vi") == (
        "khoảng tin cậy 95% (hệ số thiết kế 2, cỡ mẫu hiệu dụng 175): 73,5%–85,3%"
    )
    assert say_interval(row(280, 350, design_effect=1.333, **shown), SURVEY, "en") == (
        "95% confidence interval (design effect 1.33, effective size 263): 73.5%–85.3%"
    )
    assert say_interval(row(280, 350, **shown), SURVEY, "vi") == "khoảng tin cậy 95%: 73,5%–85,3%"


def test_of_few_effective_answers_their_number_is_said() -> None:
    assert say_caution(row(150, 180, design_effect=2.0), SURVEY, "vi").startswith(
        "chỉ tương đương 90 phiếu của mẫu ngẫu nhiên đơn giản (cỡ mẫu hiệu dụng), dưới 100: "
    )
    assert say_caution(row(150, 180, design_effect=2.0), SURVEY, "en", is_short=True) == (
        "few effective answers: pool surveys or look one level up"
    )


def test_the_advice_is_to_pool_or_to_look_one_level_up() -> None:
    assert say_caution(row(50, 60), SURVEY, "vi") == (
        "chỉ 60 phiếu, dưới 100: chưa nên kết luận từ riêng số này; nên gộp nhiều đợt khảo sát hoặc xem cấp trên"
    )
    assert say_caution(row(9, 12.0), RATE, "en", is_short=True) == "few events: pool periods or look one level up"
    assert say_caution(row(500, 600), SHARE, "vi") == ""
