"""How far the hidden figures of a tree can go, of this build and of earlier ones, and how far they are asked to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from etl.disclosure.lives import Lives
from etl.disclosure.together import Together

Key = tuple[int, int, int]  # kind of answers, figure or total, build; the build is -1 of a figure by itself


@dataclass(frozen=True)
class Demand:
    """How far hidden figures must stay uncertain: a range of `width`, or, where it must hold none, from 0 on.

    `is_class`: and up to the greatest that is known of it. `units`: figures that began or ended between two builds that show
    a total are told together only where they are those of so many communes. `of_kinds`: both kinds of answers are asked about
    too.
    """

    width: int
    units: int = 0
    is_class: bool = False
    of_kinds: bool = False


@dataclass(frozen=True)
class Reach:
    """Of one hidden figure: how far down and up it is asked to go, or how wide its range is to be, and how far it can go."""

    figure: int  # itself, or one of those in a total
    asked: tuple[int, int, int]
    down: int
    up: int

    def miss(self, best: "Reach") -> int:
        """How much is missing of what is asked, as far as it could be had at best."""
        down, up, width = self.asked
        if width:
            return min(width, best.down + best.up) - self.down - self.up
        return max(min(down, best.down) - self.down, min(up, best.up) - self.up)


@dataclass(frozen=True)
class Uncertainty:
    """What stays possible while the figures that are not `is_known` and the totals that are not `shown` (total × build) are hidden.

    `is_bounded`: hidden totals are bounded themselves by what is known of them; without it figures go rather too far.
    """

    lives: Lives
    demand: Demand
    is_known: np.ndarray
    shown: np.ndarray
    is_bounded: bool = True

    @cached_property
    def _together(self) -> list[Together]:
        kinds = [None, *_split_kinds(self.lives)] if self.demand.of_kinds else [None]
        return [Together(self.lives, self.is_known, self.shown, kind, self.is_bounded) for kind in kinds]

    def measure(self) -> dict[Key, Reach]:
        """The reach of every hidden figure of every build."""
        found: dict[Key, Reach] = {}
        for kind, together in enumerate(self._together):
            asked = np.column_stack(self._ask(together))
            down, up = self._reach(kind, together, asked)
            for place, figure in enumerate(map(int, together.rows)):
                request = tuple(map(int, asked[place]))
                found[kind, figure, -1] = Reach(figure, request, int(down[place]), int(up[place]))
            for total, build in self._hidden_totals():
                if (reach := self._reach_total(together, total, build)) is not None:
                    found[kind, total, build] = reach
        return found

    def measure_one(self, key: Key) -> Reach | None:
        """The reach of one of them, None where it is known."""
        kind, number, build = key
        together = self._together[kind]
        if build >= 0:
            return self._reach_total(together, number, build)
        place = np.flatnonzero(together.rows == number)
        if not len(place):
            return None
        asked = np.column_stack(self._ask(together))
        wanted = np.where((together.rows == number)[:, None], asked, 0)
        down, up = self._reach(kind, together, wanted)
        return Reach(number, tuple(map(int, asked[place[0]])), int(down[place[0]]), int(up[place[0]]))

    def _ask(self, together: Together) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        holds_none = self.lives.holds_none[together.rows]
        width = np.where(holds_none, 0, self.demand.width)
        up = np.where(holds_none, together.more if self.demand.is_class else 0, width)
        return np.where(holds_none, together.value, width), up, width

    def _reach(self, kind: int, together: Together, asked: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Of kinds of answers the range of exchanging them counts as well, if it is wider."""
        down, up = together.reach(asked[:, 0], asked[:, 1])
        if kind:
            up = np.maximum(up, np.minimum(asked[:, 2], together.exchange) - down)
        return down, up

    def _hidden_totals(self) -> Iterator[tuple[int, int]]:
        yield from ((int(total), int(build)) for total, build in np.argwhere(self.lives.is_there & ~self.shown))

    def _reach_total(self, together: Together, total: int, build: int) -> Reach | None:
        """None where every figure in it is known."""
        lives, demand = self.lives, self.demand
        rows = together.rows
        inside = np.flatnonzero(lives.alive[rows, build] & (lives.above[rows] == total).any(axis=1))
        if not len(inside):
            return None
        asked = (demand.width,) * 3
        if lives.total_holds_none[total, build]:
            spare = int(lives.total_high[total, build] - lives.total_value[total, build])
            asked = (int(lives.total_value[total, build]), spare if demand.is_class else 0, 0)
        return Reach(int(rows[inside[0]]), asked, *together.reach_total(inside, *asked[:2]))

    def hide(self, total: int) -> "Uncertainty":
        """The same with one more total hidden in this build."""
        shown = self.shown.copy()
        shown[total, -1] = False
        return replace(self, shown=shown)


def _split_kinds(lives: Lives) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Favourable answers and the others, each with the least and greatest that the number of all answers leaves it."""
    kinds = []
    for kind in (lives.favourable, lives.value - lives.favourable):
        rest = lives.value - kind
        kinds.append((kind, np.maximum(lives.low - rest, 0), np.maximum(lives.high - rest, kind)))
    return kinds
