// Shapes for a map seen from far: without the corners that lie within a fraction of a pixel of a straight line.

const kept = new WeakMap();

/**
 * The polygons with fewer corners, none further than `tolerance` degrees from the line that replaces it: the same array each time.
 * Corners where areas meet stay, and what lies between two of them is the same for both neighbours: no gap, no overlap.
 */
export function simplify(polygons, tolerance) {
  if (!kept.has(polygons)) {
    const isJunction = findJunctions(polygons.flatMap(({ rings }) => rings));
    const shorten = (ring) => shortenRing(ring, isJunction, tolerance);
    kept.set(polygons, polygons.map(({ area, rings }) => ({ area, rings: rings.map(shorten) })));
  }
  return kept.get(polygons);
}

/** Whether a point has other than two neighbours along all rings: there three areas meet, or two and the sea. */
function findJunctions(rings) {
  const neighbours = new Map();
  const meet = (point, other) => {
    const key = String(point);
    if (!neighbours.has(key)) neighbours.set(key, new Set());
    neighbours.get(key).add(String(other));
  };
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      meet(ring[i - 1], ring[i]);
      meet(ring[i], ring[i - 1]);
    }
  }
  return (point) => neighbours.get(String(point)).size !== 2;
}

/** A closed ring whose stretches between junctions are shortened; one with fewer than two of them stays as it is. */
function shortenRing(ring, isJunction, tolerance) {
  const places = [...ring.keys()].slice(0, -1).filter((place) => isJunction(ring[place]));
  if (places.length < 2) return ring;
  const corners = [...ring.slice(places[0], -1), ...ring.slice(0, places[0] + 1)]; // from the first junction round to it
  const ends = [...places.map((place) => place - places[0]), corners.length - 1];
  const shortened = [corners[0]];
  for (let i = 1; i < ends.length; i++) {
    const stretch = corners.slice(ends[i - 1], ends[i] + 1);
    const isForward = String(stretch[0]) <= String(stretch.at(-1)); // so that both neighbours choose the same corners
    const short = isForward ? shortenLine(stretch, tolerance) : shortenLine(stretch.reverse(), tolerance).reverse();
    shortened.push(...short.slice(1));
  }
  return shortened.length > 3 ? shortened : ring;
}

/** The line without the corners that are not needed to stay within the tolerance (Douglas and Peucker 1973). */
function shortenLine(line, tolerance) {
  if (line.length < 3) return line;
  const [[x1, y1], [x2, y2]] = [line[0], line.at(-1)];
  const length = Math.hypot(x2 - x1, y2 - y1);
  const distance = ([x, y]) =>
    length ? Math.abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length : Math.hypot(x - x1, y - y1);
  let furthest = 0, place = 0;
  for (let i = 1; i < line.length - 1; i++) {
    const found = distance(line[i]);
    if (found > furthest) [furthest, place] = [found, i];
  }
  if (furthest <= tolerance) return [line[0], line.at(-1)];
  return [...shortenLine(line.slice(0, place + 1), tolerance).slice(0, -1), ...shortenLine(line.slice(place), tolerance)];
}
