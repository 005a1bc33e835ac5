/** Reading operands as assemblers write them, and arithmetic of a width. */
import type { State } from '../flow/state.ts';

export type Known = bigint | undefined;
export type Read = (state: State) => Known;

/** By commas outside brackets: "x1, [x2, #8]!" is two. */
export function operandsOf(text: string): string[] {
  return text === '' ? [] : text.split(/,\s*(?![^[\]{}()]*[\]})])/);
}

/** #0x10, -8, 0xffff: undefined for what is no number. */
export function numberOf(text: string | undefined): Known {
  const match = /^#?(-?)(0x[\da-f]+|\d+)$/.exec(text ?? '');
  if (match === null) return undefined;
  const size = BigInt(match[2] ?? '');
  return match[1] === '-' ? -size : size;
}

export function low(value: bigint, bits: number): bigint {
  return BigInt.asUintN(bits, value);
}

export function signed(value: bigint, bits: number): bigint {
  return BigInt.asIntN(bits, value);
}

/** `of` where it is known. */
export function mapped(value: Known, of: (value: bigint) => Known): Known {
  return value === undefined ? undefined : of(value);
}

/** `of` where both are known. */
export function both(a: Known, b: Known, of: (a: bigint, b: bigint) => Known): Known {
  return a === undefined || b === undefined ? undefined : of(a, b);
}

export type Binary = (a: bigint, b: bigint, bits: number) => Known;

/** Shifts, by as much of the count as a machine looks at: results are cut, so that all bits may be shifted out. */
export function shiftsBy(count: (b: bigint, bits: number) => bigint) {
  return {
    shl: (a, b, bits) => a << count(b, bits),
    shr: (a, b, bits) => a >> count(b, bits),
    sar: (a, b, bits) => signed(a, bits) >> count(b, bits),
  } as const satisfies Record<string, (a: bigint, b: bigint, bits: number) => bigint>;
}

/** Of a width; operands are 0 to 2^bits - 1. Results are cut by who asks. */
export const arithmetic = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
  mul: (a, b) => a * b,
  ...shiftsBy((b, bits) => b & BigInt(bits - 1)),
} as const satisfies Record<string, Binary>;

/** Whether `bits` from `from` on of a value are set, of a number that fits. */
export function bit(value: bigint, at: bigint): boolean {
  return ((value >> at) & 1n) === 1n;
}
