import { fileNumber } from '../../bytes/fileNumber.ts';
import { Leb128 } from '../../bytes/leb128.ts';
import type { Quantity } from '../../bytes/quantity.ts';
import type { Window } from '../../bytes/window.ts';
import { ADDEND, OFFSET, OWN, PASSED, PackedCursor, POSITION } from './packedCursor.ts';

const SYMBOL = OWN;
const TYPE = OWN + 1;

const HEADER_ADDENDS = 4;
const NEW_SYMBOL = 1;
const NEW_TYPE = 2;
const NEW_ADDEND = 4;

/** Most bytes of the header, and of a relocation: the first byte, the rest of its offset, symbol, type and addend. */
const HEADER_BYTES = 10;
const ENTRY_BYTES = 1 + 4 * 10;

/** DT_CREL has no size beside it: the bytes that the table whose first bytes these are has at most. */
export function mostCrelBytes(start: Window): number {
  const header = new Leb128(start.bytes);
  if (!header.unsigned()) return start.length;
  return HEADER_BYTES + ENTRY_BYTES * fileNumber(declaredBy(header));
}

/** Bytes that tell how many relocations there are. */
export const CREL_START_BYTES = HEADER_BYTES;

/** The header's lowest three bits are flags. */
function declaredBy(header: Leb128): Quantity {
  const number = header.quantity();
  return typeof number === 'bigint' ? number >> 3n : Math.floor(number / 8);
}

/**
 * CREL, LLVM's compact relocations (proposed for the gABI in 2024): a header with their number, whether they have
 * addends, and how many low bits of every offset are 0 and left out. Of each relocation the first byte has flags and
 * the low bits of what is added to the offset; then come the differences in symbol, type and addend, where there are.
 */
export class CrelCursor extends PackedCursor {
  readonly declared: Quantity;
  readonly #addends: boolean;

  constructor(window: Window) {
    super(window, OWN + 2);
    const { numbers } = this;
    const read = numbers.unsigned();
    this.declared = read ? declaredBy(numbers) : 0;
    this.#addends = (numbers.low & HEADER_ADDENDS) !== 0;
    this.shift = numbers.low & 3;
    this.state[POSITION] = numbers.position;
  }

  next(): boolean {
    const { state, numbers } = this;
    this.start = numbers.position = this.position;
    const first = numbers.bytes[numbers.position];
    if (first === undefined) return numbers.end();
    numbers.position++;
    const flagBits = this.#addends ? 3 : 2;
    this.add(OFFSET, (first & 0x7f) >>> flagBits, 0);
    if (first >= 0x80) {
      if (!numbers.unsigned()) return false;
      const bits = 7 - flagBits;
      this.add(OFFSET, numbers.low << bits, (numbers.high << bits) | (numbers.low >>> (32 - bits)));
    }
    if ((first & NEW_SYMBOL) !== 0) {
      if (!numbers.signed()) return false;
      state[SYMBOL] = this.symbol + numbers.low;
    }
    if ((first & NEW_TYPE) !== 0) {
      if (!numbers.signed()) return false;
      state[TYPE] = this.type + numbers.low;
    }
    if (this.#addends && (first & NEW_ADDEND) !== 0) {
      if (!numbers.signed()) return false;
      this.add(ADDEND, numbers.low, numbers.high);
    }
    state[POSITION] = numbers.position;
    state[PASSED] = this.passed + 1;
    return true;
  }

  /** Each has bytes of its own. */
  skip(): void {}

  get symbol(): number {
    return this.state[SYMBOL] as number;
  }

  get type(): number {
    return this.state[TYPE] as number;
  }

  get hasAddend(): boolean {
    return this.#addends;
  }
}
