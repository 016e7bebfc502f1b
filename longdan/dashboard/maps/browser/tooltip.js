// What one area says: its name, value, interval, base, status and origin, near the pointer or at the foot on a phone.

import { element } from "./elements.js";
import { fill, writeCount, writeLimit, writeValue } from "./numbers.js";
import { classOf, figuresOf, rebasedOf, statusOf } from "./payload.js";

const GAP = 14;

export class Tooltip {
  constructor(stage) {
    this.box = element("div", { class: "tooltip", role: "status", "aria-live": "polite", hidden: "" });
    stage.append(this.box);
    this.stage = stage;
  }

  /** `open` is what the button of a touch screen does; null where there is nothing deeper. */
  show(content, area, name, { x, y, open = null }) {
    const { header } = content;
    this.box.replaceChildren(
      element("p", { class: "tooltip-name", text: name }),
      ...lines(content, area),
      ...(header.is_simulated ? [element("p", { class: "tag", text: header.texts.simulated })] : []),
      ...(open ? [element("button", { type: "button", class: "open", text: header.texts.open, on: { click: open } })] : []),
    );
    this.box.classList.toggle("is-pinned", Boolean(open));
    this.box.hidden = false;
    this.place(x, y);
  }

  place(x, y) {
    const { clientWidth, clientHeight } = this.stage;
    const { offsetWidth, offsetHeight } = this.box;
    const left = x + GAP + offsetWidth > clientWidth ? x - GAP - offsetWidth : x + GAP;
    const top = y + GAP + offsetHeight > clientHeight ? y - GAP - offsetHeight : y + GAP;
    this.box.style.left = `${Math.max(4, left)}px`;
    this.box.style.top = `${Math.max(4, top)}px`;
  }

  hide() {
    this.box.hidden = true;
  }
}

function lines(content, area) {
  const { header } = content;
  const { texts } = header;
  const figures = figuresOf(content, area);
  const said = [];
  const add = (kind, text) => said.push(element("p", { class: kind, text }));
  if (figures.value !== null) {
    const qualified = header.qualifier_texts[figures.qualifier] ?? "{figure}";
    add("tooltip-value", fill(qualified, { figure: writeValue(figures.value, header) }));
  }
  const told = figures.value === null ? classOf(content, area) : "";
  if (told) add("tooltip-value", told + header.number.unit);
  const status = statusOf(content, area);
  if (status) add(figures.value === null && !told ? "tooltip-status" : "tooltip-detail", status);
  if (figures.low !== null && figures.high !== null) {
    const low = writeLimit(figures.low, header), high = writeLimit(figures.high, header) + header.number.unit;
    add("tooltip-detail", fill(texts.interval, { low, high }));
  }
  if (figures.denominator !== null) {
    if (figures.numerator !== null) {
      add("tooltip-detail", `${header.numerator_title}: ${writeCount(figures.numerator, header)}`);
    }
    add("tooltip-detail", `${header.denominator_title}: ${writeCount(figures.denominator, header, header.number.base_quantum)}`);
  }
  const cluster = content.clusters?.[area];
  if (cluster) add("tooltip-detail", texts[`cluster_${cluster}`]);
  const reporting = writeCount(figures.reporting ?? 0, header), expected = writeCount(figures.expected ?? 0, header);
  const rebased = rebasedOf(content, area);
  if (rebased) add("tooltip-detail", fill(rebasedText(header, rebased, figures), { reporting, expected }));
  else if (figures.expected > 1) add("tooltip-detail", fill(texts.reporting, { reporting, expected }));
  return said;
}

/** Where a re-based figure comes from: the same choice as sentences/rebased.py makes. */
function rebasedText({ rebased, rebased_texts: texts }, kind, { reporting, expected }) {
  const words = texts[rebased.to];
  if (rebased.how !== "sum") return words[rebased.how];
  return kind === "apportioned" ? words.apportioned : reporting < expected ? words.incomplete : words.sum;
}
