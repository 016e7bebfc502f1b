"""What to hide of a tree that has changed since it was shown: what was shown is out, so only this build's figures can give way."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from etl.disclosure.lives import Lives
from etl.disclosure.uncertainty import Demand, Key, Reach, Uncertainty

Choice = tuple[bool, int]  # whether a total, and which


def hide_again(lives: Lives, must: np.ndarray, demand: Demand) -> np.ndarray:
    """Which rows of this build to hide; `must` says of each whether it has to be hidden anyway.

    What stood before keeps its pattern, unless more has to be hidden. Each figure keeps as much uncertainty as it is asked to
    have, or as hiding everything in this build would leave it.
    """
    return _Search(lives, must, demand).run()


@dataclass
class _Search:
    lives: Lives
    must: np.ndarray
    demand: Demand
    leaf_hidden: np.ndarray = field(init=False)
    total_hidden: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        lives = self.lives
        self.now = lives.alive[:, -1]
        self.leaf_hidden = lives.is_kept & lives.was_hidden & self.now
        self.total_hidden = lives.was_total_hidden & ~_find_changed(lives)
        self.total_must = np.zeros_like(self.total_hidden)
        self.total_must[lives.row_total[self.must & (lives.row_total >= 0)]] = True
        self.leaf_hidden[lives.row_leaf[self.must & (lives.row_leaf >= 0)]] = True
        self.total_hidden |= self.total_must

    def run(self) -> np.ndarray:
        """Hiding more makes nothing more certain: after the first time only what was exposed, or is hidden since, is asked."""
        everything = self._judge(np.ones_like(self.leaf_hidden), np.ones_like(self.total_hidden), is_bounded=False)
        open_keys: set[Key] | None = None
        while True:
            judged = self._judge(self.leaf_hidden, self.total_hidden)
            told = self._find_told(judged)
            self.total_hidden &= ~told | self.total_must
            judged = self._judge(self.leaf_hidden, self.total_hidden)
            missing = self._find_missing(judged, everything, open_keys)
            chosen = {*self._choose(judged, told, missing), *((True, total) for total in self._find_thin(judged))}
            if not chosen:
                return self._hidden_rows()
            for is_total, place in chosen:
                (self.total_hidden if is_total else self.leaf_hidden)[place] = True
            kinds = range(3 if self.demand.of_kinds else 1)
            last = self.lives.alive.shape[1] - 1
            newly = {(kind, place, last if is_total else -1) for is_total, place in chosen for kind in kinds}
            open_keys = {*missing, *newly}

    def _find_missing(
        self, judged: Uncertainty, everything: Uncertainty, keys: set[Key] | None
    ) -> dict[Key, tuple[Reach, int]]:
        """What can go less far than asked, and than with everything hidden, and by how much."""
        found = {key: reach for key, reach in judged.measure(keys).items() if reach.miss() > 0}
        best = everything.measure(found.keys()) if found else {}
        missing = {key: (reach, reach.miss(best.get(key))) for key, reach in found.items()}
        return {key: (reach, amount) for key, (reach, amount) in missing.items() if amount > 0}

    def _find_told(self, judged: Uncertainty) -> np.ndarray:
        """Totals that what else is shown tells anyway, so that they would be hidden in vain.

        All figures in it are known, or all by which it differs from what an earlier build showed, or it is the same report.
        """
        lives, is_hidden = self.lives, ~judged.is_known
        told = lives.is_repeated.copy()
        for total in np.flatnonzero(lives.is_there[:, -1] & ~told):
            alive = lives.alive[lives.below(total) & is_hidden]
            changed = alive[:, lives.shown[total, :-1].nonzero()[0]] != alive[:, [-1]]
            told[total] = not alive[:, -1].any() or not changed.any(axis=0).all()
        return told

    def _hidden_rows(self) -> np.ndarray:
        hidden = np.zeros(len(self.must), dtype=bool)
        for row, is_hidden in ((self.lives.row_leaf, self.leaf_hidden), (self.lives.row_total, self.total_hidden)):
            hidden[row >= 0] = is_hidden[row[row >= 0]]
        return hidden

    def _judge(self, leaf_hidden: np.ndarray, total_hidden: np.ndarray, is_bounded: bool = True) -> Uncertainty:
        """Totals that only say again what an earlier build showed tell nothing in this one."""
        lives, shown, hidden = self.lives, self.lives.shown.copy(), self.lives.is_there & ~self.lives.shown
        hidden[:, -1] &= total_hidden
        shown[:, -1] = lives.is_there[:, -1] & ~total_hidden & ~lives.is_repeated
        is_known = lives.was_shown | (self.now & ~leaf_hidden)
        return Uncertainty(lives, self.demand, is_known, shown, hidden, is_bounded)

    def _choose(self, judged: Uncertainty, told: np.ndarray, missing: dict[Key, tuple[Reach, int]]) -> Iterator[Choice]:
        """What to hide next: for each exposed figure one other, or a total that tells it."""
        served: set[tuple[int, bool]] = set()
        is_told = judged.shown[:, -1] & ~told
        for key, (reach, amount) in missing.items():
            above = [int(total) for total in self.lives.above[reach.figure] if total >= 0 and is_told[total]]
            around = (above[0] if above else -1, bool(self.now[reach.figure]))
            if around not in served:
                served.add(around)  # figures with the same total above them are served together
                chosen = self._choose_around(reach.figure, amount, judged, above)
                chosen = chosen or self._choose_elsewhere(key, judged, is_told)
                if chosen is not None:
                    yield chosen

    def _choose_around(self, figure: int, missing: int, judged: Uncertainty, above: list[int]) -> Choice | None:
        """Another figure that is shown for the first time, the smallest that makes up for it; else a total, of those above.

        Of these first one that an earlier build showed as well, and the smaller area before the larger.
        """
        lives = self.lives
        if not above:
            return None
        is_alike = (lives.alive == lives.alive[figure]).all(axis=1) & lives.below(above[0])
        others = np.flatnonzero(is_alike & self.now & judged.is_known & ~lives.was_shown & (lives.value > 0))
        if len(others):
            size = lives.value[others]
            return False, int(others[np.lexsort((size, size < missing))[0]])
        was_shown = lives.shown[:, :-1].any(axis=1)
        return True, min(above, key=lambda total: (not was_shown[total], lives.total_level[total]))

    def _choose_elsewhere(self, key: Key, judged: Uncertainty, is_told: np.ndarray) -> Choice | None:
        """A total it is not in, which the country's of an earlier build ties to it; the smallest of those that help."""
        others = sorted(map(int, np.flatnonzero(is_told)), key=lambda total: self.lives.total_value[total, -1])
        before = judged.measure({key}).get(key)
        for total in others:
            after = judged.hide(total).measure({key}).get(key)
            if before is None or after is None or after.down + after.up > before.down + before.up:
                return True, total
        return (True, others[0]) if others else None

    def _find_thin(self, judged: Uncertainty) -> Iterator[int]:
        """Totals of provinces and the country that would tell hidden figures of too few communes, beside an earlier build."""
        lives = self.lives
        is_asked = judged.shown[:, -1] & lives.shown[:, :-1].any(axis=1) & (lives.total_level > 0)
        for total in np.flatnonzero(is_asked) if self.demand.units else ():
            inside = lives.below(total)
            alive, is_hidden, is_commune = lives.alive[inside], ~judged.is_known[inside], lives.is_commune[inside]
            changed = alive[:, lives.shown[total, :-1].nonzero()[0]] != alive[:, [-1]]
            is_told = (changed & is_hidden[:, None]).any(axis=0)
            if (is_told & ((changed & is_commune[:, None]).sum(axis=0) < self.demand.units)).any():
                yield int(total)


def _find_changed(lives: Lives) -> np.ndarray:
    """Totals that are other than in the newest build that had them, or of other figures."""
    changed = np.ones(len(lives.total_value), dtype=bool)
    for total in np.flatnonzero(lives.is_there[:, :-1].any(axis=1) & lives.is_there[:, -1]):
        before = lives.is_there[total, :-1].nonzero()[0][-1]
        alive = lives.alive[lives.below(total)]
        is_same = lives.total_value[total, before] == lives.total_value[total, -1]
        changed[total] = not is_same or bool((alive[:, before] != alive[:, -1]).any())
    return changed
