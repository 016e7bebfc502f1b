// Files that are fetched once and kept. One that could not be read is asked for again by whoever needs it next.

const kept = new Map();

/** What `read(response)` makes of a file: the same promise for everybody. */
export function fetchOnce(url, read) {
  if (!kept.has(url.href)) {
    const pending = fetch(url).then((response) => {
      if (!response.ok) throw new Error(`${url}: ${response.status}`);
      return read(response);
    });
    pending.catch(() => kept.delete(url.href));
    kept.set(url.href, pending);
  }
  return kept.get(url.href);
}
