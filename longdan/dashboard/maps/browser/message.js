// What the reader is told where there is no map, with the way to try again: an empty map that says nothing looks like a finding.

import { element } from "./elements.js";

export class Message {
  constructor(tryAgain) {
    this.tryAgain = tryAgain;
    // Above the canvas by itself: the style sheet may be what is missing.
    this.box = element("div", { class: "message", role: "alert", hidden: "", style: "position: absolute; z-index: 2" });
  }

  show(text, again) {
    this.box.replaceChildren(
      element("p", { text }),
      element("button", { type: "button", text: again, on: { click: this.tryAgain } }),
    );
    this.box.hidden = false;
  }

  hide() {
    this.box.hidden = true;
  }
}
