"""What the import of a boundary file takes, mends, leaves out and says."""

import json
from datetime import date

import geopandas
import numpy as np
import polars as pl
import pyproj
import pytest
import shapely

from etl.boundaries.archive import imported_sources, read_archive
from etl.boundaries.import_boundaries import BoundaryImport, import_boundaries
from longdan.language.fault import FaultError
from tests.etl.boundaries.conftest import SHARED, square

DAY = date(2025, 7, 1)
WHOLE = [(f"0000{number}", square(number)) for number in (1, 2, 3, 4)]


@pytest.fixture
def take(area: pl.DataFrame, tmp_path):
    def take_file(path, level="commune", code_column="ma", crs=None) -> BoundaryImport:
        return import_boundaries(
            path,
            level=level,
            edition_on=DAY,
            code_column=code_column,
            area=area,
            archive=tmp_path / "archive",
            crs=crs,
        )

    return take_file


def findings(result: BoundaryImport) -> dict[str, tuple[int, str]]:
    return {fault.code: (fault.values["count"], fault.found) for fault in result.faults}


def test_a_clean_file_is_kept_without_a_finding(take, write_file, tmp_path) -> None:
    result = take(write_file(WHOLE))
    assert result.faults == []
    assert result.coverage.area_ids == tuple(f"0000{number}@2025-07-01" for number in (1, 2, 3, 4))
    ((provenance, kept),) = read_archive(tmp_path / "archive")
    assert (provenance.level, provenance.edition, provenance.area_count) == ("commune", "current", 4)
    assert len(provenance.sha256) == 64
    assert "4/4" in result.describe("vi")
    assert "4/4" in result.describe("en")
    assert shapely.area(kept.polygons) == pytest.approx([0.01] * 4)
    assert imported_sources(tmp_path / "archive")["source_id"].to_list() == ["boundaries_commune_2025-07-01"]


def test_importing_the_same_areas_again_replaces_them(take, write_file, tmp_path) -> None:
    take(write_file([(code, shapely.transform(polygon, lambda at: at + 1)) for code, polygon in WHOLE]))
    take(write_file(WHOLE, "xa2.gpkg"))
    ((provenance, kept),) = read_archive(tmp_path / "archive")
    assert (provenance.files, len(kept.area_ids)) == (["xa2.gpkg"], 4)
    assert shapely.equals(kept.polygons, [polygon for _, polygon in WHOLE]).all()


def test_boundaries_that_come_province_by_province_accumulate(take, write_file, tmp_path) -> None:
    first = take(write_file(WHOLE[:2], "mot.gpkg"))
    assert findings(first) == {"boundaries.missing": (2, "Thành phố Hà Nội (2)")}
    shifted = shapely.box(105.2, 21.0, 105.25, 21.1)  # a part of the second area is another's now
    second = take(write_file([("00002", shifted), *WHOLE[2:]], "hai.gpkg"))
    assert findings(second) == {}
    assert second.earlier_count == 1
    ((provenance, kept),) = read_archive(tmp_path / "archive")
    assert provenance.files == ["hai.gpkg", "mot.gpkg"]
    assert (provenance.feature_count, provenance.area_count, provenance.expected_count) == (3, 4, 4)
    assert kept.area_ids == tuple(f"0000{number}@2025-07-01" for number in (1, 2, 3, 4))
    assert shapely.area(kept.polygons) == pytest.approx([0.01, 0.005, 0.01, 0.01])
    assert "3/4" in second.describe("vi")
    assert "kept from files imported before (mot.gpkg); the map has 4 of 4" in second.describe("en")
    assert "hai.gpkg, mot.gpkg" in imported_sources(tmp_path / "archive")["title_vi"][0]


def test_areas_that_overlap_those_of_an_earlier_file_are_told(take, write_file) -> None:
    take(write_file(WHOLE[:3], "mot.gpkg"))
    result = take(write_file([("00004", square(3))], "hai.gpkg"))
    assert findings(result)["boundaries.overlap"] == (1, "00003 × 00004")


