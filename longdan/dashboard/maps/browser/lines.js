// Lines over the map, on a canvas of their own: what is filled changes with every period, they do with the view and the pointer.
// Without a graphics card WebGL takes longer for thin lines than for all the fills (docs/architecture.md).

import { element } from "./elements.js";
import { mercatorY, TILE } from "./viewport.js";

export class Lines {
  constructor() {
    this.canvas = element("canvas", { class: "lines", "aria-hidden": "true" });
    // Drawn by the processor: without a graphics card, one that is asked to do it takes a second for the borders of all provinces.
    this.context = this.canvas.getContext("2d", { willReadFrequently: true });
    this.strokes = [];
  }

  /** What is drawn from the next `place` on: [{edges: pairs of points, colour: of CSS, width: in pixels}], the last on top. */
  set(strokes) {
    if (strokes.length !== this.strokes.length || !strokes.every((stroke, i) => isSame(stroke, this.strokes[i]))) this.drawn = null;
    this.strokes = strokes;
  }

  /** Draws where the viewport of a deck looks; nothing where that is drawn already. */
  place({ width, height, longitude, latitude, zoom }) {
    const view = [width, height, longitude, latitude, zoom, devicePixelRatio].join();
    if (this.drawn === view) return;
    this.drawn = view;
    const { canvas, context } = this;
    canvas.width = width * devicePixelRatio; // clears it too
    canvas.height = height * devicePixelRatio;
    const scale = TILE * 2 ** zoom;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.translate(width / 2 - (longitude / 360) * scale, height / 2 + mercatorY(latitude) * scale);
    for (const { edges, colour, width: wide } of this.strokes) {
      const ends = flatten(edges);
      context.beginPath();
      for (let i = 0; i < ends.length; i += 4) {
        context.moveTo(ends[i] * scale, ends[i + 1] * scale);
        context.lineTo(ends[i + 2] * scale, ends[i + 3] * scale);
      }
      context.strokeStyle = colour;
      context.lineWidth = wide;
      context.lineCap = wide > 1 ? "round" : "butt"; // a round end makes a short, thin line look bolder than it is
      context.stroke();
    }
  }
}

const isSame = (one, other) => ["edges", "colour", "width"].every((name) => one[name] === other[name]);

const flat = new WeakMap();

/** x, y, x, y of the ends of each edge on a map of the world one wide, y downwards from the equator: kept with the edges. */
function flatten(edges) {
  if (!flat.has(edges)) {
    flat.set(edges, Float64Array.from(edges.flatMap((edge) => edge.flatMap(([x, y]) => [x / 360, -mercatorY(y)]))));
  }
  return flat.get(edges);
}
