/** PowerPC of both widths (Power ISA, book I), in its assembler's syntax. */
import { type BranchTest, type Flow, type Lifted, type Lifter, NEXT } from '../flow/lifted.ts';
import { CALLER, onStack, STACK_TOP, type State } from '../flow/state.ts';
import { type Instruction, wrapped } from '../instruction.ts';
import {
  arithmetic,
  type Binary,
  both,
  type Known,
  low,
  mapped,
  numberOf,
  operandsOf,
  type Read,
  signed,
} from './operands.ts';
import { Registers, SIZES } from './registers.ts';

const registers = new Registers(64, '');
/** Results of a comparison, as kept for a field of the condition register. */
const [LESS, EQUAL, GREATER] = [0n, 1n, 2n];
const RELATIONS: Readonly<Record<string, (result: bigint) => boolean>> = {
  lt: (result) => result === LESS,
  ge: (result) => result !== LESS,
  eq: (result) => result === EQUAL,
  ne: (result) => result !== EQUAL,
  gt: (result) => result === GREATER,
  le: (result) => result !== GREATER,
};

export const ppcLifter: Lifter = {
  enter(state, entry) {
    state.set('r1', STACK_TOP);
    state.set('lr', CALLER);
    // The second ELF ABI calls a function with its address in r12.
    state.set('r12', entry);
  },
  setArgument: (state, value) => registers.write(state, 'r3', value),
  number: (state) => state.get('r0'),
  lift: (instruction) => lifted(instruction),
};

/** bcl 20,31,.+4, which Capstone writes as another one: the usual way to get the pc, and no call. */
function takesAddress({ bytes }: Instruction): boolean {
  return [bytes, Uint8Array.from(bytes).reverse()].some(
    (b) => b[0] === 0x42 && b[1] === 0x9f && b[2] === 0 && b[3] === 5,
  );
}

function lifted(instruction: Instruction): Lifted {
  const name = instruction.mnemonic.replace(/[+-]$/, '');
  const parts = operandsOf(instruction.operands);
  const next = wrapped(instruction.address + 4n);
  if (takesAddress(instruction)) return { instruction, flow: NEXT, effect: (state) => state.set('lr', next) };
  const effect = effectOf(name, parts, next);
  const memory = registers.memory(parts.at(-1));
  const isTime = /^mftb[u]?$/.test(name) || (name === 'mfspr' && /^(0x10c|268)$/.test(parts[1] ?? ''));
  return {
    instruction,
    flow: flowOf(name, parts),
    ...(effect === undefined ? {} : { effect }),
    ...(memory === undefined ? {} : { touches: memory }),
    ...(isTime ? { counter: 'mftb' } : {}),
    ...(/^(andi\.)$/.test(name) && parts[2] === '1' ? { testsOdd: true } : {}),
    ...(/^(clrldi|rldicl|clrlwi|rlwinm)\.$/.test(name) && /^(0x)?(1f|3f|31|63)$/.test(parts.at(-1) ?? '')
      ? { testsOdd: true }
      : {}),
    ...(/^(or|mr)$/.test(name) && parts[0] === 'r31' && parts.at(-1) === 'r31' ? { spins: true } : {}),
  };
}

function flowOf(name: string, parts: readonly string[]): Flow {
  const target = numberOf(parts.at(-1));
  const to = target === undefined ? {} : { target: wrapped(target) };
  if (/^scv?$/.test(name)) return { kind: 'system-call' };
  if (/^(trap|tw|td|twi|tdi)$/.test(name)) return name === 'trap' ? { kind: 'stop' } : NEXT;
  switch (name) {
    case 'b':
    case 'ba':
      return { kind: 'jump', ...to };
    case 'bl':
    case 'bla':
      return { kind: 'call', ...to };
    case 'blr':
      return { kind: 'return' };
    case 'bctr':
      return { kind: 'jump', to: (state) => state.get('ctr') };
    case 'bctrl':
    case 'blrl':
      return { kind: 'call', to: (state) => state.get(name === 'bctrl' ? 'ctr' : 'lr') };
  }
  const match = /^b(lt|ge|eq|ne|gt|le|so|ns|un|nu|dnz|dz)(lr|ctr)?(l?)a?$/.exec(name);
  if (match === null)
    return name === 'bc' || name === 'bcl' ? { kind: 'jump', ...to, when: () => undefined } : NEXT;
  const [, relation = '', where, link] = match;
  const when = conditionOf(relation, parts[0]?.startsWith('cr') ? parts[0] : 'cr0');
  if (where === 'lr') return { kind: 'return', when };
  if (where === 'ctr') return { kind: 'jump', to: (state) => state.get('ctr'), when };
  return { kind: link === 'l' ? 'call' : 'jump', ...to, when };
}

