const encoder = new TextEncoder();

/** Most bytes of texts that are sorted at once: 4,000,000 names of 64 letters. */
export const MAX_TEXT_BYTES = 256 * 1024 * 1024;

/**
 * Texts as bytes, one after the other, for sorting: four bytes of a text are one word, and the order of the words is
 * that of the code units. Reading the strings instead costs a cache miss for each of their parts.
 */
export class PackedTexts {
  /** Bytes of a code unit: 1 while all are below 0x100, as names are, else 2, the high one first. */
  #unit: 1 | 2 = 1;
  #bytes = new Uint8Array(1 << 16);
  #view = viewOf(this.#bytes);
  readonly #starts: Uint32Array;
  #count = 0;
  #end = 0;

  constructor(count: number) {
    this.#starts = new Uint32Array(count);
  }

  /** Adds a text; one with U+0000 sorts as if it ended there. False, and nothing is added, when there is no room. */
  add(text: string): boolean {
    // Each text begins at a multiple of four and ends with zeros, so that no word reaches into the next.
    const room = (text.length * this.#unit + this.#unit + 3) & ~3;
    // UTF-8 may need three bytes a code unit while it is tried.
    const need = this.#end + 3 * text.length + 4;
    if (need > MAX_TEXT_BYTES) return false;
    if (need > this.#bytes.length) this.#grow(need);
    // One call for a text of ASCII, where UTF-8 has as many bytes as there are code units.
    const ascii = this.#unit === 1 && this.#isWritten(text);
    if (!ascii && !this.#addUnits(text)) {
      return this.#widen() && this.add(text);
    }
    for (let at = this.#end + text.length * this.#unit; at < this.#end + room; at++) this.#bytes[at] = 0;
    this.#starts[this.#count++] = this.#end;
    this.#end += room;
    return true;
  }

  /** Four bytes of text `position`, from a multiple of four on that is not beyond its end. */
  word(position: number, from: number): number {
    return this.#view.getUint32((this.#starts[position] as number) + from);
  }

  /** Whether the text ends in this word. */
  endsIn(word: number): boolean {
    return (word & (this.#unit === 1 ? 0xff : 0xffff)) === 0;
  }

  /** Writes a text of ASCII; other bytes are written over by those of its code units. */
  #isWritten(text: string): boolean {
    const { written } = encoder.encodeInto(text, this.#bytes.subarray(this.#end));
    return written === text.length;
  }

  /** Writes the code units one by one; false when one does not fit. */
  #addUnits(text: string): boolean {
    let at = this.#end;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (this.#unit === 2) this.#bytes[at++] = code >>> 8;
      else if (code > 0xff) return false;
      this.#bytes[at++] = code;
    }
    return true;
  }

  #grow(least: number): void {
    const bytes = new Uint8Array(Math.max(least, Math.min(2 * this.#bytes.length, MAX_TEXT_BYTES)));
    bytes.set(this.#bytes);
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
  }

  /** Writes all texts so far again with two bytes a unit; false when there is no room for that. */
  #widen(): boolean {
    const narrow = this.#bytes;
    const count = this.#count;
    const starts = this.#starts.slice(0, count);
    this.#unit = 2;
    this.#count = 0;
    this.#end = 0;
    this.#bytes = new Uint8Array(Math.min(2 * narrow.length, MAX_TEXT_BYTES));
    this.#view = viewOf(this.#bytes);
    for (const start of starts) {
      if (!this.add(latin1(narrow, start))) return false;
    }
    return true;
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/** Up to the next zero. */
function latin1(bytes: Uint8Array, start: number): string {
  let text = '';
  for (let at = start; bytes[at] !== 0; at++) text += String.fromCharCode(bytes[at] as number);
  return text;
}
