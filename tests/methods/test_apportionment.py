"""Composing conversions: the total is kept, one change after another is their product, and what is not known stays so."""

import random
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from longdan.methods.apportionment import CONVERSION, apportion, chain, compose, identity, invert, settle

UNITS = 5


def conversion(*rows: tuple[str, str, float | None] | tuple[str, str, float | None, str | None]) -> pl.DataFrame:
    """Rows (from, to, weight[, basis]); the basis of a known weight is `official` unless said."""
    full = [(*row[:3], row[3] if len(row) == 4 else (None if row[2] is None else "official"), "list") for row in rows]
    return pl.DataFrame(full, schema=CONVERSION, orient="row")


def weights(frame: pl.DataFrame) -> dict[tuple[str, str], float | None]:
    return {(row["from_id"], row["to_id"]): row["weight"] for row in frame.iter_rows(named=True)}


@st.composite
def steps(draw: st.DrawFn, layer: int, has_unknown: bool = True) -> pl.DataFrame:
    """Some of the units of a layer go to units of the next, in whole or in parts that add up to 1, perhaps unknown ones."""
    rows: list[tuple] = []
    for unit in draw(st.sets(st.integers(0, UNITS - 1))):
        targets = draw(st.lists(st.integers(0, UNITS - 1), min_size=1, max_size=3, unique=True))
        sizes = draw(st.lists(st.integers(1, 9), min_size=len(targets), max_size=len(targets)))
        is_unknown = has_unknown and len(targets) > 1 and draw(st.booleans())
        for target, size in zip(targets, sizes, strict=True):
            weight = None if is_unknown else float(Fraction(size, sum(sizes)))
            rows.append((f"{layer}.{unit}", f"{layer + 1}.{target}", weight))
    return settle(conversion(*rows))


def guess(step: pl.DataFrame, seed: int) -> pl.DataFrame:
    """The step with every unknown weight made up, so that those of a unit still add up to 1."""
    chance = random.Random(seed)
    drawn = step.with_columns(made=pl.Series([chance.random() for _ in range(step.height)], dtype=pl.Float64))
    unknown = pl.col("weight").is_null()
    left = 1 - pl.col("weight").sum().over("from_id")
    share = pl.col("made") / pl.col("made").filter(unknown).sum().over("from_id")
    filled = drawn.with_columns(
        weight=pl.when(unknown).then(left * share).otherwise("weight"), basis=pl.col("basis").fill_null("official")
    )
    return filled.drop("made")


def start_values(amounts: list[int]) -> pl.DataFrame:
    return pl.DataFrame({"area_id": [f"0.{unit}" for unit in range(UNITS)], "value": [float(each) for each in amounts]})


AMOUNTS = st.lists(st.integers(0, 10**6), min_size=UNITS, max_size=UNITS)


@given(AMOUNTS, steps(0, False), steps(1, False), steps(2, False))
def test_amounts_keep_their_total(amounts, first, second, third) -> None:
    after = apportion(start_values(amounts), chain([first, second, third]))
    assert after["value"].sum() == pytest.approx(sum(amounts), abs=1e-6)


@given(AMOUNTS, steps(0, False), steps(1, False))
def test_composing_two_changes_is_applying_them_in_turn(amounts, first, second) -> None:
    values = start_values(amounts)
    at_once = apportion(values, compose(first, second))
    in_turn = apportion(apportion(values, first), second)
    assert_frame_equal(at_once, in_turn, abs_tol=1e-6)


@given(steps(0), steps(1), steps(2))
def test_where_both_know_a_weight_the_order_of_composing_is_the_same(first, second, third) -> None:
    left, right = weights(compose(compose(first, second), third)), weights(compose(first, compose(second, third)))
    assert left.keys() == right.keys()
    for pair, weight in left.items():
        if weight is not None:
            assert right[pair] == pytest.approx(weight, abs=1e-9)


@given(steps(0))
def test_identity_changes_nothing(step) -> None:
    expected = step.sort("from_id", "to_id")
    assert_frame_equal(compose(step, identity()), expected)
    assert_frame_equal(compose(identity(), step), expected)


@given(steps(0), steps(1), steps(2))
def test_the_weights_of_a_unit_add_up_to_one_where_all_are_known(first, second, third) -> None:
    totals = (
        chain([first, second, third])
        .group_by("from_id")
        .agg(pl.col("weight").sum(), known=pl.col("weight").is_not_null().all())
    )
    assert totals.filter("known")["weight"].to_list() == pytest.approx([1.0] * totals["known"].sum(), abs=1e-9)


@given(steps(0), steps(1), steps(2), st.integers(0, 1000))
def test_a_weight_is_known_only_where_no_guess_could_change_it(first, second, third, seed) -> None:
    known = {pair: weight for pair, weight in weights(chain([first, second, third])).items() if weight is not None}
    guessed = weights(chain([guess(step, seed) for step in (first, second, third)]))
    assert {pair: guessed[pair] for pair in known} == pytest.approx(known, abs=1e-9)


def test_an_unknown_weight_stays_unknown_on_the_way() -> None:
    cut = conversion(("a", "b", None), ("a", "c", None))
    on = conversion(("b", "d", 1.0), ("c", "e", 1.0))
    assert weights(compose(cut, on)) == {("a", "d"): None, ("a", "e"): None, ("b", "d"): 1.0, ("c", "e"): 1.0}


def test_parts_that_come_together_again_are_the_whole() -> None:
    cut = conversion(("a", "b", None), ("a", "c", None))
    joined = conversion(("b", "d", 1.0), ("c", "d", 1.0))
    row = compose(cut, joined).filter(from_id="a").to_dicts()
    assert [(each["to_id"], each["weight"], each["basis"]) for each in row] == [("d", 1.0, "whole")]


def test_the_one_unknown_part_is_what_the_others_leave() -> None:
    known = settle(conversion(("a", "b", 0.25, "area"), ("a", "c", 0.25, "official"), ("a", "d", None)))
    assert known.filter(to_id="d").select("weight", pl.col("basis").cast(pl.String)).row(0) == (0.5, "area")


def test_basis_and_source_are_those_of_the_least_certain_step() -> None:
    first = conversion(("a", "b", 0.5, "official"), ("a", "c", 0.5, "official"))
    second = conversion(("b", "d", 0.5, "area"), ("b", "e", 0.5, "area")).with_columns(source_id=pl.lit("map"))
    composed = (
        compose(first, second)
        .filter(from_id="a")
        .select("to_id", "weight", pl.col("basis").cast(pl.String), "source_id")
    )
    assert composed.rows() == [("c", 0.5, "official", "list"), ("d", 0.25, "area", "map"), ("e", 0.25, "area", "map")]


def test_what_a_unit_was_made_of_is_known_only_where_it_is_one() -> None:
    made_of = invert(conversion(("a", "x", 1.0), ("b", "x", 0.5), ("b", "y", 0.5)))
    assert weights(made_of) == {("x", "a"): None, ("x", "b"): None, ("y", "b"): 1.0}


def test_a_missing_amount_makes_the_sum_unknown_and_an_unnamed_unit_keeps_its_own() -> None:
    values = pl.DataFrame({"area_id": ["a", "b", "c"], "value": [1.0, None, 3.0]})
    after = apportion(values, conversion(("a", "d", 1.0), ("b", "d", 1.0)))
    assert after.rows() == [("c", 3.0), ("d", None)]
