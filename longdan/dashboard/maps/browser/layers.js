// What WebGL draws: fills or circles by class, and the borders of areas. The lines that lie over them are in strokes.js.

import { DOTS, HATCH, SOLID } from "./deck.js";
import { edgesOf } from "./edges.js";
import { classOf, figuresOf, isInside } from "./payload.js";
import { simplify } from "./simplify.js";

const MARKS = { none: SOLID, dots: DOTS, hatch: HATCH };
const INVISIBLE = [0, 0, 0, 0];
const FINE_ZOOM = 6.5;
const FAR_ZOOM = 5.5; // the whole country in a window of any usual height
const FAR_TOLERANCE = 0.008; // degrees: half a pixel at that zoom, a quarter where the country is first seen whole

const channels = (hex) => [1, 3, 5].map((start) => parseInt(hex.slice(start, start + 2), 16));

/** Whether borders of communes are drawn over the whole country: further out they are a grey veil, and cost most of the time. */
const showsFineBorders = (zoom) => zoom >= FINE_ZOOM;

/** How much detail a zoom is drawn with: when it becomes another, the layers do. */
export const detailOf = (zoom) => Number(zoom >= FAR_ZOOM) + Number(showsFineBorders(zoom));

/** One RGBA colour per area; the alpha names the pattern. */
export function coloursOf({ header, letters }) {
  const byLetter = new Map(
    Object.entries(header.fills).map(([letter, { colour, pattern }]) => [
      letter, [...channels(colour), MARKS[pattern]],
    ]));
  return letters.map((letter) => byLetter.get(letter) ?? INVISIBLE);
}

export function buildLayers(kit, scene) {
  const { SolidPolygonLayer, patterns } = kit;
  const { content, geometry, outline, colours, version, zoom } = scene;
  const { header } = content;
  const ink = channels(header.colours.ink);
  const key = header.geometry;
  const isFine = geometry.areas.length > 500 && header.is_national;
  const isSeen = !isFine || showsFineBorders(zoom);
  const isFar = isFine && zoom < FAR_ZOOM;
  return [
    new SolidPolygonLayer({
      id: `fill ${key} ${isFar}`, data: isFar ? simplify(geometry.polygons, FAR_TOLERANCE) : geometry.polygons, extensions: [patterns], positionFormat: "XY",
      getPolygon: (polygon) => polygon.rings,
      getFillColor: (polygon) => colours[polygon.area],
      updateTriggers: { getFillColor: version },
    }),
    lines(kit, `border ${key}`, isSeen ? edgesOf(geometry.polygons) : [], [...ink, isFine ? 60 : 120], isFine ? 0.5 : 0.8),
    outline && header.circles && lines(kit, `outline ${header.outline}`, edgesOf(outline.polygons), [...ink, 190], 0.9),
    header.circles && circles(kit, scene),
  ];
}

/** Edges as plain lines: the joints of a path cost most of the drawing and are not seen this thin. */
function lines({ LineLayer }, id, edges, colour, width) {
  return new LineLayer({
    id, data: edges, widthUnits: "pixels",
    getSourcePosition: ([start]) => start, getTargetPosition: ([, end]) => end, getColor: colour, getWidth: width,
  });
}

/** Circles whose area is proportional to the value; a ring stands for zero, an open circle for a class: its greatest value. */
function circles({ ScatterplotLayer }, { content, geometry, version }) {
  const { header } = content;
  const colour = channels(header.colours.circle);
  const drawn = geometry.areas
    .map(({ centre }, area) => {
      const { value } = figuresOf(content, area);
      return { centre, value, isInside: isInside(content, area), isOpen: value === null && classOf(content, area) !== "" };
    })
    .filter(({ centre, value, isInside, isOpen }) => isInside && centre && (value !== null || isOpen))
    .sort((a, b) => b.value - a.value);
  return new ScatterplotLayer({
    id: `circles ${header.geometry}`, data: drawn, radiusUnits: "pixels", lineWidthUnits: "pixels", stroked: true,
    getPosition: ({ centre }) => centre,
    getRadius: ({ value, isOpen }) => (isOpen ? openRadius(header) : radiusOf(value, header.circles)),
    getFillColor: ({ value, isOpen }) => (isOpen ? INVISIBLE : value === 0 ? [255, 255, 255, 220] : [...colour, 165]),
    getLineColor: ({ value, isOpen }) => (isOpen ? [...colour, 200] : value === 0 ? [...colour, 255] : [255, 255, 255, 230]),
    getLineWidth: ({ isOpen }) => (isOpen ? 1 : header.circles.radius < 15 ? 0.5 : 1),
    updateTriggers: { getRadius: version },
  });
}

/** How a letter looks in the legend and the list; an area that is not drawn is an empty, dashed box. */
export const fillOf = (letter, { fills }) => fills[letter] ?? { colour: "transparent", pattern: "absent" };

export function radiusOf(value, { largest, radius }) {
  return value === 0 ? 2.2 : Math.max(1.2, radius * Math.sqrt(value / largest));
}

/** The radius of a class of withheld counts. */
export const openRadius = ({ class_high: high, circles }) => Math.max(3, radiusOf(high, circles));
