/**
 * The one writer of JSON documents: objects and arrays begin and end, members have names, and commas are its matter.
 * What it writes is UTF-8 in pieces (TextWriter); strings are written so that they are safe to show.
 */

import { decodeUtf8 } from '../../elf/bytes/utf8.ts';
import { jsonOf } from '../format.ts';
import type { Json } from '../jsonValue.ts';
import { TextWriter, utf8Bytes } from '../utf8Writer.ts';

/** What stands between two members or elements: a comma, or a comma and a new line. */
export const COMMA = utf8Bytes(',');
export const LINE = utf8Bytes(',\n');
const BRACKETS = {
  object: [utf8Bytes('{'), utf8Bytes('}')],
  array: [utf8Bytes('['), utf8Bytes(']')],
} as const;

/** An object or array that has begun. */
interface Open {
  readonly kind: keyof typeof BRACKETS;
  readonly separator: Uint8Array;
  empty: boolean;
}

export class JsonWriter {
  /** For what writes numbers or rows by itself, each after `next` or as the value of a `name`. */
  readonly out: TextWriter;
  readonly #open: Open[] = [];

  constructor(out: TextWriter) {
    this.out = out;
  }

  /** An object or an array: the document itself, the value of a `name`, or after `next` an element. */
  begin(kind: Open['kind'], separator: Uint8Array = COMMA): void {
    this.out.bytes(BRACKETS[kind][0]);
    this.#open.push({ kind, separator, empty: true });
  }

  end(): void {
    const open = this.#open.pop();
    if (open !== undefined) this.out.bytes(BRACKETS[open.kind][1]);
  }

  /** Goes on to the next member or element. */
  next(): void {
    const open = this.#open[this.#open.length - 1];
    if (open === undefined) return;
    if (!open.empty) this.out.bytes(open.separator);
    open.empty = false;
  }

  /** Begins a member; its value is written next. */
  name(name: string): void {
    this.next();
    this.out.text(`${jsonOf(name)}:`);
  }

  /** A whole member; none where the value is undefined. */
  attribute(name: string, value: Json | undefined): void {
    if (value === undefined) return;
    this.name(name);
    this.out.text(jsonOf(value));
  }

  attributes(members: { readonly [name: string]: Json | undefined }): void {
    for (const [name, value] of Object.entries(members)) this.attribute(name, value);
  }

  /** A whole element. */
  element(value: Json): void {
    this.next();
    this.out.text(jsonOf(value));
  }

  /**
   * An array of `length` elements, each written by `write`. Stops for pieces and not for elements: a stop at each costs
   * as much as writing it.
   */
  *array(length: number, write: (index: number) => void, separator: Uint8Array = COMMA): Generator<void> {
    this.begin('array', separator);
    for (let index = 0; index < length; index++) {
      this.next();
      write(index);
      if (this.out.full) yield;
    }
    this.end();
  }
}

/**
 * A document in pieces, each good until the next is asked for, see TextWriter.take.
 * @param write stops where there may be a piece to take
 */
export function* jsonDocument(
  write: (json: JsonWriter) => Generator<void>,
): Generator<Uint8Array<ArrayBuffer>> {
  const out = new TextWriter();
  for (const _ of write(new JsonWriter(out))) if (out.full) yield out.take();
  out.text('\n');
  yield out.take();
}

/** What `write` writes, as one text. */
export function jsonText(write: (json: JsonWriter) => Generator<void>): string {
  const out = new TextWriter();
  const written = write(new JsonWriter(out));
  while (!written.next().done);
  return decodeUtf8(out.take());
}
