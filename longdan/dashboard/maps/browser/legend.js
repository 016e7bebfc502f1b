// The legend: the classes and marks that occur on the map, with their limits.

import { element } from "./elements.js";
import { fillOf, openRadius, radiusOf } from "./layers.js";
import { fill, writeCount, writeLimit, writeValue } from "./numbers.js";

/** `show` is called with whether clusters are to be shown. */
export function drawLegend(root, header, show) {
  const rows = header.legend.map((entry) => {
    const row = element("li", { class: "entry" }, swatch(entry, header), element("span", { text: label(entry, header) }));
    row.dataset.letters = entry.letters ?? "";
    return row;
  });
  root.replaceChildren(
    element("p", { class: "legend-title", text: header.legend_title }),
    element("ul", {}, ...rows),
    ...(header.rebased ? [element("p", { class: "legend-note", text: rebasedNote(header) })] : []),
    ...(header.clusters ? [clusterPart(header, show)] : []),
  );
}

/** The switch of the layer of clusters and, where it is on, how each kind is outlined. */
function clusterPart({ clusters: { is_shown: isShown, kinds }, texts }, show) {
  const box = element("input", { type: "checkbox", checked: isShown ? "" : null, on: { change: ({ target }) => show(target.checked) } });
  const entries = kinds.map((kind) => element(
    "p", { class: "entry", "data-letters": "" }, element("span", { class: `swatch cluster ${kind}` }), element("span", { text: texts[`cluster_${kind}`] }),
  ));
  return element("div", { class: "legend-note clusters" }, element("label", {}, box, element("span", { text: texts.clusters })), ...entries);
}

function rebasedNote({ rebased, rebased_texts: texts, language }) {
  const [count, apportioned] = [rebased.count, rebased.apportioned].map((number) => writeCount(number, { language }));
  return fill(texts[rebased.to].legend, { count, apportioned });
}

/** Marks the entry of the area under the pointer. */
export function pointOut(root, letter) {
  for (const row of root.querySelectorAll(".entry")) {
    row.classList.toggle("is-pointed-out", Boolean(letter) && row.dataset.letters.includes(letter));
  }
}

function label(entry, header) {
  if (entry.kind === "class") {
    const low = writeLimit(entry.low, header), high = writeLimit(entry.high, header) + header.number.sign;
    return entry.low === entry.high ? high : `${entry.is_above ? "> " : ""}${low} – ${high}`;
  }
  if (entry.kind === "circle") return writeValue(entry.value, header);
  return fill(header.legend_texts[entry.kind === "mark" ? entry.letters : entry.kind], { high: header.class_high });
}

function swatch(entry, header) {
  if (entry.kind === "circle") return circle("dot", radiusOf(entry.value, header.circles), "background", header);
  if (entry.letters === header.letters.in_class && header.circles) {
    return circle("open-circle", openRadius(header), "borderColor", header);
  }
  if (entry.kind === "zero") return element("span", { class: "dot-place" }, element("span", { class: "ring" }));
  const { colour, pattern } = entry.kind === "unsure" ? { colour: header.colours.unsure, pattern: "hatch" } : fillOf(entry.letters[0], header);
  const box = element("span", { class: `swatch ${pattern}` });
  box.style.setProperty("--fill", colour);
  return box;
}

function circle(kind, radius, coloured, header) {
  const dot = element("span", { class: kind });
  dot.style.width = dot.style.height = `${2 * radius}px`;
  dot.style[coloured] = header.colours.circle;
  return element("span", { class: "dot-place" }, dot);
}
