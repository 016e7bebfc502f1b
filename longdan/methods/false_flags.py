"""How many of many places chance alone puts on a list, so that the list can say so (Y. Benjamini and Y. Hochberg, JRSS B 57, 1995, on why)."""

from collections.abc import Iterable

from longdan.methods.interval import CERTAIN, CONFIDENT

CLEAR_BY_CHANCE = (1 - CERTAIN) / 2  # on the one side that is worse
SIGN_BY_CHANCE = (1 - CONFIDENT) / 2


def expect_clear(judged: Iterable[int]) -> float:
    """Places of which chance makes at least one figure clearly worse; `judged` are the independent figures of each place."""
    return sum(1 - (1 - CLEAR_BY_CHANCE) ** figures for figures in judged)


def expect_signs(judged: Iterable[int]) -> float:
    """Places without a clear one of which chance makes two or more figures worse by a sign."""
    sign_only = SIGN_BY_CHANCE - CLEAR_BY_CHANCE
    return sum(
        (1 - CLEAR_BY_CHANCE) ** figures
        - (1 - SIGN_BY_CHANCE) ** figures
        - figures * sign_only * (1 - SIGN_BY_CHANCE) ** max(figures - 1, 0)
        for figures in judged
    )
