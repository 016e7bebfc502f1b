"""Which layer a map is drawn from, and the files the browser fetches."""

import json
from datetime import date

import numpy as np
import polars as pl
import pytest
import shapely

from etl.areas.read_areas import SUCCESSION
from etl.boundaries.coverage import Coverage
from etl.boundaries.import_boundaries import import_boundaries
from etl.boundaries.islands import add_islands, draw_islands
from etl.boundaries.layers import MapLayer, carry_forward, choose_layers
from etl.boundaries.write_geometry import tell_apart, write_geometry
from tests.etl.boundaries.conftest import SHARED, TODAY, area_frame, square


def a_layer(**change) -> MapLayer:
    ids = ("00001@2025-07-01", "00002@2025-07-01")
    coverage = Coverage(ids, np.array([square(1), square(2)], dtype=object))
    return MapLayer(**{"edition": "current", "level": "commune", "coverage": coverage, "is_approximate": True,
                       "source_id": "vietnamadminunits", **change})  # fmt: skip


def test_a_file_lists_its_features_in_the_order_of_area_ids(area, tmp_path) -> None:
    (row,) = write_geometry([a_layer()], area, tmp_path).iter_rows(named=True)
    features = json.loads((tmp_path / row["path"]).read_text(encoding="utf-8"))["features"]
    assert [feature["properties"] for feature in features] == [
        {"id": 0, "area_id": "00001@2025-07-01", "name": "Phường Một"},
        {"id": 1, "area_id": "00002@2025-07-01", "name": "Phường Hai"},
    ]
    assert row["area_ids"] == ["00001@2025-07-01", "00002@2025-07-01"]
    assert row["feature_count"] == 2
    assert row["is_approximate"]
    assert shapely.geometry.shape(features[1]["geometry"]).equals(square(2))


def test_the_name_of_a_file_follows_its_content(area, tmp_path) -> None:
    first, same = (write_geometry([a_layer()], area, tmp_path)["path"][0] for _ in range(2))
    moved = Coverage(a_layer().coverage.area_ids, np.array([square(1), square(3)], dtype=object))
    other = write_geometry([a_layer(coverage=moved)], area, tmp_path)["path"][0]
    assert first == same != other
    assert first.startswith("map/current-commune-")
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"missing": ("00003@2025-07-01",)}, "boundaries.not_drawn"),
        ({"with_symbols": ("00003@2025-07-01",)}, "boundaries.islands_added"),
    ],
)
def test_what_a_layer_lacks_is_a_finding(area, change: dict, code: str) -> None:
    assert a_layer().findings(area) == []
    (finding,) = a_layer(**change).findings(area)
    assert (finding.code, finding.values["count"], finding.found) == (code, 1, "Xã Ba")
    assert all("{" not in finding.render(language) for language in ("vi", "en"))


@pytest.mark.parametrize(
    ("day", "level", "codes"),
    [
        (date(2025, 6, 30), "province", {"48", "56"}),
        (date(2025, 6, 30), "district", {"498", "576"}),
        (TODAY, "province", {"48", "56"}),
        (TODAY, "commune", {"20333", "22736"}),
    ],
)
def test_an_imported_map_without_the_archipelagos_gets_their_symbols(tables, day, level, codes) -> None:
    islands = draw_islands(tables.area, tables.succession, day, level)
    assert {area_id.split("@")[0] for area_id in islands.area_ids} == codes
    mainland = Coverage(islands.area_ids[:1], np.array([square(1)], dtype=object))
    shown, added = add_islands(mainland, islands)
    assert set(added) == set(shown.area_ids) == set(islands.area_ids)
    again, nothing = add_islands(shown, islands)
    assert nothing == ()
    assert again.area_ids == shown.area_ids


def steps(*rows: tuple[str, str]) -> pl.DataFrame:
    whole = {"effective_on": date(2026, 4, 30), "relation": "whole", "source_id": "x"}
    return pl.DataFrame([{"from_id": old, "to_id": new, **whole} for old, new in rows], schema=SUCCESSION)


