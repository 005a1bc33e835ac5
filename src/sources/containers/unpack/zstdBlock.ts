/** Blocks of zstd (RFC 8878, 3.1.1.2 and 3.1.1.3): literals, and sequences that copy them and what came before. */
import { BackwardBits } from './zstdBits.ts';
import { type Fse, fseOf, fseOfOne, type Huffman, readFse, readHuffman } from './zstdTables.ts';

/** Bytes that a block becomes at most. */
export const LARGEST_BLOCK = 1 << 17;

interface Kind {
  readonly log: number;
  readonly symbols: number;
  readonly predefined: Fse;
}

const literalLengths: Kind = {
  log: 9,
  symbols: 36,
  predefined: fseOf(
    [4, 3, ...Array(11).fill(2), 1, 1, 1, ...Array(9).fill(2), 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1],
    6,
  ),
};
const offsets: Kind = {
  log: 8,
  symbols: 32,
  predefined: fseOf([1, 1, 1, 1, 1, 1, 2, 2, 2, ...Array(15).fill(1), -1, -1, -1, -1, -1], 5),
};
const matchLengths: Kind = {
  log: 9,
  symbols: 53,
  predefined: fseOf([1, 4, 3, 2, 2, 2, 2, 2, 2, ...Array(37).fill(1), ...Array(7).fill(-1)], 6),
};

const LITERAL_BITS = [
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14,
  15, 16,
];
const MATCH_BITS = [
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1,
  2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
];
const LITERAL_BASE = basesOf(LITERAL_BITS, 0);
const MATCH_BASE = basesOf(MATCH_BITS, 3);

/** Each code begins where the one before it ends. */
function basesOf(bits: readonly number[], first: number): Uint32Array {
  let base = first;
  return Uint32Array.from(bits, (count) => {
    base += 2 ** count;
    return base - 2 ** count;
  });
}

/** What blocks of a frame hand on to each other. */
export class ZstdBlocks {
  readonly #literals = new Uint8Array(LARGEST_BLOCK);
  #huffman: Huffman | undefined;
  readonly #tables: (Fse | undefined)[] = [undefined, undefined, undefined];
  #rep0 = 1;
  #rep1 = 4;
  #rep2 = 8;

