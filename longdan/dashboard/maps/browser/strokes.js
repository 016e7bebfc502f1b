// Which lines lie over the map, from the lowest to the highest: the level above, clusters, the chosen area, the one pointed at.

import { bordersOf, edgesOf } from "./edges.js";

const CLUSTER_WIDTHS = { high: 3, low: 1.6 }; // told apart by more than colour
const clusterBorders = new WeakMap();

export function strokesOf({ content, geometry, outline, hovered }) {
  const { header, clusters } = content;
  const { ink, accent } = header.colours;
  const around = (area) => edgesOf(geometry.polygons.filter((polygon) => polygon.area === area));
  return [
    ...(outline && !header.circles ? [{ edges: edgesOf(outline.polygons), colour: `${ink}be`, width: 0.9 }] : []),
    ...(clusters ? clusterStrokes(header, clusters, geometry) : []),
    ...(header.chosen >= 0 ? [{ edges: around(header.chosen), colour: accent, width: 3 }] : []),
    ...(hovered >= 0 ? [{ edges: around(hovered), colour: ink, width: 2 }] : []),
  ];
}

/** The border around every cluster, on a white one that parts it from the fills. */
function clusterStrokes({ colours }, clusters, { polygons }) {
  if (!clusterBorders.has(clusters)) {
    const around = (kind) => bordersOf(polygons.filter(({ area }) => clusters[area] === kind));
    clusterBorders.set(clusters, { high: around("high"), low: around("low") });
  }
  return Object.entries(clusterBorders.get(clusters)).flatMap(([kind, edges]) => [
    { edges, colour: "#ffffffe6", width: CLUSTER_WIDTHS[kind] + 2 },
    { edges, colour: colours[kind], width: CLUSTER_WIDTHS[kind] },
  ]);
}
