import { fileNumber } from '../../bytes/fileNumber.ts';
import type { Quantity } from '../../bytes/quantity.ts';
import type { Window } from '../../bytes/window.ts';
import { EM_MIPS } from '../../format/constants.ts';
import { ADDEND, OFFSET, OWN, PASSED, PackedCursor, POSITION } from './packedCursor.ts';

const INFO = OWN;
const FLAGS = OWN + 2;
/** What the group adds to the offset of each. */
const STEP = OWN + 3;
/** Relocations of the group that follow, and where the group begins. */
const LEFT = OWN + 5;
const GROUP = OWN + 6;

const GROUPED_BY_INFO = 1;
const GROUPED_BY_OFFSET_DELTA = 2;
const GROUPED_BY_ADDEND = 4;
const GROUP_HAS_ADDEND = 8;

const MAGIC = [0x41, 0x50, 0x53, 0x32] as const;

export function hasAndroidMagic({ bytes }: Window): boolean {
  return MAGIC.every((byte, at) => bytes[at] === byte);
}

/** A group that has more relocations than the table has left. */
export interface OversizedGroup {
  readonly at: number;
  readonly size: Quantity;
  readonly left: Quantity;
}

/**
 * Android's packed relocations (bionic's linker since Android 6, "APS2"): their number and a first offset, then groups.
 * What all of a group have in common (the step from offset to offset, r_info, the addend) stands at its head; the rest
 * follows for each, if there is any.
 */
export class AndroidCursor extends PackedCursor {
  readonly declared: Quantity;
  /** The first such group; of it as many are shown as are left. */
  oversized: OversizedGroup | undefined;
  /** Where the first group with addends begins in a table of Elf_Rel, which has no room for them. */
  withAddends: number | undefined;
  readonly #addends: boolean;
  readonly #mips: boolean;

  /** @param addends whether the table is one of Elf_Rela, whose entries always have one */
  constructor(window: Window, machine: number, addends: boolean) {
    super(window, OWN + 7);
    this.#addends = addends;
    this.#mips = machine === EM_MIPS && window.littleEndian;
    const { numbers } = this;
    numbers.position = MAGIC.length;
    // Signed like all of them; the loader takes it for a size_t.
    this.declared = numbers.signed() ? numbers.quantity() : 0;
    if (numbers.failed === undefined && numbers.signed()) this.add(OFFSET, numbers.low, numbers.high);
    this.state[POSITION] = numbers.position;
  }

  next(): boolean {
    const { state, numbers } = this;
    numbers.position = this.position;
    while (state[LEFT] === 0) if (!this.#openGroup()) return false;
    const own = numbers.position;
    const flags = this.#flags;
    if ((flags & GROUPED_BY_OFFSET_DELTA) !== 0) this.add(OFFSET, this.#word(STEP), this.#word(STEP + 1));
    else if (numbers.signed()) this.add(OFFSET, numbers.low, numbers.high);
    else return false;
    if ((flags & GROUPED_BY_INFO) === 0 && !this.#readTo(INFO)) return false;
    if ((flags & (GROUP_HAS_ADDEND | GROUPED_BY_ADDEND)) === GROUP_HAS_ADDEND) {
      if (!numbers.signed()) return false;
      this.add(ADDEND, numbers.low, numbers.high);
    }
    this.start = numbers.position > own ? own : this.#word(GROUP);
    state[POSITION] = numbers.position;
    state[PASSED] = this.passed + 1;
    state[LEFT] = this.#word(LEFT) - 1;
    return true;
  }

  skip(count: number): void {
    const flags = this.#flags;
    const common = GROUPED_BY_INFO | GROUPED_BY_OFFSET_DELTA;
    if ((flags & common) !== common) return;
    if ((flags & (GROUP_HAS_ADDEND | GROUPED_BY_ADDEND)) === GROUP_HAS_ADDEND) return;
    const { state } = this;
    const passed = Math.min(count, this.#word(LEFT));
    if (passed === 0) return;
    const step = (BigInt(this.#word(STEP + 1)) << 32n) | BigInt(this.#word(STEP));
    const distance = BigInt.asUintN(64, step * BigInt(passed));
    this.add(OFFSET, Number(distance & 0xffffffffn), Number(distance >> 32n));
    state[PASSED] = this.passed + passed;
    state[LEFT] = this.#word(LEFT) - passed;
  }

  #openGroup(): boolean {
    const { state, numbers } = this;
    const at = numbers.position;
    this.start = at;
    if (!numbers.signed()) return false;
    const size = numbers.quantity();
    if (!numbers.signed()) return false;
    const flags = numbers.low & 0xf;
    const { declared, passed } = this;
    const left = typeof declared === 'bigint' ? declared - BigInt(passed) : declared - passed;
    if (size > left) this.oversized ??= { at, size, left };
    if (!this.#addends && (flags & GROUP_HAS_ADDEND) !== 0) this.withAddends ??= at;
    if ((flags & GROUPED_BY_OFFSET_DELTA) !== 0 && !this.#readTo(STEP)) return false;
    if ((flags & GROUPED_BY_INFO) !== 0 && !this.#readTo(INFO)) return false;
    if ((flags & GROUP_HAS_ADDEND) === 0) state[ADDEND] = state[ADDEND + 1] = 0;
    else if ((flags & GROUPED_BY_ADDEND) !== 0) {
      if (!numbers.signed()) return false;
      this.add(ADDEND, numbers.low, numbers.high);
    }
    state[FLAGS] = flags;
    state[LEFT] = Math.min(fileNumber(size), fileNumber(left), 0xffffffff);
    state[GROUP] = at;
    return true;
  }

  #readTo(word: number): boolean {
    if (!this.numbers.signed()) return false;
    this.state[word] = this.numbers.low;
    this.state[word + 1] = this.numbers.high;
    return true;
  }

  #word(word: number): number {
    return this.state[word] as number;
  }

  get #flags(): number {
    return this.#word(FLAGS);
  }

  get symbol(): number {
    if (!this.window.is64) return this.#word(INFO) >>> 8;
    return this.#word(this.#mips ? INFO : INFO + 1);
  }

  /** r_info as it stands in the file: see RelocationEntries for that of 64-bit MIPS. */
  get type(): number {
    if (!this.window.is64) return this.#word(INFO) & 0xff;
    if (!this.#mips) return this.#word(INFO);
    const word = this.#word(INFO + 1);
    return ((word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24)) >>> 0;
  }

  get hasAddend(): boolean {
    return this.#addends || (this.#flags & GROUP_HAS_ADDEND) !== 0;
  }
}
