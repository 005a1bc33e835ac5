/** What somebody who mistyped a name may have meant. */
import { exportedNames } from './functionNames.ts';

/** Longer ones are no mistyped names. */
const MAX_LENGTH = 64;
const MAX_OFFERED = 3;

/** The exported names that are fewest changes away, none when they are more than a third of its letters. */
export function nearestNames(name: string): readonly string[] {
  const nearest = new Nearest(name);
  for (const known of exportedNames()) nearest.offer(known);
  return nearest.names;
}

/** Keeps those of the names offered that are fewest changes away; each costs little where it is far away. */
export class Nearest {
  readonly #wanted: string;
  /** Changes of the nearest so far. */
  #fewest: number;
  #names: string[] = [];

  constructor(name: string) {
    this.#wanted = name.toLowerCase();
    this.#fewest = name.length > MAX_LENGTH ? -1 : Math.floor(name.length / 3);
  }

  /** No name could be near enough. */
  get hopeless(): boolean {
    return this.#fewest < 0;
  }

  offer(name: string): void {
    if (Math.abs(name.length - this.#wanted.length) > this.#fewest) return;
    const distance = changes(this.#wanted, name.toLowerCase(), this.#fewest);
    if (distance > this.#fewest) return;
    if (distance < this.#fewest) this.#names = [];
    this.#fewest = distance;
    if (this.#names.length < MAX_OFFERED && !this.#names.includes(name)) this.#names.push(name);
  }

  get names(): readonly string[] {
    return this.#names;
  }
}

/** Letters inserted, left out or replaced (Levenshtein); some number beyond `most` where they are more. */
function changes(a: string, b: string, most: number): number {
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const fewest = Math.min(replaced, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      row.push(fewest);
      if (fewest < least) least = fewest;
    }
    if (least > most) return least;
    last = row;
  }
  return last[b.length] ?? 0;
}
