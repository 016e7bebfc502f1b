// The words of the map that never change, fetched once per language from beside this module.

const kept = new Map();

export function loadWords(language) {
  if (!kept.has(language)) {
    const url = new URL(`words-${language}.json`, import.meta.url);
    const pending = fetch(url).then((response) => {
      if (!response.ok) throw new Error(`${url}: ${response.status}`);
      return response.json();
    });
    pending.catch(() => kept.delete(language));
    kept.set(language, pending);
  }
  return kept.get(language);
}
