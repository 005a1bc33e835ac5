/**
 * Takes out of an instruction's text what a linker decides: where code and data lie. What is left of two instructions is
 * alike when the compiler meant the same.
 */
import type { Family } from '../decode/machine.ts';
import type { CodeLine, PlaceName } from '../disassembly.ts';
import type { Instruction } from '../instruction.ts';

/** In place of an address of the function itself; none of these is what an assembler writes. */
export const INSIDE = '{here}';
const CODE = '{code}';
const DATA = '{data}';

/** A number as Capstone writes it: hexadecimal from 10 on. */
const NUMBER = /-?\b(?:0x[\da-f]+|\d+)\b/g;

/** Of one function, from its first instruction on: a machine makes an address in two or three of them. */
export class Mask {
  readonly #family: Family;
  readonly #bits: 32 | 64;
  readonly #isInside: (address: bigint) => boolean;
  /** Registers of which the next immediate completes an address. */
  readonly #halves = new Set<string>();

  /** @param isInside whether an address is one of the function's own */
  constructor(family: Family, bits: 32 | 64, isInside: (address: bigint) => boolean) {
    this.#family = family;
    this.#bits = bits;
    this.#isInside = isInside;
  }

  text(line: CodeLine): string {
    const { instruction, target, data, place } = line;
    const { mnemonic, operands } = instruction;
    if (operands === '') return mnemonic;
    return `${mnemonic} ${this.#operands(line.instruction, target, data, place)}`;
  }

  #operands(
    instruction: Instruction,
    target: bigint | undefined,
    data: bigint | undefined,
    place: PlaceName | undefined,
  ): string {
    const { operands } = instruction;
    if (target !== undefined)
      return replaced(operands, target, this.#bits, this.#isInside(target) ? INSIDE : nameOf(place, CODE));
    if (this.#family === 'x86')
      return operands.replace(/\b(rip|eip) [+-] (?:0x[\da-f]+|\d+)/g, `$1 + ${nameOf(place, DATA)}`);
    if (isPcRelative(this.#family, instruction)) return this.#beginning(instruction);
    if (this.#halves.size > 0) return this.#completing(instruction);
    return data === undefined ? operands : replaced(operands, data, this.#bits, nameOf(place, DATA));
  }

  /** "x4, #0xffffffffffffe000", of a machine that goes on with the lower half in another instruction, too. */
  #beginning({ mnemonic, operands }: Instruction): string {
    const [register = ''] = operands.split(',');
    if (HALF.test(mnemonic)) this.#halves.add(register);
    return lastNumber(operands, DATA);
  }

  /** "a5, a5, -0x20", "a5, -0x20(a5)": the rest of an address whose upper half a register has. */
  #completing({ mnemonic, operands }: Instruction): string {
    const [first = '', ...rest] = operands.split(/, */);
    const last = rest.at(-1) ?? '';
    const base = /^(.*)\((\w+)\)$/.exec(last)?.[2] ?? (rest.length === 2 ? rest[0] : undefined);
    if (base === undefined || !this.#halves.has(base) || !/\d/.test(last)) {
      // What is written anew is no half any more; stores and branches write nothing.
      if (!/^(s[bhwd]|st|b)/.test(mnemonic)) this.#halves.delete(first);
      return operands;
    }
    if (first === base) this.#halves.delete(base);
    // PowerPC makes it of three: where it is, the upper half, the lower one.
    if (mnemonic === 'addis') this.#halves.add(first);
    return last.includes('(') ? operands.replace(/[^\s,]*\(/, `${DATA}(`) : lastNumber(operands, DATA);
  }
}

/** Whose result is completed by an immediate. */
const HALF = /^(auipc|pcaddu12i|pcalau12i|mflr)$/;

const PC_RELATIVE: Partial<Readonly<Record<Family, RegExp>>> = {
  arm64: /^(adr|adrp)$/,
  riscv: /^auipc$/,
  loongarch: /^(pcaddi|pcaddu12i|pcaddu18i|pcalau12i)$/,
  ppc: /^mflr$/,
  // Relative long: larl, lgrl, crljne, …
  s390: /^(la|l|lg|lgf|llgf|lh|lgh|llh|llgh|st|stg|sth|c|cg|cgf|cl|clg|clgf|ch|cgh|clh|clgh|ex)rl$/,
};

function isPcRelative(family: Family, { mnemonic, operands }: Instruction): boolean {
  if (family === 'arm') return /^(adr|ldr|add|vldr)/.test(mnemonic) && /\bpc\b/.test(operands);
  return PC_RELATIVE[family]?.test(mnemonic) === true;
}

/** A function's name without the place in it, which moves with its code; of a page what it is. */
function nameOf(place: PlaceName | undefined, otherwise: string): string {
  if (place === undefined) return otherwise;
  if (place.kind === 'page') return `{${place.name}}`;
  return place.offset === 0n ? place.name : `${place.name}+${CODE}`;
}

/** The last number that is this address; where none is, the last. */
function replaced(operands: string, address: bigint, bits: 32 | 64, by: string): string {
  const found = [...operands.matchAll(NUMBER)];
  const same = found.findLast(
    ([text]) => BigInt.asUintN(bits, numberOf(text)) === BigInt.asUintN(bits, address),
  );
  const at = same ?? found.at(-1);
  return at === undefined
    ? operands
    : operands.slice(0, at.index) + by + operands.slice(at.index + at[0].length);
}

function lastNumber(operands: string, by: string): string {
  const at = [...operands.matchAll(NUMBER)].at(-1);
  return at === undefined
    ? operands
    : operands.slice(0, at.index) + by + operands.slice(at.index + at[0].length);
}

function numberOf(text: string): bigint {
  return text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text);
}
