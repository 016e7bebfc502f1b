"""What needs attention: the places that stand out, each with the topics in which it does; never a score that adds them up."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from longdan.methods.false_flags import expect_clear, expect_signs


@dataclass(frozen=True)
class Signal:
    """One figure of a place beside the units of its parent (`row`, of the benchmark parent) and beside places alike (`peer`).

    `peer` is None where the place has no peers that were judged. Rows are as of `list_attention`.
    """

    row: dict
    peer: dict | None

    @property
    def is_worse(self) -> bool:
        return self.row["judgement"] == "worse"

    @property
    def is_clear(self) -> bool:
        return self.row["certainty"] == "clear"


@dataclass(frozen=True)
class Place:
    """A unit and its figures that stand out, in the order of the catalogue, whichever way."""

    area_id: str
    name: dict[str, str]
    parent: dict[str, str | None]
    level: str
    signals: list[Signal]

    @property
    def is_clear(self) -> bool:
        """A figure is clearly worse (99.8 %)."""
        return any(signal.is_worse and signal.is_clear for signal in self.signals)

    @property
    def worse_topics(self) -> dict[str, bool]:
        """The topics in which it is worse, in the order of the catalogue; True where clearly so."""
        topics = {}
        for signal in self.signals:
            if signal.is_worse:
                topics[signal.row["topic"]] = signal.is_clear or topics.get(signal.row["topic"], False)
        return topics


@dataclass(frozen=True)
class Attention:
    """`clear` are places with a clearly worse figure, `signs` those without one but signs (95 %) in two topics or more.

    Those with more topics come first, then by name. `judged` places were looked at; the expected numbers are how many of
    each chance alone would list.
    """

    clear: list[Place]
    signs: list[Place]
    judged: int
    expected_clear: float
    expected_signs: float


def find_places(rows: pl.DataFrame) -> list[Place]:
    """The units of `list_attention` with their signals; those that do not stand out from their parent's units have none."""
    places = []
    for (area_id,), own in rows.group_by("area_id", maintain_order=True):
        first = own.row(0, named=True)
        names, parents = ({one: first[f"{name}_{one}"] for one in ("vi", "en")} for name in ("area", "parent"))
        places.append(Place(area_id, names, parents, first["level"], pair_signals(own)))
    return places


def pair_signals(rows: pl.DataFrame) -> list[Signal]:
    """The rows of one unit, each indicator's two benchmarks together."""
    peers = {row["indicator_id"]: row for row in rows.filter(benchmark="peer").to_dicts()}
    return [Signal(row, peers.get(row["indicator_id"])) for row in rows.filter(benchmark="parent").to_dicts()]


def put_worse_first(signals: list[Signal]) -> list[Signal]:
    """What is clearly worse, then signs of it, then the rest; each in the order given."""
    return sorted(signals, key=lambda signal: (not signal.is_worse, not signal.is_clear))


def choose_places(places: Iterable[Place], judged: pl.DataFrame) -> Attention:
    """Which places are listed; `judged` as of `count_judged`. More of a neutral figure lists nobody."""
    listed = sorted(places, key=lambda place: (-len(place.worse_topics), place.name["vi"]))
    figures = [row["figures"] for row in judged.to_dicts() for _ in range(row["places"])]
    return Attention(
        clear=[place for place in listed if place.is_clear],
        signs=[place for place in listed if not place.is_clear and len(place.worse_topics) >= 2],
        judged=len(figures),
        expected_clear=expect_clear(figures),
        expected_signs=expect_signs(figures),
    )
