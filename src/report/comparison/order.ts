/** By UTF-16 units: the same order whatever language a reader has. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Texts of many lists, each once: two lists at a time, for a set of a million grows for longer than a slice may last. */
export function* inOneOrder(lists: readonly (readonly string[])[]): Generator<void, readonly string[]> {
  let left = lists;
  while (left.length > 1) {
    const next: (readonly string[])[] = [];
    for (let at = 0; at < left.length; at += 2) next.push(yield* both(left[at] ?? [], left[at + 1] ?? []));
    left = next;
  }
  return left[0] ?? [];
}

/** Texts between two slices. */
const SLICE = 4096;

function* both(one: readonly string[], other: readonly string[]): Generator<void, readonly string[]> {
  const texts: string[] = [];
  for (let [at, there] = [0, 0]; at < one.length || there < other.length; ) {
    const [text, next] = [one[at], other[there]];
    const order = text === undefined ? 1 : next === undefined ? -1 : byText(text, next);
    texts.push((order > 0 ? next : text) ?? '');
    if (order <= 0) at++;
    if (order >= 0) there++;
    if (texts.length % SLICE === 0) yield;
  }
  return texts;
}
