/** 32-bit ARM and Thumb (Arm Architecture Reference Manual for A and R profiles), in Arm's syntax. */
import { type BranchTest, type Flow, type Lifted, type Lifter, NEXT } from '../flow/lifted.ts';
import { CALLER_32, STACK_TOP_32, type State } from '../flow/state.ts';
import type { Instruction } from '../instruction.ts';
import { armConditions, compare, forgetFlags, put } from './flags.ts';
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
  shiftsBy,
  signed,
} from './operands.ts';

const NAMES: Readonly<Record<string, string>> = {
  sb: 'r9',
  sl: 'r10',
  fp: 'r11',
  ip: 'r12',
  r13: 'sp',
  r14: 'lr',
  r15: 'pc',
};
const BASES =
  'movw|movt|mov|mvn|add|adc|sub|sbc|rsb|rsc|and|orr|eor|bic|orn|lsl|lsr|asr|ror|mul|cmp|cmn|tst|teq|' +
  'ldrsb|ldrsh|ldrb|ldrh|ldrd|ldr|strb|strh|strd|str|ldm|stm|push|pop|blx|bx|bl|b|svc|adr|ubfx|uxtb|uxth|sxtb|sxth';
const CONDITIONS = 'eq|ne|hs|cs|lo|cc|mi|pl|vs|vc|hi|ls|ge|lt|gt|le';
/** bls is b with ls, and movs is mov with s. */
const NAME = new RegExp(`^(?:(b)(${CONDITIONS})|(${BASES})(s?)(${CONDITIONS})?)(?:\\.w|\\.n)?$`);

interface Name {
  readonly base: string;
  readonly sets: boolean;
  readonly when: BranchTest | undefined;
}

function nameOf(mnemonic: string): Name {
  const match = NAME.exec(mnemonic.replace(/^(ldm|stm)(ia|db|ib|da|fd)/, '$1'));
  if (match === null) return { base: mnemonic, sets: false, when: undefined };
  const condition = match[2] ?? match[5];
  return {
    base: match[1] ?? match[3] ?? '',
    sets: match[4] === 's',
    when: condition === undefined ? undefined : armConditions[condition],
  };
}

export const armLifter: Lifter = {
  enter(state) {
    state.set('sp', STACK_TOP_32);
    state.set('lr', CALLER_32);
  },
  setArgument: (state, value) => write(state, 'r0', value),
  number: (state) => state.get('r7'),
  lift: (instruction, pc) => lifted(instruction, (pc & 1n) === 1n),
};

const registerOf = (text = ''): string => NAMES[text] ?? text;

function read(state: State, text: string | undefined): Known {
  return state.get(registerOf(text));
}

function write(state: State, text: string | undefined, value: Known): void {
  if (text !== undefined && /^(r\d+|s[blp]|fp|ip|lr)$/.test(text))
    state.set(registerOf(text), value === undefined ? undefined : low(value, 32));
}

function lifted(instruction: Instruction, thumb: boolean): Lifted {
  const { address, mnemonic, bytes } = instruction;
  const name = nameOf(mnemonic);
  const parts = operandsOf(instruction.operands);
  const pc = low(address + (thumb ? 4n : 8n), 32);
  const next = low(address + BigInt(bytes.length), 32) | (thumb ? 1n : 0n);
  const place = { pc, next, thumb };
  const memory = memoryOf(parts, place);
  const plain = effectOf(name, parts, memory, place);
  const flow = flowOf(name, parts, memory, place);
  const odd =
    (/^(tst|and)$/.test(name.base) && parts.at(-1) === '#1') ||
    (name.base === 'lsl' && name.sets && parts.at(-1) === '#0x1f');
  const effect =
    flow.kind === 'next' && plain !== undefined && name.when !== undefined
      ? conditional(plain, name.when)
      : plain;
  return {
    instruction,
    flow:
      name.when === undefined || flow.kind === 'next' || flow.kind === 'stop'
        ? flow
        : { ...flow, when: name.when },
    ...(effect === undefined ? {} : { effect }),
    ...(memory === undefined ? {} : { touches: memory.address }),
    ...(mnemonic.startsWith('mrrc') &&
    parts[0] === 'p15' &&
    /^#[01]$/.test(parts[1] ?? '') &&
    parts[4] === 'c14'
      ? { counter: parts[1] === '#1' ? 'cntvct' : 'cntpct' }
      : {}),
    ...(mnemonic.startsWith('yield') ? { spins: true } : {}),
    ...(odd ? { testsOdd: true } : {}),
  };
}

