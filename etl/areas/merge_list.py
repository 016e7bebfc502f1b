"""Bring the communes of official lists into the history: who existed when, under which name, in which district.

At any day a code is one unit. A list therefore says of a known unit from when it was, and of the time before, which unit had
its code. A new row starts only where the name differs by more than spelling (case, diacritics, spaces, hyphens) or the
district does; ids of known units never change.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

import polars as pl

from etl.areas.history import History
from etl.areas.unit import UNKNOWN_START, Step, Unit, make_area_id
from etl.areas.written_name import compact_key
from longdan.language.fault import Fault, FaultError

SOURCE = "official_unit_list"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Spell:
    """One commune over one stretch of time as lists have it. `last_on` is None while in force."""

    code: str
    name: str
    district_code: str | None
    province_code: str | None
    first_on: date
    last_on: date | None

    def is_same_unit(self, other: "Spell") -> bool:
        places = (self.district_code, self.province_code) == (other.district_code, other.province_code)
        return places and compact_key(self.name) == compact_key(other.name)

    def overlaps(self, unit: Unit) -> bool:
        return self.first_on <= (unit.valid_to or date.max) and unit.valid_from <= (self.last_on or date.max)


def merge_lists(history: History, lists: Iterable[pl.DataFrame]) -> None:
    """Add to the history what the lists (columns of OFFICIAL_LIST) know and it does not.

    Raises FaultError (`areas.list_parent`) for communes whose district or province no list has.
    """
    spells = _read_spells(lists)
    if not spells:
        return
    earliest = min(spell.first_on for of_code in spells.values() for spell in of_code)
    faults: list[Fault] = []
    for code, of_code in spells.items():
        try:
            _merge_code(history, history.rows_of(code), of_code, earliest)
        except FaultError as error:
            faults.extend(error.faults)
    if faults:
        raise FaultError(faults)


def _read_spells(lists: Iterable[pl.DataFrame]) -> dict[str, list[Spell]]:
    """Spells by code, in the order of time; rows that differ only in spelling and follow each other are one."""
    frames = list(lists)
    if not frames:
        return {}
    # Where an earlier list has a unit still in force, a later one knows when it ended.
    keys = ["code", "full_name", "district_code", "province_code", "first_seen_on"]
    rows = pl.concat(frames).group_by(keys).agg(pl.col("gone_on").max()).sort("code", "first_seen_on")
    spells: dict[str, list[Spell]] = defaultdict(list)
    for code, name, district_code, province_code, first_on, gone_on in rows.iter_rows():
        spell = Spell(code, name, district_code, province_code, first_on, gone_on - _DAY if gone_on else None)
        before = spells[code][-1] if spells[code] else None
        if before and before.is_same_unit(spell) and before.last_on in (None, first_on - _DAY):
            spells[code][-1] = replace(spell, first_on=before.first_on)
        else:
            spells[code].append(spell)
    return spells


def _merge_code(history: History, known: list[Unit], spells: list[Spell], earliest: date) -> None:
    for spell in spells:
        if not any(spell.overlaps(unit) for unit in known):
            _add_unit(history, spell, earliest)
    for unit in known:
        inside = [spell for spell in spells if spell.overlaps(unit)]
        if inside:
            _merge_unit(history, unit, inside, earliest)


def _merge_unit(history: History, unit: Unit, spells: list[Spell], earliest: date) -> None:
    """One of the spells is the unit; those before it are other units that had its code, those after it what it became.

    None is, where the list begins later than the unit and knows it under other names only: it was renamed.
    """
    position = _position_of(unit, spells)
    if position >= 0 and not unit.is_start_known and spells[position].first_on > earliest:
        unit = history.replace(unit, valid_from=spells[position].first_on, is_start_known=True)
        rows = [*(_add_unit(history, spell, earliest) for spell in spells[:position]), unit]
        history.steps += [_kept_code(a, b) for a, b in pairwise(rows) if a.valid_to == b.valid_from - _DAY]
    for spell in spells[position + 1 :]:
        parent = _parent_of(history, spell)
        unit = history.replace(history.split(unit, spell.first_on, SOURCE), name=spell.name, parent_id=parent.area_id)
    if unit.valid_to is None and spells[-1].last_on is not None:
        history.replace(unit, valid_to=spells[-1].last_on)


def _position_of(unit: Unit, spells: list[Spell]) -> int:
    """Which spell is the unit: the one of its name, else the last before the reform's lists and the first since; -1: none."""
    named = [i for i, spell in enumerate(spells) if compact_key(spell.name) == compact_key(unit.name)]
    if not named and unit.is_start_known and spells[0].first_on > unit.valid_from:
        return -1
    candidates = named or range(len(spells))
    return candidates[0] if unit.is_start_known else candidates[-1]


def _add_unit(history: History, spell: Spell, earliest: date) -> Unit:
    """A unit nobody knew. Of one in the earliest list only that it was there is known, not since when."""
    is_start_known = spell.first_on > earliest
    area_id = make_area_id(spell.code, spell.first_on if is_start_known else UNKNOWN_START)
    if area_id in history.units:
        area_id = make_area_id(spell.code, spell.first_on)
    unit = Unit(
        area_id=area_id,
        code=spell.code,
        level="commune",
        name=spell.name,
        parent_id=_parent_of(history, spell).area_id,
        valid_from=spell.first_on if is_start_known else UNKNOWN_START,
        valid_to=spell.last_on,
        is_start_known=is_start_known,
    )
    history.add(unit)
    return unit


def _parent_of(history: History, spell: Spell) -> Unit:
    code = spell.district_code or spell.province_code
    parent = history.valid_on(code, spell.last_on or spell.first_on) if code else None
    if parent is None:
        values = {"name": spell.name, "district": spell.district_code or "–", "province": spell.province_code or "–"}
        raise FaultError(Fault("areas.list_parent", found=spell.code, values=values))
    return parent


def _kept_code(unit: Unit, later: Unit) -> Step:
    """The code was kept, so the unit went there; how much of the successor it makes up no list of names says."""
    return Step(unit.area_id, later.area_id, later.valid_from, "whole", None, None, SOURCE)
