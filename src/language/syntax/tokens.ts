/** What a lexer found: three numbers a token, its text only when asked for. Most tokens are never looked at. */

export const STRING = 1;
export const NUMBER = 2;
export const WORD = 3;
/** Brackets of any kind. */
export const OPEN = 4;
export const CLOSE = 5;
/** Any other character. */
export const OTHER = 6;

export class Tokens {
  readonly #source: string;
  #kinds = new Uint8Array(1024);
  #starts = new Int32Array(1024);
  #ends = new Int32Array(1024);
  length = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Offsets; those of a string are its content's, without quotes and prefix. */
  add(kind: number, start: number, end: number): void {
    if (this.length === this.#kinds.length) this.#grow();
    this.#kinds[this.length] = kind;
    this.#starts[this.length] = start;
    this.#ends[this.length] = end;
    this.length++;
  }

  /** 0 outside. */
  kind(index: number): number {
    return this.#kinds[index] ?? 0;
  }

  start(index: number): number {
    return this.#starts[index] ?? 0;
  }

  end(index: number): number {
    return this.#ends[index] ?? 0;
  }

  /** As written. */
  text(index: number): string {
    return this.#source.slice(this.start(index), this.end(index));
  }

  /** Whether it is this one character, and no string of it. */
  is(index: number, character: string): boolean {
    return this.kind(index) === OTHER && this.#source[this.start(index)] === character;
  }

  #grow(): void {
    const length = this.length * 2;
    const kinds = new Uint8Array(length);
    const starts = new Int32Array(length);
    const ends = new Int32Array(length);
    kinds.set(this.#kinds);
    starts.set(this.#starts);
    ends.set(this.#ends);
    this.#kinds = kinds;
    this.#starts = starts;
    this.#ends = ends;
  }
}