def test_boundaries_follow_renaming_and_merging_but_not_division() -> None:
    units = [(code, "commune", code, None) for code in ("00001", "00002", "00003", "00004", "00005")]
    before = area_frame(*units).with_columns(valid_to=date(2026, 4, 29))
    names = [f"{code}@2026-04-30" for code in ("00001", "00006", "00007", "00008")]
    after = before[:4].with_columns(area_id=pl.Series(names), valid_from=date(2026, 4, 30), valid_to=None)
    old = list(before["area_id"])
    changes = steps((old[0], names[0]), (old[1], names[1]), (old[2], names[1]), (old[3], names[2]), (old[3], names[3]))
    given = Coverage(tuple(old), np.array([square(number) for number in range(5)], dtype=object))
    carried = carry_forward(given, pl.concat([before, after]), changes, TODAY)
    assert carried.area_ids == (names[0], names[1])
    assert shapely.area(carried.polygons) == pytest.approx([0.01, 0.02])


@pytest.fixture(scope="module")
def imported_layers(tables, tmp_path_factory) -> list[MapLayer]:
    if not SHARED.exists():
        pytest.skip("the shared real boundary files are absent")
    archive = tmp_path_factory.mktemp("archive")
    for file, level, day in [("communes_2025", "commune", "2025-07-01"), ("districts_2024", "district", "2025-06-30")]:
        import_boundaries(
            SHARED / f"{file}.gpkg",
            level=level,
            edition_on=date.fromisoformat(day),
            code_column="code",
            area=tables.area,
            archive=archive,
        )
    return choose_layers(tables.area, tables.succession, archive, TODAY)


def test_imported_levels_replace_cells_and_make_up_coarser_ones(imported_layers) -> None:
    drawn = {
        (layer.edition, layer.level): (layer.is_approximate, len(layer.coverage.area_ids)) for layer in imported_layers
    }
    assert drawn["current", "commune"] == (False, 3321)
    assert drawn["current", "province"] == (False, 34)
    assert drawn["pre_2025_07", "district"] == (False, 681)
    assert drawn["pre_2025_07", "commune"] == (True, 10_040)
    pre_provinces = next(
        layer for layer in imported_layers if (layer.edition, layer.level) == ("pre_2025_07", "province")
    )
    assert {"22@1900-01-01"} <= set(pre_provinces.missing)
    assert len(pre_provinces.coverage.area_ids) + len(pre_provinces.missing) == 63


def test_imported_boundaries_follow_dong_nai_into_2026(imported_layers) -> None:
    communes = next(layer for layer in imported_layers if (layer.edition, layer.level) == ("current", "commune"))
    assert communes.missing == ()
    assert any(area_id == "25270@2026-04-30" for area_id in communes.coverage.area_ids)


def test_the_files_of_the_real_country_stay_small(tables, imported_layers, cells, tmp_path) -> None:
    cell_layers = [MapLayer(edition, level, coverage, True, "cells") for (edition, level), coverage in cells.items()]
    limit = {"province": 400_000, "district": 1_300_000, "commune": 2_700_000}
    for layers, folder in [(imported_layers, tmp_path / "imported"), (cell_layers, tmp_path / "cells")]:
        for row in write_geometry(layers, tables.area, folder).iter_rows(named=True):
            size = (folder / row["path"]).stat().st_size
            assert size < (4_000_000 if row["feature_count"] > 10_000 else limit[row["level"]]), row["path"]


def test_areas_of_one_name_are_told_apart_by_what_they_lie_in() -> None:
    area = area_frame(
        ("01", "province", "Thành phố Hà Nội", None),
        ("31", "province", "Thành phố Hải Phòng", None),
        ("00001", "commune", "Xã Hòa Bình", "01"),
        ("00002", "commune", "Xã Hòa Bình", "31"),
        ("00003", "commune", "Xã Ba", "31"),
    )
    communes = [f"{code}@2025-07-01" for code in ("00001", "00002", "00003")]
    assert tell_apart(area, communes) == dict(
        zip(
            communes,
            ("Xã Hòa Bình, Thành phố Hà Nội", "Xã Hòa Bình, Thành phố Hải Phòng", "Xã Ba"),
            strict=True,
        )
    )
    assert tell_apart(area, communes[:1]) == {communes[0]: "Xã Hòa Bình"}