function conditionOf(relation: string, field: string): BranchTest {
  const test = RELATIONS[relation];
  if (test === undefined)
    return (state) => {
      // A loop that counts down: its count is not kept.
      if (relation.startsWith('d')) state.set('ctr', undefined);
      return undefined;
    };
  return (state) => {
    const result = state.get(field);
    return result === undefined ? undefined : test(result);
  };
}

function compare(state: State, field: string, a: Known, b: Known, bits: number, logical: boolean): void {
  const cut = (value: bigint): bigint => (logical ? low(value, bits) : signed(value, bits));
  const isKnown = a !== undefined && b !== undefined && onStack(a) === onStack(b);
  state.set(field, isKnown ? order(cut(a), cut(b)) : undefined);
}

const order = (a: bigint, b: bigint): bigint => (a < b ? LESS : a === b ? EQUAL : GREATER);

const BINARY: Readonly<Record<string, Binary>> = {
  add: arithmetic.add,
  addi: arithmetic.add,
  and: arithmetic.and,
  andi: arithmetic.and,
  or: arithmetic.or,
  ori: arithmetic.or,
  xor: arithmetic.xor,
  xori: arithmetic.xor,
  andc: (a, b) => a & ~b,
  mulld: arithmetic.mul,
  sld: (a, b) => (b & 0x40n ? 0n : a << (b & 63n)),
  srd: (a, b) => (b & 0x40n ? 0n : a >> (b & 63n)),
  sldi: arithmetic.shl,
  srdi: arithmetic.shr,
  subf: (a, b) => b - a,
  sub: arithmetic.sub,
  addis: (a, b) => a + (b << 16n),
  oris: (a, b) => a | (b << 16n),
  xoris: (a, b) => a ^ (b << 16n),
  andis: (a, b) => a & (b << 16n),
};
/** Of the lower half, which is cleared above. */
const WORD: Readonly<Record<string, Binary>> = {
  slw: (a, b) => (b & 0x20n ? 0n : low(a << (b & 31n), 32)),
  srw: (a, b) => (b & 0x20n ? 0n : low(a, 32) >> (b & 31n)),
  slwi: (a, b) => low(a << b, 32),
  srwi: (a, b) => low(a, 32) >> b,
};

type Effect = (state: State) => void;

function effectOf(name: string, parts: readonly string[], next: bigint): Effect | undefined {
  const [target, second, third] = parts;
  if (name === 'bl' || name === 'bctrl' || name === 'blrl') return (state) => state.set('lr', next);
  if (/^scv?$/.test(name))
    return (state) => {
      for (const lost of ['r3', 'cr0', 'r0', ...LOST]) state.set(lost, undefined);
    };
  if (/^(nop|b\w*|isync|lwsync|sync|ptesync|hwsync|eieio|dcb\w+|icbi|t[wd]\w*)$/.test(name)) return undefined;
  if (/^cr/.test(name))
    return (state) =>
      state.set(
        /^(cr\d)/.exec(target ?? '')?.[1] ?? 'cr0',
        state.get(/un$|so$/.test(target ?? '') ? 'cr0' : ''),
      );
  const write =
    (of: Read): Effect =>
    (state) =>
      registers.write(state, target, of(state));
  if (/^cmp/.test(name)) return compareOf(name, parts);
  const memory = memoryEffect(name, parts);
  if (memory !== undefined) return memory;
  const source = registers.operand(second);
  const number = numberOf(second);
  switch (name) {
    case 'li':
      return write(() => number);
    case 'lis':
      return write(() => signed((number ?? 0n) << 16n, 32));
    case 'mr':
      return write(source);
    case 'mflr':
      return write((state) => state.get('lr'));
    case 'mtlr':
      return (state) => state.set('lr', registers.read(state, target));
    case 'mtctr':
      return (state) => state.set('ctr', registers.read(state, target));
    case 'extsw':
      return write((state) => mapped(source(state), (x) => signed(x, 32)));
    case 'neg':
      return write((state) => mapped(source(state), (x) => -x));
  }
  return computed(name, parts, source, registers.operand(third));
}

