"""What is known of the hidden figures of a tree from this build and every earlier one together.

A total that was shown in some builds splits the figures in it by which of those they stood in. He who kept these builds is
given the sum of each such group, which is more than he has: he has the sums of some groups together. The groups of a province and
of the districts in it are nested, those of the country cut across them, so that a figure is an edge between two trees of
sums, and what it can be is a question of flows (`rerouting.py`): exact, given those sums.
"""

from functools import cached_property

import numpy as np

from etl.disclosure.lives import Lives
from etl.disclosure.rerouting import FREE, Network

_DISTRICT, _PROVINCE, _COUNTRY = range(3)
_OUTSIDE = 0  # the node behind whatever is added to nothing that is known


class Together:
    """The figures that are not `is_known`, with the totals that are `shown` (total × build)."""

    def __init__(
        self,
        lives: Lives,
        is_known: np.ndarray,
        shown: np.ndarray,
        amounts: tuple[np.ndarray, np.ndarray, np.ndarray] | None = None,
        has_limits: bool = True,
    ) -> None:
        """`amounts`: value, least and greatest of each figure, where it is not the count that is asked about.

        Without `has_limits` nothing is known of hidden totals themselves, so that figures can go rather too far.
        """
        self.lives, self.shown = lives, shown
        self.rows = np.flatnonzero(~is_known)
        value, low, high = (lives.value, lives.low, lives.high) if amounts is None else amounts
        self.value = value[self.rows]
        self.less = np.maximum(self.value - low[self.rows], 0)
        self.more = np.minimum(np.maximum(high[self.rows] - self.value, 0), FREE)
        self._alive, self._above = lives.alive[self.rows], lives.above[self.rows]
        self._has_limits = has_limits and amounts is None
        self._connect()

    def _connect(self) -> None:
        """Outside → province's groups → districts' groups → figures alive in the same builds → country's groups → outside."""
        self.network, nothing = Network(), np.zeros(len(self.rows), dtype=np.int64)
        province, province_room = self._group(_PROVINCE, nothing)
        district, district_room = self._group(_DISTRICT, province)
        country, country_room = self._group(_COUNTRY, nothing)
        same = _number(np.column_stack([district, self._alive]))
        self.cell = _number(np.column_stack([same, country]))
        rooms = (province_room, district_room, country_room)
        self._groups = [
            (group, room[group, 0] == 0) for group, room in zip((province, district, country), rooms, strict=True)
        ]
        groups = (province, district, same, country)
        start = np.cumsum([_OUTSIDE + 1, *(group.max(initial=-1) + 1 for group in groups)])
        nodes = [group + first for group, first in zip(groups, start[:-1], strict=True)]
        self._add_edges(nothing + _OUTSIDE, nodes[0], province, province_room)
        self._add_edges(nodes[0], nodes[1], district, district_room)
        self.same = self._add_edges(nodes[1], nodes[2], same, np.full((same.max(initial=-1) + 1, 2), FREE))
        cell_room = np.column_stack([self._in_cell(self.more), self._in_cell(self.less)])
        self.cell_edge = self._add_edges(nodes[2], nodes[3], self.cell, cell_room)
        self._add_edges(nodes[3], nothing + _OUTSIDE, country, country_room)
        if self._has_limits:
            self._limit()

    def _group(self, level: int, inside: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The groups of a level within others, and how much each may grow and shrink: nothing where its sum is known."""
        total = self._above[:, level]
        told = np.zeros_like(self._alive)
        told[total >= 0] = self._alive[total >= 0] & self.shown[total[total >= 0]]
        group = _number(np.column_stack([inside, total, told]))
        room = np.full((group.max(initial=-1) + 1, 2), FREE)
        room[group[told.any(axis=1)]] = 0
        return group, room

    def _limit(self) -> None:
        """What is known of a hidden total itself, unless what is known of the figures in it says as much."""
        lives = self.lives
        for total, build in zip(*np.nonzero(lives.is_there & ~self.shown), strict=True):
            inside = self._alive[:, build] & (self._above == total).any(axis=1)
            more = int(lives.total_high[total, build] - lives.total_value[total, build])
            less = int(lives.total_value[total, build] - lives.total_low[total, build])
            if self.more[inside].sum() > more or self.less[inside].sum() > less:
                self.network.limit(map(int, np.unique(self.same[inside])), max(more, 0), max(less, 0))

    def _add_edges(self, tail: np.ndarray, head: np.ndarray, group: np.ndarray, room: np.ndarray) -> np.ndarray:
        """One edge per group, with its room up and down; returns the edge of each figure."""
        first = np.unique(group, return_index=True)[1]
        edges = [self.network.connect(int(tail[row]), int(head[row]), *map(int, room[group[row]])) for row in first]
        return np.array(edges, dtype=np.int64)[group]

    def _in_cell(self, amounts: np.ndarray) -> np.ndarray:
        added = np.zeros(self.cell.max(initial=-1) + 1, dtype=np.int64)
        np.add.at(added, self.cell, np.minimum(amounts, FREE))
        return np.minimum(added, FREE)

    @cached_property
    def exchange(self) -> np.ndarray:
        """Of each survey, how many answers it could exchange for answers of the other kind, all numbers of answers as they are.

        With surveys in all the same sums that are known: favourable ones go one way, as many others the other way.
        """
        favourable = self.lives.favourable[self.rows]
        other = self.lives.value[self.rows] - favourable
        tied = _number(np.column_stack([np.where(is_known, group, -1) for group, is_known in self._groups]))
        is_tied = np.logical_or.reduce([is_known for _, is_known in self._groups])
        all_favourable, all_other = (np.bincount(tied, kind).astype(np.int64)[tied] for kind in (favourable, other))
        apart = np.minimum(other, all_favourable - favourable) + np.minimum(favourable, all_other - other)
        return np.where(is_tied, apart, self.lives.value[self.rows])

    def reach(self, down: np.ndarray, up: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """How far each unknown figure can go down and up, no further than asked."""
        found = []
        for asked, own, others, is_up in ((down, self.less, self.more, False), (up, self.more, self.less, True)):
            asked = np.minimum(asked, own)
            here = self._in_cell(others)[self.cell] - others
            missing = np.zeros(self.cell.max(initial=-1) + 1, dtype=np.int64)
            np.maximum.at(missing, self.cell, asked - here)
            outside = np.zeros_like(missing)
            first = np.unique(self.cell, return_index=True)[1]
            for cell in np.flatnonzero(missing > 0):
                edge = int(self.cell_edge[first[cell]])
                outside[cell] = self._move((edge,), edge, int(missing[cell]), is_up)
            found.append(np.minimum(asked, here + outside[self.cell]))
        return found[0], found[1]

    def reach_total(self, inside: np.ndarray, down: int, up: int) -> tuple[int, int]:
        """How far the sum of some unknown figures, whole groups that were alive in the same builds, can go down and up."""
        edges = tuple(map(int, np.unique(self.same[inside])))
        amount = np.zeros(len(self.network.tail), dtype=np.int64)
        np.add.at(amount, self.same[inside], self.value[inside])
        whole = int(amount.sum())
        down = min(down, whole)
        found = [0, 0]
        for place, asked in enumerate((down, up)):
            for edge in edges:
                if found[place] < asked:
                    most = asked if place else min(asked, int(amount[edge]))
                    found[place] = max(found[place], self._move(edges, edge, most, bool(place)))
        if found[0] < down == whole:
            surplus, want = {}, {}
            for edge in edges:
                surplus[self.network.tail[edge]] = surplus.get(self.network.tail[edge], 0) + int(amount[edge])
                want[self.network.head[edge]] = int(amount[edge])
            if self.network.reroute(surplus, want, frozenset(edges)) == whole:
                found[0] = whole
        return found[0], found[1]

    def _move(self, closed: tuple[int, ...], edge: int, amount: int, is_up: bool) -> int:
        """How much more, or less, can go over an edge: that much has to find another way, past all that are closed."""
        tail, head = self.network.tail[edge], self.network.head[edge]
        start, goal = (head, tail) if is_up else (tail, head)
        return self.network.reroute({start: amount}, {goal: amount}, frozenset(closed), amount)


def _number(keys: np.ndarray) -> np.ndarray:
    """Equal rows get equal numbers from 0."""
    if not len(keys):
        return np.zeros(0, dtype=np.int64)
    return np.unique(keys, axis=0, return_inverse=True)[1].reshape(-1)
