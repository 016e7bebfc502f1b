"""Classes: limits that people can read, every value in exactly one of them."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from longdan.dashboard.maps.classes import Classes, classify, make_classes


def test_limits_are_round_numbers_near_the_quantiles() -> None:
    classes = make_classes((0.512, 0.7037, 0.7692, 0.8181, 0.8667, 0.9231, 1.0), False, 0.001)
    assert classes.limits == (0.5, 0.7, 0.76, 0.82, 0.86, 0.92, 1.0)


def test_skewed_counts_get_limits_of_their_own_size() -> None:
    classes = make_classes((1, 8, 23, 60, 210, 1344), False, 1)
    assert classes.limits == (0, 8, 25, 60, 200, 1500)


def test_zero_is_a_class_of_its_own_below_the_others() -> None:
    classes = make_classes((2, 5, 9), True, 1)
    assert classes.spans[0] == (0.0, 0.0)
    assert classify(pl.Series([0.0, 3.0, 9.0, None]), classes).to_list() == [0, 1, 2, None]


def test_nothing_but_zeros_is_one_class() -> None:
    classes = make_classes((), True, 1)
    assert classes == Classes((), True)
    assert classify(pl.Series([0.0, None]), classes).to_list() == [0, None]


def test_one_value_everywhere_is_one_class() -> None:
    classes = make_classes((0.5, 0.5, 0.5), False, 0.001)
    assert classes.spans == [(0.5, 0.5)]
    assert classify(pl.Series([0.5]), classes).to_list() == [0]


def test_no_value_at_all_is_no_class() -> None:
    assert make_classes((), False, 1).count == 0


def test_a_value_beyond_the_limits_falls_into_an_end_class() -> None:
    classes = Classes((10, 20, 30), False)
    assert classify(pl.Series([-5.0, 10.0, 20.0, 30.0, 99.0]), classes).to_list() == [0, 0, 1, 1, 1]


numbers = st.lists(st.floats(0.001, 1e7, allow_subnormal=False), min_size=2, max_size=60)


@given(numbers, st.sampled_from([0.001, 0.1, 1.0]))
def test_every_value_lies_between_the_limits_of_its_class(values: list[float], quantum: float) -> None:
    series = pl.Series(values)
    quantiles = [series.quantile(k / 6, "linear") for k in range(7)]
    classes = make_classes(quantiles, False, quantum)
    assert list(classes.limits) == sorted(set(classes.limits)) or classes.count == 1
    tolerance = 1e-6 * max(values)
    for value, number in zip(values, classify(series, classes), strict=True):
        low, high = classes.spans[number]
        assert low - tolerance <= value <= high + tolerance


@pytest.mark.parametrize("count", range(2, 8))
def test_there_are_never_more_classes_than_quantiles_ask_for(count: int) -> None:
    quantiles = [float(k) for k in range(count + 1)]
    assert make_classes(quantiles, False, 0.001).count <= count
