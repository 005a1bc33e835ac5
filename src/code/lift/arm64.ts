/** AArch64 (Arm Architecture Reference Manual for A-profile, part C), in Arm's syntax. */
import { type BranchTest, type Flow, type Lifted, type Lifter, NEXT } from '../flow/lifted.ts';
import { CALLER, STACK_TOP, type State } from '../flow/state.ts';
import { type Instruction, wrapped } from '../instruction.ts';
import { armConditions, compare, forgetFlags, logic } from './flags.ts';
import {
  arithmetic,
  type Binary,
  bit,
  both,
  type Known,
  low,
  mapped,
  numberOf,
  operandsOf,
  type Read,
  signed,
} from './operands.ts';

interface Register {
  readonly name: string;
  readonly bits: 32 | 64;
}

/** w3 and x3 are one; the zero register has no name. */
function registerOf(text = ''): Register | undefined {
  const match = /^([wx])(\d+|zr)$/.exec(text);
  if (match !== null)
    return { name: match[2] === 'zr' ? '' : `x${match[2]}`, bits: match[1] === 'w' ? 32 : 64 };
  const special = { sp: 'sp', wsp: 'sp', fp: 'x29', lr: 'x30' }[text];
  return special === undefined ? undefined : { name: special, bits: text === 'wsp' ? 32 : 64 };
}

function read(state: State, register: Register): Known {
  if (register.name === '') return 0n;
  const value = state.get(register.name);
  return value === undefined ? undefined : low(value, register.bits);
}

function write(state: State, register: Register | undefined, value: Known): void {
  if (register === undefined || register.name === '') return;
  state.set(register.name, value === undefined ? undefined : low(value, register.bits));
}

export const arm64Lifter: Lifter = {
  enter(state) {
    state.set('sp', STACK_TOP);
    state.set('x30', CALLER);
  },
  setArgument: (state, value) => state.set('x0', low(value, 64)),
  number: (state) => state.get('x8'),
  lift: (instruction) => liftArm64(instruction),
};

function liftArm64(instruction: Instruction): Lifted {
  const { mnemonic: name, operands, address } = instruction;
  const parts = operandsOf(operands);
  const memory = memoryOf(parts);
  const counter = name === 'mrs' ? counterOf(parts[1] ?? '') : undefined;
  const testsOdd =
    (/^tbn?z$/.test(name) && parts[1] === '#0') || (/^(tst|ands?)$/.test(name) && parts.at(-1) === '#1');
  const effect = effectOf(name, parts, memory, wrapped(address + 4n));
  return {
    instruction,
    flow: flowOf(name, parts),
    ...(effect === undefined ? {} : { effect }),
    ...(counter === undefined ? {} : { counter }),
    ...(memory === undefined ? {} : { touches: memory.address }),
    ...(name === 'yield' ? { spins: true } : {}),
    ...(testsOdd ? { testsOdd } : {}),
  };
}

/** S3_3_C14_C0_6 is CNTVCTSS_EL0 for who does not know FEAT_ECV. */
function counterOf(register: string): string | undefined {
  if (register === 's3_3_c14_c0_6') return 'cntvctss_el0';
  return /^cnt(v|p)ct(ss)?_el0$/.test(register) ? register : undefined;
}

function flowOf(name: string, parts: readonly string[]): Flow {
  const target = numberOf(parts.at(-1));
  const to = target === undefined ? {} : { target: wrapped(target) };
  const register = registerOf(parts[0]);
  const indirect = register === undefined ? {} : { to: (state: State) => read(state, register) };
  if (name === 'b') return { kind: 'jump', ...to };
  if (name === 'bl') return { kind: 'call', ...to };
  if (/^ret/.test(name)) return { kind: 'return' };
  if (/^blr/.test(name)) return { kind: 'call', ...indirect };
  if (/^bra?[ab]?z?$/.test(name) && register !== undefined) return { kind: 'jump', ...indirect };
  if (name === 'svc') return { kind: 'system-call' };
  if (/^(brk|udf|hlt)$/.test(name)) return { kind: 'stop' };
  const condition = /^b\.(\w+)$/.exec(name)?.[1];
  if (condition !== undefined)
    return { kind: 'jump', ...to, when: armConditions[condition] ?? (() => undefined) };
  const test = testOf(name, parts);
  return test === undefined ? NEXT : { kind: 'jump', ...to, when: test };
}

