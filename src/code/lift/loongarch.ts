/** LoongArch (Reference Manual, volume 1), as our own decoder writes it. */
import { type Flow, type Lifted, type Lifter, NEXT } from '../flow/lifted.ts';
import { CALLER, STACK_TOP, type State } from '../flow/state.ts';
import { type Instruction, wrapped } from '../instruction.ts';
import {
  arithmetic,
  type Binary,
  both,
  low,
  mapped,
  numberOf,
  operandsOf,
  type Read,
  signed,
} from './operands.ts';
import { Registers, SIZES, slt, sltu } from './registers.ts';

const registers = new Registers(64, '$zero');
const BINARY: Readonly<Record<string, Binary>> = {
  add: arithmetic.add,
  addi: arithmetic.add,
  sub: arithmetic.sub,
  and: arithmetic.and,
  andi: arithmetic.and,
  or: arithmetic.or,
  ori: arithmetic.or,
  xor: arithmetic.xor,
  xori: arithmetic.xor,
  nor: (a, b) => ~(a | b),
  andn: (a, b) => a & ~b,
  orn: (a, b) => a | ~b,
  sll: arithmetic.shl,
  slli: arithmetic.shl,
  srl: arithmetic.shr,
  srli: arithmetic.shr,
  sra: arithmetic.sar,
  srai: arithmetic.sar,
  mul: arithmetic.mul,
  slt,
  slti: slt,
  sltu,
  sltui: sltu,
  maskeqz: (a, b) => (b === 0n ? 0n : a),
  masknez: (a, b) => (b === 0n ? a : 0n),
};

export const loongarchLifter: Lifter = {
  enter(state) {
    state.set('$sp', STACK_TOP);
    state.set('$ra', CALLER);
  },
  setArgument: (state, value) => registers.write(state, '$a0', value),
  number: (state) => state.get('$a7'),
  lift(instruction) {
    const { mnemonic: name } = instruction;
    const parts = operandsOf(instruction.operands);
    const effect = effectOf(name, parts, instruction);
    const memory = placeOf(name, parts);
    return {
      instruction,
      flow: flowOf(name, parts),
      ...(effect === undefined ? {} : { effect }),
      ...(memory === undefined ? {} : { touches: memory }),
      ...(/^rdtime/.test(name) ? { counter: name } : {}),
      ...(name === 'andi' && parts[2] === '1' ? { testsOdd: true } : {}),
    } satisfies Lifted;
  },
};

/** Loads and stores of a distance; those of an index are not followed. */
function placeOf(name: string, [, base, distance]: readonly string[]): Read | undefined {
  return /^(ld|st|ldptr|stptr|ll|sc)\.\w+$/.test(name)
    ? registers.sum(base, numberOf(distance) ?? 0n)
    : undefined;
}

function flowOf(name: string, parts: readonly string[]): Flow {
  const target = numberOf(parts.at(-1));
  const to = target === undefined ? {} : { target: wrapped(target) };
  switch (name) {
    case 'syscall':
      return { kind: 'system-call' };
    case 'break':
      return { kind: 'stop' };
    case 'ret':
      return { kind: 'return' };
    case 'b':
      return { kind: 'jump', ...to };
    case 'bl':
      return { kind: 'call', ...to };
    case 'jr':
      return { kind: 'jump', to: registers.operand(parts[0]) };
    case 'jirl':
      return {
        kind: parts[0] === '$zero' ? 'jump' : 'call',
        to: registers.sum(parts[1], numberOf(parts[2]) ?? 0n),
      };
  }
  const condition = /^b(eq|ne|lt|ge|ltu|geu)(z?)$/.exec(name);
  if (condition === null) return NEXT;
  const [a, b] = [registers.operand(parts[0]), condition[2] === 'z' ? () => 0n : registers.operand(parts[1])];
  return { kind: 'jump', ...to, when: registers.compare(a, b, registers.relation(condition[1] ?? '')) };
}

function effectOf(
  name: string,
  parts: readonly string[],
  { address }: Instruction,
): ((state: State) => void) | undefined {
  const [target, second, third, fourth] = parts;
  const write = (of: Read) => (state: State) => registers.write(state, target, of(state));
  const number = numberOf(second) ?? 0n;
  if (name === 'bl') return (state) => state.set('$ra', address + 4n);
  if (name === 'jirl') return (state) => registers.write(state, target, address + 4n);
  if (name === 'syscall') return (state) => state.set('$a0', undefined);
  if (/^(nop|[di]bar|b|b\w+z?|jr|ret|break)$/.test(name)) return undefined;
  const memory = /^(ld|st|ldptr|stptr)\.([bhwd])(u?)$/.exec(name);
  const place = placeOf(name, parts);
  if (memory !== null && place !== undefined) {
    const size = SIZES[memory[2] ?? ''] ?? 8;
    return memory[1]?.startsWith('ld')
      ? registers.load(target, place, size, memory[3] !== 'u')
      : registers.store(target, place, size);
  }
  const source = registers.operand(second);
  switch (name) {
    case 'move':
      return write(source);
    case 'lu12i.w':
      return write(() => signed(number << 12n, 32));
    case 'lu32i.d':
      return write((state) =>
        both(registers.read(state, target), number, (old, high) => low(old, 32) | (high << 32n)),
      );
    case 'lu52i.d':
      return write((state) =>
        both(source(state), numberOf(third), (old, high) => low(old, 52) | (high << 52n)),
      );
    case 'pcaddi':
      return write(() => address + (number << 2n));
    case 'pcaddu12i':
      return write(() => address + (number << 12n));
    case 'pcalau12i':
      return write(() => ((address >> 12n) << 12n) + (number << 12n));
    case 'pcaddu18i':
      return write(() => address + (number << 18n));
    case 'bstrpick.d':
    case 'bstrpick.w': {
      const [high, from] = [numberOf(third) ?? 0n, numberOf(fourth) ?? 0n];
      // What such bits come to the manual leaves open; no assembler writes it.
      if (high < from) return write(() => undefined);
      return write((state) => mapped(source(state), (value) => low(value >> from, Number(high - from) + 1)));
    }
    case 'alsl.d': {
      const by = numberOf(fourth) ?? 0n;
      return write((state) => both(source(state), registers.read(state, third), (a, b) => (a << by) + b));
    }
  }
  const operation = BINARY[name.replace(/\.[wd]$/, '')];
  if (operation !== undefined && third !== undefined)
    return write(registers.binary(operation, source, registers.operand(third), name.endsWith('.w')));
  // cpucfg, rdtime and what is not worked out: of atomics and rdtime the second is written as well.
  return (state) => {
    for (const part of parts) registers.write(state, part, undefined);
  };
}
