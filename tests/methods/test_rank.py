"""Bands of ranks: what the intervals leave open."""

from hypothesis import given
from hypothesis import strategies as st

from longdan.methods.rank import rank_bands

LIMITS = st.lists(
    st.tuples(st.integers(0, 50), st.integers(0, 20)).map(lambda one: (one[0], one[0] + one[1])), min_size=1
)


def test_intervals_apart_have_one_rank_and_those_that_touch_share_a_band() -> None:
    assert rank_bands([(80, 90), (50, 60), (55, 70), (10, 20)]) == [(1, 1), (2, 3), (2, 3), (4, 4)]


@given(LIMITS)
def test_a_band_leaves_out_those_certainly_above_and_below(limits: list[tuple[int, int]]) -> None:
    for (low, high), (best, worst) in zip(limits, rank_bands(limits), strict=True):
        assert best == 1 + sum(other_low > high for other_low, _ in limits)
        assert worst == len(limits) - sum(other_high < low for _, other_high in limits)
        assert best <= worst
