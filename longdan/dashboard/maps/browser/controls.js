// The buttons on the map: closer, further, all of it; and which level of units it shows.

import { element } from "./elements.js";

export class Controls {
  /** `zoom(step)`, `fit()` and `choose(level)` are what they do. */
  constructor({ zoom, fit, choose }) {
    Object.assign(this, { zoom, fit, choose });
    this.tools = element("div", { class: "tools" });
    this.levels = element("div", { class: "levels", role: "group" });
  }

  show({ texts, levels, level: shown, level_names: names }) {
    const tool = (sign, title, act) =>
      element("button", { type: "button", title, "aria-label": title, text: sign, on: { click: act } });
    this.tools.replaceChildren(
      tool("+", texts.zoom_in, () => this.zoom(0.8)),
      tool("−", texts.zoom_out, () => this.zoom(-0.8)),
      tool("⤢", texts.fit, () => this.fit()),
    );
    this.levels.hidden = levels.length < 2;
    this.levels.setAttribute("aria-label", texts.level);
    this.levels.replaceChildren(...levels.map((level) => element("button", {
      type: "button", text: names[level], "aria-pressed": String(level === shown),
      on: { click: () => level === shown || this.choose(level) },
    })));
  }
}
