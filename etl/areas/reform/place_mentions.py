"""Which old unit a merger text means: by name and place, by its neighbours in the text, else by what no other text claims."""

from collections import defaultdict
from dataclasses import dataclass

from etl.areas.reform.merger_text import Mention
from etl.areas.reform.text_table import TextRow
from etl.areas.reform.unit_index import NamedUnit, UnitIndex
from etl.areas.written_name import folded_key, read_written_name


@dataclass(slots=True)
class Placed:
    """A mention in the text of `new_id`, with the old units it may mean: one where it is clear, none where unknown.

    `by` says what made it clear: name, place, neighbours, elimination, likeness, or code (a commune that
    was not merged).
    """

    new_id: str
    mention: Mention
    candidates: tuple[NamedUnit, ...]
    is_exact: bool
    by: str

    @property
    def old_id(self) -> str | None:
        return self.candidates[0].area_id if len(self.candidates) == 1 else None


def place_mentions(rows: list[TextRow], old_units: UnitIndex, new_units: UnitIndex) -> list[Placed]:
    """Every mention of every text whose commune is known.

    The texts name the communes of one merger side by side, and those lie in one old district nearly always: between
    namesakes the district of the clear neighbours decides, then whether another text has taken all but one of them.
    """
    placed = [one for row in rows if row.new_id for one in _place_row(new_units.units[row.new_id], row, old_units)]
    by_text: dict[str, list[Placed]] = defaultdict(list)
    for one in placed:
        by_text[one.new_id].append(one)
    for mentions in by_text.values():
        _decide_by_neighbours(mentions)
    _decide_by_elimination(placed)
    _decide_by_likeness(placed, old_units, new_units)
    return placed


def _place_row(new: NamedUnit, row: TextRow, old_units: UnitIndex) -> list[Placed]:
    if row.content.is_unmerged:
        return [_place_unmerged(new, old_units)]
    return [one for mention in row.content.mentions for one in _place_by_name(new, mention, old_units)]


def _place_unmerged(new: NamedUnit, old_units: UnitIndex) -> Placed:
    """The old unit of the name, of namesakes the one whose code the commune kept."""
    match = old_units.find(new.name, new.region)
    kept = tuple(unit for unit in match.units if unit.code == new.code)
    candidates = match.units if len(match.units) == 1 else kept or match.units
    return Placed(new.area_id, Mention(new.name), candidates, True, "code" if candidates is kept else "name")


def _place_by_name(new: NamedUnit, mention: Mention, old_units: UnitIndex) -> list[Placed]:
    """One of a commune; of a whole district, one for each of its communes."""
    match = old_units.find(mention.name, new.region)
    inside = tuple(unit for unit in match.units if all(_lies_in(unit, place) for place in mention.places))
    # A place that fits none of the units of that name is a mistake of the text: the name stands.
    candidates = inside or match.units
    by = "place" if len(candidates) < len(match.units) else "name"
    is_exact = match.is_exact and bool(inside)
    if len(candidates) == 1:
        inside = old_units.communes_in(candidates[0])
        return [Placed(new.area_id, mention, (unit,), is_exact, by) for unit in inside]
    return [Placed(new.area_id, mention, candidates, is_exact, by)]


def _lies_in(unit: NamedUnit, place: str) -> bool:
    wanted = {folded_key(form) for form in read_written_name(place).forms}
    return any(folded_key(name) in wanted for name in unit.above)


def _decide_by_neighbours(mentions: list[Placed]) -> None:
    for one in mentions:
        districts = {other.candidates[0].district_id for other in mentions if len(other.candidates) == 1}
        near = tuple(unit for unit in one.candidates if unit.district_id in districts)
        if len(one.candidates) > 1 and len(near) == 1:
            one.candidates, one.by = near, "neighbours"


def _decide_by_elimination(placed: list[Placed]) -> None:
    taken = {one.old_id for one in placed if one.old_id}
    for one in placed:
        free = tuple(unit for unit in one.candidates if unit.area_id not in taken)
        if len(one.candidates) > 1 and len(free) == 1:
            one.candidates, one.by = free, "elimination"


def _decide_by_likeness(placed: list[Placed], old_units: UnitIndex, new_units: UnitIndex) -> None:
    """A name that no unit has is the one most like it among those that no text names."""
    taken = {one.old_id for one in placed if one.old_id}
    for one in placed:
        if not one.candidates:
            found = old_units.similar(one.mention.name, new_units.units[one.new_id].region, taken)
            one.candidates, one.by = ((found,), "likeness") if found else ((), one.by)