def test_what_was_kept_before_imports_were_joined_is_kept_on(take, write_file, tmp_path) -> None:
    take(write_file(WHOLE[:2], "mot.gpkg"))
    path = tmp_path / "archive/boundaries/commune-2025-07-01.parquet"
    geopandas.read_parquet(path).drop(columns="file_name").to_parquet(path)
    note = path.with_suffix(".json")
    told = json.loads(note.read_text(encoding="utf-8"))
    del told["earlier_files"]
    note.write_text(json.dumps(told), encoding="utf-8")
    take(write_file(WHOLE[2:], "hai.gpkg"))
    ((provenance, kept),) = read_archive(tmp_path / "archive")
    assert (provenance.files, len(kept.area_ids)) == (["hai.gpkg", "mot.gpkg"], 4)


@pytest.mark.parametrize("name", ["xa.gpkg", "xa.shp", "xa.zip", "xa.geojson"])
def test_every_format_gives_the_same_polygons(take, write_file, name: str) -> None:
    result = take(write_file(WHOLE, name))
    assert shapely.area(result.coverage.polygons) == pytest.approx([0.01] * 4)
    assert result.faults == []


@pytest.mark.parametrize("system", ["EPSG:3405", "EPSG:3406", "EPSG:9205", "EPSG:9217"])
def test_vn_2000_comes_back_as_longitude_and_latitude(take, write_file, system: str) -> None:
    result = take(write_file(WHOLE, to_crs=system))
    bounds = shapely.bounds(result.coverage.polygons)
    assert np.abs(bounds - shapely.bounds([polygon for _, polygon in WHOLE])).max() < 1e-5


def test_a_file_without_a_coordinate_system_asks_for_one(take, write_file) -> None:
    path = write_file(WHOLE, "xa.shp", to_crs="EPSG:3405")
    path.with_suffix(".prj").unlink()
    with pytest.raises(FaultError) as error:
        take(path)
    (fault,) = error.value.faults
    assert fault.code == "boundaries.crs_missing"
    assert "--crs EPSG:3405" in fault.next_step("vi")
    bounds = shapely.bounds(take(path, crs="EPSG:3405").coverage.polygons)
    assert bounds[0] == pytest.approx(WHOLE[0][1].bounds, abs=1e-5)


@pytest.mark.parametrize(("crs", "code"), [("EPSG:4326", "outside"), ("EPSG:32733", "outside"), ("xyz", "crs_unknown")])
def test_a_wrong_coordinate_system_is_told(take, write_file, crs: str, code: str) -> None:
    path = write_file(WHOLE, "xa.shp", to_crs="EPSG:3405")
    path.with_suffix(".prj").unlink()
    with pytest.raises(FaultError) as error:
        take(path, crs=crs)
    assert [fault.code for fault in error.value.faults] == [f"boundaries.{code}"]


def test_a_bow_tie_is_repaired_and_named(take, write_file) -> None:
    bow_tie = shapely.Polygon([(105.1, 21), (105.2, 21.1), (105.2, 21), (105.1, 21.1)])
    result = take(write_file([("00001", bow_tie), *WHOLE[1:]]))
    assert findings(result) == {"boundaries.repaired": (1, "00001")}
    assert shapely.is_valid(result.coverage.polygons).all()
    assert shapely.area(result.coverage.polygons[0]) == pytest.approx(0.005)


def test_overlapping_polygons_are_named_in_pairs(take, write_file) -> None:
    wide = shapely.box(105.1, 21, 105.25, 21.1)
    result = take(write_file([("00001", wide), *WHOLE[1:]]))
    assert findings(result) == {"boundaries.overlap": (1, "00001 × 00002")}


def test_a_polygon_inside_another_overlaps_it(take, write_file) -> None:
    result = take(write_file([*WHOLE[:3], ("00004", shapely.box(105.12, 21.02, 105.18, 21.08))]))
    assert findings(result) == {"boundaries.overlap": (1, "00001 × 00004")}


def test_neighbours_that_cross_by_the_width_of_a_line_do_not_overlap(take, write_file) -> None:
    wide = shapely.box(105.1, 21, 105.2001, 21.1)
    assert take(write_file([("00001", wide), *WHOLE[1:]])).faults == []


