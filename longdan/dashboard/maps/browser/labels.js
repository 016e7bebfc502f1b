// Hoàng Sa and Trường Sa by name. Where one of them belongs to what is looked at but lies beyond the edge of the view, its
// name waits at the edge and leads there.

import { element } from "./elements.js";
import { contains } from "./viewport.js";

const EDGE = 8;

export class Labels {
  constructor(stage, goTo) {
    this.layer = element("div", { class: "labels" });
    stage.append(this.layer);
    this.goTo = goTo;
    this.shown = [];
  }

  set(labels, areas) {
    this.shown = labels.map((label) => {
      const area = areas.find(({ bounds }) => bounds && contains(bounds, label));
      const on = area ? { click: () => this.goTo(area) } : {};
      const node = element("button", { type: "button", class: "label", text: label.text, on });
      return { ...label, node, isOurs: Boolean(area) };
    });
    this.layer.replaceChildren(...this.shown.map(({ node }) => node));
  }

  /** `below` is where the legend ends in the corner of the stage: a name waiting at the edge stays under it. */
  place(viewport, below) {
    for (const { longitude, latitude, node, isOurs } of this.shown) {
      const [x, y] = viewport.project([longitude, latitude]);
      const right = viewport.width - node.offsetWidth - EDGE, bottom = viewport.height - node.offsetHeight - EDGE;
      const left = x - node.offsetWidth / 2, top = y - node.offsetHeight;
      const isBeyond = left < 0 || top < 0 || left > right + EDGE || top > bottom + EDGE;
      node.hidden = isBeyond && !isOurs;
      node.classList.toggle("is-beyond", isBeyond);
      node.style.left = `${Math.min(Math.max(left, EDGE), right)}px`;
      const least = isBeyond && left > right ? below + EDGE : EDGE;
      node.style.top = `${Math.min(Math.max(top, least), bottom)}px`;
    }
  }
}
