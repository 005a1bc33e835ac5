/** x86 of both widths (Intel's Software Developer's Manual, volume 2), in Intel's syntax. */
import { type Flow, type Lifted, type Lifter, NEXT } from '../flow/lifted.ts';
import { STACK_TOP, STACK_TOP_32, type State } from '../flow/state.ts';
import { type Instruction, wrapped } from '../instruction.ts';
import { compare, forgetFlags, logic, x86Conditions } from './flags.ts';
import {
  arithmetic,
  type Binary,
  both,
  type Known,
  low,
  numberOf,
  operandsOf,
  type Read,
  shiftsBy,
  signed,
} from './operands.ts';

interface Register {
  readonly name: string;
  readonly bits: 8 | 16 | 32 | 64;
  /** ah: bits 8 to 15. */
  readonly high?: boolean;
}

const registers = new Map<string, Register>();
for (const [at, name] of 'ax bx cx dx si di bp sp'.split(' ').entries()) {
  const whole = `r${name}`;
  registers.set(whole, { name: whole, bits: 64 });
  registers.set(`e${name}`, { name: whole, bits: 32 });
  registers.set(name, { name: whole, bits: 16 });
  registers.set(at < 4 ? `${name[0]}l` : `${name}l`, { name: whole, bits: 8 });
  if (at < 4) registers.set(`${name[0]}h`, { name: whole, bits: 8, high: true });
}
for (let at = 8; at < 16; at++)
  for (const [suffix, bits] of [
    ['', 64],
    ['d', 32],
    ['w', 16],
    ['b', 8],
  ] as const)
    registers.set(`r${at}${suffix}`, { name: `r${at}`, bits });

const SIZES: Readonly<Record<string, number>> = { byte: 8, word: 16, dword: 32, qword: 64 };
/** Five bits of the count matter, six for 64 bits: a byte may be shifted out of itself. */
const { shl, shr, sar } = shiftsBy((count, bits) => count & (bits === 64 ? 63n : 31n));
const BINARY: Readonly<Record<string, Binary>> = {
  add: arithmetic.add,
  sub: arithmetic.sub,
  and: arithmetic.and,
  or: arithmetic.or,
  xor: arithmetic.xor,
  shl,
  sal: shl,
  shr,
  sar,
};
/** What they change beside their operands. */
const IMPLICIT: Readonly<Record<string, string>> = {
  mul: 'rax rdx',
  imul: 'rax rdx',
  div: 'rax rdx',
  idiv: 'rax rdx',
  cdq: 'rdx',
  cqo: 'rdx',
  cdqe: 'rax',
  cwde: 'rax',
  cpuid: 'rax rbx rcx rdx',
  rdtsc: 'rax rdx',
  rdtscp: 'rax rdx rcx',
  rdpmc: 'rax rdx',
  rdpid: '',
  xgetbv: 'rax rdx',
  cmpxchg: 'rax',
  syscall: 'rax rcx r11',
  int: 'rax',
  sysenter: 'rax rcx rdx',
  vmmcall: 'rax',
  vmcall: 'rax',
};

interface Operand {
  readonly bits: number;
  readonly register?: Register;
  readonly address?: Read;
  readonly value?: bigint;
}

export function x86Lifter(bits: 32 | 64): Lifter {
  const word = bits / 8;
  const mask = (value: bigint): bigint => low(value, bits);
  return {
    enter(state) {
      const top = bits === 64 ? STACK_TOP : STACK_TOP_32;
      // At a function's entry the stack is 8 (or 4) below a multiple of 16: the return address was pushed.
      state.set('rsp', top - BigInt(word));
    },
    setArgument(state, value) {
      if (bits === 64) state.set('rdi', low(value, 32));
      else state.store((state.get('rsp') ?? 0n) + 4n, 4, low(value, 32));
    },
    number: (state) => {
      const value = state.get('rax');
      return value === undefined ? undefined : low(value, 32);
    },
    lift(instruction) {
      return liftX86(instruction, { bits, word, mask });
    },
  };
}

interface Width {
  readonly bits: 32 | 64;
  readonly word: number;
  readonly mask: (value: bigint) => bigint;
}

function liftX86(instruction: Instruction, width: Width): Lifted {
  const { mnemonic, operands, address, bytes } = instruction;
  const next = wrapped(address + BigInt(bytes.length));
  const name = mnemonic.replace(/^(lock|rep|repe|repne|repz|repnz|bnd|notrack) /, '');
  const texts = operandsOf(operands);
  const parts = texts.map((text) => operandOf(text, next, width));
  const memory = parts.find((part) => part.address !== undefined)?.address;
  const common = {
    instruction,
    flow: flowOf(name, texts, parts, width),
    ...(memory === undefined || name === 'lea' || name === 'nop' ? {} : { touches: memory }),
    ...(/^rdtscp?$/.test(name) ? { counter: name } : {}),
    ...(name === 'pause' ? { spins: true } : {}),
    ...(/^(test|and)$/.test(name) && parts[1]?.value === 1n ? { testsOdd: true } : {}),
  };
  const effect = effectOf(name, parts, next, width);
  return effect === undefined ? common : { ...common, effect };
}

