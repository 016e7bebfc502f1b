// The words and the style of the map, which never change: fetched once from beside this module.

import { fetchOnce } from "./fetched.js";

export const loadWords = (language) =>
  fetchOnce(new URL(`words-${language}.json`, import.meta.url), (response) => response.json());

/** The style sheet, as a map takes it over whole: before it, a map would have no height to be drawn in. */
export const loadStyle = () =>
  fetchOnce(new URL("map.css", import.meta.url), async (response) => new CSSStyleSheet().replace(await response.text()));
