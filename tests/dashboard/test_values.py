"""Figures in words, in both languages."""

import pytest

from longdan.dashboard.sentences.comparison import compare, say_difference, say_relation
from longdan.dashboard.sentences.values import (
    lower_first,
    say_absence,
    say_base,
    say_class,
    say_state,
    say_status,
    say_value,
)


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "qualifier", "language", "said"),
    [
        (0.8212, "share", 1, "=", "vi", "82,1%"),
        (0.8212, "share", 1, "=", "en", "82.1%"),
        (2600, "visit", 0, ">", "vi", "trên 2.600 lượt"),
        (2600, "visit", 0, ">", "en", "over 2,600 visits"),
        (45.24, "ratio", 1, "~", "vi", "khoảng 45,2"),
        (0, "petition", 0, "=", "vi", "0 đơn"),
        (2.701, "share", 0, "=", "vi", "270%"),
    ],
)
def test_a_value_carries_its_unit_and_qualifier(
    value: float, unit: str, decimals: int, qualifier: str, language: str, said: str
) -> None:
    assert say_value(value, unit, decimals, language, qualifier) == said


def test_the_states_of_a_missing_figure_have_different_words() -> None:
    states = ("nil", "not_reported", "suppressed", "not_applicable", "unpublished", "partial_period")
    for language in ("vi", "en"):
        assert len({say_status(state, language) for state in states}) == len(states)


@pytest.mark.parametrize(
    ("language", "short", "long", "note"),
    [
        ("vi", "0–4 đơn", "0–4 (không công bố số chính xác)", "không công bố số chính xác"),
        ("en", "0–4 petitions", "0–4 (exact number not published)", "exact number not published"),
    ],
)
def test_a_class_is_said_where_it_is_told_and_else_the_status(language: str, short: str, long: str, note: str) -> None:
    told, withheld = ({"status": "suppressed", "class_high": high} for high in (4, None))
    assert (say_class(4, "petition", language), say_absence(told, language), say_state(told, language)) == (
        short,
        long,
        note,
    )
    assert say_absence(withheld, language) == say_state(withheld, language) == say_status("suppressed", language)


@pytest.mark.parametrize(
    ("numerator", "denominator", "name", "said"),
    [
        (821, 1000, "Vụ việc đã thụ lý", "821 / 1.000 vụ việc đã thụ lý"),
        (None, 1000, None, "trên 1.000"),
        (821, None, "Vụ việc", ""),
    ],
)
def test_the_base_is_said_only_where_there_is_one(numerator, denominator, name, said: str) -> None:
    assert say_base(numerator, denominator, name, "vi") == said


@pytest.mark.parametrize(
    ("title", "inside"), [("Tỷ lệ đơn", "tỷ lệ đơn"), ("UBND xã", "UBND xã"), ("SIPAS", "SIPAS"), ("", "")]
)
def test_a_title_inside_a_sentence_begins_small_unless_it_is_an_abbreviation(title: str, inside: str) -> None:
    assert lower_first(title) == inside


@pytest.mark.parametrize(
    ("value", "base", "direction", "shape", "judgement", "said"),
    [
        (0.82, 0.80, "higher_is_better", "▲", "better", "tăng 2,0\u00a0điểm\u00a0%"),
        (0.78, 0.80, "higher_is_better", "▼", "worse", "giảm 2,0\u00a0điểm\u00a0%"),
        (0.82, 0.80, "lower_is_better", "▲", "worse", "tăng 2,0\u00a0điểm\u00a0%"),
        (0.82, 0.80, "neutral", "▲", "neutral", "tăng 2,0\u00a0điểm\u00a0%"),
        (0.8004, 0.8001, "higher_is_better", "●", "same", "không đổi"),
    ],
)
def test_a_change_has_a_shape_a_word_and_a_judgement(
    value: float, base: float, direction: str, shape: str, judgement: str, said: str
) -> None:
    comparison = compare(value, base, "share", 1, direction)
    assert (comparison.shape, comparison.judgement) == (shape, judgement)
    assert say_difference(comparison, "share", 1, "vi") == said


def test_what_a_reader_sees_as_equal_is_equal() -> None:
    assert say_relation(compare(0.82049, 0.82001, "share", 1, "neutral"), "vi") == "bằng"