/** Where the condition is not known, what both outcomes agree on. */
function conditional(effect: (state: State) => void, when: BranchTest): (state: State) => void {
  return (state) => {
    const taken = when(state);
    if (taken === false) return;
    const before = taken === undefined ? state.copy() : undefined;
    effect(state);
    if (before !== undefined) state.meet(before);
  };
}

interface Place {
  /** What reads of the pc give. */
  readonly pc: bigint;
  readonly next: bigint;
  readonly thumb: boolean;
}

function flowOf({ base }: Name, parts: readonly string[], memory: Memory | undefined, place: Place): Flow {
  const target = numberOf(parts.at(-1));
  const same = place.thumb ? 1n : 0n;
  switch (base) {
    case 'b':
      return target === undefined ? NEXT : { kind: 'jump', target: low(target, 32) | same };
    case 'bl':
      return target === undefined ? NEXT : { kind: 'call', target: low(target, 32) | same };
    case 'blx':
      if (target !== undefined) return { kind: 'call', target: low(target, 32) | (1n - same) };
      return { kind: 'call', to: (state) => read(state, parts[0]) };
    case 'bx':
      return parts[0] === 'lr' ? { kind: 'return' } : { kind: 'jump', to: (state) => read(state, parts[0]) };
    case 'svc':
      return { kind: 'system-call' };
    case 'pop':
    case 'ldm':
      return /\bpc\b/.test(parts.at(-1) ?? '') ? { kind: 'return' } : NEXT;
    case 'ldr':
      return parts[0] === 'pc'
        ? { kind: 'jump', to: (state) => state.load(memory?.address(state), 4) }
        : NEXT;
    case 'cbz':
    case 'cbnz': {
      const when: BranchTest = (state) => {
        const value = read(state, parts[0]);
        return value === undefined ? undefined : (value === 0n) === (base === 'cbz');
      };
      return target === undefined ? NEXT : { kind: 'jump', target: low(target, 32) | same, when };
    }
  }
  if (/^(udf|bkpt|hlt)/.test(base)) return { kind: 'stop' };
  if (/^tb[bh]$/.test(base)) return { kind: 'jump' };
  if (parts[0] !== 'pc' || !/^(mov|add|sub)/.test(base)) return NEXT;
  if (base === 'mov' && parts[1] === 'lr') return { kind: 'return' };
  const value = valueRead(base, parts, place);
  return { kind: 'jump', to: (state) => both(value?.(state), same, (to, odd) => low(to, 32) | odd) };
}

interface Memory {
  readonly address: Read;
  readonly base?: string | undefined;
  readonly step?: Read;
}

/** [r1], [pc, #8], [r2, lr, lsl #4], [sp, #-4]!, [sp], #4 */
function memoryOf(parts: readonly string[], place: Place): Memory | undefined {
  const at = parts.findIndex((part) => part.startsWith('['));
  const match = /^\[(.*)\](!?)$/.exec(parts[at] ?? '');
  if (match === null) return undefined;
  const [base = '', ...rest] = operandsOf(match[1] ?? '');
  const minus = rest[0]?.startsWith('-') === true && numberOf(rest[0]) === undefined;
  const offset =
    rest.length === 0
      ? () => 0n
      : shifted(minus ? [(rest[0] ?? '').slice(1), ...rest.slice(1)] : rest, place);
  const start: Read = (state) => (base === 'pc' ? place.pc & ~3n : read(state, base));
  const address: Read = (state) =>
    both(start(state), offset(state), (a, b) => low(minus ? a - b : a + b, 32));
  if (match[2] === '!') return { address, base, step: address };
  const after = parts[at + 1];
  if (after === undefined) return { address };
  const by = shifted(parts.slice(at + 1), place);
  return { address, base, step: (state) => both(start(state), by(state), (a, b) => a + b) };
}

