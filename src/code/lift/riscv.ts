/** RISC-V of both widths, with compressed instructions (unprivileged specification), in its assembler's syntax. */
import { type Flow, type Lifted, type Lifter, NEXT } from '../flow/lifted.ts';
import { CALLER, CALLER_32, STACK_TOP, STACK_TOP_32, type State } from '../flow/state.ts';
import { type Instruction, wrapped } from '../instruction.ts';
import { arithmetic, type Binary, mapped, numberOf, operandsOf } from './operands.ts';
import { Registers, SIZES, slt, sltu } from './registers.ts';

const BINARY: Readonly<Record<string, Binary>> = {
  add: arithmetic.add,
  sub: arithmetic.sub,
  and: arithmetic.and,
  or: arithmetic.or,
  xor: arithmetic.xor,
  sll: arithmetic.shl,
  srl: arithmetic.shr,
  sra: arithmetic.sar,
  mul: arithmetic.mul,
  slt,
  sltu,
};
const COUNTERS = /^(rdtimeh?|rdcycleh?)$/;

export function riscvLifter(bits: 32 | 64): Lifter {
  const registers = new Registers(bits, 'zero');
  return {
    enter(state) {
      state.set('sp', bits === 64 ? STACK_TOP : STACK_TOP_32);
      state.set('ra', bits === 64 ? CALLER : CALLER_32);
    },
    setArgument: (state, value) => registers.write(state, 'a0', value),
    number: (state) => state.get('a7'),
    lift: (instruction) => lifted(instruction, registers),
  };
}

function lifted(instruction: Instruction, registers: Registers): Lifted {
  const name = instruction.mnemonic.replace(/^c\./, '');
  const parts = operandsOf(instruction.operands);
  const next = wrapped(instruction.address + BigInt(instruction.bytes.length));
  const effect = effectOf(name, parts, instruction, next, registers);
  const memory = /^(f?l[bhwd]u?|f?s[bhwd]|f?[ls][wd]sp)$/.test(name)
    ? registers.memory(parts.at(-1))
    : undefined;
  return {
    instruction,
    flow: flowOf(name, parts, registers),
    ...(effect === undefined ? {} : { effect }),
    ...(memory === undefined ? {} : { touches: memory }),
    ...(COUNTERS.test(name) || (/^csrr/.test(name) && parts[1] === 'time')
      ? { counter: COUNTERS.test(name) ? name : 'rdtime' }
      : {}),
    ...(name === 'andi' && parts.at(-1) === '1' ? { testsOdd: true } : {}),
    ...(name === 'pause' ? { spins: true } : {}),
  };
}

function flowOf(name: string, parts: readonly string[], registers: Registers): Flow {
  const target = numberOf(parts.at(-1));
  const to = target === undefined ? {} : { target: wrapped(target) };
  const where = registers.memory(parts.at(-1)) ?? registers.operand(parts[0]);
  if (name === 'ecall' || name === 'scall') return { kind: 'system-call' };
  if (name === 'ebreak' || name === 'unimp') return { kind: 'stop' };
  if (name === 'j') return { kind: 'jump', ...to };
  if (name === 'jal') return { kind: parts[0] === 'zero' ? 'jump' : 'call', ...to };
  if (name === 'ret' || (name === 'jr' && parts[0] === 'ra')) return { kind: 'return' };
  if (name === 'jr') return { kind: 'jump', to: where };
  if (name === 'jalr') {
    if (parts.length === 1) return { kind: 'call', to: where };
    const base = registers.memory(parts[1]) ?? registers.sum(parts[1], numberOf(parts[2]) ?? 0n);
    if (parts[0] === 'zero' && parts[1] === 'ra') return { kind: 'return' };
    return { kind: parts[0] === 'zero' ? 'jump' : 'call', to: base };
  }
  const condition = /^b(eq|ne|lt|ge|gt|le)(u?)(z?)$/.exec(name);
  if (condition === null) return NEXT;
  const [, relation = '', unsigned, zero] = condition;
  const a = registers.operand(parts[0]);
  const b = zero === 'z' ? () => 0n : registers.operand(parts[1]);
  return { kind: 'jump', ...to, when: registers.compare(a, b, registers.relation(relation + unsigned)) };
}

function effectOf(
  name: string,
  parts: readonly string[],
  { address }: Instruction,
  next: bigint,
  registers: Registers,
): ((state: State) => void) | undefined {
  const [target, second, third] = parts;
  if (name === 'jal' || name === 'jalr') {
    const link = parts.length === 1 || numberOf(target) !== undefined ? 'ra' : target;
    return (state) => registers.write(state, link, next);
  }
  if (name === 'ecall') return (state) => state.set('a0', undefined);
  if (/^(nop|fence|fence\.\w+|pause|j|jr|ret|b\w+|lpad|sspush|sspopchk)$/.test(name)) return undefined;
  const memory = /^(l|s)([bhwd])(u?)(sp)?$/.exec(name);
  const place = registers.memory(parts.at(-1));
  if (memory !== null && place !== undefined) {
    const size = SIZES[memory[2] ?? ''] ?? 8;
    return memory[1] === 'l'
      ? registers.load(target, place, size, memory[3] !== 'u')
      : registers.store(target, place, size);
  }
  const number = numberOf(second);
  if (name === 'li' && number !== undefined) return (state) => registers.write(state, target, number);
  if (name === 'lui' && number !== undefined)
    return (state) => registers.write(state, target, BigInt.asIntN(32, number << 12n));
  if (name === 'auipc' && number !== undefined)
    return (state) => registers.write(state, target, address + BigInt.asIntN(32, number << 12n));
  const one = {
    mv: (x: bigint) => x,
    not: (x: bigint) => ~x,
    neg: (x: bigint) => -x,
    seqz: (x: bigint) => (x === 0n ? 1n : 0n),
    snez: (x: bigint) => (x === 0n ? 0n : 1n),
  }[name];
  if (one !== undefined) {
    const read = registers.operand(second);
    return (state) => registers.write(state, target, mapped(read(state), one));
  }
  if (name === 'sext.w') {
    const value = registers.binary(arithmetic.add, registers.operand(second), () => 0n, true);
    return (state) => registers.write(state, target, value(state));
  }
  // Compressed ones have two operands, and the first of them is a source as well.
  const plain = name.replace(/(4spn|16sp)$/, '');
  const word = /w$/.test(plain);
  const operation =
    BINARY[plain.replace(/w$/, '')] ??
    BINARY[plain.replace(/iw?$/, '')] ??
    (plain === 'sltiu' ? sltu : undefined);
  if (operation !== undefined) {
    const sources = third === undefined ? [target, second] : [second, third];
    const value = registers.binary(
      operation,
      registers.operand(sources[0]),
      registers.operand(sources[1]),
      word,
    );
    return (state) => registers.write(state, target, value(state));
  }
  return (state) => {
    for (const part of parts) registers.write(state, part, undefined);
  };
}
