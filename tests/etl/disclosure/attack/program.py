"""A system written as arrays: whole figures between bounds, and rows that add them up between bounds."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

TINY = 1e-6
_GAP = 0.05  # so much above the least cost a solution may lie that only has to show something


@dataclass(frozen=True)
class Program:
    """`row_low` ≤ matrix · figures ≤ `row_high`, `low` ≤ figures ≤ `high`, all figures whole."""

    matrix: csr_matrix
    row_low: np.ndarray
    row_high: np.ndarray
    low: np.ndarray
    high: np.ndarray

    def solve(self, cost: np.ndarray, is_exact: bool = True) -> np.ndarray | None:
        """A solution in whole figures with the least cost, or near it; None where there is none.

        A vertex is mostly whole by itself; where it is not, its whole figures often can stay. Costs that are to be the least
        have to be whole.
        """
        found = self._solve(cost, None)
        if found is None or _is_whole(found).all():
            return None if found is None else np.round(found)
        near = self._round(found, cost)
        if near is None or (is_exact and cost @ near > cost @ found + 1 - TINY):
            near = self._solve(cost, 0.0 if is_exact else _GAP)
        return None if near is None else np.round(near)

    def _solve(self, cost: np.ndarray, gap: float | None) -> np.ndarray | None:
        if not len(cost):
            return cost
        rows = LinearConstraint(self.matrix, self.row_low, self.row_high) if self.matrix.shape[0] else ()
        whole, options = np.full(len(cost), int(gap is not None)), {"mip_rel_gap": gap or 0.0}
        return milp(cost, constraints=rows, bounds=Bounds(self.low, self.high), integrality=whole, options=options).x

    def _round(self, found: np.ndarray, cost: np.ndarray) -> np.ndarray | None:
        is_fixed, near = _is_whole(found), np.round(found)
        rest = self.fix(is_fixed, near)._solve(cost[~is_fixed], 0.0)
        if rest is None:
            return None
        near[~is_fixed] = rest
        return near

    def fix(self, is_fixed: np.ndarray, figures: np.ndarray) -> "Program":
        """What is left where some figures are given."""
        given = self.matrix[:, is_fixed] @ figures[is_fixed]
        matrix = self.matrix[:, ~is_fixed]
        rows = matrix.getnnz(axis=1) > 0
        return Program(
            matrix[rows],
            (self.row_low - given)[rows],
            (self.row_high - given)[rows],
            self.low[~is_fixed],
            self.high[~is_fixed],
        )

    def find_broken(self, figures: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Which rows do not hold, and which figures are not whole or not between their bounds."""
        sums = self.matrix @ figures
        rows = (sums < self.row_low - TINY) | (sums > self.row_high + TINY)
        return rows, (figures < self.low) | (figures > self.high) | (figures != np.round(figures))

    def label(self) -> tuple[np.ndarray, np.ndarray]:
        """A number for each row, and for each figure: the same where rows tie them together."""
        rows, size = self.matrix.shape
        entries = self.matrix.tocoo()
        ties = csr_matrix((np.ones(entries.nnz), (entries.row, rows + entries.col)), shape=(rows + size,) * 2)
        _, label = connected_components(ties, directed=False)
        return label[:rows], label[rows:]

    def split(self, size: int) -> Iterator[tuple[np.ndarray, "Program"]]:
        """Its parts with the places of their figures: each for itself, but small ones together up to about `size` figures."""
        row_label, label = self.label()
        count = np.bincount(label, minlength=max(row_label.max(initial=0), label.max(initial=0)) + 1)
        is_small = count < size
        batch = np.where(is_small, (np.cumsum(count * is_small) - 1) // size, len(count) + np.arange(len(count)))
        for rows, places in zip(*_group(batch[row_label], batch[label]), strict=True):
            matrix = self.matrix[rows][:, places]
            yield (
                places,
                Program(matrix, self.row_low[rows], self.row_high[rows], self.low[places], self.high[places]),
            )


def _group(*labels: np.ndarray) -> Iterator[list[np.ndarray]]:
    """For each of several arrays the places by label, in the order of all labels there are."""
    present = np.unique(np.concatenate(labels))
    for label in labels:
        order = np.argsort(label, kind="stable")
        yield np.split(order, np.searchsorted(label[order], present[1:]))


def _is_whole(figures: np.ndarray) -> np.ndarray:
    return np.abs(figures - np.round(figures)) < TINY
