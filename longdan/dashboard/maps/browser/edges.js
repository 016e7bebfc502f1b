// The edges of many areas as single lines: what two neighbours share is drawn once, and costs half.

const kept = new WeakMap();

/** Pairs of points of all rings of some polygons, each once; the same array each time, so that deck.gl reads it once. */
export function edgesOf(polygons) {
  if (!kept.has(polygons)) kept.set(polygons, listEdges(polygons));
  return kept.get(polygons);
}

/** The edges that only one ring has: the border around polygons that touch each other. */
export function bordersOf(polygons) {
  return listEdges(polygons, (seen, edge) => (seen ? null : edge)).filter(Boolean);
}

function listEdges(polygons, meet = (_, edge) => edge) {
  const edges = new Map();
  for (const ring of polygons.flatMap(({ rings }) => rings)) {
    for (let end = 1; end < ring.length; end++) {
      const edge = [ring[end - 1], ring[end]];
      const [one, other] = edge.map(String);
      const key = one < other ? `${one} ${other}` : `${other} ${one}`;
      edges.set(key, meet(edges.has(key), edge));
    }
  }
  return [...edges.values()];
}
