/** What the machines have in common that load and store, and compare registers in branches: RISC-V, LoongArch, MIPS, PowerPC. */
import type { BranchTest } from '../flow/lifted.ts';
import type { State } from '../flow/state.ts';
import { type Binary, both, type Known, low, numberOf, type Read, signed } from './operands.ts';

/** Bytes of a byte, half word, word and double word, as mnemonics of loads and stores end. */
export const SIZES: Readonly<Record<string, number>> = { b: 1, h: 2, w: 4, d: 8 };

/** Registers of one machine. */
export class Registers {
  readonly bits: 32 | 64;
  readonly #zero: string;

  constructor(bits: 32 | 64, zero: string) {
    this.bits = bits;
    this.#zero = zero;
  }

  read(state: State, name: string | undefined): Known {
    if (name === undefined) return undefined;
    return name === this.#zero ? 0n : state.get(name);
  }

  write(state: State, name: string | undefined, value: Known): void {
    if (name !== undefined && name !== this.#zero)
      state.set(name, value === undefined ? undefined : low(value, this.bits));
  }

  /** A register or a number. */
  operand(text: string | undefined): Read {
    const number = numberOf(text);
    return number === undefined ? (state) => this.read(state, text) : () => low(number, this.bits);
  }

  /** As wide as the registers; `word`: of 32 bits, and the result is sign-extended. */
  binary(of: Binary, a: Read, b: Read, word: boolean): Read {
    const bits = word ? 32 : this.bits;
    return (state) =>
      both(a(state), b(state), (x, y) => {
        const value = of(low(x, bits), low(y, bits), bits);
        return value === undefined ? undefined : signed(low(value, bits), bits);
      });
  }

  /** 8(sp), ($ra) */
  memory(text: string | undefined): Read | undefined {
    const match = /^(-?(?:0x)?[\da-f]*)\((\$?\w+)\)$/.exec(text ?? '');
    if (match === null) return undefined;
    const distance = numberOf(match[1] === '' ? '0' : match[1]) ?? 0n;
    return this.sum(match[2], distance);
  }

  sum(base: string | undefined, distance: bigint): Read {
    return (state) => both(this.read(state, base), distance, (a, b) => low(a + b, this.bits));
  }

  compare(a: Read, b: Read, of: (a: bigint, b: bigint) => boolean): BranchTest {
    return (state) => {
      const [left, right] = [a(state), b(state)];
      return left === undefined || right === undefined ? undefined : of(left, right);
    };
  }

  /** eq ne lt ge ltu geu gt le: of numbers as wide as registers. */
  relation(name: string): (a: bigint, b: bigint) => boolean {
    const s = (value: bigint): bigint => signed(value, this.bits);
    switch (name) {
      case 'eq':
        return (a, b) => a === b;
      case 'ne':
        return (a, b) => a !== b;
      case 'lt':
        return (a, b) => s(a) < s(b);
      case 'ge':
        return (a, b) => s(a) >= s(b);
      case 'gt':
        return (a, b) => s(a) > s(b);
      case 'le':
        return (a, b) => s(a) <= s(b);
      case 'ltu':
        return (a, b) => a < b;
      default:
        return (a, b) => a >= b;
    }
  }

  /** Loads `size` bytes into a register. */
  load(name: string | undefined, address: Read, size: number, extend: boolean): (state: State) => void {
    return (state) => {
      const value = state.load(address(state), size);
      this.write(state, name, value !== undefined && extend ? signed(value, size * 8) : value);
    };
  }

  store(name: string | undefined, address: Read, size: number): (state: State) => void {
    return (state) => state.store(address(state), size, this.read(state, name));
  }
}

export const slt: Binary = (a, b, bits) => (signed(a, bits) < signed(b, bits) ? 1n : 0n);
export const sltu: Binary = (a, b) => (a < b ? 1n : 0n);
