"""Which hidden figures of a system can be bounded more tightly than they may be."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from tests.etl.disclosure.attack.search import Search
from tests.etl.disclosure.attack.system import System


@dataclass(frozen=True)
class Protection:
    """What an attacker must hold possible of a figure: `low` or less, `high` or more, and two values `width` apart."""

    low: float = np.inf
    high: float = -np.inf
    width: float = 0


@dataclass
class Verdict:
    """`broken`: the hidden figures that are bounded too tightly, with their bounds. `contradictions`: parts of the system that
    nothing satisfies, where the attacker learns that a rule he relied on does not hold; of their figures he learns nothing.
    `solved`: the programs it took."""

    target_count: int
    broken: dict[Hashable, tuple[float, float]]
    solved: int
    contradictions: int


def attack(system: System, protections: Mapping[Hashable, Protection], seed: int = 1) -> Verdict:
    """Bounds every figure of `protections`.

    A figure is safe only by solutions of the whole system, in whole numbers and checked against every relation, that give it
    what must be possible; one solution shows this of many figures at once. What is left is bounded exactly, one by one.
    """
    hidden = {key: each for key, each in protections.items() if key not in system.known}
    asked = np.array([(each.low, each.high, each.width) for each in hidden.values()], dtype=float)
    search = Search(system, list(hidden), asked, seed)
    found, keys = search.run(), list(hidden)
    broken = {key: (system.known[key],) * 2 for key in protections.keys() & system.known.keys()}
    broken |= {keys[each]: (search.least[each], search.most[each]) for each in found}
    return Verdict(len(protections), broken, search.solved, len(search.reduction.refuted))


def measure(system: System, targets: Iterable[Hashable]) -> dict[Hashable, tuple[float, float]]:
    """The exact range of each figure: all of them stay open until they are bounded."""
    protections = dict.fromkeys(targets, Protection(width=np.inf))
    return attack(system, protections).broken