function flowOf(name: string, texts: readonly string[], [first]: readonly Operand[], width: Width): Flow {
  if (name === 'syscall' || name === 'sysenter') return { kind: 'system-call' };
  if (name === 'int') return texts[0] === '0x80' ? { kind: 'system-call' } : { kind: 'stop' };
  if (/^ret[fq]?$/.test(name)) return { kind: 'return' };
  if (/^(ud\d?|hlt|int3|int1)/.test(name)) return { kind: 'stop' };
  const kind = name === 'call' ? 'call' : 'jump';
  const target = first?.value === undefined ? {} : { target: width.mask(first.value) };
  if (name === 'jmp' || name === 'call') {
    const read = first && reader(first, width);
    return { kind, ...target, ...(first?.value === undefined && read ? { to: read } : {}) };
  }
  if (/^(jcxz|jecxz|jrcxz|loop|loope|loopne)$/.test(name)) return { kind, ...target, when: () => undefined };
  const condition = /^j(\w+)$/.exec(name)?.[1];
  if (condition !== undefined)
    return { kind, ...target, when: x86Conditions[condition] ?? (() => undefined) };
  return NEXT;
}

function operandOf(text: string, next: bigint, width: Width): Operand {
  const register = registers.get(text);
  if (register !== undefined) return { bits: register.bits, register };
  const value = numberOf(text);
  if (value !== undefined) return { bits: width.bits, value };
  const match = /^(?:(\w+) ptr )?(?:(\w\w):)?\[(.*)\]$/.exec(text);
  if (match === null) return { bits: width.bits };
  const [, size = '', segment, inside = ''] = match;
  const address = segment === 'fs' || segment === 'gs' ? () => undefined : addressOf(inside, next, width);
  return { bits: SIZES[size] ?? 128, address };
}

/** rip + 0x10, rsp + rax*8 - 0x10 */
function addressOf(inside: string, next: bigint, { mask }: Width): Read {
  const terms = inside.split(/ (?=[+-] )/).map((term): Read => {
    const minus = term.startsWith('- ');
    const text = term.replace(/^[+-] /, '');
    const constant = numberOf(text) ?? (text === 'rip' || text === 'eip' ? next : undefined);
    if (constant !== undefined) return () => (minus ? -constant : constant);
    const [name = '', scale = '1'] = text.split('*');
    const register = registers.get(name);
    if (register === undefined) return () => undefined;
    return (state) => {
      const value = state.get(register.name);
      return value === undefined ? undefined : value * BigInt(scale);
    };
  });
  return (state) => {
    let sum: Known = 0n;
    for (const term of terms) sum = both(sum, term(state), (a, b) => a + b);
    return sum === undefined ? undefined : mask(sum);
  };
}

function reader(operand: Operand, { mask }: Width): Read {
  const { register, address, value, bits } = operand;
  if (value !== undefined) return () => mask(value);
  if (register !== undefined)
    return (state) => {
      const whole = state.get(register.name);
      return whole === undefined ? undefined : low(register.high ? whole >> 8n : whole, register.bits);
    };
  if (address !== undefined && bits <= 64) return (state) => state.load(address(state), bits / 8);
  return () => undefined;
}

function write(state: State, { register, address, bits }: Operand, value: Known): void {
  if (register !== undefined) {
    const { name } = register;
    // A write of 32 bits clears the rest; one of 8 or 16 leaves it.
    const at = register.high ? 8n : 0n;
    const field = ((1n << BigInt(register.bits)) - 1n) << at;
    const old = register.bits >= 32 ? 0n : state.get(name);
    state.set(
      name,
      both(old, value, (before, now) => (before & ~field) | ((now << at) & field)),
    );
    return;
  }
  if (address === undefined) return;
  const known = value === undefined || bits > 64 ? undefined : low(value, bits);
  state.store(address(state), bits / 8, known);
}

