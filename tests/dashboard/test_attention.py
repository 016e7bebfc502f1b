"""Which places are listed: a figure clearly worse, or signs in two topics; never for being merely higher."""

import polars as pl
import pytest

from longdan.dashboard.attention import choose_places, find_places

JUDGED = pl.DataFrame({"figures": [2, 5], "places": [1000, 2000]})


def rows(*figures: tuple[str, str, str, str, str]) -> pl.DataFrame:
    """(area, topic, certainty, judgement, benchmark), an indicator per topic."""
    names = ("area_id", "topic", "certainty", "judgement", "benchmark")
    frame = pl.DataFrame(figures, schema=dict.fromkeys(names, pl.String), orient="row")
    return frame.with_columns(
        indicator_id=pl.col("topic"), area_vi=pl.col("area_id"), area_en=pl.col("area_id"), parent_vi=pl.lit("P"),
        parent_en=pl.lit("P"), level=pl.lit("commune"),
    )  # fmt: skip


def listed(*figures: tuple[str, str, str, str, str]) -> tuple[list[str], list[str]]:
    attention = choose_places(find_places(rows(*figures)), JUDGED)
    return [place.area_id for place in attention.clear], [place.area_id for place in attention.signs]


def test_a_figure_clearly_worse_lists_a_place() -> None:
    assert listed(("a", "survey", "clear", "worse", "parent"), ("b", "survey", "sign", "worse", "parent")) == (
        ["a"],
        [],
    )


def test_signs_in_two_topics_list_a_place_by_themselves() -> None:
    signs = [("a", topic, "sign", "worse", "parent") for topic in ("survey", "petitions")]
    assert listed(*signs, ("b", "survey", "sign", "worse", "parent")) == ([], ["a"])


@pytest.mark.parametrize("judgement", ["better", "higher", "lower", "same"])
def test_what_is_not_worse_lists_nobody(judgement: str) -> None:
    assert listed(("a", "petitions", "clear", judgement, "parent"), ("a", "survey", "clear", judgement, "parent")) == (
        [],
        [],
    )


def test_places_alike_alone_list_nobody() -> None:
    assert listed(("a", "survey", "none", "same", "parent"), ("a", "survey", "clear", "worse", "peer")) == ([], [])


def test_the_order_is_by_topics_then_by_name() -> None:
    figures = [("b", "survey", "clear", "worse", "parent"), ("a", "survey", "clear", "worse", "parent")]
    figures += [("c", topic, "clear", "worse", "parent") for topic in ("survey", "reception")]
    assert listed(*figures)[0] == ["c", "a", "b"]


def test_a_figure_carries_what_places_alike_say() -> None:
    (place,) = find_places(rows(("a", "survey", "clear", "worse", "parent"), ("a", "survey", "sign", "worse", "peer")))
    assert [(signal.row["benchmark"], signal.peer["certainty"]) for signal in place.signals] == [("parent", "sign")]


def test_it_says_how_many_chance_alone_would_list() -> None:
    attention = choose_places([], JUDGED)
    assert attention.judged == 3000
    assert attention.expected_clear == pytest.approx(1000 * (1 - 0.999**2) + 2000 * (1 - 0.999**5))
