"""Linear relations between unknown whole figures, split into parts that have nothing to do with each other."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

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

    def parts(self, targets: Iterable[Hashable]) -> Iterator["Part"]:
        """The connected parts that hold a target."""
        targets = [target for target in targets if target not in self.known]
        rows = self.equal + self.at_most
        places = {key: place for place, key in enumerate(dict.fromkeys([*targets, *(k for t, _ in rows for k in t)]))}
        keys = np.empty(len(places), dtype=object)
        keys[:] = list(places)
        entries = [(row, places[key], c) for row, (terms, _) in enumerate(rows) for key, c in terms.items()]
        line, place, coefficient = np.array(entries, dtype=float).reshape(-1, 3).T
        matrix = csr_matrix((coefficient, (line.astype(int), place.astype(int))), shape=(len(rows), len(places)))
        tied = csr_matrix(
            (np.ones(len(line)), (len(places) + line.astype(int), place.astype(int))),
            shape=(size := len(places) + len(rows), size),
        )
        _, label = connected_components(tied, directed=False)
        order, begins = _group(label[: len(places)])
        row_order, row_begins = _group(label[len(places) :])
        amounts, high = np.array([amount for _, amount in rows]), np.array([self.most.get(key, FAR) for key in keys])
        for part in sorted({label[places[target]] for target in targets}):
            mine, lines = order[begins[part] : begins[part + 1]], row_order[row_begins[part] : row_begins[part + 1]]
            ties, others = lines[lines < len(self.equal)], lines[lines >= len(self.equal)]
            inside, below = matrix[ties][:, mine], matrix[others][:, mine]
            yield Part(list(keys[mine]), high[mine], inside, amounts[ties], below, amounts[others])


def _group(label: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The rows by label, and where each label begins among them."""
    order = np.argsort(label, kind="stable")
    return order, np.searchsorted(label[order], np.arange(label.max(initial=0) + 2))


@dataclass
class Part:
    """A part of a system: the unknown figures, their greatest values, and the relations."""

    keys: list[Hashable]
    high: np.ndarray
    equal: csr_matrix
    equal_to: np.ndarray
    at_most: csr_matrix
    limit: np.ndarray

    def solve(self, cost: np.ndarray, is_whole: bool = False) -> np.ndarray | None:
        """A solution with the least cost; None where the relations contradict each other. Whole numbers only where asked for."""
        if is_whole:
            ties = [
                LinearConstraint(m, low, b)
                for m, low, b in ((self.equal, self.equal_to, self.equal_to), (self.at_most, -np.inf, self.limit))
                if m.shape[0]
            ]
            found = milp(cost, constraints=ties, bounds=Bounds(0, self.high), integrality=np.ones(len(cost)))
        else:
            found = linprog(
                cost,
                A_ub=self.at_most if self.at_most.shape[0] else None, b_ub=self.limit if self.at_most.shape[0] else None,
                A_eq=self.equal if self.equal.shape[0] else None, b_eq=self.equal_to if self.equal.shape[0] else None,
                bounds=np.column_stack([np.zeros(len(cost)), self.high]), method="highs-ds",
            )  # fmt: skip
        return None if found.x is None else found.x