/** ['#8'], ['r1'], ['r1', 'lsl #4'], ['r1', 'lsr r2'] */
function shifted([text, how]: readonly string[], place: Place): Read {
  const number = numberOf(text);
  if (number !== undefined) return () => low(number, 32);
  const [verb = '', amount] = how?.split(' ') ?? [];
  const by: Read = (state) => numberOf(amount) ?? read(state, amount);
  const of = SHIFTS[verb];
  return (state) => {
    const value = text === 'pc' ? place.pc : read(state, text);
    if (how === undefined) return value;
    return of === undefined ? undefined : both(value, by(state), (a, b) => low(of(a, b, 32) ?? 0n, 32));
  };
}

/** By 32 and more all bits are gone. */
const { shl, shr, sar } = shiftsBy((amount) => low(amount, 8));
const SHIFTS: Readonly<Record<string, Binary>> = { lsl: shl, lsr: shr, asr: sar };
const BINARY: Readonly<Record<string, Binary>> = {
  add: arithmetic.add,
  sub: arithmetic.sub,
  rsb: (a, b) => b - a,
  and: arithmetic.and,
  orr: arithmetic.or,
  eor: arithmetic.xor,
  bic: (a, b) => a & ~b,
  orn: (a, b) => a | ~b,
  mul: arithmetic.mul,
  ...SHIFTS,
};

/** Thumb's two-operand forms have the target as a source. */
function valueRead(base: string, parts: readonly string[], place: Place): Read | undefined {
  const [, second, third, fourth] = parts;
  switch (base) {
    case 'mov':
    case 'movw':
      return shifted(parts.slice(1), place);
    case 'mvn': {
      const value = shifted(parts.slice(1), place);
      return (state) => mapped(value(state), (x) => ~x);
    }
    case 'movt': {
      const high = (numberOf(second) ?? 0n) << 16n;
      return (state) => both(read(state, parts[0]), high, (x, y) => low(x, 16) | y);
    }
    case 'adr':
      return () => (place.pc & ~3n) + (numberOf(second) ?? 0n);
    case 'ubfx':
      return (state) =>
        both(read(state, second), numberOf(third), (x, from) =>
          low(x >> from, Number(numberOf(fourth) ?? 0n)),
        );
    case 'uxtb':
    case 'uxth':
      return (state) => mapped(read(state, parts.at(-1)), (x) => low(x, base === 'uxtb' ? 8 : 16));
  }
  const operation = BINARY[base];
  if (operation === undefined) return undefined;
  const sources = parts.length > 2 && !/^(lsl|lsr|asr|ror) /.test(third ?? '') ? parts.slice(1) : parts;
  const [a, b] = [shifted(sources.slice(0, 1), place), shifted(sources.slice(1), place)];
  return (state) => both(a(state), b(state), (x, y) => operation(low(x, 32), low(y, 32), 32));
}

type Effect = (state: State) => void;

