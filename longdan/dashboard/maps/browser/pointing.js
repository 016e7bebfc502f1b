// What is pointed at, with a mouse, a finger or from the list: told beside it, and gone into by a click.

import { areaAt } from "./geometry.js";
import { isInside } from "./payload.js";
import { Tooltip } from "./tooltip.js";

const isTouch = () => matchMedia("(hover: none)").matches;

export class Pointing {
  /** `change()` is called when `area` has become another one, -1 for none; `enter(area)` goes into one. */
  constructor(stage, { change, enter }) {
    Object.assign(this, { stage, change, enter });
    this.tooltip = new Tooltip(stage);
    this.area = -1;
  }

  /** Takes in what is shown now; null while nothing is. */
  show(scene, isNewScope) {
    this.scene = scene;
    if (isNewScope) {
      this.area = -1;
      this.tooltip.hide();
    } else if (this.area >= 0) {
      this.describe(this.area, this.place);
    }
  }

  /** The area looked at that holds a place, or -1. */
  areaUnder(coordinate) {
    const area = this.scene ? areaAt(this.scene.geometry, coordinate) : -1;
    return area >= 0 && isInside(this.scene.content, area) ? area : -1;
  }

  hover({ coordinate, x, y }) {
    if (isTouch()) return;
    const area = this.areaUnder(coordinate);
    this.place = { x, y };
    if (area < 0) this.tooltip.hide();
    else if (area === this.area) this.tooltip.place(x, y);
    else this.describe(area, this.place);
    this.set(area);
  }

  click({ coordinate, x, y }) {
    const area = this.areaUnder(coordinate);
    if (!isTouch()) return area >= 0 && this.enter(area);
    this.set(area);
    if (area < 0) return this.tooltip.hide();
    this.describe(area, { x, y, open: () => this.enter(area) });
  }

  /** From the list: an area, or null for none. `viewport` is where it is seen, null where nothing is drawn. */
  pointAt(area, viewport) {
    if (!this.scene) return;
    if (area === null) {
      this.tooltip.hide();
      return this.set(-1);
    }
    const { centre } = this.scene.geometry.areas[area];
    const [x, y] = centre && viewport ? viewport.project(centre) : [0, this.stage.clientHeight];
    this.set(area);
    this.describe(area, { x, y });
  }

  describe(area, place) {
    this.place = place;
    this.tooltip.show(this.scene.content, area, this.scene.geometry.areas[area].name, place);
  }

  set(area) {
    if (area === this.area) return;
    this.area = area;
    this.change();
  }
}
