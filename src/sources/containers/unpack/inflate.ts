/**
 * DEFLATE (RFC 1951). Node and browsers have it, and neither says where it ends: behind a kernel's payload lies code,
 * which they take for damage and give nothing of what came before.
 */

/** How far back a match reaches, the longest one, and bytes that are unpacked at once. */
const HISTORY = 1 << 15;
const LONGEST_MATCH = 258;
const SLICE = 1 << 16;
/** Bytes of the tables of a block, and of one symbol. */
const TABLES = 400;
const SYMBOL = 8;

const LENGTHS = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  227, 258,
];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCES = Array.from({ length: 30 }, (_, code) =>
  code < 4 ? code + 1 : (2 + (code & 1)) * 2 ** ((code >> 1) - 1) + 1,
);
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** For the next bits, as many as the longest code has: a symbol, above four bits of how long its code is; 0 for none. */
interface Codes {
  readonly table: Uint16Array;
  readonly mask: number;
}

const fixed = [
  codesOf(
    Uint8Array.from({ length: 288 }, (_, symbol) =>
      symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8,
    ),
  ),
  codesOf(new Uint8Array(30).fill(5)),
] as const;

type State = 'header' | 'plain' | 'packed' | 'ended' | 'broken' | 'cut';

export class Inflate {
  readonly #output = new Uint8Array(HISTORY + SLICE + LONGEST_MATCH);
  #end = 0;
  #given = 0;
  #state: State = 'header';
  #isLast = false;
  #left = 0;
  #literals: Codes = fixed[0];
  #distances: Codes = fixed[1];
  /** Bits that were read and not used, the next one lowest. */
  #hold = 0;
  #count = 0;
  #input: Uint8Array = new Uint8Array(0);
  #at = 0;

  get state(): State {
    return this.#state;
  }

