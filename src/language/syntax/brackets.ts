/** Which brackets of a text belong together, and what stands before a token in its statement. */
import { CLOSE, OPEN, type Tokens } from './tokens.ts';

/** Deeper brackets are no table that a person wrote. */
const deepest = 200;
/** What of a statement is looked at: enough for `pub static VDSO_HASH: u32 = 1`. */
const reach = 12;

export class Brackets {
  readonly #tokens: Tokens;
  readonly #partners: Int32Array;
  readonly #open: number[] = [];

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
    this.#partners = new Int32Array(tokens.length).fill(-1);
  }

  open(index: number): void {
    if (this.#open.length < deepest) this.#open.push(index);
  }

  /** The bracket that this one closes, if any. */
  close(index: number): number | undefined {
    const opening = this.#open.pop();
    if (opening === undefined) return undefined;
    this.#partners[index] = opening;
    this.#partners[opening] = index;
    return opening;
  }

  /** The innermost that is still open. */
  get around(): number | undefined {
    return this.#open[this.#open.length - 1];
  }

  /** The other bracket of a pair; -1 without one. */
  partner(index: number): number {
    return this.#partners[index] ?? -1;
  }

  /** A bracket with its content counts as its closing one, so that a cast is not taken for what is in it. */
  statementBefore(index: number): readonly number[] {
    const nearestFirst: number[] = [];
    for (let at = index - 1; at >= 0 && nearestFirst.length < reach; at--) {
      const kind = this.#tokens.kind(at);
      if (kind === OPEN || isSeparator(this.#tokens, at)) break;
      if (kind !== CLOSE) nearestFirst.push(at);
      else if (this.partner(at) >= 0) {
        nearestFirst.push(at);
        at = this.partner(at);
      }
    }
    return nearestFirst;
  }
}

export function isSeparator(tokens: Tokens, index: number): boolean {
  return tokens.is(index, ',') || tokens.is(index, ';');
}
