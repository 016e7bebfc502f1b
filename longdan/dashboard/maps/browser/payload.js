// Reads what longdan/dashboard/maps/payload.py packs: a header, one letter per area, and the figures behind it.

const MISSING = -0x80000000;

/** Uint8Array → { header, letters: Uint8Array, statuses: Uint8Array, figures: {name: Int32Array} } */
export async function unpack(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const buffer = await new Response(stream).arrayBuffer();
  const headerLength = new DataView(buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, headerLength)));
  let offset = 4 + headerLength;
  const take = () => new Uint8Array(buffer, (offset += header.count) - header.count, header.count);
  const letters = take();
  const statuses = take();
  const figures = {};
  for (const name of header.columns) {
    const planes = [take(), take(), take(), take()];
    figures[name] = Int32Array.from(letters, (_, i) =>
      planes[0][i] | (planes[1][i] << 8) | (planes[2][i] << 16) | (planes[3][i] << 24));
  }
  return { header, letters, statuses, figures };
}

/** One area's figures in the indicator's own units; null where there is none. */
export function figuresOf({ header, figures }, area) {
  const read = (name) => {
    const stored = figures[name]?.[area] ?? MISSING;
    return stored === MISSING ? null : stored;
  };
  const { quantum, ratio_factor: factor } = header.number;
  const denominator = read("denominator");
  const rest = read("rest");
  const numerator = rest === null ? read("numerator") : denominator - rest;
  const stored = read("value");
  let value = stored === null ? null : stored * quantum;
  if (factor !== null) value = denominator && numerator !== null ? (factor * numerator) / denominator : null;
  const half = normalHalfWidth(numerator, denominator, quantum);
  const bound = (extra, sign) => (extra === null ? null : (Math.round(value / quantum) + sign * (extra + half)) * quantum);
  return {
    value, numerator, denominator, low: bound(read("ci_below"), -1), high: bound(read("ci_above"), 1),
    reporting: read("reporting_units"), expected: read("expected_units"),
    qualifier: header.qualifiers[area] ?? "=",
  };
}

/** Half of a normal 95 % interval of a share, in quanta, less one: what payload.py takes off the bounds it sends. */
function normalHalfWidth(numerator, denominator, quantum) {
  if (!denominator || numerator === null) return 0;
  const share = numerator / denominator;
  return Math.floor((Math.sqrt(Math.max((share * (1 - share)) / denominator, 0)) * 1.96) / quantum - 0.5);
}

const OUTSIDE = ".".charCodeAt(0);

/** Whether an area belongs to what is looked at; the others are only the ground around it. */
export const isInside = ({ letters }, area) => letters[area] !== OUTSIDE;
