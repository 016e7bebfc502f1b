"""Which old unit went into which new one on 1 July 2025."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from vietnamadminunits.converter.converter_2025 import (
    DICT_PROVINCE,
    DICT_PROVINCE_WARD_DIVIDED,
    DICT_PROVINCE_WARD_NO_DIVIDED,
)

from etl.areas.national_lists import NationalLists, read_corrections
from etl.areas.unit import PACKAGE_SOURCE, REFORM, UNKNOWN_START, Step, make_area_id, part_step, whole_step


def read_mergers(lists: NationalLists) -> list[Step]:
    """Steps of provinces, communes and the five districts without communes into the units of the reform.

    The other districts have no successor: their communes have. What share of a divided commune went where is not known.
    """
    destinations: dict[str, set[str]] = defaultdict(set)
    for old_id, new_id in [*_province_pairs(lists), *_commune_pairs(lists)]:
        destinations[old_id].add(new_id)
    sources = dict.fromkeys(destinations, PACKAGE_SOURCE)
    for correction in read_corrections()["merger"]:
        old_id = make_area_id(correction["from"], UNKNOWN_START)
        destinations[old_id] = {make_area_id(code, REFORM) for code in correction["to"]}
        sources[old_id] = correction["source_id"]
    return [step for old_id, new_ids in destinations.items() for step in _steps(old_id, new_ids, sources[old_id])]


def add_former_districts(lists: NationalLists, steps: Iterable[Step]) -> None:
    """Fill in, for each commune of the reform, the old district that most of its predecessors lay in.

    A predecessor counts by the part of its successors that this commune is, since sizes are not known; between equals
    the district of the commune's own former code comes first, then the lower code.
    """
    steps = [step for step in steps if lists.units[step.to_id].level == "commune"]
    successor_count: dict[str, int] = defaultdict(int)
    for step in steps:
        successor_count[step.from_id] += 1
    weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for step in steps:
        weights[step.to_id][_district_of(lists, step.from_id)] += 1 / successor_count[step.from_id]
    for commune_id, by_district in weights.items():
        commune = lists.units[commune_id]
        own = _district_of(lists, make_area_id(commune.code, UNKNOWN_START))
        chosen = min(by_district, key=lambda district: (-round(by_district[district], 9), district != own, district))
        lists.replace(commune, former_district_id=chosen)


def _steps(old_id: str, new_ids: set[str], source_id: str) -> Iterator[Step]:
    make_step = whole_step if len(new_ids) == 1 else part_step
    for new_id in sorted(new_ids):
        yield make_step(old_id, new_id, REFORM, source_id)


def _province_pairs(lists: NationalLists) -> Iterator[tuple[str, str]]:
    for new_key, old_keys in DICT_PROVINCE.items():
        new_id = lists.new_ids[(new_key,)]
        yield from ((lists.old_ids[(key,)], new_id) for key in old_keys if lists.old_ids[(key,)] != new_id)


def _commune_pairs(lists: NationalLists) -> Iterator[tuple[str, str]]:
    for province_key, whole in DICT_PROVINCE_WARD_NO_DIVIDED.items():
        for ward_key, old_keys in whole.items():
            yield from ((_old_id(lists, key), lists.new_ids[province_key, ward_key]) for key in old_keys)
    for province_key, divided in DICT_PROVINCE_WARD_DIVIDED.items():
        for old_key, wards in divided.items():
            yield from ((_old_id(lists, old_key), lists.new_ids[province_key, ward["newWardKey"]]) for ward in wards)


def _old_id(lists: NationalLists, joined_key: str) -> str:
    """Of `province_district_ward`; the last part is empty for a district without communes."""
    return lists.old_ids[tuple(part for part in joined_key.split("_") if part)]


def _district_of(lists: NationalLists, old_id: str) -> str | None:
    unit = lists.units.get(old_id)
    if unit is None:
        return None
    return unit.area_id if unit.level == "district" else unit.parent_id