function effectOf(
  name: Name,
  parts: readonly string[],
  memory: Memory | undefined,
  place: Place,
): Effect | undefined {
  const { base, sets } = name;
  const target = parts[0];
  if (base === 'bl' || base === 'blx') return (state) => state.set('lr', place.next);
  if (base === 'svc') return (state) => state.set('r0', undefined);
  if (/^(nop|dmb|dsb|isb|b|bx|cbn?z|it[te]*|yield|wfe|sev|udf|bkpt|pld)/.test(base) && !/^bic/.test(base))
    return undefined;
  const list = /^\{(.*)\}$/.exec(parts.at(-1) ?? '')?.[1]?.split(', ');
  if (list !== undefined) return listEffect(base, parts, list);
  if (memory !== undefined) return memoryEffect(base, parts, memory);
  if (/^(cmp|cmn|tst|teq)$/.test(base)) return flagsEffect(base, parts, place);
  const value = valueRead(base, parts, place);
  if (value === undefined)
    return (state) => {
      for (const part of parts) write(state, part, undefined);
      forgetFlags(state);
    };
  const left = shifted(parts.slice(parts.length > 2 ? 1 : 0, parts.length > 2 ? 2 : 1), place);
  const right = shifted(parts.slice(parts.length > 2 ? 2 : 1), place);
  return (state) => {
    const [result, a, b] = [value(state), left(state), right(state)];
    if (sets) {
      if (base === 'sub') compare(state, a, b, 32, false);
      else if (base === 'rsb') compare(state, b, a, 32, false);
      else signAndZero(state, result);
    }
    write(state, target, result);
  };
}

function signAndZero(state: State, result: Known): void {
  forgetFlags(state);
  if (result === undefined) return;
  put(state, 'N', signed(result, 32) < 0n);
  put(state, 'Z', low(result, 32) === 0n);
}

function flagsEffect(base: string, parts: readonly string[], place: Place): Effect {
  const [a, b] = [shifted(parts.slice(0, 1), place), shifted(parts.slice(1), place)];
  if (base === 'cmp') return (state) => compare(state, a(state), b(state), 32, false);
  if (base === 'cmn')
    return (state) =>
      compare(
        state,
        a(state),
        mapped(b(state), (x) => low(-x, 32)),
        32,
        false,
      );
  return (state) =>
    signAndZero(
      state,
      both(a(state), b(state), (x, y) => (base === 'tst' ? x & y : x ^ y)),
    );
}

function listEffect(base: string, parts: readonly string[], list: readonly string[]): Effect {
  const stack = base === 'push' || base === 'pop';
  const holder = stack ? 'sp' : (parts[0] ?? '').replace(/!$/, '');
  const writes = stack || (parts[0] ?? '').endsWith('!');
  return (state) => {
    const start = read(state, holder);
    const size = BigInt(4 * list.length);
    const from = base === 'push' ? both(start, size, (a, b) => a - b) : start;
    for (const [at, register] of list.entries()) {
      const place = from === undefined ? undefined : from + BigInt(4 * at);
      if (base === 'push' || base === 'stm') state.store(place, 4, read(state, register));
      else write(state, register, state.load(place, 4));
    }
    if (writes) write(state, holder, base === 'push' ? from : both(start, size, (a, b) => a + b));
  };
}

function memoryEffect(base: string, parts: readonly string[], memory: Memory): Effect {
  const [first, second] = parts;
  const size = /b$/.test(base) ? 1 : /h$/.test(base) ? 2 : 4;
  const isLoad = base.startsWith('ld');
  const pair = /d$/.test(base) && /^(ldrd|strd)$/.test(base) ? [first, second] : [first];
  const known = /^(ldr|str)/.test(base);
  return (state) => {
    const address = memory.address(state);
    const after = memory.step?.(state);
    for (const [at, register] of pair.entries()) {
      const place = address === undefined ? undefined : address + BigInt(4 * at);
      if (!known) {
        state.store(address, 16, undefined);
        write(state, register, undefined);
      } else if (!isLoad)
        state.store(
          place,
          size,
          mapped(read(state, register), (x) => low(x, size * 8)),
        );
      else {
        const value = state.load(place, size);
        write(
          state,
          register,
          value !== undefined && base.startsWith('ldrs') ? signed(value, size * 8) : value,
        );
      }
    }
    if (memory.base !== undefined) write(state, memory.base, after);
  };
}