function computed(name: string, parts: readonly string[], source: Read, other: Read): Effect {
  const [target, , third, fourth, fifth] = parts;
  const plain = name.replace(/\.$/, '');
  const value = ((): Read | undefined => {
    const binary = BINARY[plain] ?? WORD[plain];
    if (binary !== undefined) return registers.binary(binary, source, other, false);
    const bits = (text: string | undefined): number => Number(numberOf(text) ?? 0n);
    if (plain === 'clrldi') return (state) => mapped(source(state), (x) => low(x, 64 - bits(third)));
    if (plain === 'clrlwi') return (state) => mapped(source(state), (x) => low(x, 32 - bits(third)));
    if (plain === 'rldicl')
      return (state) => mapped(source(state), (x) => low(rotated(x, bits(third), 64), 64 - bits(fourth)));
    if (plain === 'rlwinm' && bits(fourth) <= bits(fifth))
      return (state) =>
        mapped(source(state), (x) => {
          const [from, to] = [bits(fourth), bits(fifth)];
          const mask = ((1n << BigInt(to - from + 1)) - 1n) << BigInt(31 - to);
          return rotated(low(x, 32), bits(third), 32) & mask;
        });
    return undefined;
  })();
  return (state) => {
    const result = value?.(state);
    if (value === undefined) for (const part of parts) registers.write(state, part, undefined);
    registers.write(state, target, result);
    if (name.endsWith('.')) compare(state, 'cr0', result, 0n, 64, false);
  };
}

function rotated(value: bigint, by: number, bits: number): bigint {
  return low((value << BigInt(by)) | (value >> BigInt(bits - by)), bits);
}

/** What a system call does not keep. */
const LOST = ['r4', 'r5', 'r6', 'r7', 'r8', 'r9', 'r10', 'r11', 'r12', 'ctr'];

function compareOf(name: string, parts: readonly string[]): Effect {
  const field = parts[0]?.startsWith('cr') ? parts[0] : 'cr0';
  const [a, b] = parts.slice(parts[0]?.startsWith('cr') ? -2 : 0);
  const bits = /d/.test(name.slice(3)) ? 64 : 32;
  const [left, right] = [registers.operand(a), registers.operand(b)];
  return (state) => compare(state, field, left(state), right(state), bits, name.startsWith('cmpl'));
}

function memoryEffect(name: string, parts: readonly string[]): Effect | undefined {
  const match = /^(l|st)(b|h|w|d)(z|a|)(u?)(x?)$/.exec(name);
  if (match === null) return undefined;
  const [target, second, third] = parts;
  const [, verb = '', unit = '', how, update, indexed] = match;
  const sum: Read = (state) =>
    both(registers.read(state, second), registers.read(state, third), (a, b) => a + b);
  const place = indexed === 'x' ? sum : registers.memory(parts.at(-1));
  if (place === undefined) return undefined;
  const size = SIZES[unit] ?? 8;
  const move =
    verb === 'l' ? registers.load(target, place, size, how === 'a') : registers.store(target, place, size);
  const base = /\((r\d+)\)$/.exec(parts.at(-1) ?? '')?.[1];
  return (state) => {
    const address = place(state);
    move(state);
    if (update === 'u') registers.write(state, base, address);
  };
}