function effectOf(
  name: string,
  parts: readonly Operand[],
  next: bigint,
  width: Width,
): ((state: State) => void) | undefined {
  const [first, second, third] = parts;
  const { word, mask, bits } = width;
  const push = (state: State, value: Known): void => {
    const top = state.get('rsp');
    state.set('rsp', top === undefined ? undefined : mask(top - BigInt(word)));
    state.store(state.get('rsp'), word, value);
  };
  const pop = (state: State): Known => {
    const top = state.get('rsp');
    const value = state.load(top, word);
    state.set('rsp', top === undefined ? undefined : mask(top + BigInt(word)));
    return value;
  };
  if (name === 'call') return (state) => push(state, next);
  if (/^ret/.test(name)) return (state) => void pop(state);
  if (name === 'push' && first) {
    const read = reader(first, width);
    return (state) => push(state, read(state));
  }
  if (name === 'pop' && first) return (state) => write(state, first, pop(state));
  if (name === 'leave')
    return (state) => {
      state.set('rsp', state.get('rbp'));
      state.set('rbp', pop(state));
    };
  if (/^(nop|endbr\d+|[lms]fence|pause|prefetch\w*|cld|j\w+|ud\d?|int3|clac|stac)$/.test(name))
    return undefined;
  if (first && second && /^(mov|movabs|movzx|movsx|movsxd)$/.test(name)) {
    const read = reader(second, width);
    const extend = name.startsWith('movsx');
    return (state) => {
      const value = read(state);
      write(state, first, value !== undefined && extend ? signed(value, second.bits) : value);
    };
  }
  if (name === 'lea' && first && second?.address) {
    const { address } = second;
    return (state) => write(state, first, address(state));
  }
  if (name === 'cmp' && first && second) {
    const [a, b] = [reader(first, width), reader(second, width)];
    return (state) => compare(state, a(state), b(state), first.bits, true);
  }
  if (name === 'test' && first && second) {
    const [a, b] = [reader(first, width), reader(second, width)];
    return (state) =>
      logic(
        state,
        both(a(state), b(state), (x, y) => low(x & y, first.bits)),
        first.bits,
      );
  }
  const binary = BINARY[name];
  if (binary && first && second) return binaryEffect(name, binary, first, second, width);
  if ((name === 'inc' || name === 'dec' || name === 'neg' || name === 'not') && first) {
    const read = reader(first, width);
    const of = {
      inc: (a: bigint) => a + 1n,
      dec: (a: bigint) => a - 1n,
      neg: (a: bigint) => -a,
      not: (a: bigint) => ~a,
    }[name];
    return (state) => {
      const value = read(state);
      write(state, first, value === undefined ? undefined : of(value));
      if (name !== 'not') forgetFlags(state);
    };
  }
  const moves = /^cmov(\w+)$/.exec(name)?.[1];
  if (moves !== undefined && first && second) {
    const [read, old, when] = [reader(second, width), reader(first, width), x86Conditions[moves]];
    return (state) => {
      const taken = when?.(state);
      const [a, b] = [read(state), old(state)];
      write(state, first, taken === undefined ? (a === b ? a : undefined) : taken ? a : b);
    };
  }
  const sets = /^set(\w+)$/.exec(name)?.[1];
  if (sets !== undefined && first) {
    const when = x86Conditions[sets];
    return (state) => {
      const value = when?.(state);
      write(state, first, value === undefined ? undefined : value ? 1n : 0n);
    };
  }
  if (name === 'imul' && first && second) {
    const reads = (third ? [second, third] : [first, second]).map((part) => reader(part, width));
    return (state) => {
      write(
        state,
        first,
        both(reads[0]?.(state), reads[1]?.(state), (a, b) => signed(a, bits) * signed(b, bits)),
      );
      forgetFlags(state);
    };
  }
  return forget(name, parts);
}

function binaryEffect(name: string, binary: Binary, first: Operand, second: Operand, width: Width) {
  const [a, b] = [reader(first, width), reader(second, width)];
  const same = first.register !== undefined && first.register === second.register;
  return (state: State): void => {
    if (same && (name === 'xor' || name === 'sub')) {
      write(state, first, 0n);
      logic(state, 0n, first.bits);
      return;
    }
    const [left, right] = [a(state), b(state)];
    const value = both(left, right, (x, y) => low(binary(x, y, first.bits) ?? 0n, first.bits));
    if (name === 'sub') compare(state, left, right, first.bits, true);
    else if (name === 'and' || name === 'or' || name === 'xor') logic(state, value, first.bits);
    else forgetFlags(state);
    write(state, first, value);
  };
}

/** Of what we do not work out: every register it names or changes silently, and what it may store, is unknown. */
function forget(name: string, parts: readonly Operand[]): (state: State) => void {
  const silent = (
    IMPLICIT[name] ?? (/^(movs|stos|lods|scas|cmps|ins|outs)/.test(name) ? 'rsi rdi rcx rax' : '')
  ).split(' ');
  return (state) => {
    for (const part of parts) if (part.value === undefined) write(state, part, undefined);
    for (const register of silent) state.set(register, undefined);
    forgetFlags(state);
  };
}