  /** A frame knows nothing of the one before it. */
  begin(): void {
    this.#huffman = undefined;
    this.#tables.fill(undefined);
    [this.#rep0, this.#rep1, this.#rep2] = [1, 4, 8];
  }

  /**
   * @param end where its bytes go; matches may reach back `reach` bytes
   * @returns the end of its bytes, or -1 when it is broken
   */
  unpack(block: Uint8Array, output: Uint8Array, end: number, reach: number): number {
    const literals = this.#readLiterals(block);
    if (literals === undefined) return -1;
    let at = literals.length;
    const [first = 0, second = 0, third = 0] = block.subarray(at, at + 3);
    if (at >= block.length) return -1;
    at += first < 128 ? 1 : first < 255 ? 2 : 3;
    const count =
      first < 128 ? first : first < 255 ? ((first - 128) << 8) + second : second + (third << 8) + 0x7f00;
    if (count === 0) {
      if (at !== block.length) return -1;
      output.set(this.#literals.subarray(0, literals.size), end);
      return end + literals.size;
    }
    const modes = block[at++] ?? 0;
    for (const [index, kind] of [literalLengths, offsets, matchLengths].entries()) {
      const mode = (modes >> (6 - 2 * index)) & 3;
      if (mode === 0) this.#tables[index] = kind.predefined;
      else if (mode === 1) {
        const symbol = block[at++] ?? 255;
        if (symbol >= kind.symbols) return -1;
        this.#tables[index] = fseOfOne(symbol);
      } else if (mode === 2) {
        const read = readFse(block.subarray(at), kind.log, kind.symbols);
        if (read === undefined) return -1;
        at += read.length;
        this.#tables[index] = read.table;
      } else if (this.#tables[index] === undefined) return -1;
    }
    if ((modes & 3) !== 0 || at >= block.length) return -1;
    return this.#copy(new BackwardBits(block.subarray(at)), count, literals.size, output, end, reach);
  }

  /** @returns bytes of the section, and of the literals, which are in `#literals` then */
  #readLiterals(block: Uint8Array): { length: number; size: number } | undefined {
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = block;
    const type = a & 3;
    const form = (a >> 2) & 3;
    if (type < 2) {
      const header = form === 1 ? 2 : form === 3 ? 3 : 1;
      const size = header === 1 ? a >> 3 : (a >> 4) + (b << 4) + (header === 3 ? c << 12 : 0);
      const length = header + (type === 0 ? size : 1);
      if (size > LARGEST_BLOCK || length > block.length) return undefined;
      if (type === 0) this.#literals.set(block.subarray(header, length));
      else this.#literals.fill(block[header] ?? 0, 0, size);
      return { length, size };
    }
    const bits = form < 2 ? 10 : form === 2 ? 14 : 18;
    const header = form < 2 ? 3 : form + 2;
    const value =
      (a >> 4) + b * 2 ** 4 + c * 2 ** 12 + (header > 3 ? d * 2 ** 20 : 0) + (header > 4 ? e * 2 ** 28 : 0);
    const size = value % 2 ** bits;
    const length = header + Math.floor(value / 2 ** bits);
    if (size > LARGEST_BLOCK || length > block.length) return undefined;
    let packed = block.subarray(header, length);
    if (type === 2) {
      const read = readHuffman(packed);
      if (read === undefined) return undefined;
      this.#huffman = read.table;
      packed = packed.subarray(read.length);
    }
    const isSound = form === 0 ? this.#stream(packed, 0, size) : this.#fourStreams(packed, size);
    return isSound ? { length, size } : undefined;
  }

  #fourStreams(packed: Uint8Array, size: number): boolean {
    const part = (size + 3) >> 2;
    let at = 6;
    for (let index = 0; index < 4; index++) {
      const length =
        index < 3 ? (packed[2 * index] ?? 0) + ((packed[2 * index + 1] ?? 0) << 8) : packed.length - at;
      const end = index < 3 ? (index + 1) * part : size;
      if (at + length > packed.length || end > size) return false;
      if (!this.#stream(packed.subarray(at, at + length), index * part, end)) return false;
      at += length;
    }
    return true;
  }

  #stream(packed: Uint8Array, start: number, end: number): boolean {
    const huffman = this.#huffman;
    if (huffman === undefined) return false;
    const { log, symbols, bits: lengths } = huffman;
    const bits = new BackwardBits(packed);
    const output = this.#literals;
    for (let at = start; at < end; at++) {
      const place = bits.look(log);
      output[at] = symbols[place] as number;
      bits.left -= lengths[place] as number;
      if (bits.left < 0) return false;
    }
    return bits.left === 0;
  }

  #copy(
    bits: BackwardBits,
    count: number,
    literals: number,
    output: Uint8Array,
    start: number,
    reach: number,
  ): number {
    const [lengths, distances, matches] = this.#tables as [Fse, Fse, Fse];
    const { symbols: lengthCodes, bits: lengthBits, base: lengthBase } = lengths;
    const { symbols: distanceCodes, bits: distanceBits, base: distanceBase } = distances;
    const { symbols: matchCodes, bits: matchBits, base: matchBase } = matches;
    const source = this.#literals;
    const most = Math.min(output.length, start + LARGEST_BLOCK);
    const oldest = start - reach;
    let length = bits.take(lengths.log);
    let distance = bits.take(distances.log);
    let match = bits.take(matches.log);
    let end = start;
    let at = 0;
    for (let left = count; left > 0; left--) {
      const code = distanceCodes[distance] as number;
      const value = 2 ** code + bits.take(code);
      const matchCode = matchCodes[match] as number;
      const matchLength = (MATCH_BASE[matchCode] as number) + bits.take(MATCH_BITS[matchCode] as number);
      const lengthCode = lengthCodes[length] as number;
      const literalLength =
        (LITERAL_BASE[lengthCode] as number) + bits.take(LITERAL_BITS[lengthCode] as number);
      if (left > 1) {
        length = (lengthBase[length] as number) + bits.take(lengthBits[length] as number);
        match = (matchBase[match] as number) + bits.take(matchBits[match] as number);
        distance = (distanceBase[distance] as number) + bits.take(distanceBits[distance] as number);
      }
      const back = this.#distanceOf(value, literalLength === 0);
      if (bits.left < 0 || at + literalLength > literals || end + literalLength + matchLength > most)
        return -1;
      for (const last = at + literalLength; at < last; ) output[end++] = source[at++] as number;
      if (back < 1 || back > end - oldest) return -1;
      let from = end - back;
      for (const last = end + matchLength; end < last; ) output[end++] = output[from++] as number;
    }
    if (bits.left !== 0 || end + literals - at > most) return -1;
    output.set(source.subarray(at, literals), end);
    return end + literals - at;
  }

  /** The first three values stand for the last distances, and without literals for others than these. */
  #distanceOf(value: number, isBare: boolean): number {
    const which = value > 3 ? 3 : value - 1 + (isBare ? 1 : 0);
    if (which === 0 && value <= 3) return this.#rep0;
    const distance =
      value > 3 ? value - 3 : which === 1 ? this.#rep1 : which === 2 ? this.#rep2 : this.#rep0 - 1;
    if (value > 3 || which !== 1) this.#rep2 = this.#rep1;
    this.#rep1 = this.#rep0;
    this.#rep0 = distance;
    return distance;
  }
}