  /**
   * Unpacks up to some 64 KiB.
   * @param input what follows what was used
   * @param isAll nothing follows it
   * @returns bytes of it that were used, none when it takes more of them to go on
   */
  run(input: Uint8Array, isAll: boolean): number {
    this.#input = input;
    this.#at = 0;
    this.#makeRoom();
    const before = this.#end;
    const limit = this.#given + SLICE;
    while (this.#end < limit && this.#state !== 'ended' && this.#state !== 'broken') {
      const needed = isAll ? 0 : this.#state === 'packed' ? SYMBOL : this.#state === 'plain' ? 1 : TABLES;
      if (input.length - this.#at < needed) break;
      const [at, end, state] = [this.#at, this.#end, this.#state];
      if (state === 'header') this.#header();
      else if (state === 'plain') this.#plain(limit);
      else this.#packed(limit, isAll ? input.length : input.length - SYMBOL);
      if (this.#at === at && this.#end === end && this.#state === state) break;
    }
    // Whole bytes that nothing used belong to what follows.
    this.#at -= this.#count >> 3;
    this.#count &= 7;
    this.#hold &= (1 << this.#count) - 1;
    if (this.#at <= input.length) return this.#at;
    // Zeros were taken for what is not there.
    this.#end = before;
    this.#state = 'cut';
    return input.length;
  }

  /** What was unpacked and not given yet: the caller's until it goes on. */
  take(): Uint8Array {
    const bytes = this.#output.subarray(this.#given, this.#end);
    this.#given = this.#end;
    return bytes;
  }

  #makeRoom(): void {
    if (this.#end <= HISTORY) return;
    this.#output.copyWithin(0, this.#end - HISTORY, this.#end);
    this.#given -= this.#end - HISTORY;
    this.#end = HISTORY;
  }

  #bits(count: number): number {
    while (this.#count < count) {
      this.#hold |= (this.#input[this.#at++] ?? 0) << this.#count;
      this.#count += 8;
    }
    const value = this.#hold & ((1 << count) - 1);
    this.#hold >>>= count;
    this.#count -= count;
    return value;
  }

  #symbol({ table, mask }: Codes): number {
    while (this.#count < 15) {
      this.#hold |= (this.#input[this.#at++] ?? 0) << this.#count;
      this.#count += 8;
    }
    const entry = table[this.#hold & mask] as number;
    this.#hold >>>= entry & 15;
    this.#count -= entry & 15;
    return entry === 0 ? -1 : entry >> 4;
  }

  #header(): void {
    this.#isLast = this.#bits(1) === 1;
    const type = this.#bits(2);
    if (type === 0) {
      this.#bits(this.#count & 7);
      const length = this.#bits(16);
      const isSound = (this.#bits(16) ^ length) === 0xffff;
      this.#left = length;
      this.#state = isSound ? 'plain' : 'broken';
      if (isSound && length === 0) this.#endBlock();
    } else if (type === 1) {
      [this.#literals, this.#distances] = fixed;
      this.#state = 'packed';
    } else this.#state = type === 2 && this.#tables() ? 'packed' : 'broken';
  }

  #tables(): boolean {
    const literals = this.#bits(5) + 257;
    const distances = this.#bits(5) + 1;
    const used = this.#bits(4) + 4;
    const order = new Uint8Array(19);
    for (const place of ORDER.slice(0, used)) order[place] = this.#bits(3);
    const codes = codesOf(order);
    const lengths = new Uint8Array(literals + distances);
    for (let at = 0; at < lengths.length; ) {
      const symbol = this.#symbol(codes);
      if (symbol < 0) return false;
      if (symbol < 16) {
        lengths[at++] = symbol;
        continue;
      }
      if (symbol === 16 && at === 0) return false;
      const value = symbol === 16 ? (lengths[at - 1] ?? 0) : 0;
      const times =
        symbol === 16 ? 3 + this.#bits(2) : symbol === 17 ? 3 + this.#bits(3) : 11 + this.#bits(7);
      if (at + times > lengths.length) return false;
      lengths.fill(value, at, at + times);
      at += times;
    }
    this.#literals = codesOf(lengths.subarray(0, literals));
    this.#distances = codesOf(lengths.subarray(literals));
    return true;
  }

  #endBlock(): void {
    this.#state = this.#isLast ? 'ended' : 'header';
  }

  #plain(limit: number): void {
    const length = Math.min(this.#left, limit - this.#end, this.#input.length - this.#at);
    this.#output.set(this.#input.subarray(this.#at, this.#at + length), this.#end);
    this.#at += length;
    this.#end += length;
    this.#left -= length;
    if (this.#left === 0) this.#endBlock();
  }

  #packed(limit: number, inputEnd: number): void {
    const input = this.#input;
    const output = this.#output;
    const { table: literals, mask: literalMask } = this.#literals;
    const { table: distances, mask: distanceMask } = this.#distances;
    let hold = this.#hold;
    let count = this.#count;
    let at = this.#at;
    let end = this.#end;
    while (end < limit && at <= inputEnd) {
      while (count < 20) {
        hold |= (input[at++] as number) << count;
        count += 8;
      }
      const entry = literals[hold & literalMask] as number;
      hold >>>= entry & 15;
      count -= entry & 15;
      const symbol = entry >> 4;
      if (symbol < 256 && entry !== 0) {
        output[end++] = symbol;
        continue;
      }
      if (symbol === 256) {
        this.#endBlock();
        break;
      }
      const lengthBits = LENGTH_BITS[symbol - 257];
      if (entry === 0 || lengthBits === undefined) {
        this.#state = 'broken';
        break;
      }
      const length = (LENGTHS[symbol - 257] as number) + (hold & ((1 << lengthBits) - 1));
      hold >>>= lengthBits;
      count -= lengthBits;
      while (count < 15) {
        hold |= (input[at++] as number) << count;
        count += 8;
      }
      const place = distances[hold & distanceMask] as number;
      hold >>>= place & 15;
      count -= place & 15;
      while (count < 13) {
        hold |= (input[at++] as number) << count;
        count += 8;
      }
      const code = place >> 4;
      const distanceBits = code < 4 ? 0 : (code >> 1) - 1;
      const distance = (DISTANCES[code] ?? HISTORY * 2) + (hold & ((1 << distanceBits) - 1));
      hold >>>= distanceBits;
      count -= distanceBits;
      if (place === 0 || distance > end) {
        this.#state = 'broken';
        break;
      }
      for (const last = end + length; end < last; end++) output[end] = output[end - distance] as number;
    }
    this.#hold = hold;
    this.#count = count;
    this.#at = at;
    this.#end = end;
  }
}

/** @param lengths of each symbol's code; 0: it has none */
function codesOf(lengths: Uint8Array): Codes {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length] = (counts[length] as number) + 1;
  counts[0] = 0;
  const longest = Math.max(
    1,
    counts.findLastIndex((count) => count > 0),
  );
  const next = new Uint32Array(17);
  for (let length = 1; length <= 15; length++)
    next[length + 1] = ((next[length] as number) + (counts[length] as number)) << 1;
  const table = new Uint16Array(1 << longest);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol] as number;
    if (length === 0) continue;
    const code = next[length] as number;
    next[length] = code + 1;
    // Codes stand in the bytes with their highest bit first.
    let place = 0;
    for (let bit = 0; bit < length; bit++) place |= ((code >> bit) & 1) << (length - 1 - bit);
    for (; place < table.length; place += 1 << length) table[place] = (symbol << 4) | length;
  }
  return { table, mask: table.length - 1 };
}
