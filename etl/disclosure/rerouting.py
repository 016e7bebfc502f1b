"""How far a figure can move while every sum that is known stays as it is: what is taken from one has to go elsewhere."""

from collections import Counter, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

FREE = 10**12  # stands for no limit
Step = tuple[int, bool]  # an edge, and whether it is gone along its direction


@dataclass
class Network:
    """Sums as edges between numbered nodes; at each node what comes in is what goes out.

    An edge is a sum or a figure; `more` and `less` are how much it may grow and shrink from its true amount, 0 where it is
    known. Edges may share a limit: how much all of them together may grow and shrink.
    """

    tail: list[int] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    more: list[int] = field(default_factory=list)
    less: list[int] = field(default_factory=list)
    limits: list[tuple[int, ...]] = field(default_factory=list)  # of each edge
    limit_more: list[int] = field(default_factory=list)
    limit_less: list[int] = field(default_factory=list)
    _at: dict[int, list[Step]] = field(default_factory=dict)

    def connect(self, tail: int, head: int, more: int, less: int) -> int:
        """Add an edge; returns its number."""
        edge = len(self.tail)
        for end, is_forward in ((tail, True), (head, False)):
            self._at.setdefault(end, []).append((edge, is_forward))
        for column, entry in ((self.tail, tail), (self.head, head), (self.more, more), (self.less, less)):
            column.append(entry)
        self.limits.append(())
        return edge

    def limit(self, edges: Iterable[int], more: int, less: int) -> None:
        """What edges together may grow and shrink."""
        for edge in edges:
            self.limits[edge] += (len(self.limit_more),)
        self.limit_more.append(more)
        self.limit_less.append(less)

    def reroute(
        self, surplus: Mapping[int, int], want: Mapping[int, int], closed: frozenset[int], at_most: int = FREE
    ) -> int:
        """How much of the surplus of some nodes can reach nodes that want it, over edges that are not closed.

        Edmonds and Karp's shortest augmenting paths (*Journal of the ACM* 19, 1972), begun at the true amounts: the most
        there is where no limits are shared, otherwise an amount that is possible. The network is left as it was.
        """
        surplus, want, moved, paths = dict(surplus), dict(want), 0, []
        while moved < at_most and (path := self._find_path(surplus, want, closed)):
            start, steps, goal = path
            amount = min(surplus[start], want[goal], at_most - moved, self._measure(steps))
            if not amount:
                break
            self._move(steps, amount)
            paths.append((steps, amount))
            surplus[start] -= amount
            want[goal] -= amount
            moved += amount
        for steps, amount in paths:
            self._move(steps, -amount)
        return moved

    def _find_path(
        self, surplus: Mapping[int, int], want: Mapping[int, int], closed: frozenset[int]
    ) -> tuple[int, list[Step], int] | None:
        came: dict[int, Step | None] = {node: None for node, amount in surplus.items() if amount > 0}
        waiting = deque(came)
        while waiting:
            node = waiting.popleft()
            if want.get(node, 0) > 0:
                return self._trace(came, node)
            for edge, is_forward in self._at.get(node, ()):
                other = self.head[edge] if is_forward else self.tail[edge]
                if other not in came and edge not in closed and self._is_passable(edge, is_forward, came[node]):
                    came[other] = (edge, is_forward)
                    waiting.append(other)
        return None

    def _is_passable(self, edge: int, is_forward: bool, before: Step | None) -> bool:
        """A limit that is used up is no hindrance where the step before gives back what this one takes."""
        if (self.more if is_forward else self.less)[edge] <= 0:
            return False
        if not self.limits[edge]:
            return True
        returned = self.limits[before[0]] if before is not None and before[1] != is_forward else ()
        room = self.limit_more if is_forward else self.limit_less
        return all(room[limit] > 0 or limit in returned for limit in self.limits[edge])

    def _trace(self, came: Mapping[int, Step | None], goal: int) -> tuple[int, list[Step], int]:
        node, steps = goal, []
        while (step := came[node]) is not None:
            steps.append(step)
            node = self.tail[step[0]] if step[1] else self.head[step[0]]
        return node, steps, goal

    def _measure(self, steps: list[Step]) -> int:
        """How much can go along a path."""
        net: Counter[int] = Counter()
        for edge, is_forward in steps:
            for limit in self.limits[edge]:
                net[limit] += 1 if is_forward else -1
        shared = [
            (self.limit_more if times > 0 else self.limit_less)[limit] // abs(times)
            for limit, times in net.items()
            if times
        ]
        return min([FREE, *shared, *((self.more if is_forward else self.less)[edge] for edge, is_forward in steps)])

    def _move(self, steps: list[Step], amount: int) -> None:
        for edge, is_forward in steps:
            signed = amount if is_forward else -amount
            self.more[edge] -= signed
            self.less[edge] += signed
            for limit in self.limits[edge]:
                self.limit_more[limit] -= signed
                self.limit_less[limit] += signed
