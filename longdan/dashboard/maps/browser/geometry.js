// Geometry of one edition and level, fetched once and kept: polygons for filling, rings for outlines, a centre each.

import { fetchOnce } from "./fetched.js";

/** { areas: [{id, name, bounds, centre}], polygons: [{area, rings}] } in the order of the file's features. */
export const loadGeometry = (url) =>
  fetchOnce(new URL(url, document.baseURI), async (response) => index(await response.json()));

const extended = new WeakMap();

/** The geometry with the areas it has no shape for behind its own: the same object each time. */
export function addUndrawn(geometry, undrawn) {
  if (!undrawn.length) return geometry;
  const key = undrawn.join();
  if (extended.get(geometry)?.key !== key) {
    const areas = undrawn.map(([id, name]) => ({ id, name, bounds: boundsOf([]), centre: null }));
    extended.set(geometry, { key, whole: { ...geometry, areas: [...geometry.areas, ...areas] } });
  }
  return extended.get(geometry).whole;
}

function index(collection) {
  const polygons = [];
  const areas = collection.features.map(({ properties, geometry }) => {
    const parts = polygonsOf(geometry);
    const bounds = [Infinity, Infinity, -Infinity, -Infinity];
    let largest = { size: -1, centre: null };
    for (const rings of parts) {
      polygons.push({ area: properties.id, rings });
      widen(bounds, rings[0]);
      const measured = measure(rings[0]);
      if (measured.size > largest.size) largest = measured;
    }
    return { id: properties.area_id, name: properties.name, bounds, centre: largest.centre };
  });
  return { areas, polygons };
}

function polygonsOf(geometry) {
  if (!geometry) return [];
  if (geometry.type === "Polygon") return [geometry.coordinates];
  if (geometry.type === "MultiPolygon") return geometry.coordinates;
  return (geometry.geometries ?? []).flatMap(polygonsOf);
}

function widen(bounds, ring) {
  for (const [x, y] of ring) {
    bounds[0] = Math.min(bounds[0], x);
    bounds[1] = Math.min(bounds[1], y);
    bounds[2] = Math.max(bounds[2], x);
    bounds[3] = Math.max(bounds[3], y);
  }
}

/** Size and centre of mass of a ring, by the shoelace formula. */
function measure(ring) {
  const [ox, oy] = ring[0];
  let twice = 0, sx = 0, sy = 0;
  for (let i = 1; i < ring.length; i++) {
    const ax = ring[i - 1][0] - ox, ay = ring[i - 1][1] - oy;
    const bx = ring[i][0] - ox, by = ring[i][1] - oy;
    const cross = ax * by - bx * ay;
    twice += cross;
    sx += (ax + bx) * cross;
    sy += (ay + by) * cross;
  }
  const centre = twice ? [ox + sx / (3 * twice), oy + sy / (3 * twice)] : [ox, oy];
  return { size: Math.abs(twice) / 2, centre };
}

/** The box around some areas, or null where they have no polygon. */
export function boundsOf(areas) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { bounds } of areas.filter((area) => area.bounds)) {
    box[0] = Math.min(box[0], bounds[0]);
    box[1] = Math.min(box[1], bounds[1]);
    box[2] = Math.max(box[2], bounds[2]);
    box[3] = Math.max(box[3], bounds[3]);
  }
  return Number.isFinite(box[0]) ? box : null;
}

/** The area that holds a point, or -1. On the processor: drawing all polygons once more to ask a graphics card takes seconds without one. */
export function areaAt({ areas, polygons }, point) {
  const found = point && polygons.find(({ area, rings }) => isInBox(areas[area].bounds, point) && isWithin(rings, point));
  return found ? found.area : -1;
}

const isInBox = ([west, south, east, north], [x, y]) => west <= x && x <= east && south <= y && y <= north;

/** Whether an odd number of edges lies east of the point: inside the outer ring and in no hole. */
function isWithin(rings, [x, y]) {
  let isInside = false;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [ax, ay] = ring[i - 1], [bx, by] = ring[i];
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) isInside = !isInside;
    }
  }
  return isInside;
}
