"""Linear relations between unknown whole figures, said one by one."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_matrix

from tests.etl.disclosure.attack.program import Program

Terms = Mapping[Hashable, float]  # figure → coefficient
FAR = 1e6  # no hidden figure is greater


@dataclass
class System:
    """Figures by any key; `known` are constants, all others are unknown, whole and at least 0."""

    known: dict[Hashable, float] = field(default_factory=dict)
    most: dict[Hashable, float] = field(default_factory=dict)
    equal: list[tuple[Terms, float]] = field(default_factory=list)
    at_most: list[tuple[Terms, float]] = field(default_factory=list)

    def say(self, terms: Terms, is_at_most: bool = False, amount: float = 0.0) -> None:
        """Σ coefficient × figure = (or ≤) amount. What is known moves to the right; a relation of constants alone says nothing."""
        unknown: dict[Hashable, float] = {}
        for key, coefficient in terms.items():
            if (constant := self.known.get(key)) is None:
                unknown[key] = coefficient
            else:
                amount -= coefficient * constant
        if unknown:
            (self.at_most if is_at_most else self.equal).append((unknown, amount))

    def limit(self, key: Hashable, most: float) -> None:
        self.most[key] = min(most, self.most.get(key, FAR))

    def program(self, targets: Iterable[Hashable]) -> tuple[dict[Hashable, int], Program]:
        """The unknown figures by their places, the targets first, and all that is said of them."""
        targets = [target for target in targets if target not in self.known]
        rows = self.equal + self.at_most
        places = {key: place for place, key in enumerate(dict.fromkeys([*targets, *(k for t, _ in rows for k in t)]))}
        entries = [(row, places[key], c) for row, (terms, _) in enumerate(rows) for key, c in terms.items()]
        row, place, coefficient = np.array(entries, dtype=float).reshape(-1, 3).T
        matrix = csr_matrix((coefficient, (row.astype(int), place.astype(int))), shape=(len(rows), len(places)))
        row_high = np.array([amount for _, amount in rows], dtype=float)
        row_low = np.where(np.arange(len(rows)) < len(self.equal), row_high, -np.inf)
        high = np.array([self.most.get(key, FAR) for key in places], dtype=float)
        return places, Program(matrix, row_low, row_high, np.zeros(len(places)), high)