function testOf(name: string, [first, second]: readonly string[]): BranchTest | undefined {
  const register = registerOf(first);
  if (register === undefined) return undefined;
  const zero = name === 'cbz' || name === 'tbz';
  if (name === 'cbz' || name === 'cbnz')
    return (state) => {
      const value = read(state, register);
      return value === undefined ? undefined : (value === 0n) === zero;
    };
  if (name !== 'tbz' && name !== 'tbnz') return undefined;
  const at = numberOf(second) ?? 0n;
  return (state) => {
    const value = read(state, register);
    return value === undefined ? undefined : bit(value, at) !== zero;
  };
}

interface Memory {
  readonly address: Read;
  /** What the base is changed by, before or after. */
  readonly base?: Register | undefined;
  readonly step?: bigint | undefined;
}

/** [x0], [x0, #8]!, [x0], #8, [x0, w1, uxtw #2] */
function memoryOf(parts: readonly string[]): Memory | undefined {
  const at = parts.findIndex((part) => part.startsWith('['));
  const match = /^\[(.*)\](!?)$/.exec(parts[at] ?? '');
  if (match === null) return undefined;
  const [baseText, ...rest] = operandsOf(match[1] ?? '');
  const base = registerOf(baseText);
  if (base === undefined) return { address: () => undefined };
  const distance = numberOf(rest[0]);
  const index = rest[0] === undefined || distance !== undefined ? undefined : shiftedOf(rest);
  const after = numberOf(parts[at + 1]);
  const address: Read = (state) => {
    const start = read(state, base);
    if (index !== undefined) return both(start, index(state), (a, b) => wrapped(a + b));
    return start === undefined ? undefined : wrapped(start + (distance ?? 0n));
  };
  const changes = match[2] === '!' ? (distance ?? 0n) : after;
  return { address, ...(changes === undefined ? {} : { base, step: changes }) };
}

