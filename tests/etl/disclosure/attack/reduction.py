"""The same system with fewer figures and rows: what is certain is put in, what follows is left out.

Every step keeps exactly the solutions that the figures to be kept can have, and says how the others follow, so that a
solution of what is left can be made one of everything, and be checked there.
"""

from collections.abc import Callable

import numpy as np
from scipy.sparse import csr_matrix, diags, vstack

from tests.etl.disclosure.attack.program import TINY, Program

_ROUNDS, _PASSES = 25, 6
_SHORT = 3  # rows up to so long are put into others


class Reduction:
    """`program` is what is left, `place` the figures of the original it holds, `refuted` its parts that nothing satisfies."""

    def __init__(self, original: Program, is_kept: np.ndarray) -> None:
        row_part, self.part = original.label()
        self.original, self.program, self.place = original, original, np.arange(len(is_kept))
        self.row_part, self._row_part, self._is_kept = row_part, row_part, is_kept
        self.refuted: set[int] = set()
        self._restore: list[Callable[[np.ndarray], None]] = []
        size = None
        for _ in range(_ROUNDS):
            for step in (
                self._tighten,
                self._drop_refuted,
                self._drop_certain,
                self._leave_out_slack,
                self._leave_out_parts,
                self._put_in,
                self._merge,
            ):
                step()
            if size == (size := self.program.matrix.shape):
                break

    def restore(self, figures: np.ndarray) -> np.ndarray:
        """All figures of the original from those of `program`; of refuted parts they mean nothing."""
        found = np.zeros(len(self.part))
        found[self.place] = figures
        for step in reversed(self._restore):
            step(found)
        return found

    def is_solution(self, found: np.ndarray) -> bool:
        """Whether figures of the original satisfy every relation of it, apart from refuted parts."""
        refuted = np.array(sorted(self.refuted), dtype=int)
        rows, places = self.original.find_broken(found)
        return not (rows & ~np.isin(self.row_part, refuted)).any() and not (places & ~np.isin(self.part, refuted)).any()

    def _tighten(self) -> None:
        """What each row leaves each figure, given the bounds of the others; rows of whole coefficients have whole sums."""
        p = self.program
        entries = p.matrix.tocoo()
        row, place, c = entries.row, entries.col, entries.data
        row_low, row_high, low, high = p.row_low.copy(), p.row_high.copy(), p.low.copy(), p.high.copy()
        is_whole = _is_whole(p.matrix)
        row_low[is_whole], row_high[is_whole] = np.ceil(row_low[is_whole] - TINY), np.floor(row_high[is_whole] + TINY)
        for _ in range(_PASSES):
            least, most = (
                np.where(c > 0, c * low[place], c * high[place]),
                np.where(c > 0, c * high[place], c * low[place]),
            )
            least_of, most_of = (np.bincount(row, each, minlength=len(row_low)) for each in (least, most))
            upward = (row_high[row] - (least_of[row] - least)) / c
            downward = (row_low[row] - (most_of[row] - most)) / c
            before = low.sum() - high.sum()
            np.minimum.at(high, place, np.floor(np.where(c > 0, upward, downward) + TINY))
            np.maximum.at(low, place, np.ceil(np.where(c > 0, downward, upward) - TINY))
            if before == low.sum() - high.sum() or (low > high).any():
                break
        self.program = Program(p.matrix, row_low, row_high, low, high)

    def _drop_refuted(self) -> None:
        p = self.program
        least, most = _reach(p)
        is_refuted = (least > p.row_high + TINY) | (most < p.row_low - TINY) | (p.row_low > p.row_high)
        self.refuted |= {*self._row_part[is_refuted], *self.part[self.place[p.low > p.high]]}
        if self.refuted:
            refuted = np.array(sorted(self.refuted), dtype=int)
            self._keep(~np.isin(self._row_part, refuted), ~np.isin(self.part[self.place], refuted))

    def _drop_certain(self) -> None:
        """Figures with one value, and figures to be left out that no row names; rows that hold in any case."""
        p = self.program
        least, most = _reach(p)
        is_needed = (least < p.row_low - TINY) | (most > p.row_high + TINY)
        is_named = p.matrix[is_needed].getnnz(axis=0) > 0
        is_open = (p.low < p.high) & (is_named | self._is_kept)
        places, values = self.place[~is_open], p.low[~is_open]
        known = p.matrix[:, ~is_open] @ values
        self.program = Program(p.matrix, p.row_low - known, p.row_high - known, p.low, p.high)
        self._restore.append(lambda found: found.__setitem__(places, values))
        self._keep(is_needed, is_open)

    def _leave_out_slack(self) -> None:
        """A figure that only one row names takes up what the others leave of it: one for each row."""
        p = self.program
        once = np.flatnonzero((p.matrix.getnnz(axis=0) == 1) & ~self._is_kept)
        columns = p.matrix[:, once].tocoo()
        order = np.argsort(columns.col)
        row, c = columns.row[order], columns.data[order]
        fits = np.flatnonzero((np.abs(c) == 1) & _is_whole(p.matrix)[row])
        _, first = np.unique(row[fits], return_index=True)
        row, c, once = row[fits][first], c[fits][first], once[fits][first]
        if not len(once):
            return
        least, most = np.where(c > 0, p.low[once], -p.high[once]), np.where(c > 0, p.high[once], -p.low[once])
        is_other = np.ones(len(p.low), dtype=bool)
        is_other[once] = False
        others, places = self._widen(p.matrix[row] @ diags(is_other.astype(float))), self.place[once]
        row_low, row_high = p.row_low.copy(), p.row_high.copy()
        asked_low, asked_high = row_low[row], row_high[row]
        row_low[row], row_high[row] = asked_low - most, asked_high - least

        def restore(found: np.ndarray) -> None:
            rest = others @ found
            found[places] = c * np.clip(np.maximum(asked_low - rest, least), least, np.minimum(most, asked_high - rest))

        self.program = Program(p.matrix, row_low, row_high, p.low, p.high)
        self._restore.append(restore)
        self._keep(np.ones(len(row_low), dtype=bool), is_other)

    def _leave_out_parts(self) -> None:
        """The parts of a sum that only one other row limits each, from above: what the limits leave, the sum may be of them."""
        p = self.program
        place, total, limit = self._choose_parts()
        if not len(place):
            return
        is_other = np.ones(len(p.low), dtype=bool)
        is_other[place] = False
        others = p.matrix @ diags(is_other.astype(float))
        group, of = np.unique(total, return_inverse=True)
        gather = csr_matrix((np.ones(len(of)), (of, np.arange(len(of)))), shape=(len(group), len(of)))
        low, most = p.low[place], p.row_high[limit]
        total_low, total_high = p.row_low[group], p.row_high[group]
        room, rest = self._widen(others[limit]), self._widen(others[group])
        places = self.place[place]

        def restore(found: np.ndarray) -> None:
            needed = np.maximum(total_low - rest @ found - gather @ low, 0)
            order = np.argsort(of, kind="stable")
            space = np.maximum((most - room @ found - low)[order], 0)
            before = np.cumsum(space) - space
            before -= before[np.searchsorted(of[order], of[order])]
            found[places[order]] = low[order] + np.clip(needed[of[order]] - before, 0, space)

        row_low, row_high = p.row_low.copy(), p.row_high.copy()
        row_low[limit], row_high[limit] = -np.inf, row_high[limit] - low
        row_low[group], row_high[group] = -np.inf, total_high - gather @ low
        matrix = vstack([others, others[group] - gather @ others[limit]]).tocsr()
        matrix.eliminate_zeros()
        row_low = np.concatenate([row_low, total_low - gather @ most])
        self.program = Program(matrix, row_low, np.concatenate([row_high, np.full(len(group), np.inf)]), p.low, p.high)
        self._row_part = np.concatenate([self._row_part, self._row_part[group]])
        self._restore.append(restore)
        self._keep(np.ones(matrix.shape[0], dtype=bool), is_other)

    def _choose_parts(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Parts, the row that each is added up in with others of them, and the row that limits it."""
        p = self.program
        is_simple = _is_whole(p.matrix)
        is_fit = (p.matrix.getnnz(axis=0) == 2) & ~self._is_kept
        for _ in range(2):
            entries = p.matrix.tocoo()
            is_inside = is_fit[entries.col] & (entries.data == 1) & is_simple[entries.row]
            is_fit = np.bincount(entries.col[is_inside], minlength=len(is_fit)) == 2
            in_row = np.bincount(entries.row, is_fit[entries.col], minlength=len(p.row_low))
            least, _ = _reach(p)
            row, place = entries.row, entries.col
            left = p.row_high[row] - (least[row] - p.low[place])  # at most, whatever the others of the row are
            is_limit = is_fit[place] & (in_row[row] == 1) & (p.row_low[row] <= least[row]) & (left <= p.high[place])
            is_total = is_fit[place] & (in_row[row] > 1)
            is_fit &= (np.bincount(place, is_limit, minlength=len(is_fit)) == 1) & (
                np.bincount(place, is_total, minlength=len(is_fit)) == 1
            )
        is_limit, is_total = is_limit & is_fit[place], is_total & is_fit[place]
        found = np.flatnonzero(is_fit)
        total, limit = np.zeros(len(is_fit), dtype=int), np.zeros(len(is_fit), dtype=int)
        total[place[is_total]], limit[place[is_limit]] = row[is_total], row[is_limit]
        return found, total[found], limit[found]

    def _put_in(self) -> None:
        """A figure that a short equation tells is put into every other row as what it is; its bounds stay as a row."""
        p = self.program
        row, place = self._choose_told()
        if not len(row):
            return
        c = np.asarray(p.matrix[row, place]).ravel()
        is_other = np.ones(len(p.low), dtype=bool)
        is_other[place] = False
        rest = diags(-1 / c) @ p.matrix[row] @ diags(is_other.astype(float))
        constant = p.row_low[row] / c
        told = p.matrix[:, place]
        moved = told @ constant
        is_other_row = np.ones(len(p.row_low), dtype=bool)
        is_other_row[row] = False
        matrix = (p.matrix @ diags(is_other.astype(float)) + told @ rest)[is_other_row]
        low, high = (p.row_low - moved)[is_other_row], (p.row_high - moved)[is_other_row]
        matrix = vstack([matrix, rest]).tocsr()
        matrix.data[np.abs(matrix.data) < TINY] = 0
        matrix.eliminate_zeros()
        whole_rest, places = self._widen(rest), self.place[place]
        self._restore.append(lambda found: found.__setitem__(places, np.round(constant + whole_rest @ found)))
        self.program = Program(
            matrix,
            np.concatenate([low, p.low[place] - constant]),
            np.concatenate([high, p.high[place] - constant]),
            p.low,
            p.high,
        )
        self._row_part = np.concatenate([self._row_part[is_other_row], self._row_part[row]])
        self._keep(np.ones(matrix.shape[0], dtype=bool), is_other)

    def _choose_told(self) -> tuple[np.ndarray, np.ndarray]:
        """Equations and the figure that each tells, none of which any other of the equations names."""
        p = self.program
        count = p.matrix.getnnz(axis=0)
        length = np.diff(p.matrix.indptr)
        is_equation = (p.row_low == p.row_high) & (length > 1) & (length <= _SHORT) & _is_whole(p.matrix)
        told, named, rows = set(), set(), []
        for row in np.flatnonzero(is_equation):
            inside = slice(p.matrix.indptr[row], p.matrix.indptr[row + 1])
            places, c = p.matrix.indices[inside], p.matrix.data[inside]
            if told.intersection(places):
                continue
            order = np.argsort(-np.abs(c - c.sum()))  # the total before its parts
            for place, coefficient in zip(places[order], c[order], strict=True):
                is_worth = len(places) == 2 or count[place] <= 2
                if is_worth and abs(coefficient) == 1 and not self._is_kept[place] and place not in named:
                    told.add(place)
                    named.update(places)
                    rows.append((row, place))
                    break
        found = np.array(rows, dtype=int).reshape(-1, 2)
        return found[:, 0], found[:, 1]

    def _merge(self) -> None:
        """Rows that add up the same figures become one."""
        p = self.program
        random = np.random.default_rng(1)
        sums = p.matrix @ (random.uniform(1, 2, p.matrix.shape[1]) + 1j * random.uniform(1, 2, p.matrix.shape[1]))
        sign = np.where(sums.real < 0, -1.0, 1.0)
        low, high = np.where(sign > 0, p.row_low, -p.row_high), np.where(sign > 0, p.row_high, -p.row_low)
        _, first, same = np.unique(sums * sign, return_index=True, return_inverse=True)
        row_low, row_high = np.full(len(first), -np.inf), np.full(len(first), np.inf)
        np.maximum.at(row_low, same, low)
        np.minimum.at(row_high, same, high)
        self.program = Program((diags(sign) @ p.matrix)[first].tocsr(), row_low, row_high, p.low, p.high)
        self._row_part = self._row_part[first]

    def _keep(self, rows: np.ndarray, places: np.ndarray) -> None:
        p = self.program
        matrix = p.matrix[rows][:, places].tocsr()
        matrix.sort_indices()
        self.program = Program(matrix, p.row_low[rows], p.row_high[rows], p.low[places], p.high[places])
        self.place, self._is_kept, self._row_part = self.place[places], self._is_kept[places], self._row_part[rows]

    def _widen(self, matrix: csr_matrix) -> csr_matrix:
        """The same rows over the figures of the original."""
        entries = matrix.tocoo()
        return csr_matrix(
            (entries.data, (entries.row, self.place[entries.col])), shape=(matrix.shape[0], len(self.part))
        )


def _reach(program: Program) -> tuple[np.ndarray, np.ndarray]:
    """The least and the greatest sum of each row within the bounds of its figures."""
    entries = program.matrix.tocoo()
    c, low, high = entries.data, program.low[entries.col], program.high[entries.col]
    size = len(program.row_low)
    return (
        np.bincount(entries.row, np.where(c > 0, c * low, c * high), minlength=size),
        np.bincount(entries.row, np.where(c > 0, c * high, c * low), minlength=size),
    )


def _is_whole(matrix: csr_matrix) -> np.ndarray:
    """Which rows have whole coefficients only."""
    entries = matrix.tocoo()
    return np.bincount(entries.row, entries.data != np.round(entries.data), minlength=matrix.shape[0]) == 0
