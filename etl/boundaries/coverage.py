"""Polygons that tile the country: one per area, sharing the vertices of their common edges."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely


@dataclass(frozen=True)
class Coverage:
    """One polygon or multipolygon per area, in WGS 84 degrees (longitude, latitude), ordered by `area_ids`."""

    area_ids: tuple[str, ...]
    polygons: np.ndarray

    def __post_init__(self) -> None:
        if len(self.area_ids) != len(self.polygons):
            raise ValueError(f"{len(self.area_ids)} areas for {len(self.polygons)} polygons")

    def merge(self, owner: Mapping[str, str]) -> "Coverage":
        """The coverage of the areas that `owner` names for these; an area without an owner is left out."""
        return merge_polygons(self.polygons, [owner.get(area_id) for area_id in self.area_ids])

    def simplify(self, tolerance: float) -> "Coverage":
        """With common edges kept common (Visvalingam-Whyatt); `tolerance` in degrees, no area disappears."""
        return Coverage(self.area_ids, shapely.coverage_simplify(self.polygons, tolerance))


def merge_polygons(polygons: np.ndarray, owners: list[str | None]) -> Coverage:
    """One polygon per owner, out of the polygons of a coverage that it owns; ordered by owner."""
    keys = np.array([owner or "" for owner in owners])
    order = np.argsort(keys, kind="stable")
    ids, starts = np.unique(keys[order], return_index=True)
    groups = zip(ids, np.split(polygons[order], starts[1:]), strict=True)
    merged = {str(area_id): shapely.coverage_union_all(group) for area_id, group in groups if area_id}
    return Coverage(tuple(merged), np.array(list(merged.values()), dtype=object))
