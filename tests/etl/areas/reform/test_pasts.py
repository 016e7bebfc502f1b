"""What past the communes of the reform have."""

from dataclasses import dataclass
from datetime import date

import polars as pl
import pytest

from etl.areas.read_areas import AREA, SUCCESSION, AreaTables
from etl.areas.reform.overlap_check import districts_of_communes
from etl.areas.reform.pasts import describe_reform


@dataclass(frozen=True)
class Steps:
    """A province P with districts D and E; a in D, b and c in E; x, y and z since the reform in Q."""

    rows: list[tuple[str, str, float | None]]

    def tables(self) -> AreaTables:
        old = [("P", "province", None), ("D", "district", "P"), ("E", "district", "P")]
        old += [("a", "commune", "D"), ("b", "commune", "E"), ("c", "commune", "E")]
        new = [("Q", "province", None), *((code, "commune", "Q") for code in "xyz")]
        units = [(*unit, date(1900, 1, 1), date(2025, 6, 30)) for unit in old] + [
            (*unit, date(2025, 7, 1), None) for unit in new
        ]
        area = pl.DataFrame(
            [
                {"area_id": i, "code": i, "level": level, "parent_id": up, "valid_from": since, "valid_to": until}
                for i, level, up, since, until in units
            ],
            schema=AREA,
        )
        steps = [
            {
                "from_id": old_id,
                "to_id": new_id,
                "effective_on": date(2025, 7, 1),
                "relation": "whole" if share == 1 else "part",
                "share": share,
                "share_basis": None if share is None else "area",
                "source_id": "list",
            }
            for old_id, new_id, share in [*self.rows, ("P", "Q", 1.0)]
        ]
        return AreaTables(area, pl.DataFrame(steps, schema=SUCCESSION), pl.DataFrame())


def pasts(*rows: tuple[str, str, float | None]) -> dict[str, str]:
    return dict(describe_reform(Steps(list(rows)).tables()).communes.select("new_id", "past").iter_rows())


def test_the_past_is_exact_where_every_predecessor_went_whole():
    found = pasts(("a", "x", 1.0), ("b", "x", 1.0), ("c", "y", 1.0))
    assert (found["x"], found["y"]) == ("exact", "exact")


def test_the_past_is_apportioned_where_the_share_of_a_part_is_known():
    assert pasts(("a", "x", 0.25), ("a", "y", 0.75), ("b", "z", 1.0)) == {
        "x": "apportioned",
        "y": "apportioned",
        "z": "exact",
    }


def test_there_is_no_past_where_one_share_is_not_known():
    assert pasts(("a", "x", None), ("a", "y", None), ("b", "x", 1.0), ("c", "z", 1.0)) == {
        "x": "none",
        "y": "none",
        "z": "exact",
    }


@pytest.mark.parametrize(
    ("rows", "uncut"),
    [
        ([("a", "x", 1.0), ("b", "y", 1.0), ("c", "z", 1.0)], {"D", "E"}),
        ([("a", "x", None), ("a", "y", None), ("b", "z", 1.0), ("c", "z", 1.0)], {"D", "E"}),
        ([("a", "x", 1.0), ("b", "x", 1.0), ("c", "z", 1.0)], set()),
    ],
)
def test_a_district_is_uncut_where_no_commune_straddles_its_border(rows, uncut):
    rebuilt = describe_reform(Steps(rows).tables()).rebuilt
    assert set(rebuilt.filter(pl.col("level") == "district", pl.col("is_uncut"))["area_id"]) == uncut
    assert rebuilt.filter(pl.col("level") == "province")["is_uncut"].to_list() == [True]


def test_the_figures_of_the_country_hang_together(areas):
    reform = describe_reform(areas)
    assert sum(reform.count_pasts().values()) == 3_321
    assert reform.count_rebuilt("district")[1] == 696
    # The reform merged whole provinces.
    assert reform.count_rebuilt("province") == (63, 63)
    parts = areas.succession.filter(pl.col("relation") == "part")
    assert sum(into * count for into, count in reform.count_divided().items()) == parts.height
    provinces = reform.communes["province_id"].unique()
    assert sum(reform.within(province).communes.height for province in provinces) == 3_321


def test_the_uncut_districts_are_those_whose_border_no_commune_straddles(areas):
    lying = districts_of_communes(areas.area, areas.succession)
    straddled = lying.filter(pl.len().over("new_id") > 1)["old_id"].unique()
    rebuilt = describe_reform(areas).rebuilt.filter(pl.col("level") == "district")
    assert set(rebuilt.filter(~pl.col("is_uncut"))["area_id"]) == set(straddled)


@pytest.mark.parametrize("code", ["194", "930", "494", "316", "402"])
def test_the_districts_of_the_articles_were_cut_nowhere(areas, code):
    rebuilt = describe_reform(areas).rebuilt
    assert rebuilt.filter(pl.col("area_id") == f"{code}@1900-01-01")["is_uncut"].item()
