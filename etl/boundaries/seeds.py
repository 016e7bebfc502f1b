"""Where an approximate cell grows from: the centre and extent of every unit that had no smaller one before July 2025.

Centres and extents come from the package vietnamadminunits, which took them from a geocoder. Of 10,035 communes some 300
have no extent of their own (the geocoder answered with the district's) and some 270 share their centre with another;
the centres of Hoàng Sa and Trường Sa lie on the mainland, so those islands come from data/areas/islands.csv.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from vietnamadminunits.database import query

from etl.boundaries.editions import areas_on

ISLANDS = Path(__file__).parents[2] / "data" / "areas" / "islands.csv"
ISLAND_RADIUS = 0.09  # degrees: a symbol large enough to see and to click, not the extent of the island
SMALLEST_RADIUS = 0.012
LEAST_DISTANCE = 0.006  # between two seeds; coinciding ones are moved apart to this
# A centre further than this from that of every successor is taken for the geocoder's mistake.
PLAUSIBLE_DISTANCE, PLAUSIBLE_RADII = 0.2, 1.5
KM_PER_DEGREE = 111.2
# Half an extent that is longer than this many radii of the largest successor is another place's.
PLAUSIBLE_EXTENT = 2.5


@dataclass(frozen=True)
class Seeds:
    """One row per seed, in degrees; an area with several islands has several. `extents`: west, south, east, north."""

    area_ids: np.ndarray
    centres: np.ndarray
    extents: np.ndarray


def place_seeds(area: pl.DataFrame, succession: pl.DataFrame, on: date) -> Seeds:
    """Seeds of the communes in force on that day and of the districts that had none."""
    leaves = find_leaves(area, on)
    found = leaves.join(_read_extents(), on=["level", "code"], how="left", maintain_order="left")
    found = _mend_centres(_mend_extents(_add_successor(found, area, succession)))
    islands = leaves.select("area_id", "level", "code").join(read_islands(), on=["level", "code"])
    columns = ["area_id", "x", "y", "west", "south", "east", "north"]
    mainland = found.join(islands, on="area_id", how="anti").select(columns)
    seeds = pl.concat([mainland, islands.select(columns)]).sort("area_id", "x", "y")
    centres = _move_apart(seeds.select("x", "y").to_numpy())
    return Seeds(seeds["area_id"].to_numpy(), centres, seeds.select(columns[3:]).to_numpy())


def find_leaves(area: pl.DataFrame, on: date) -> pl.DataFrame:
    """The areas in force on that day that hold no smaller one: communes, and island districts without communes."""
    present = areas_on(area, on)
    childless = present.join(present.select(area_id="parent_id").unique(), on="area_id", how="anti")
    return childless.filter(pl.col("level").is_in(["commune", "district"])).sort("area_id")


def _read_extents() -> pl.DataFrame:
    rows = query("select distinct districtCode, districtBounds, wardCode, wardBounds from admin_units_legacy")
    listed = pl.DataFrame(rows, infer_schema_length=None)
    communes = listed.filter(pl.col("wardCode").is_not_null()).select(
        level=pl.lit("commune"), code="wardCode", bounds="wardBounds", parent_bounds="districtBounds"
    )
    districts = listed.filter(pl.col("wardCode").is_null()).select(
        level=pl.lit("district"), code="districtCode", bounds="districtBounds", parent_bounds=pl.lit(None, pl.String)
    )
    corners = pl.col("bounds").str.extract_all(r"-?\d+\.?\d*").cast(pl.List(pl.Float64))
    named = {name: corners.list.get(index) for index, name in enumerate(["south", "west", "north", "east"])}
    return (
        pl.concat([communes, districts])
        .unique(["level", "code"], keep="first", maintain_order=True)
        .with_columns(**named)
    )


def read_islands() -> pl.DataFrame:
    """One row per island of Hoàng Sa and Trường Sa: level and code of its area in June 2025, centre and extent."""
    islands = pl.read_csv(ISLANDS, schema_overrides={"code": pl.String})
    return islands.select("level", "code", x="longitude", y="latitude").with_columns(
        west=pl.col("x") - ISLAND_RADIUS,
        south=pl.col("y") - ISLAND_RADIUS,
        east=pl.col("x") + ISLAND_RADIUS,
        north=pl.col("y") + ISLAND_RADIUS,
    )


def _add_successor(found: pl.DataFrame, area: pl.DataFrame, succession: pl.DataFrame) -> pl.DataFrame:
    """`to_x`, `to_y`, `away`, `reach`: the nearest successor's centre, its distance and radius (degrees); `largest`: the
    radius of the largest. Null where no successor or its area is known."""
    successor = area.select(to_id="area_id", to_x="longitude", to_y="latitude", to_km2="area_km2")
    centre = found.select("area_id", "longitude", "latitude")
    away = (pl.col("to_x") - pl.col("longitude")).pow(2) + (pl.col("to_y") - pl.col("latitude")).pow(2)
    ranked = (
        succession.join(successor, on="to_id")
        .join(centre, left_on="from_id", right_on="area_id")
        .with_columns(away=away.sqrt(), reach=(pl.col("to_km2") / np.pi).sqrt() / KM_PER_DEGREE)
        .with_columns(largest=pl.col("reach").max().over("from_id"))
        .sort("from_id", "away", "to_id")
        .unique("from_id", keep="first", maintain_order=True)
        .select("from_id", "to_x", "to_y", "away", "reach", "largest")
    )
    return found.join(ranked, left_on="area_id", right_on="from_id", how="left", maintain_order="left")


def _mend_extents(found: pl.DataFrame) -> pl.DataFrame:
    """Half widths and heights `rx`, `ry`: those of the siblings' median where the extent is not the unit's own."""
    is_given = pl.col("bounds").is_not_null() & ~pl.col("bounds").is_duplicated()
    is_of_parent = (pl.col("bounds") == pl.col("parent_bounds")).fill_null(False)
    half = {"rx": (pl.col("east") - pl.col("west")) / 2, "ry": (pl.col("north") - pl.col("south")) / 2}
    is_plausible = (pl.max_horizontal(*half.values()) <= PLAUSIBLE_EXTENT * pl.col("largest")).fill_null(True)
    found = found.with_columns(is_own=is_given & ~is_of_parent & is_plausible)
    found = found.with_columns(**{name: pl.when("is_own").then(value) for name, value in half.items()})
    filled = [pl.coalesce(name, pl.col(name).median().over("parent_id"), pl.col(name).median()) for name in half]
    return found.with_columns(value.clip(lower_bound=SMALLEST_RADIUS) for value in filled)


def _mend_centres(found: pl.DataFrame) -> pl.DataFrame:
    """`x`, `y`: the given centre, or that of the nearest successor where it is missing, shared or implausibly far.

    The extent follows a centre that was moved.
    """
    is_far = (pl.col("away") > PLAUSIBLE_DISTANCE + PLAUSIBLE_RADII * pl.col("reach").fill_null(0)).fill_null(False)
    is_shared = pl.struct("longitude", "latitude").is_duplicated()
    is_wrong = (pl.col("longitude").is_null() | is_shared | is_far) & pl.col("to_x").is_not_null()
    placed = found.with_columns(
        x=pl.when(is_wrong).then("to_x").otherwise("longitude"),
        y=pl.when(is_wrong).then("to_y").otherwise("latitude"),
        is_moved=is_wrong | ~pl.col("is_own"),
    )
    around = {
        "west": pl.col("x") - pl.col("rx"),
        "east": pl.col("x") + pl.col("rx"),
        "south": pl.col("y") - pl.col("ry"),
        "north": pl.col("y") + pl.col("ry"),
    }
    return placed.with_columns(
        **{name: pl.when("is_moved").then(side).otherwise(name) for name, side in around.items()}
    )


def _move_apart(centres: np.ndarray) -> np.ndarray:
    """Centres that fall into the same small square are set on a circle around it, in their given order."""
    squares = np.round(centres / LEAST_DISTANCE).astype(np.int64)
    _, group, size = np.unique(squares, axis=0, return_inverse=True, return_counts=True)
    moved = centres.copy()
    for crowded in np.flatnonzero(size > 1):
        members = np.flatnonzero(group == crowded)
        turns = 2 * np.pi * np.arange(len(members)) / len(members) + 0.3
        radius = LEAST_DISTANCE / 2 * max(1, len(members) / 6)
        moved[members] = centres[members].mean(axis=0) + radius * np.column_stack([np.cos(turns), np.sin(turns)])
    return moved
