/** What somebody who mistyped a name may have meant. */
import { exportedNames } from './functionNames.ts';

/** Longer ones are no mistyped names. */
const MAX_LENGTH = 64;
const MAX_OFFERED = 3;

/** The exported names that are fewest changes away, none when they are more than a third of its letters. */
export function nearestNames(name: string): readonly string[] {
  if (name.length > MAX_LENGTH) return [];
  const wanted = name.toLowerCase();
  let fewest = Math.floor(name.length / 3);
  let nearest: string[] = [];
  for (const known of exportedNames()) {
    const distance = changes(wanted, known.toLowerCase());
    if (distance > fewest) continue;
    if (distance < fewest) nearest = [];
    fewest = distance;
    nearest.push(known);
  }
  return nearest.slice(0, MAX_OFFERED);
}

/** Letters inserted, left out or replaced (Levenshtein). */
function changes(a: string, b: string): number {
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    last = row;
  }
  return last[b.length] ?? 0;
}
