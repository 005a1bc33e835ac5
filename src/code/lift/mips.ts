/** MIPS of both widths, with delay slots and release 6's compact branches (MIPS Architecture for Programmers, II). */
import { type Flow, type Lifted, type Lifter, NEXT } from '../flow/lifted.ts';
import { CALLER, CALLER_32, STACK_TOP, STACK_TOP_32, type State } from '../flow/state.ts';
import { type Instruction, wrapped } from '../instruction.ts';
import { arithmetic, type Binary, both, low, numberOf, operandsOf, type Read, signed } from './operands.ts';
import { Registers, SIZES, slt, sltu } from './registers.ts';

/** Without d in front and u behind: those of 64 bits and those that do not trap compute the same. */
const BINARY: Readonly<Record<string, Binary>> = {
  add: arithmetic.add,
  addi: arithmetic.add,
  sub: arithmetic.sub,
  sll: arithmetic.shl,
  sllv: arithmetic.shl,
  srl: arithmetic.shr,
  srlv: arithmetic.shr,
  sra: arithmetic.sar,
  srav: arithmetic.sar,
  mul: arithmetic.mul,
};
const WHOLE: Readonly<Record<string, Binary>> = {
  and: arithmetic.and,
  andi: arithmetic.and,
  or: arithmetic.or,
  ori: arithmetic.or,
  xor: arithmetic.xor,
  xori: arithmetic.xor,
  nor: (a, b) => ~(a | b),
  slt,
  slti: slt,
  sltu,
  sltiu: sltu,
  seleqz: (a, b) => (b === 0n ? a : 0n),
  selnez: (a, b) => (b === 0n ? 0n : a),
};

export function mipsLifter(bits: 32 | 64): Lifter {
  const registers = new Registers(bits, '$zero');
  return {
    enter(state, entry) {
      state.set('$sp', bits === 64 ? STACK_TOP : STACK_TOP_32);
      state.set('$ra', bits === 64 ? CALLER : CALLER_32);
      // Position-independent code is called through $t9.
      state.set('$t9', entry);
    },
    setArgument: (state, value) => registers.write(state, '$a0', value),
    number: (state) => state.get('$v0'),
    lift: (instruction) => lifted(instruction, registers),
  };
}

function lifted(instruction: Instruction, registers: Registers): Lifted {
  const { mnemonic: name } = instruction;
  const parts = operandsOf(instruction.operands);
  const flow = flowOf(name, parts, registers, instruction);
  const effect = effectOf(name, parts, instruction, registers);
  const memory = registers.memory(parts.at(-1));
  return {
    instruction,
    flow,
    ...(effect === undefined ? {} : { effect }),
    ...(memory === undefined || /^j/.test(name) ? {} : { touches: memory }),
    ...(name === 'rdhwr' && /^\$2$/.test(parts[1] ?? '') ? { counter: 'rdhwr $2' } : {}),
    ...(name === 'andi' && parts[2] === '1' ? { testsOdd: true } : {}),
    ...(name === 'pause' ? { spins: true } : {}),
  };
}

function flowOf(
  name: string,
  parts: readonly string[],
  registers: Registers,
  { address }: Instruction,
): Flow {
  const target = numberOf(parts.at(-1));
  const to = target === undefined ? {} : { target: wrapped(target) };
  const delay = 'always' as const;
  switch (name) {
    case 'syscall':
      return { kind: 'system-call' };
    case 'break':
    case 'sdbbp':
    case 'sigrie':
      return { kind: 'stop' };
    case 'b':
    case 'j':
      return { kind: 'jump', ...to, delay };
    case 'bc':
      return { kind: 'jump', ...to };
    case 'balc':
      return literalOf(target, address) ?? { kind: 'call', ...to };
    case 'bal':
    case 'jal':
      return literalOf(target, address) ?? { kind: 'call', ...to, delay };
    case 'jr':
    case 'jr.hb':
      return parts[0] === '$ra'
        ? { kind: 'return', delay }
        : { kind: 'jump', to: registers.operand(parts[0]), delay };
    case 'jrc':
    case 'jic':
      return parts[0] === '$ra'
        ? { kind: 'return' }
        : { kind: 'jump', to: registers.sum(parts[0], target ?? 0n) };
    case 'jialc':
      return { kind: 'call', to: registers.sum(parts[0], target ?? 0n) };
    case 'jalr':
    case 'jalr.hb':
      // Release 6 writes jr as jalr to nowhere.
      if (parts[0] === '$zero')
        return parts[1] === '$ra'
          ? { kind: 'return', delay }
          : { kind: 'jump', to: registers.operand(parts[1]), delay };
      return { kind: 'call', to: registers.operand(parts.at(-1)), delay };
  }
  // What a floating-point unit or an addition tells is not kept.
  if (/^bc[12](t|f|eqz|nez)$|^bposge/.test(name)) return { kind: 'jump', ...to, when: UNTOLD, delay };
  if (/^bc[12][tf]l$/.test(name)) return { kind: 'jump', ...to, when: UNTOLD, delay: 'taken' };
  if (/^b[on]vc$/.test(name)) return { kind: 'jump', ...to, when: UNTOLD };
  return conditionOf(name, parts, registers, to) ?? NEXT;
}

