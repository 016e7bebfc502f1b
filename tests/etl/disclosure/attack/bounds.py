"""Which hidden figures of a system can be bounded more tightly than they may be."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from tests.etl.disclosure.attack.system import Part, System

_TINY = 1e-6


@dataclass(frozen=True)
class Protection:
    """What an attacker must hold possible of a figure: 0 or less than or equal `low`, and `high` or more."""

    low: float
    high: float


@dataclass
class Verdict:
    """`broken`: the hidden figures that are bounded too tightly, with the bounds found. `contradictions`: parts of the system
    that nothing satisfies, where the attacker learns that a rule he relied on does not hold."""

    target_count: int
    broken: dict[Hashable, tuple[float, float]]
    solved: int
    contradictions: int


def attack(system: System, protections: Mapping[Hashable, Protection], seed: int = 1) -> Verdict:
    """Bounds every figure of `protections`. One solution often shows for many figures at once that a value is possible;
    only what is left is bounded one by one."""
    random, verdict = np.random.default_rng(seed), Verdict(len(protections), {}, 0, 0)
    for key in protections.keys() & system.known.keys():
        verdict.broken[key] = (system.known[key],) * 2
    for part in system.parts(protections):
        _attack_part(part, protections, random, verdict)
    return verdict


def _attack_part(part: Part, protections: Mapping, random: np.random.Generator, verdict: Verdict) -> None:
    places = np.array([place for place, key in enumerate(part.keys) if key in protections])
    low = np.array([protections[part.keys[place]].low for place in places])
    high = np.array([protections[part.keys[place]].high for place in places])
    is_open = {
        1: np.ones(len(places), dtype=bool),
        -1: np.ones(len(places), dtype=bool),
    }  # to be shown low, high enough
    bounds = {1: np.full(len(places), -np.inf), -1: np.full(len(places), np.inf)}
    for sense in (1, -1):
        while is_open[sense].any():
            cost = np.zeros(len(part.keys))
            wanted = np.flatnonzero(is_open[sense])
            cost[places[wanted]] = sense * random.uniform(1, 2, len(wanted))
            found = _solve_whole(part, cost, verdict)
            if found is None:
                verdict.contradictions += 1
                return
            before = sum(each.sum() for each in is_open.values())
            is_open[1] &= found[places] > low + _TINY
            is_open[-1] &= found[places] < high - _TINY
            if before == sum(each.sum() for each in is_open.values()):
                _bound_one(part, places, wanted[0], sense, (low, high), bounds, is_open, verdict)
    for place in np.flatnonzero((bounds[1] > -np.inf) | (bounds[-1] < np.inf)):
        verdict.broken[part.keys[places[place]]] = (bounds[1][place], bounds[-1][place])


def _bound_one(
    part: Part, places: np.ndarray, one: int, sense: int, reach: tuple, bounds: dict, is_open: dict, verdict: Verdict
) -> None:
    """The exact bound of one figure, kept where it is too tight."""
    cost = np.zeros(len(part.keys))
    cost[places[one]] = sense
    best = _solve_whole(part, cost, verdict)[places[one]]
    is_open[sense][one] = False
    if (best > reach[0][one] + _TINY) if sense == 1 else (best < reach[1][one] - _TINY):
        bounds[sense][one] = best


def _solve_whole(part: Part, cost: np.ndarray, verdict: Verdict) -> np.ndarray | None:
    """A vertex, which mostly is whole by itself; otherwise the exact program."""
    verdict.solved += 1
    found = part.solve(cost)
    if found is not None and np.abs(found - np.round(found)).max(initial=0) > _TINY:
        return part.solve(cost, is_whole=True)
    return found


def measure(system: System, targets: Iterable[Hashable]) -> dict[Hashable, tuple[float, float]]:
    """The exact range of each figure, from two programs each."""
    targets = list(targets)
    ranges = {key: (system.known[key],) * 2 for key in targets if key in system.known}
    for part in system.parts(targets):
        for place, key in enumerate(part.keys):
            if key in targets:
                cost = np.zeros(len(part.keys))
                cost[place] = 1
                ranges[key] = (part.solve(cost)[place], part.solve(-cost)[place])
    return ranges
