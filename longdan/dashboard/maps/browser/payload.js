// Reads what longdan/dashboard/maps/payload.py packs: a header, a mark per area, and the figures behind it.

import { fill } from "./numbers.js";

const MISSING = NaN;
const STATUS = 15, IS_UNSURE = 16, IS_OUTSIDE = 32, IS_REBASED = 64, IS_APPORTIONED = 128;
const Z = 1.959963984540054; // of a 95 % interval

/** Uint8Array → { header, marks: Uint8Array, figures: {name: Float64Array} } */
export async function unpack(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const buffer = await new Response(stream).arrayBuffer();
  const headerLength = new DataView(buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, headerLength)));
  let offset = 4 + headerLength;
  const take = (count) => new Uint8Array(buffer, (offset += count) - count, count);
  const marks = take(header.count);
  const figures = {};
  for (const [name, least, planeCount, statuses] of header.columns) {
    const areas = [...marks.keys()].filter((area) => statuses.includes(marks[area] & STATUS));
    const planes = Array.from({ length: planeCount }, () => take(areas.length));
    figures[name] = new Float64Array(header.count).fill(MISSING);
    areas.forEach((area, i) => {
      const code = planes.reduceRight((upper, plane) => upper * 256 + plane[i], 0);
      if (code) figures[name][area] = code - 1 + least;
    });
  }
  figures.numerator = addUpNumerators(header, figures);
  return { header, marks, figures };
}

const round = (value) => Math.floor(value + 0.5);

/** The numerators themselves: each was sent as its distance from what the share of the areas before it lets expect. */
function addUpNumerators({ count, implied, number }, { numerator: distances, denominator }) {
  let counted = number.pooled * number.start, asked = number.start;
  return Float64Array.from({ length: count }, (_, area) => {
    const base = (denominator?.[area] ?? MISSING) * number.base_quantum;
    const distance = implied.includes("numerator") ? 0 : distances?.[area] ?? MISSING;
    const expected = number.pooled ? round(base * (counted / asked)) : 0;
    const numerator = distance + (Number.isNaN(base) ? MISSING : expected);
    if (!Number.isNaN(numerator)) {
      counted = counted * number.fading + numerator;
      asked = asked * number.fading + base;
    }
    return numerator;
  });
}

/** One area's figures in the indicator's own units; null where there is none. `quanta` is the value in its finest step. */
export function figuresOf({ header, figures }, area) {
  const { quantum, interval_quantum: intervalQuantum, base_quantum: baseQuantum } = header.number;
  const read = (name, expected = null) => {
    if (header.implied.includes(name)) return expected;
    const distance = figures[name]?.[area] ?? MISSING;
    return Number.isNaN(distance) ? null : (expected ?? 0) + distance;
  };
  const given = (known, work) => (known === null ? null : work(known));
  const denominator = given(read("denominator"), (count) => count * baseQuantum);
  const numerator = Number.isNaN(figures.numerator[area]) ? null : figures.numerator[area];
  const ratio = denominator && numerator !== null ? numerator / denominator : null;
  const quanta = read("value", given(ratio, (share) => round(share / quantum)));
  const isShare = ratio !== null && ratio <= 1;
  const wilson = (sign) => given(isShare ? ratio : null, (share) => round(wilsonLimit(share, denominator, sign) / intervalQuantum));
  const inUnits = (step) => (count) => count * step;
  const units = read("units");
  return {
    quanta, value: given(quanta, inUnits(quantum)), numerator, denominator,
    low: given(read("low", wilson(-1)), inUnits(intervalQuantum)), high: given(read("high", wilson(1)), inUnits(intervalQuantum)),
    expected: units, reporting: given(units, (count) => count - (read("absent") ?? count)),
    qualifier: header.qualifiers[area] ?? "=",
  };
}

/** A limit of Wilson's interval of a share of `n` (longdan/methods/interval.py). */
function wilsonLimit(share, n, sign) {
  const centre = (share + (Z * Z) / (2 * n)) / (1 + (Z * Z) / n);
  const reach = (Z / (1 + (Z * Z) / n)) * Math.sqrt(Math.max((share * (1 - share)) / n + (Z * Z) / (4 * n * n), 0));
  return Math.min(Math.max(centre + sign * reach, 0), 1);
}

/** Whether an area belongs to what is looked at; the others are only the ground around it. */
export const isInside = ({ marks }, area) => (marks[area] & IS_OUTSIDE) === 0;

/** Why an area has no figure, or what to know of the one it has; empty where there is nothing to say. */
export const statusOf = ({ header, marks }, area) => header.statuses[marks[area] & STATUS];

/** The letter of what an area has instead of a value. */
const statusLetter = ({ header, marks }, area) => header.letters.statuses[marks[area] & STATUS];

/** The class of a withheld count, "0–4"; empty where none is told. */
export const classOf = (content, area) => {
  const { header } = content;
  return statusLetter(content, area) === header.letters.in_class ? fill(header.class_text, { high: header.class_high }) : "";
};

/** Whether and how a figure was brought to the units shown: "", "exact" or "apportioned". */
export const rebasedOf = ({ marks }, area) =>
  marks[area] & IS_APPORTIONED ? "apportioned" : marks[area] & IS_REBASED ? "exact" : "";

const OUTSIDE = ".";

/** The letter of each area's mark: its class, or the status it has instead of a value. */
export function lettersOf(content) {
  const { header, marks } = content;
  return Array.from(marks, (mark, area) => {
    if (mark & IS_OUTSIDE) return OUTSIDE;
    const { quanta } = figuresOf(content, area);
    if (quanta === null) return statusLetter(content, area);
    if (!header.classes) return header.letters.value;
    return header.letters[mark & IS_UNSURE ? "unsure" : "sure"][classNumber(quanta, header.classes)];
  });
}

/** The number of the class of a value; limits and value in quanta. */
function classNumber(quanta, { limits, has_zero: hasZero }) {
  if (hasZero && quanta === 0) return 0;
  return limits.slice(1, -1).filter((limit) => limit <= quanta).length + (hasZero ? 1 : 0);
}
