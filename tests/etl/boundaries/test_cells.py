"""The approximate cells of the whole country: nobody is left out, and levels nest exactly."""

from datetime import date

import numpy as np
import pytest
import shapely

from etl.boundaries.splits import split_pieces
from tests.etl.boundaries.conftest import SHARED, TODAY

PRE = date(2025, 6, 30)
HOANG_SA, TRUONG_SA = shapely.box(111, 15.6, 113, 17.3), shapely.box(111.5, 6.8, 117.4, 12)


@pytest.mark.parametrize(
    ("edition", "level", "day", "count", "standing_in"),
    [
        ("pre_2025_07", "province", PRE, 63, 0),
        ("pre_2025_07", "district", PRE, 696, 0),
        ("pre_2025_07", "commune", PRE, 10_035, 5),
        ("current", "province", TODAY, 34, 0),
        ("current", "commune", TODAY, 3_321, 0),
    ],
)
def test_every_area_has_a_cell(tables, cells, edition, level, day, count, standing_in) -> None:
    area = tables.area
    present = area.filter(
        (area["valid_from"] <= day)
        & (area["valid_to"].is_null() | (area["valid_to"] >= day))
        & (area["level"] == level)
    )
    coverage = cells[edition, level]
    assert present.height == count
    assert set(present["area_id"]) <= set(coverage.area_ids)
    assert len(coverage.area_ids) == count + standing_in
    assert (shapely.area(coverage.polygons) > 0).all()
    assert shapely.is_valid(coverage.polygons).all()
    assert shapely.coverage_is_valid(coverage.polygons)


@pytest.mark.parametrize(
    ("edition", "level"), [("pre_2025_07", "province"), ("pre_2025_07", "district"), ("current", "province")]
)
def test_children_make_up_their_parent_exactly(tables, cells, edition: str, level: str) -> None:
    parent = dict(tables.area.select("area_id", "parent_id").iter_rows())
    finest = cells[edition, "commune"]
    whole = dict(zip(cells[edition, level].area_ids, cells[edition, level].polygons, strict=True))
    members: dict[str, list] = {area_id: [] for area_id in whole}
    for area_id, polygon in zip(finest.area_ids, finest.polygons, strict=True):
        while area_id not in whole:
            area_id = parent[area_id]
        members[area_id].append(polygon)
    for area_id, polygon in whole.items():
        assert shapely.area(members[area_id]).sum() == pytest.approx(polygon.area, abs=1e-9)
        union = shapely.union_all(members[area_id])
        assert shapely.symmetric_difference(union, polygon).area < 1e-9


def test_both_editions_cover_the_same_country(cells) -> None:
    old, new = (
        shapely.coverage_union_all(cells[edition, "province"].polygons) for edition in ("pre_2025_07", "current")
    )
    assert shapely.symmetric_difference(old, new).area < 1e-9


@pytest.mark.parametrize(
    ("edition", "level", "code", "where"),
    [
        ("pre_2025_07", "district", "498", HOANG_SA),
        ("pre_2025_07", "commune", "498", HOANG_SA),
        ("current", "commune", "20333", HOANG_SA),
        ("pre_2025_07", "district", "576", TRUONG_SA),
        ("pre_2025_07", "commune", "22736", TRUONG_SA),
        ("current", "commune", "22736", TRUONG_SA),
    ],
)
def test_hoang_sa_and_truong_sa_lie_where_they_are(cells, edition, level, code, where) -> None:
    coverage = cells[edition, level]
    (drawn,) = (p for i, p in zip(coverage.area_ids, coverage.polygons, strict=True) if i.startswith(f"{code}@"))
    assert where.contains(drawn)


@pytest.mark.parametrize(("province", "where"), [("48", HOANG_SA), ("56", TRUONG_SA)])
@pytest.mark.parametrize("edition", ["pre_2025_07", "current"])
def test_the_islands_belong_to_their_province(cells, edition, province, where) -> None:
    coverage = cells[edition, "province"]
    (drawn,) = (p for i, p in zip(coverage.area_ids, coverage.polygons, strict=True) if i.startswith(f"{province}@"))
    assert drawn.intersection(where).area > 0.01


@pytest.mark.skipif(not SHARED.exists(), reason="the shared real boundary files are absent")
def test_the_cells_resemble_the_real_provinces(cells) -> None:
    import geopandas

    real = geopandas.read_file(SHARED / "provinces_2025.gpkg").set_index("code").geometry.make_valid()
    mainland = shapely.box(102, 8.5, 109.6, 23.5)
    coverage, shares = cells["current", "province"], []
    for area_id, polygon in zip(coverage.area_ids, coverage.polygons, strict=True):
        drawn, true = (shapely.intersection(shape, mainland) for shape in (polygon, real[area_id[:2]]))
        shares.append(drawn.intersection(true).area / drawn.union(true).area)
    assert np.mean(shares) > 0.88
    assert min(shares) > 0.55  # Quảng Ninh: the extents of its communes reach over the bay


def test_a_divided_cell_is_shared_out_without_loss() -> None:
    left, right = shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)
    pieces, owners = np.array([left, right], dtype=object), np.array(["a", "b"], dtype=object)
    became = {"a": ["x", "y", "z"], "b": ["x"]}
    centres = {"x": (1.5, 0.5), "y": (0.2, 5.0), "z": (None, None)}
    cut, old, new = split_pieces(pieces, owners, owners.copy(), became, centres)
    areas = dict.fromkeys("xyz", 0.0)
    for piece, area_id in zip(cut, new, strict=True):
        areas[area_id] += piece.area
    assert sum(areas.values()) == pytest.approx(2)
    assert min(areas.values()) > 0.05
    assert shapely.area(cut[old == "a"]).sum() == pytest.approx(1)
    assert shapely.coverage_is_valid(cut)
