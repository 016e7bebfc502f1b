"""The units of the country before and after 1 July 2025, from the package `vietnamadminunits`."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from vietnamadminunits.converter.converter_2025 import DICT_PROVINCE
from vietnamadminunits.database import get_data

from etl.areas.unit import COUNTRY_ID, DATA, REFORM, UNKNOWN_START, Unit, make_area_id
from longdan.language.names import normalise_name

_LAST_DAY = REFORM - timedelta(days=1)
_PLACES = ("province", "provinceKey", "provinceCode", "provinceLat", "provinceLon", "ward", "wardKey", "wardCode")
_OLD_FIELDS = [*_PLACES, "district", "districtKey", "districtCode", "districtLat", "districtLon", "wardLat", "wardLon"]
_NEW_FIELDS = [*_PLACES, "wardLat", "wardLon"]


@dataclass
class NationalLists:
    """The units by area_id, and the area_id of each of the package's keys.

    Keys are (province,), (province, district) and (province, district, ward) before the reform, (province,) and
    (province, ward) after it. A province whose name and extent did not change is one unit in both.
    """

    units: dict[str, Unit] = field(default_factory=dict)
    old_ids: dict[tuple[str, ...], str] = field(default_factory=dict)
    new_ids: dict[tuple[str, ...], str] = field(default_factory=dict)

    def replace(self, unit: Unit, **values: object) -> None:
        """Put the unit back with some of its values changed."""
        self.units[unit.area_id] = replace(unit, **values)


def read_national_lists() -> NationalLists:
    """63 provinces, 696 districts and 10,035 communes up to 30/06/2025; 34 provinces and 3,321 communes since.

    The package's 10,040 old rows are these communes and five island districts that had none. Its lists are those of
    March 2025 and say nothing about the day a unit began, so every old start is unknown.
    """
    lists = NationalLists()
    lists.units[COUNTRY_ID] = Unit(COUNTRY_ID, "VN", "country", "Việt Nam", None)
    corrections = read_corrections()
    right_code = {row["wrong"]: row["code"] for row in corrections["code"]}
    for row in get_data(fields=_OLD_FIELDS, table="admin_units_legacy"):
        for key, unit in _old_units(row):
            lists.old_ids[key] = unit.area_id
            lists.units.setdefault(unit.area_id, unit)
    for row in get_data(fields=_NEW_FIELDS, table="admin_units"):
        row["wardCode"] = right_code.get(row["wardCode"], row["wardCode"])
        for key, unit in _new_units(row):
            lists.new_ids[key] = unit.area_id
            lists.units.setdefault(unit.area_id, unit)
    for centre in corrections["centre"]:
        old = lists.units[make_area_id(centre["code"], UNKNOWN_START)]
        lists.replace(old, latitude=centre["latitude"], longitude=centre["longitude"])
    return lists


def read_corrections() -> dict[str, list[dict]]:
    """What the package says wrongly: `code`, `centre` and `merger`, each with its `source_id`."""
    return tomllib.loads((DATA / "corrections.toml").read_text(encoding="utf-8"))


def _old_units(row: dict) -> Iterator[tuple[tuple[str, ...], Unit]]:
    province_key = row["provinceKey"]
    province_end = None if _is_unchanged(province_key) else _LAST_DAY
    province = _unit(row, "province", UNKNOWN_START, COUNTRY_ID, province_end)
    yield (province_key,), province
    district = _unit(row, "district", UNKNOWN_START, province.area_id, _LAST_DAY)
    yield (province_key, row["districtKey"]), district
    if row["wardCode"]:
        commune = _unit(row, "ward", UNKNOWN_START, district.area_id, _LAST_DAY)
        yield (province_key, row["districtKey"], row["wardKey"]), commune


def _new_units(row: dict) -> Iterator[tuple[tuple[str, ...], Unit]]:
    province_key = row["provinceKey"]
    province = _unit(row, "province", UNKNOWN_START if _is_unchanged(province_key) else REFORM, COUNTRY_ID, None)
    yield (province_key,), province
    yield (province_key, row["wardKey"]), _unit(row, "ward", REFORM, province.area_id, None)


def _is_unchanged(province_key: str) -> bool:
    """True of the eleven provinces that the reform left as they were."""
    return DICT_PROVINCE.get(province_key) == [province_key]


def _unit(row: dict, place: str, valid_from: date, parent_id: str, valid_to: date | None) -> Unit:
    code = row[f"{place}Code"]
    return Unit(
        area_id=make_area_id(code, valid_from),
        code=code,
        level="commune" if place == "ward" else place,
        name=normalise_name(row[place]),
        parent_id=parent_id,
        valid_from=valid_from,
        valid_to=valid_to,
        is_start_known=valid_from != UNKNOWN_START,
        latitude=row[f"{place}Lat"],
        longitude=row[f"{place}Lon"],
    )
