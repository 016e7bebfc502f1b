"""Polygons that tile the country: one per area, sharing the vertices of their common edges."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import shapely

SLIVER = 1e-4  # square degrees, about 1 km²: a smaller hole between the parts of an area is a drawing error


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

    def only(self, area_ids: Collection[str]) -> "Coverage":
        """The part of it that draws these areas."""
        chosen = [place for place, area_id in enumerate(self.area_ids) if area_id in area_ids]
        return Coverage(tuple(self.area_ids[place] for place in chosen), self.polygons[chosen])

    def over(self, earlier: "Coverage") -> "Coverage":
        """These areas in the place of the same ones of an earlier coverage, whose others stay; ordered by area."""
        polygon = dict(zip(earlier.area_ids, earlier.polygons, strict=True))
        polygon |= dict(zip(self.area_ids, self.polygons, strict=True))
        ids = tuple(sorted(polygon))
        return Coverage(ids, np.array([polygon[area_id] for area_id in ids], dtype=object))

    def simplify(self, tolerance: float) -> "Coverage":
        """With common edges kept common (Visvalingam-Whyatt); `tolerance` in degrees, no area disappears."""
        return Coverage(self.area_ids, shapely.coverage_simplify(self.polygons, tolerance))


def merge_polygons(polygons: np.ndarray, owners: list[str | None]) -> Coverage:
    """One polygon per owner, out of the polygons that it owns; ordered by owner, those without one left out."""
    keys = np.array([owner or "" for owner in owners])
    order = np.argsort(keys, kind="stable")
    ids, starts = np.unique(keys[order], return_index=True)
    groups = zip(ids, np.split(polygons[order], starts[1:]), strict=True)
    merged = {str(area_id): _unite(group) for area_id, group in groups if area_id}
    return Coverage(tuple(merged), np.array(list(merged.values()), dtype=object))


def _unite(polygons: np.ndarray) -> shapely.Geometry:
    """The union; where official polygons do not quite meet, without the slivers between them."""
    if len(polygons) == 1:
        return polygons[0]
    if shapely.coverage_is_valid(polygons):
        return shapely.coverage_union_all(polygons)
    parts = [_drop_slivers(part) for part in shapely.get_parts(shapely.union_all(polygons))]
    return shapely.union_all(parts)


def _drop_slivers(part: shapely.Polygon) -> shapely.Polygon:
    return shapely.Polygon(part.exterior, [ring for ring in part.interiors if shapely.Polygon(ring).area > SLIVER])
