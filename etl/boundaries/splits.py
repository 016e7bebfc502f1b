"""Pieces of divided areas: each is cut among its successors, so that both the old and the new areas tile exactly."""

from collections.abc import Mapping

import numpy as np
import shapely

Centre = tuple[float | None, float | None]  # longitude, latitude


def split_pieces(
    pieces: np.ndarray,
    owners: np.ndarray,
    current: np.ndarray,
    became: Mapping[str, list[str]],
    centres: Mapping[str, Centre],
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The pieces, cut where `became` names several successors; their owners; and what `current` became.

    How a divided area was really cut is in no list: every successor gets the part nearest to its centre, and where
    its centre lies outside, a wedge in that direction. None is left empty.
    """
    divided = np.array([len(became.get(area_id, ())) > 1 for area_id in current])
    whole = ~divided
    renamed = np.array([became.get(area_id, [area_id])[0] for area_id in current[whole]], dtype=object)
    new_pieces, new_owners, new_current = [pieces[whole]], [owners[whole]], [renamed]
    for area_id in np.unique(current[divided].astype(str)):
        mine = np.flatnonzero(current == area_id)
        cut, successors, origin = _cut(pieces[mine], became[area_id], centres)
        new_pieces.append(cut)
        new_owners.append(owners[mine][origin])
        new_current.append(np.array(successors, dtype=object))
    joined = np.concatenate(new_pieces)
    noded = _share_vertices(joined) if divided.any() else joined
    return noded, np.concatenate(new_owners), np.concatenate(new_current)


def _cut(
    pieces: np.ndarray, successors: list[str], centres: Mapping[str, Centre]
) -> tuple[np.ndarray, list[str], list[int]]:
    """Parts of the pieces, the successor that each goes to, and the index of the piece it came from."""
    largest = pieces[np.argmax(shapely.area(pieces))]
    marks = _mark_directions(largest, [centres[area_id] for area_id in successors])
    bounds = shapely.box(*shapely.total_bounds(pieces)).buffer(1)
    zones = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(marks), extend_to=bounds, ordered=True))
    parts, goes_to, origin = [], [], []
    for successor, zone in zip(successors, zones, strict=True):
        for index, piece in enumerate(pieces):
            for part in shapely.get_parts(shapely.intersection(piece, zone)):
                if shapely.get_type_id(part) == shapely.GeometryType.POLYGON and shapely.area(part) > 0:
                    parts.append(part)
                    goes_to.append(successor)
                    origin.append(index)
    return np.array(parts, dtype=object), goes_to, origin


def _mark_directions(polygon: shapely.Geometry, centres: list[Centre]) -> np.ndarray:
    """One point inside the polygon per centre: itself, or half way to the edge in its direction; never two alike."""
    middle = shapely.get_coordinates(shapely.point_on_surface(polygon))[0]
    marks = []
    for turn, centre in enumerate(centres):
        target = np.array(centre, dtype=float)
        if np.isnan(target).any():
            target = middle + np.array([np.cos(turn), np.sin(turn)])
        if not shapely.contains_properly(polygon, shapely.points(target)):
            ray = shapely.intersection(shapely.linestrings([middle, target]), shapely.boundary(polygon))
            hits = shapely.get_coordinates(ray)
            nearest = hits[np.argmin(((hits - middle) ** 2).sum(axis=1))] if len(hits) else target
            target = (middle + nearest) / 2
        marks.append(target + 1e-4 * np.array([np.cos(turn), np.sin(turn)]))
    return shapely.points(np.array(marks))


def _share_vertices(pieces: np.ndarray) -> np.ndarray:
    """The pieces with the vertex that a cut put on one side of an edge also put on the other."""
    lines = shapely.union_all(shapely.boundary(pieces))
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    piece, face = shapely.STRtree(faces).query(shapely.point_on_surface(pieces), predicate="within")
    if not np.array_equal(np.sort(piece), np.arange(len(pieces))):
        raise ValueError("a piece was lost while sharing vertices")
    return faces[face[np.argsort(piece)]]