/** A register, as it is or shifted or extended: ['x1', 'lsl #3'], ['w2', 'uxtw']. */
function shiftedOf([text, how]: readonly string[]): Read {
  const constant = numberOf(text);
  const shift = /^(\w+)(?: #(\d+))?$/.exec(how ?? '');
  const amount = BigInt(shift?.[2] ?? 0);
  if (constant !== undefined) return () => constant << amount;
  const register = registerOf(text);
  if (register === undefined) return () => undefined;
  return (state) => {
    const value = read(state, register);
    if (value === undefined || shift === null) return value;
    switch (shift[1]) {
      case 'lsl':
        return low(value << amount, register.bits);
      case 'lsr':
        return value >> amount;
      case 'asr':
        return low(signed(value, register.bits) >> amount, register.bits);
      case 'uxtw':
      case 'uxtx':
        return value << amount;
      case 'uxth':
        return low(value, 16) << amount;
      case 'uxtb':
        return low(value, 8) << amount;
      case 'sxtw':
        return signed(value, 32) << amount;
      case 'sxtx':
        return signed(value, 64) << amount;
      default:
        return undefined;
    }
  };
}

const BINARY: Readonly<Record<string, Binary>> = {
  add: arithmetic.add,
  sub: arithmetic.sub,
  and: arithmetic.and,
  orr: arithmetic.or,
  eor: arithmetic.xor,
  bic: (a, b) => a & ~b,
  orn: (a, b) => a | ~b,
  eon: (a, b) => a ^ ~b,
  lsl: arithmetic.shl,
  lsr: arithmetic.shr,
  asr: arithmetic.sar,
  mul: arithmetic.mul,
};
const SIZES: Readonly<Record<string, number>> = { b: 1, h: 2 };

type Effect = (state: State) => void;

function effectOf(
  name: string,
  parts: readonly string[],
  memory: Memory | undefined,
  next: bigint,
): Effect | undefined {
  if (/^(nop|isb|dmb|dsb|yield|hint|b|b\.\w+|cbn?z|tbn?z|ret|br|bti|prfm|paciasp|autiasp)$/.test(name))
    return undefined;
  if (name === 'bl' || name.startsWith('blr')) return (state) => state.set('x30', next);
  if (name === 'svc') return (state) => state.set('x0', undefined);
  if (memory !== undefined) return memoryEffect(name, parts, memory);
  const target = registerOf(parts[0]);
  if (target === undefined) return undefined;
  const value = valueRead(name, parts, target);
  if (value !== undefined) return (state) => write(state, target, value(state));
  return compareEffect(name, parts, target) ?? ((state) => forget(state, name, parts));
}

function valueRead(name: string, parts: readonly string[], target: Register): Read | undefined {
  const [, second, third, fourth] = parts;
  const a = shiftedOf([second ?? '']);
  switch (name) {
    case 'mov':
    case 'movz':
      return shiftedOf(parts.slice(1));
    case 'movn':
    case 'mvn': {
      const value = shiftedOf(parts.slice(1));
      return (state) => mapped(value(state), (x) => ~x);
    }
    case 'neg': {
      const value = shiftedOf(parts.slice(1));
      return (state) => mapped(value(state), (x) => -x);
    }
    case 'movk': {
      const shift = BigInt(/#(\d+)$/.exec(third ?? '')?.[1] ?? 0);
      const now = (numberOf(second) ?? 0n) << shift;
      return (state) => both(read(state, target), now, (old, field) => (old & ~(0xffffn << shift)) | field);
    }
    case 'adr':
    case 'adrp':
      return () => wrapped(numberOf(second) ?? 0n);
    case 'sxtw':
    case 'sxth':
    case 'sxtb': {
      const bits = { w: 32, h: 16, b: 8 }[name.at(-1) ?? 'w'] ?? 32;
      return (state) => mapped(a(state), (x) => signed(x, bits));
    }
    case 'uxth':
    case 'uxtb':
    case 'uxtw': {
      const bits = { w: 32, h: 16, b: 8 }[name.at(-1) ?? 'w'] ?? 32;
      return (state) => mapped(a(state), (x) => low(x, bits));
    }
    case 'ubfx':
      return (state) =>
        both(a(state), numberOf(third), (x, from) => low(x >> from, Number(numberOf(fourth) ?? 0n)));
    case 'ubfiz':
      return (state) =>
        both(a(state), numberOf(third), (x, to) => low(x, Number(numberOf(fourth) ?? 0n)) << to);
    case 'csel':
    case 'csinc':
    case 'csinv':
    case 'csneg':
      return selectOf(name, parts);
    case 'cset':
    case 'csetm': {
      const when = armConditions[second ?? ''];
      const one = name === 'cset' ? 1n : -1n;
      return (state) => ({ true: one, false: 0n, undefined })[String(when?.(state))];
    }
  }
  const binary = BINARY[name];
  if (binary === undefined) return undefined;
  const b = shiftedOf(parts.slice(2));
  // x ^ x, as kernels order a load behind the counter, is 0 whatever x is.
  if (name === 'eor' && parts.length === 3 && second === third) return () => 0n;
  return (state) => both(a(state), b(state), (x, y) => binary(x, low(y, target.bits), target.bits));
}

function selectOf(name: string, [, second = '', third = '', condition = '']: readonly string[]): Read {
  const [a, b] = [shiftedOf([second]), shiftedOf([third])];
  const when = armConditions[condition];
  const other = (value: bigint): bigint =>
    name === 'csinc' ? value + 1n : name === 'csinv' ? ~value : name === 'csneg' ? -value : value;
  return (state) => {
    const [taken, left, right] = [when?.(state), a(state), mapped(b(state), other)];
    if (taken === undefined) return left === right ? left : undefined;
    return taken ? left : right;
  };
}

function compareEffect(name: string, parts: readonly string[], target: Register): Effect | undefined {
  const first = shiftedOf([parts[0] ?? '']);
  const rest = shiftedOf(parts.slice(1));
  const { bits } = target;
  switch (name) {
    case 'cmp':
      return (state) => compare(state, first(state), rest(state), bits, false);
    case 'cmn':
      return (state) =>
        compare(
          state,
          first(state),
          mapped(rest(state), (x) => low(-x, bits)),
          bits,
          false,
        );
    case 'tst':
      return (state) =>
        logic(
          state,
          both(first(state), rest(state), (a, b) => low(a & b, bits)),
          bits,
        );
    case 'ccmp':
    case 'ccmn':
      return (state) => conditionalCompare(state, name, parts, bits);
  }
  const [a, b] = [shiftedOf([parts[1] ?? '']), shiftedOf(parts.slice(2))];
  switch (name) {
    case 'subs':
      return (state) => {
        const [left, right] = [a(state), b(state)];
        compare(state, left, right, bits, false);
        write(
          state,
          target,
          both(left, right, (x, y) => x - y),
        );
      };
    case 'ands':
      return (state) => {
        const value = both(a(state), b(state), (x, y) => low(x & y, bits));
        logic(state, value, bits);
        write(state, target, value);
      };
  }
  return undefined;
}

/** Compares where the condition holds, else takes the flags from its operand. */
function conditionalCompare(state: State, name: string, parts: readonly string[], bits: number): void {
  const [first = '', second = '', flags, condition = ''] = parts;
  const taken = armConditions[condition]?.(state);
  const [a, b] = [shiftedOf([first])(state), shiftedOf([second])(state)];
  const given = numberOf(flags);
  if (taken === true) compare(state, a, name === 'ccmn' ? mapped(b, (x) => low(-x, bits)) : b, bits, false);
  else if (taken === undefined || given === undefined) forgetFlags(state);
  else for (const [at, flag] of ['V', 'C', 'Z', 'N'].entries()) state.set(flag, (given >> BigInt(at)) & 1n);
}

function memoryEffect(name: string, parts: readonly string[], memory: Memory): Effect {
  const registers = parts.slice(
    0,
    parts.findIndex((part) => part.startsWith('[')),
  );
  const kind = /^(ldr|ldur|ldp|ldar|ldnp|str|stur|stp|stnp|stlr)(s?)([bhw]?)$/.exec(name);
  const [, verb = '', sign = '', suffix = ''] = kind ?? [];
  return (state) => {
    const address = memory.address(state);
    const after = memory.step;
    for (const [at, text] of registers.entries()) {
      const register = registerOf(text);
      const size = SIZES[suffix] ?? (suffix === 'w' ? 4 : (register?.bits ?? 128) / 8);
      const place = address === undefined ? undefined : address + BigInt(at * size);
      if (kind === null || register === undefined) {
        if (name.startsWith('st')) state.store(place, 16, undefined);
        write(state, register, undefined);
      } else if (verb.startsWith('st')) state.store(place, size, read(state, register));
      else {
        const value = state.load(place, size);
        write(state, register, value !== undefined && sign === 's' ? signed(value, size * 8) : value);
      }
    }
    if (memory.base !== undefined && after !== undefined)
      write(
        state,
        memory.base,
        both(read(state, memory.base), after, (a, b) => a + b),
      );
  };
}

/** Of what is not worked out: every register it names may have changed. */
function forget(state: State, name: string, parts: readonly string[]): void {
  for (const part of parts) write(state, registerOf(part), undefined);
  if (name.endsWith('s')) forgetFlags(state);
}
