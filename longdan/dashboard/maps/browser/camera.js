// Where the map looks: at a box of degrees, or nearer and further.

import { fitBounds } from "./viewport.js";

const PADDING = 18;
const FLIGHT_MS = 350;
const STEP_MS = 180;
const [NEAR_PIXELS, NEAR_ZOOM] = [4, 0.02];
const [FURTHEST, NEAREST] = [3, 14];

const isNear = (viewport, one, other) => {
  if (!one || Math.abs(one.zoom - other.zoom) > NEAR_ZOOM) return false;
  const [[x1, y1], [x2, y2]] = [one, other].map(({ longitude, latitude }) => viewport.project([longitude, latitude]));
  return Math.hypot(x1 - x2, y1 - y2) < NEAR_PIXELS;
};

export class Camera {
  /** `canvas` is the element drawn in; `onZoom(zoom)` is told where a change leads. */
  constructor(canvas, onZoom) {
    this.canvas = canvas;
    this.onZoom = onZoom;
    this.deck = null; // while the browser gives no graphics
    this.goneCount = 0;
    this.goal = null; // where it was last sent
  }

  fit(box, isAnimated = true) {
    const { clientWidth, clientHeight } = this.canvas;
    if (!box || !clientWidth || !clientHeight) return;
    const target = fitBounds(box, clientWidth, clientHeight, PADDING);
    if (!this.isThere(target)) this.go({ ...target, transitionDuration: isAnimated ? FLIGHT_MS : 0 });
  }

  /** Whether it looks there already and goes nowhere else, but for a few pixels: the country before and after a reform. */
  isThere(target) {
    const viewport = this.deck?.getViewports()[0];
    return Boolean(viewport) && [viewport, this.goal].every((place) => isNear(viewport, place, target));
  }

  zoomBy(step) {
    if (!this.deck) return;
    const { longitude, latitude, zoom } = this.deck.getViewports()[0];
    this.go({ longitude, latitude, zoom: Math.min(Math.max(zoom + step, FURTHEST), NEAREST), transitionDuration: STEP_MS });
  }

  /** deck.gl passes over a place it was sent to last time, though the reader has moved away since: so each is numbered. */
  go(target) {
    this.goneCount += 1;
    this.goal = target;
    this.deck?.setProps({ initialViewState: { ...target, goneCount: this.goneCount } });
    this.onZoom(target.zoom);
  }
}