const UNTOLD = (): undefined => undefined;

/**
 * A call of what follows closely behind it is how code without the pc in a register gets it: it goes on, and the
 * word that it jumps over is data.
 */
function literalOf(target: bigint | undefined, address: bigint): Flow | undefined {
  if (target === undefined) return undefined;
  const distance = wrapped(target) - address;
  return distance === 8n || distance === 12n
    ? { kind: 'jump', target: wrapped(target), delay: 'always' }
    : undefined;
}

function conditionOf(
  name: string,
  parts: readonly string[],
  registers: Registers,
  to: { readonly target?: bigint },
): Flow | undefined {
  const match = /^b(eq|ne|lt|ge|gt|le)(z?)(u?)(al)?(l?)(c?)$/.exec(name);
  if (match === null) return undefined;
  const [, relation = '', zero, unsigned = '', , likely, compact] = match;
  const isPair = zero !== 'z';
  if (isPair !== (parts.length === 3)) return undefined;
  const [a, b]: Read[] = [registers.operand(parts[0]), isPair ? registers.operand(parts[1]) : () => 0n];
  const when = registers.compare(a as Read, b as Read, registers.relation(relation + unsigned));
  const delay = compact === 'c' ? {} : { delay: likely === 'l' ? ('taken' as const) : ('always' as const) };
  return { kind: match[4] === undefined ? 'jump' : 'call', ...to, when, ...delay };
}

function effectOf(
  name: string,
  parts: readonly string[],
  { address }: Instruction,
  registers: Registers,
): ((state: State) => void) | undefined {
  const [target, second, third, fourth] = parts;
  const write = (of: Read) => (state: State) => registers.write(state, target, of(state));
  if (/^(bal|jal|b\w+al|jialc|balc)$/.test(name)) {
    const link = /c$/.test(name) ? 4n : 8n;
    return (state) => state.set('$ra', wrapped(address + link));
  }
  if (/^jalr/.test(name)) {
    const link = parts.length === 1 ? '$ra' : target;
    return (state) => registers.write(state, link, wrapped(address + 8n));
  }
  if (name === 'syscall')
    return (state) => {
      // Results, and what the kernel does not keep of them.
      for (const lost of ['$v0', '$v1', '$a3', '$at']) state.set(lost, undefined);
    };
  if (/^(nop|ssnop|ehb|sync|pause|b\w*|j|jr|jrc|jic|break|t(eq|ne|ge|lt)\w*|mt\w+)$/.test(name))
    return undefined;
  const place = registers.memory(parts.at(-1));
  const memory = /^(l|s)([bhwd])(u?)$/.exec(name);
  if (memory !== null && place !== undefined) {
    const size = SIZES[memory[2] ?? ''] ?? 8;
    return memory[1] === 'l'
      ? registers.load(target, place, size, memory[3] !== 'u')
      : registers.store(target, place, size);
  }
  const source = registers.operand(second);
  const number = numberOf(second) ?? 0n;
  switch (name) {
    case 'move':
      return write(source);
    case 'lui':
      return write(() => signed(number << 16n, 32));
    case 'li':
      return write(() => number);
    case 'lapc':
    case 'addiupc':
      return write(() => wrapped(address + number));
    case 'dext':
      return write((state) =>
        both(source(state), numberOf(third), (value, from) =>
          low(value >> from, Number(numberOf(fourth) ?? 0n)),
        ),
      );
    case 'movz':
    case 'movn':
      return conditionalMove(name, parts, registers);
  }
  const whole = WHOLE[name];
  if (whole !== undefined && third !== undefined)
    return write(registers.binary(whole, source, registers.operand(third), false));
  const [, wide, plain = '', far] = /^(d?)(\w+?)u?(32)?$/.exec(name) ?? [];
  const operation = BINARY[plain];
  if (operation !== undefined && third !== undefined) {
    const more = far === undefined ? registers.operand(third) : () => (numberOf(third) ?? 0n) + 32n;
    return write(registers.binary(operation, source, more, wide !== 'd'));
  }
  return (state) => {
    for (const part of parts) registers.write(state, part, undefined);
  };
}

function conditionalMove(name: string, [target, second, third]: readonly string[], registers: Registers) {
  const [value, test] = [registers.operand(second), registers.operand(third)];
  return (state: State): void => {
    const condition = test(state);
    if (condition === undefined) registers.write(state, target, undefined);
    else if ((condition === 0n) === (name === 'movz')) registers.write(state, target, value(state));
  };
}