def test_what_cannot_be_drawn_is_left_out_and_named(take, write_file) -> None:
    pairs = [*WHOLE[:2], ("00003", shapely.Polygon()), ("99999", square(7)), (None, square(8))]
    result = take(write_file(pairs))
    assert len(result.coverage.area_ids) == 2
    assert findings(result) == {
        "boundaries.blank_code": (1, "?"),
        "boundaries.unknown": (1, "99999"),
        "boundaries.empty": (1, "00003"),
        "boundaries.missing": (2, "Thành phố Hà Nội (2)"),
    }


def test_pieces_with_the_same_code_are_joined(take, write_file) -> None:
    result = take(write_file([*WHOLE, ("00001", square(1, row=3))]))
    assert findings(result) == {"boundaries.duplicated": (1, "00001")}
    assert shapely.area(result.coverage.polygons[0]) == pytest.approx(0.02)


def test_a_number_column_gets_its_leading_zeros_back(take, write_file) -> None:
    result = take(write_file([(int(code), polygon) for code, polygon in WHOLE]))
    assert len(result.coverage.area_ids) == 4


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"code_column": "sai"}, "column"),
        ({"code_column": "geometry"}, "column"),
        ({"level": "district"}, "no_areas"),
        ({"level": "province"}, "no_match"),
    ],
)
def test_a_wrong_option_is_told(take, write_file, change: dict, code: str) -> None:
    with pytest.raises(FaultError) as error:
        take(write_file(WHOLE), **change)
    assert [fault.code for fault in error.value.faults] == [f"boundaries.{code}"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("xa.txt", b"x", "format"),
        ("xa.gpkg", b"not a database", "unreadable"),
        ("xa.gpkg", b"", "unreadable"),
        ("xa.zip", b"PK\x03\x04", "unreadable"),
        ("xa.geojson", b'{"type": "FeatureCollection", "features": [', "unreadable"),
    ],
)
def test_a_file_that_is_no_boundary_file_is_refused(take, tmp_path, name: str, content: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FaultError) as error:
        take(path)
    assert [fault.code for fault in error.value.faults] == [f"boundaries.{code}"]


def test_every_finding_reads_in_both_languages(take, write_file) -> None:
    pairs = [
        ("00001", square(1)),
        ("00001", square(1)),
        ("9", square(3)),
        (None, square(4)),
        ("00002", shapely.Polygon()),
    ]
    found = take(write_file(pairs)).faults
    assert len(found) == 5
    assert all(fault.is_warning for fault in found)
    assert all("{" not in fault.render(language) for fault in found for language in ("vi", "en"))


@pytest.mark.skipif(not SHARED.exists(), reason="the shared real boundary files are absent")
@pytest.mark.parametrize(
    ("file", "level", "day", "drawn", "missing"),
    [
        ("communes_2025", "commune", DAY, 3321, None),
        ("provinces_2025", "province", DAY, 34, None),
        ("districts_2024", "district", date(2025, 6, 30), 681, "Tỉnh Quảng Ninh (13)"),
        ("provinces_2024", "province", date(2025, 6, 30), 62, "Tỉnh Quảng Ninh"),
    ],
)
def test_the_real_files_are_taken_and_what_they_lack_is_said(
    tables, tmp_path, file, level, day, drawn, missing
) -> None:
    result = import_boundaries(
        SHARED / f"{file}.gpkg", level=level, edition_on=day, code_column="code", area=tables.area, archive=tmp_path
    )
    assert len(result.coverage.area_ids) == drawn
    found = findings(result).get("boundaries.missing")
    assert (found is None) == (missing is None)
    assert missing is None or missing in found[1]
    assert json.loads(result.path.with_suffix(".json").read_text(encoding="utf-8"))["area_count"] == drawn


@pytest.mark.parametrize("name", ["xa.gpkg", "xa.shp"])
def test_a_coordinate_system_of_a_drawing_is_refused_until_the_true_one_is_said(take, write_file, name: str) -> None:
    local = pyproj.CRS.from_wkt('LOCAL_CS["Nonearth",UNIT["Meter",1.0]]')
    path = write_file(WHOLE, name, crs=local)
    with pytest.raises(FaultError) as error:
        take(path)
    assert [(fault.code, fault.file) for fault in error.value.faults] == [("boundaries.crs_local", name)]
    assert len(take(path, crs="EPSG:4326").coverage.area_ids) == 4
