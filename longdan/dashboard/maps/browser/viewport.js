// Where the map looks: the zoom that fits a box of degrees into a stage of pixels (Web Mercator, 512 pixels at zoom 0).

export const TILE = 512;

/** How far north of the equator, on a map of the world that is one wide. */
export const mercatorY = (latitude) => Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) / (2 * Math.PI);

function latitudeOf(y) {
  return (Math.atan(Math.exp(2 * Math.PI * y)) * 360) / Math.PI - 90;
}

/** { longitude, latitude, zoom } that shows [west, south, east, north] whole, `padding` pixels from every side. */
export function fitBounds([west, south, east, north], width, height, padding) {
  const bottom = mercatorY(south), top = mercatorY(north);
  const zoomOf = (pixels, share) => Math.log2((pixels - 2 * padding) / (TILE * Math.max(share, 1e-6)));
  const zoom = Math.min(zoomOf(width, (east - west) / 360), zoomOf(height, top - bottom), 12);
  return { longitude: (west + east) / 2, latitude: latitudeOf((bottom + top) / 2), zoom };
}

const NEAR_DEGREES = 1;

/** Whether a box holds a place, or comes near it: approximate shapes are smaller than what they stand for. */
export const contains = ([west, south, east, north], { longitude, latitude }) =>
  west - NEAR_DEGREES <= longitude && longitude <= east + NEAR_DEGREES &&
  south - NEAR_DEGREES <= latitude && latitude <= north + NEAR_DEGREES;
