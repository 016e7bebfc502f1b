"""How far the hidden figures of a tree can go, of this build and of earlier ones, and how far they are asked to."""

from collections.abc import Collection
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

    def miss(self, best: "Reach | None" = None) -> int:
        """How much is missing of what is asked, as far as it could be had at best."""
        down, up, width = self.asked
        if best is not None:
            down, up, width = min(down, best.down), min(up, best.up), min(width, best.down + best.up)
        return width - self.down - self.up if self.asked[2] else max(down - self.down, up - self.up)


@dataclass(frozen=True)
class Uncertainty:
    """What stays possible while the figures that are not `is_known` and the totals that are not `shown` are hidden.

    `shown`, `hidden`: total × build; a total that says nothing new is neither. `is_bounded`: hidden totals are bounded
    themselves by what is known of them; without it figures go rather too far.
    """

    lives: Lives
    demand: Demand
    is_known: np.ndarray
    shown: np.ndarray
    hidden: np.ndarray
    is_bounded: bool = True

    @cached_property
    def _together(self) -> list[Together]:
        kinds = [None, *_split_kinds(self.lives)] if self.demand.of_kinds else [None]
        return [Together(self.lives, self.is_known, self.shown, kind, self.is_bounded) for kind in kinds]

    def measure(self, keys: Collection[Key] | None = None) -> dict[Key, Reach]:
        """The reach of every hidden figure of every build, or of these only; what is known has none."""
        found: dict[Key, Reach] = {}
        for kind, together in enumerate(self._together):
            asked = self._ask(together)
            chosen = np.arange(len(asked))
            if keys is not None:
                figures = [figure for of_kind, figure, build in keys if of_kind == kind and build < 0]
                chosen = np.flatnonzero(np.isin(together.rows, figures))
            wanted = np.zeros_like(asked)
            wanted[chosen] = asked[chosen]
            down, up = self._reach(kind, together, wanted)
            for place in map(int, chosen):
                figure = int(together.rows[place])
                request = (int(asked[place, 0]), int(asked[place, 1]), int(asked[place, 2]))
                found[kind, figure, -1] = Reach(figure, request, int(down[place]), int(up[place]))
            found |= self._measure_totals(kind, together, keys)
        return found

    def _measure_totals(self, kind: int, together: Together, keys: Collection[Key] | None) -> dict[Key, Reach]:
        """Of totals in which anything is hidden. One that is the same in several builds is measured once."""
        found: dict[Key, Reach] = {}
        known: dict[tuple, Reach] = {}
        for total, build in np.argwhere(self.hidden):
            key = (kind, int(total), int(build))
            inside = np.flatnonzero(self._find_inside(together, total, build) if keys is None or key in keys else ())
            if len(inside):
                asked = self._ask_total(total, build)
                same = (inside.tobytes(), asked)
                if same not in known:
                    known[same] = Reach(int(together.rows[inside[0]]), asked, *together.reach_total(inside, *asked[:2]))
                found[key] = known[same]
        return found

    def _find_inside(self, together: Together, total: int, build: int) -> np.ndarray:
        rows = together.rows
        return self.lives.alive[rows, build] & (self.lives.above[rows] == total).any(axis=1)

    def _ask(self, together: Together) -> np.ndarray:
        """How far down and up, and how wide, for each figure."""
        holds_none = self.lives.holds_none[together.rows]
        width = np.where(holds_none, 0, self.demand.width)
        up = np.where(holds_none, together.more if self.demand.is_class else 0, width)
        return np.column_stack([np.where(holds_none, together.value, width), up, width])

    def _ask_total(self, total: int, build: int) -> tuple[int, int, int]:
        lives, demand = self.lives, self.demand
        if not lives.total_holds_none[total, build]:
            return (demand.width,) * 3
        spare = int(lives.total_high[total, build] - lives.total_value[total, build])
        return int(lives.total_value[total, build]), spare if demand.is_class else 0, 0

    def _reach(self, kind: int, together: Together, asked: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Of kinds of answers the range of exchanging them counts as well, if it is wider."""
        down, up = together.reach(asked[:, 0], asked[:, 1])
        if kind:
            up = np.maximum(up, np.minimum(asked[:, 2], together.exchange) - down)
        return down, up

    def hide(self, total: int) -> "Uncertainty":
        """The same with one more total hidden in this build."""
        shown, hidden = self.shown.copy(), self.hidden.copy()
        shown[total, -1], hidden[total, -1] = False, True
        return replace(self, shown=shown, hidden=hidden)


def _split_kinds(lives: Lives) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Favourable answers and the others, each with the least and greatest that the number of all answers leaves it."""
    kinds = []
    for kind in (lives.favourable, lives.value - lives.favourable):
        rest = lives.value - kind
        kinds.append((kind, np.maximum(lives.low - rest, 0), np.maximum(lives.high - rest, kind)))
    return kinds
