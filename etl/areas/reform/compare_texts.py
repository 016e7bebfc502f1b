"""Where the merger texts and the list of successions differ."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from etl.areas.reform.place_mentions import Placed, place_mentions
from etl.areas.reform.text_table import TextRow
from etl.areas.reform.unit_index import UnitIndex
from etl.areas.unit import REFORM

Pairs = dict[str, set[str]]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """`kind`: missing_in_list or missing_in_text (a predecessor that the other has), relation (whole here, part there),
    unread (no unit has that name), ambiguous (several have), spelling, or new_name (the commune itself is called otherwise).

    `commune` is the code since 01/07/2025, `about` the code of the old commune, of `new_name` the commune's own, else the name
    as written.
    """

    kind: str
    commune: str
    about: str
    text: str
    listed: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.kind, self.commune, self.about


@dataclass(frozen=True)
class Comparison:
    """`placed_by`: mentions by what made clear whom they mean. `pairs`: predecessors of communes in both, in the texts and in
    the list. `agreeing`: communes about which there is no disagreement at all."""

    text_count: int
    placed_by: Counter[str]
    pairs: tuple[int, int, int]
    agreeing: int
    disagreements: tuple[Disagreement, ...]


def compare_texts(
    rows: list[TextRow], old_units: UnitIndex, new_units: UnitIndex, succession: pl.DataFrame
) -> Comparison:
    """Every difference, sorted. Communes that have no row in the texts are a difference of all their predecessors."""
    placed = place_mentions(rows, old_units, new_units)
    described = _Described(rows, placed, old_units, new_units, _listed(succession, new_units))
    found = [*described.new_names(), *described.mentions(), *described.pairs(), *described.relations()]
    by_text, by_list = _pairs_of(described.in_texts), _pairs_of(described.in_list)
    disagreements = tuple(sorted(set(found), key=lambda one: one.key))
    return Comparison(
        len(rows),
        Counter(one.by if one.old_id else "unclear" for one in placed),
        (len(by_text & by_list), len(by_text), len(by_list)),
        len(new_units.units) - len({one.commune for one in disagreements}),
        disagreements,
    )


class _Described:
    """Both sides as new commune by old unit, and in words."""

    def __init__(
        self, rows: list[TextRow], placed: list[Placed], old_units: UnitIndex, new_units: UnitIndex, in_list: Pairs
    ) -> None:
        self.rows, self.placed, self.old, self.new, self.in_list = rows, placed, old_units, new_units, in_list
        self.in_texts: Pairs = defaultdict(set)
        self.parts: set[str] = set()
        for one in placed:
            if one.old_id:
                self.in_texts[one.old_id] |= {one.new_id, *self._rest_of(one)}
                self.parts |= {one.old_id} if one.mention.is_part else set()

    def new_names(self) -> Iterator[Disagreement]:
        for row in self.rows:
            if row.new_id and not row.match.is_exact:
                unit = self.new.units[row.new_id]
                yield Disagreement("new_name", unit.code, unit.code, row.written, unit.name)

    def mentions(self) -> Iterator[Disagreement]:
        for one in self.placed:
            code = self.new.units[one.new_id].code
            if one.old_id is None:
                kind = "ambiguous" if one.candidates else "unread"
                listed = "; ".join(self._name(unit.area_id) for unit in one.candidates)
                yield Disagreement(kind, code, one.mention.name, one.mention.name, listed)
            elif not one.is_exact:
                unit = one.candidates[0]
                written = ", ".join([one.mention.name, *one.mention.places])
                yield Disagreement("spelling", code, unit.code, written, self._name(unit.area_id))

    def pairs(self) -> Iterator[Disagreement]:
        texts, listed = _pairs_of(self.in_texts), _pairs_of(self.in_list)
        for kind, only in (("missing_in_list", texts - listed), ("missing_in_text", listed - texts)):
            for old_id, new_id in only:
                yield self._about(kind, old_id, new_id, self._successors(self.in_texts, old_id))

    def relations(self) -> Iterator[Disagreement]:
        for old_id, new_id in _pairs_of(self.in_texts) & _pairs_of(self.in_list):
            is_part_in_text = len(self.in_texts[old_id]) > 1 or old_id in self.parts
            if is_part_in_text != (len(self.in_list[old_id]) > 1):
                remark = " (phần còn lại)" if old_id in self.parts else ""
                yield self._about("relation", old_id, new_id, self._successors(self.in_texts, old_id) + remark)

    def _about(self, kind: str, old_id: str, new_id: str, text: str) -> Disagreement:
        codes = self.new.units[new_id].code, self.old.units[old_id].code
        return Disagreement(kind, *codes, text, self._successors(self.in_list, old_id))

    def _successors(self, side: Pairs, old_id: str) -> str:
        names = sorted(self.new.units[new_id].name for new_id in side.get(old_id, ()))
        return f"{self._name(old_id)} → {', '.join(names) or '–'}"

    def _name(self, old_id: str) -> str:
        unit = self.old.units[old_id]
        return f"{unit.name} ({unit.above[0]})"

    def _rest_of(self, one: Placed) -> Iterator[str]:
        for name in one.mention.rest_in:
            match = self.new.find(name, self.new.units[one.new_id].region)
            if len(match.units) == 1:
                yield match.units[0].area_id


def _listed(succession: pl.DataFrame, new_units: UnitIndex) -> Pairs:
    steps = succession.filter(pl.col("effective_on") == REFORM, pl.col("to_id").is_in(list(new_units.units)))
    pairs: Pairs = defaultdict(set)
    for old_id, new_id in steps.select("from_id", "to_id").iter_rows():
        pairs[old_id].add(new_id)
    return pairs


def _pairs_of(side: Pairs) -> set[tuple[str, str]]:
    return {(old_id, new_id) for old_id, new_ids in side.items() for new_id in new_ids}
