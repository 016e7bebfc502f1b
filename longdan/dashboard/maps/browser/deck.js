// deck.gl as the installed pydeck brings it: `createDeck` reads JSON, and the classes are taken off the layers it makes.

import { element } from "./elements.js";

let runtime;

function loadRuntime(url) {
  runtime ??= new Promise((resolve, reject) => {
    if (globalThis.createDeck) return resolve();
    const script = document.createElement("script");
    script.src = new URL(url, document.baseURI);
    script.onload = () => resolve();
    script.onerror = () => {
      runtime = null; // whoever needs it next asks again
      reject(new Error(`${url}: not found`));
    };
    document.head.append(script);
  });
  return runtime;
}

/** The browser gives this page no graphics to draw with. */
export class NoGraphics extends Error {}

/**
 * A deck in `container` that is ready to draw, and the classes its layers are made with. Throws NoGraphics where there
 * are none; `onLost` is called when the browser takes them away later: the graphics card was reset, or the computer slept.
 */
export async function openDeck(url, container, onLost) {
  await loadRuntime(url);
  // deck.gl puts elements beside this one too, and gives it a position of its own if it has none yet.
  const place = element("div", { style: "position: absolute; inset: 0" });
  container.replaceChildren(place);
  const deck = await startDeck(place);
  const canvas = deck.getCanvas();
  canvas.addEventListener("webglcontextlost", onLost);
  const [fill, line, circle] = deck.props.layers;
  return {
    deck,
    patterns: new (patternExtension(fill.props.extensions[0].constructor))(),
    SolidPolygonLayer: fill.constructor, LineLayer: line.constructor, ScatterplotLayer: circle.constructor,
    close() {
      canvas.removeEventListener("webglcontextlost", onLost);
      deck.finalize();
      canvas.getContext("webgl2")?.getExtension("WEBGL_lose_context")?.loseContext(); // a page is given only some sixteen
    },
  };
}

/** `createDeck` answers before the deck has graphics, and if it gets none it tells the console alone. */
function startDeck(place) {
  return new Promise((resolve, reject) => {
    const deck = globalThis.createDeck({
      container: place,
      jsonInput: {
        mapProvider: null,
        views: [{ "@@type": "MapView", controller: { dragRotate: false, touchRotate: false, inertia: 200 } }],
        initialViewState: { longitude: 108, latitude: 16, zoom: 4 },
        layers: [
          { "@@type": "SolidPolygonLayer", id: "fill", data: [], extensions: [{ "@@type": "LayerExtension" }] },
          { "@@type": "LineLayer", id: "line", data: [] },
          { "@@type": "ScatterplotLayer", id: "circle", data: [] },
        ],
        onLoad: () => resolve(deck),
        onError: (error) => {
          console.error(error);
          reject(new NoGraphics(error.message));
        },
      },
    });
    place.querySelector("canvas").addEventListener("webglcontextlost", () => reject(new NoGraphics("lost")));
  });
}

export const SOLID = 255;
export const DOTS = 254;
export const HATCH = 253;

/** Fills by the alpha of the colour: 254 draws dots, 253 hatches, in pixels of the screen. */
function patternExtension(LayerExtension) {
  const ratio = window.devicePixelRatio.toFixed(2);
  return class PatternExtension extends LayerExtension {
    static extensionName = "PatternExtension";

    getShaders() {
      return {
        inject: {
          "fs:DECKGL_FILTER_COLOR": `
            float mark = floor(color.a * 255.0 + 0.5);
            vec2 place = gl_FragCoord.xy / float(${ratio});
            if (mark == ${DOTS}.0) {
              vec2 spot = mod(place, 5.0) - 2.5;
              color = vec4(mix(color.rgb, vec3(1.0), smoothstep(0.7, 1.3, length(spot))), 1.0);
            } else if (mark == ${HATCH}.0) {
              float stripe = abs(mod(place.x + place.y, 6.0) - 3.0);
              color = vec4(mix(vec3(1.0), color.rgb, smoothstep(0.5, 1.1, stripe)), 1.0);
            }
          `,
        },
      };
    }
  };
}
