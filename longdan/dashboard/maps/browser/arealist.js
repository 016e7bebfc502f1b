// The areas of the map as a list beside it: the same as pointing and clicking, for the keyboard and for a screen reader.

import { element } from "./elements.js";
import { fillOf } from "./layers.js";
import { fill, writeValue } from "./numbers.js";
import { classOf, figuresOf, isInside, rebasedOf, statusOf } from "./payload.js";

const MOST_ROWS = 200;
const ALPHABET = new Intl.Collator("vi", { numeric: true });

const fold = (name) => name.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();

export class AreaList {
  /** `point(area)` shows an area on the map, null none; `open(area)` goes into it. */
  constructor(point, open) {
    this.point = point;
    this.open = open;
    this.search = element("input", { type: "search", on: { input: () => this.draw() } });
    this.rows = element("ul", { class: "rows" });
    this.rest = element("p", { class: "rest" });
    this.box = element("div", { class: "list" }, this.search, this.rows, this.rest);
  }

  show({ content, geometry }) {
    const { header } = content;
    this.content = content;
    this.search.placeholder = header.texts.search;
    this.search.setAttribute("aria-label", header.texts.search);
    if (this.scope !== header.scope) {
      this.scope = header.scope;
      this.search.value = "";
      this.areas = geometry.areas
        .map(({ name }, area) => ({ name, area, folded: fold(name) }))
        .filter(({ area }) => isInside(content, area))
        .sort((a, b) => ALPHABET.compare(a.name, b.name));
    }
    this.draw();
  }

  draw() {
    const { header } = this.content;
    const found = this.areas.filter(({ folded }) => folded.includes(fold(this.search.value.trim())));
    this.rows.replaceChildren(...found.slice(0, MOST_ROWS).map((entry) => this.row(entry)));
    const left = found.length - MOST_ROWS;
    this.rest.textContent = found.length === 0 ? header.texts.none_found : left > 0 ? fill(header.texts.rest, { left }) : "";
  }

  row({ name, area }) {
    const { header, letters } = this.content;
    const { value } = figuresOf(this.content, area);
    const { colour, pattern } = fillOf(letters[area], header);
    const swatch = element("span", { class: `swatch ${pattern}`, "aria-hidden": "true" });
    swatch.style.setProperty("--fill", colour);
    const told = value === null ? classOf(this.content, area) : "";
    const figure = value === null ? told || statusOf(this.content, area) : writeValue(value, header, header.number.sign);
    const rebased = value === null ? "" : rebasedOf(this.content, area);
    const button = element(
      "button",
      { type: "button", on: { click: () => this.open(area), focus: () => this.point(area), blur: () => this.point(null),
        mouseenter: () => this.point(area), mouseleave: () => this.point(null) } },
      ...(header.circles ? [] : [swatch]),
      element("span", { class: "row-name", text: name }),
      ...(rebased ? [element("span", { class: "row-status", text: header.texts[`short_${rebased}`] })] : []),
      element("span", { class: value === null && !told ? "row-status" : "row-value", text: figure }),
    );
    return element("li", {}, button);
  }
}
