// Where the map looks: at a box of degrees, or nearer and further.

import { fitBounds } from "./viewport.js";

const PADDING = 18;
const FLIGHT_MS = 350;
const STEP_MS = 180;
const [FURTHEST, NEAREST] = [3, 14];

export class Camera {
  /** `canvas` is the element drawn in; `onZoom(zoom)` is told where a change leads. */
  constructor(canvas, onZoom) {
    this.canvas = canvas;
    this.onZoom = onZoom;
    this.deck = null; // while the browser gives no graphics
    this.goneCount = 0;
  }

  fit(box, isAnimated = true) {
    const { clientWidth, clientHeight } = this.canvas;
    if (!box || !clientWidth || !clientHeight) return;
    this.go({ ...fitBounds(box, clientWidth, clientHeight, PADDING), transitionDuration: isAnimated ? FLIGHT_MS : 0 });
  }

  zoomBy(step) {
    if (!this.deck) return;
    const { longitude, latitude, zoom } = this.deck.getViewports()[0];
    this.go({ longitude, latitude, zoom: Math.min(Math.max(zoom + step, FURTHEST), NEAREST), transitionDuration: STEP_MS });
  }

  /** deck.gl passes over a place it was sent to last time, though the reader has moved away since: so each is numbered. */
  go(target) {
    this.goneCount += 1;
    this.deck?.setProps({ initialViewState: { ...target, goneCount: this.goneCount } });
    this.onZoom(target.zoom);
  }
}
