// Which communes lie in a cluster: the same in every period, so fetched once and kept.

import { fetchOnce } from "./fetched.js";

/** { high: [area id], low: [area id] } */
export const loadClusters = (url) => fetchOnce(new URL(url, document.baseURI), (response) => response.json());

const named = new WeakMap();

/** "high", "low" or undefined for each area; the same array each time, so that borders are found once. */
export function kindsOf(clusters, areas) {
  if (named.get(clusters)?.areas !== areas) {
    const kinds = new Map(Object.entries(clusters).flatMap(([kind, ids]) => ids.map((id) => [id, kind])));
    named.set(clusters, { areas, kinds: areas.map(({ id }) => kinds.get(id)) });
  }
  return named.get(clusters).kinds;
}
