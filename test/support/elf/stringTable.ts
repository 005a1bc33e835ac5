import type { Part } from './part.ts';

/** Collects strings of a string table; equal strings share one place, suffixes do not. */
export class StringTable {
  readonly #places = new Map<string, number>([['', 0]]);
  #length = 1;

  /** Offset of a string, added when new. */
  offsetOf(text: string): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    const place = this.#length;
    this.#places.set(text, place);
    this.#length += new TextEncoder().encode(text).length + 1;
    return place;
  }

  get size(): number {
    return this.#length;
  }

  part(name: string, section: Part['section'], loaded: boolean): Part {
    return {
      name,
      align: 1,
      size: this.#length,
      loaded,
      ...(section ? { section } : {}),
      write: (out) => {
        const start = out.position;
        for (const [text, place] of this.#places) {
          out.skipTo(start + place);
          out.record(name).raw(`"${text}"`, new TextEncoder().encode(`${text}\0`));
        }
      },
    };
  }
}
