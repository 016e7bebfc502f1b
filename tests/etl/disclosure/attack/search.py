"""Solutions of a system that show of its figures how low and how high they can be."""

from collections.abc import Hashable, Sequence

import numpy as np

from tests.etl.disclosure.attack.program import Program
from tests.etl.disclosure.attack.reduction import Reduction
from tests.etl.disclosure.attack.system import System

_BATCH = 1500  # figures that nothing ties together are solved for at once, about so many
Part = tuple[np.ndarray, Program]  # places among the reduced figures, and what ties them


class Search:
    """What must be possible of each figure: `low` or less, `high` or more, and two values `width` apart.

    `least` and `most` are what solutions have shown so far: whole numbers, checked against every relation of the system.
    """

    def __init__(self, system: System, keys: Sequence[Hashable], asked: np.ndarray, seed: int = 1) -> None:
        self._low, self._high, self._width = asked.reshape(-1, 3).T
        self.least, self.most = np.full(len(keys), np.inf), np.full(len(keys), -np.inf)
        self._random, self.solved = np.random.default_rng(seed), 0
        places, original = system.program(keys)
        self.reduction = Reduction(original, np.arange(len(places)) < len(keys))
        self._figures = np.zeros(len(self.reduction.place))
        self._parts = list(self.reduction.program.split(_BATCH))
        self._refute([part for part in self._parts if not self._solve(part, np.zeros(len(part[0])))])
        self._is_decided = np.isin(self.reduction.part[: len(keys)], sorted(self.reduction.refuted))
        self._look()

    def run(self) -> np.ndarray:
        """The figures, by their numbers, of which something that must be possible is not; their bounds then are exact."""
        is_single = ~np.isin(np.arange(len(self.least)), self.reduction.place)  # what is left of it is one value
        broken = [np.flatnonzero(self._is_open() & is_single)]
        self._is_decided |= is_single
        while self._is_open().any():
            broken.append(self._advance())
        return np.concatenate(broken)

    def _lacks(self) -> np.ndarray:
        """Of each figure whether a low value, a high one and a wide range are still to be shown."""
        lacks = np.array([self.least > self._low, self.most < self._high, self.most - self.least < self._width])
        return lacks & ~self._is_decided

    def _is_open(self) -> np.ndarray:
        return self._lacks().any(axis=0)

    def _targets(self, part: Part) -> np.ndarray:
        places = self.reduction.place[part[0]]
        return places[places < len(self.least)]

    def _advance(self) -> np.ndarray:
        """One more solution of every part with an open figure; where it shows nothing new, the bounds of one figure.

        Returns the figures found broken.
        """
        before = self._lacks().sum(axis=0)
        worked = [part for part in self._parts if before[self._targets(part)].any()]
        for part in worked:
            self._solve(part, self._draw_cost(part))
        self._look()
        after = self._lacks().sum(axis=0)
        stuck = []
        for part in worked:
            targets = self._targets(part)
            if after[targets].any() and before[targets].sum() == after[targets].sum():
                stuck.append((part, targets[np.flatnonzero(after[targets])[0]]))
        return self._bound(stuck)

    def _bound(self, stuck: list[tuple[Part, int]]) -> np.ndarray:
        """Exactly, one figure of each part; returns those that remain open."""
        for sense in (1.0, -1.0):
            for part, target in stuck:
                self._solve(part, np.where(self.reduction.place[part[0]] == target, sense, 0.0), is_exact=True)
            if stuck:
                self._look()
        targets = np.array([target for _, target in stuck], dtype=int)
        broken = targets[self._is_open()[targets]]
        self._is_decided[targets] = True
        return broken

    def _draw_cost(self, part: Part) -> np.ndarray:
        """Open figures are pushed to where they have not been, at random where both ways are open."""
        is_low, is_high, is_wide = self._lacks()
        sign = np.where(self._random.random(len(is_low)) < 0.5, 1.0, -1.0)
        sign = np.where(is_low & ~is_high, 1.0, np.where(is_high & ~is_low, -1.0, sign))
        drawn = sign * (is_low | is_high | is_wide) * self._random.uniform(1, 2, len(sign))
        places = self.reduction.place[part[0]]
        return np.where(places < len(drawn), drawn[np.minimum(places, len(drawn) - 1)], 0.0)

    def _solve(self, part: Part, cost: np.ndarray, is_exact: bool = False) -> bool:
        """Puts a solution in place; False where there is none."""
        places, program = part
        found = program.solve(cost, is_exact)
        self.solved += 1
        if found is not None:
            self._figures[places] = found
        return found is not None

    def _look(self) -> None:
        """Takes note of the solution in place."""
        found = self.reduction.restore(self._figures)
        assert self.reduction.is_solution(found), "what was left out does not follow"
        targets = found[: len(self.least)]
        self.least, self.most = np.minimum(self.least, targets), np.maximum(self.most, targets)

    def _refute(self, batches: list[Part]) -> None:
        """Takes note of the parts of the system that nothing satisfies."""
        for places, program in batches:
            for inside, part in program.split(1):
                if not self._solve((places[inside], part), np.zeros(len(inside))):
                    self.reduction.refuted |= {*self.reduction.part[self.reduction.place[places[inside]]]}
