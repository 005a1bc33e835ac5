/**
 * z/Architecture (Principles of Operation), in its assembler's syntax. A register is kept as two halves: instructions
 * of 32 bits leave the upper one as it was.
 */
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
  shiftsBy,
  signed,
} from './operands.ts';

/** Bits of a mask of condition codes, from 0 on: 8, 4, 2, 1. */
const MASKS: Readonly<Record<string, number>> = {
  o: 1, h: 2, p: 2, nle: 3, l: 4, m: 4, nhe: 5, lh: 6, ne: 7, nz: 7, e: 8, z: 8, nlh: 9, he: 10, nl: 11, nm: 11, le: 12,
  nh: 13, np: 13, no: 14,
}; // biome-ignore format: a table
const SUFFIX = '(nle|nhe|nlh|lh|he|le|nl|nh|no|ne|nz|np|nm|o|h|l|e|z|p|m)';
const BRANCH = new RegExp(`^(?:j|jg|b|br)${SUFFIX}$`);
const BRANCH_REGISTER = new RegExp(`^b${SUFFIX}r$`);
const COMPARE_BRANCH = new RegExp(`^c(l?)(g?)(r|i)j${SUFFIX}$`);

export const s390Lifter: Lifter = {
  enter(state) {
    write(state, '%r15', STACK_TOP);
    write(state, '%r14', CALLER);
  },
  setArgument: (state, value) => write(state, '%r2', value),
  /** In the instruction, or where that says 0 in %r1. */
  number(state, { instruction }) {
    const own = numberOf(instruction.operands) ?? 0n;
    return own === 0n ? state.get('%r1l') : own;
  },
  lift: (instruction) => lifted(instruction),
};

function read(state: State, name: string | undefined): Known {
  return both(state.get(`${name}h`), state.get(`${name}l`), (high, rest) => (high << 32n) | rest);
}

function readLow(state: State, name: string | undefined): Known {
  return state.get(`${name}l`);
}

function write(state: State, name: string | undefined, value: Known): void {
  if (name === undefined || !name.startsWith('%r')) return;
  state.set(`${name}h`, value === undefined ? undefined : low(value >> 32n, 32));
  state.set(`${name}l`, value === undefined ? undefined : low(value, 32));
}

function writeLow(state: State, name: string | undefined, value: Known): void {
  state.set(`${name}l`, value === undefined ? undefined : low(value, 32));
}

/** 8(%r1), 0x28(%r9, %r1), 4 */
function memoryOf(text: string | undefined): Read | undefined {
  const number = numberOf(text);
  if (number !== undefined) return () => wrapped(number);
  const match = /^(-?(?:0x)?[\da-f]+)\((?:(%r\d+), )?(%r\d+|0x\d+)\)$/.exec(text ?? '');
  if (match === null) return undefined;
  const names = [match[2], match[3]].filter((name) => name?.startsWith('%r'));
  const distance = numberOf(match[1]) ?? 0n;
  return (state) => {
    let sum: Known = distance;
    for (const name of names) sum = both(sum, read(state, name), (a, b) => a + b);
    return sum === undefined ? undefined : wrapped(sum);
  };
}

function lifted(instruction: Instruction): Lifted {
  const { mnemonic: name } = instruction;
  const parts = operandsOf(instruction.operands);
  const next = wrapped(instruction.address + BigInt(instruction.bytes.length));
  const effect = effectOf(name, parts, next);
  const place =
    /^(la|lay|larl|b|j|s[lr][la]|ex|risbg|n?[io][il]|[lac]?[gh]*fi)/.test(name) && !/rl$|^lay$/.test(name)
      ? undefined
      : memoryOf(parts.at(-1));
  const touches =
    /^(larl|lay|brasl|exrl)$/.test(name) || (numberOf(parts.at(-1)) !== undefined && !/rl$/.test(name))
      ? undefined
      : place;
  return {
    instruction,
    flow: flowOf(name, parts),
    ...(effect === undefined ? {} : { effect }),
    ...(touches === undefined ? {} : { touches }),
    ...(/^stck[ef]?$/.test(name) ? { counter: name } : {}),
    ...(/^(tmll|tml)$/.test(name) && parts[1] === '1' ? { testsOdd: true } : {}),
    ...(name === 'nill' && parts[1] === '1' ? { testsOdd: true } : {}),
    ...(/^risbgn?z?$/.test(name) && parts[2] === '0x3f' && parts[4] === '0' ? { testsOdd: true } : {}),
  };
}

function codeIn(mask: number): BranchTest {
  return (state) => {
    const code = state.get('cc');
    return code === undefined ? undefined : (mask & (8 >> Number(code))) !== 0;
  };
}

function flowOf(name: string, parts: readonly string[]): Flow {
  const target = numberOf(parts.at(-1));
  const to = target === undefined ? {} : { target: wrapped(target) };
  const where: Read = (state) => read(state, parts.at(-1));
  if (name === 'svc') return { kind: 'system-call' };
  if (/^(trap|illegal)$/.test(name)) return { kind: 'stop' };
  if (name === 'j' || name === 'jg') return { kind: 'jump', ...to };
  // Branches to nowhere are hints and barriers.
  if (/^b(as|cr|c|)r?$/.test(name) && (parts.at(-1) === '%r0' || parts[0] === '0')) return NEXT;
  if (name === 'br') return parts[0] === '%r14' ? { kind: 'return' } : { kind: 'jump', to: where };
  if (/^(brasl|bras)$/.test(name)) return { kind: 'call', ...to };
  if (name === 'basr') return { kind: 'call', to: where };
  if (/^(exrl|ex|brct|brctg|bctr|bcr|bc)$/.test(name))
    return { kind: 'jump', ...(name.startsWith('brct') ? to : {}), when: () => undefined };
  const mask = MASKS[BRANCH.exec(name)?.[1] ?? ''];
  if (mask !== undefined) return { kind: 'jump', ...to, when: codeIn(mask) };
  const returns = MASKS[BRANCH_REGISTER.exec(name)?.[1] ?? ''];
  if (returns !== undefined)
    return {
      ...(parts[0] === '%r14' ? { kind: 'return' as const } : { kind: 'jump' as const, to: where }),
      when: codeIn(returns),
    };
  const compare = COMPARE_BRANCH.exec(name);
  if (compare === null) return NEXT;
  const [, logical = '', wide = '', immediate, relation = ''] = compare;
  const bits = wide === 'g' ? 64 : 32;
  const number = immediate === 'i' ? numberOf(parts[1]) : undefined;
  const of = bits === 64 ? read : readLow;
  return {
    kind: 'jump',
    ...to,
    when(state) {
      const code = codeOf(of(state, parts[0]), number ?? of(state, parts[1]), bits, logical === 'l');
      return code === undefined ? undefined : ((MASKS[relation] ?? 0) & (8 >> code)) !== 0;
    },
  };
}

/** Condition code of a comparison: 0 equal, 1 less, 2 greater. */
function codeOf(a: Known, b: Known, bits: number, logical: boolean): 0 | 1 | 2 | undefined {
  if (a === undefined || b === undefined || onStack(a) !== onStack(b)) return undefined;
  const cut = (value: bigint): bigint => (logical ? low(value, bits) : signed(value, bits));
  return cut(a) === cut(b) ? 0 : cut(a) < cut(b) ? 1 : 2;
}

function setCode(state: State, code: number | undefined): void {
  state.set('cc', code === undefined ? undefined : BigInt(code));
}

const LOGIC: Readonly<Record<string, Binary>> = {
  n: arithmetic.and,
  o: arithmetic.or,
  x: arithmetic.xor,
};
/** Where nilf, iihh and their kin have their bits: from, width. */
const FIELDS: Readonly<Record<string, readonly [bigint, number]>> = {
  hh: [48n, 16],
  hl: [32n, 16],
  lh: [16n, 16],
  ll: [0n, 16],
  hf: [32n, 32],
  lf: [0n, 32],
};

type Effect = (state: State) => void;

function effectOf(name: string, parts: readonly string[], next: bigint): Effect | undefined {
  const [target, second, third] = parts;
  if (
    /^(nop|nopr|j\w*|b[cr]?|br|b\w+r|bcr|svc|c\w*j\w+|pfd|pfdrl)$/.test(name) &&
    !/^(brasl|bras|basr)$/.test(name)
  )
    return name === 'svc' ? (state) => write(state, '%r2', undefined) : undefined;
  if (/^(brasl|bras|basr)$/.test(name)) return (state) => write(state, target, next);
  const memory = memoryOf(parts.at(-1));
  if (/^(stmg|lmg)$/.test(name) && memory !== undefined) return multiple(name, target, second, memory);
  return (
    moveOf(name, parts, memory) ??
    fieldOf(name, target, second) ??
    arithmeticOf(name, parts, memory) ??
    compareOf(name, parts, memory) ??
    ((state) => forget(state, name, [target, second, third], memory))
  );
}

function multiple(name: string, first: string | undefined, last: string | undefined, memory: Read): Effect {
  const [from, to] = [first, last].map((text) => Number(text?.slice(2)));
  const registers: string[] = [];
  for (let at = from ?? 0; registers.length < 16; at = (at + 1) % 16) {
    registers.push(`%r${at}`);
    if (at === to) break;
  }
  return (state) => {
    const start = memory(state);
    for (const [at, register] of registers.entries()) {
      const place = start === undefined ? undefined : start + BigInt(8 * at);
      if (name === 'stmg') state.store(place, 8, read(state, register));
      else write(state, register, state.load(place, 8));
    }
  };
}

function moveOf(
  name: string,
  [target, second]: readonly string[],
  memory: Read | undefined,
): Effect | undefined {
  const number = numberOf(second);
  const [from] = FIELDS[/^lli(\w\w)$/.exec(name)?.[1] ?? ''] ?? [];
  if (from !== undefined) {
    const value = mapped(number, (field) => field << from);
    return (state) => write(state, target, value);
  }
  switch (name) {
    case 'lgr':
      return (state) => write(state, target, read(state, second));
    case 'lr':
      return (state) => writeLow(state, target, readLow(state, second));
    case 'lgfr':
      return (state) =>
        write(
          state,
          target,
          mapped(readLow(state, second), (x) => signed(x, 32)),
        );
    case 'llgfr':
      return (state) => write(state, target, readLow(state, second));
    case 'lghi':
    case 'lgfi':
    case 'larl':
      return (state) => write(state, target, number);
    case 'lhi':
      return (state) => writeLow(state, target, number);
    case 'la':
    case 'lay':
      return (state) => write(state, target, memory?.(state));
  }
  if (memory === undefined) return undefined;
  switch (name) {
    case 'lg':
    case 'lgrl':
      return (state) => write(state, target, state.load(memory(state), 8));
    case 'l':
    case 'ly':
    case 'lrl':
      return (state) => writeLow(state, target, state.load(memory(state), 4));
    case 'lgf':
    case 'lgfrl':
      return (state) =>
        write(
          state,
          target,
          mapped(state.load(memory(state), 4), (x) => signed(x, 32)),
        );
    case 'llgf':
    case 'llgfrl':
      return (state) => write(state, target, state.load(memory(state), 4));
    case 'stg':
      return (state) => state.store(memory(state), 8, read(state, target));
    case 'st':
    case 'sty':
      return (state) => state.store(memory(state), 4, readLow(state, target));
    case 'stcke':
    case 'stckf':
    case 'stck':
      return (state) => {
        state.store(memory(state), name === 'stcke' ? 16 : 8, undefined);
        setCode(state, undefined);
      };
    case 'ltg':
    case 'lt':
      return (state) => {
        const [size, put] = name === 'lt' ? ([4, writeLow] as const) : ([8, write] as const);
        const value = state.load(memory(state), size);
        put(state, target, value);
        setCode(state, codeOf(value, 0n, size * 8, false));
      };
  }
  return undefined;
}

/** nilf, oihl, iilf: of one half or quarter of a register. */
function fieldOf(name: string, target: string | undefined, second: string | undefined): Effect | undefined {
  const match = /^([noxi])i(hh|hl|lh|ll|hf|lf)$/.exec(name);
  const test = /^tm(hh|hl|lh|ll)$/.exec(name);
  const number = numberOf(second) ?? 0n;
  if (test !== null) {
    const [from] = FIELDS[test[1] ?? ''] ?? [0n];
    return (state) => {
      const value =
        from < 32n
          ? both(readLow(state, target), from, (x, by) => x >> by)
          : both(state.get(`${target}h`), from - 32n, (x, by) => x >> by);
      const bits = both(value, number, (x, mask) => x & mask);
      setCode(state, bits === undefined ? undefined : selectedBits(bits, number));
    };
  }
  if (match === null) return undefined;
  const [from, width] = FIELDS[match[2] ?? ''] ?? [0n, 32];
  const half = `${target}${from < 32n ? 'l' : 'h'}`;
  const by = from % 32n;
  const mask = ((1n << BigInt(width)) - 1n) << by;
  const operation = LOGIC[match[1] ?? ''];
  return (state) => {
    const old = width === 32 && operation === undefined ? 0n : state.get(half);
    if (operation === undefined)
      return state.set(
        half,
        both(old, number, (x, now) => (x & ~mask) | (now << by)),
      );
    const field = both(old, number, (x, now) => operation((x & mask) >> by, now, width));
    state.set(
      half,
      both(old, field, (x, now) => (x & ~mask) | (now << by)),
    );
    setCode(state, field === undefined ? undefined : field === 0n ? 0 : 1);
  };
}

/** Condition code of test under mask: none, some with the leftmost 0 or 1, all. */
function selectedBits(bits: bigint, mask: bigint): number {
  if (bits === 0n) return 0;
  if (bits === mask) return 3;
  return bits.toString(2).length === mask.toString(2).length ? 2 : 1;
}

const TWO: Readonly<Record<string, Binary>> = {
  a: arithmetic.add,
  al: arithmetic.add,
  s: arithmetic.sub,
  sl: arithmetic.sub,
  n: arithmetic.and,
  o: arithmetic.or,
  x: arithmetic.xor,
};

/** By six bits of the amount whatever the width: 32 bits may be shifted out of 32. */
const { shl, shr, sar } = shiftsBy((amount) => low(amount, 6));

function arithmeticOf(name: string, parts: readonly string[], memory: Read | undefined): Effect | undefined {
  const [target, second, third] = parts;
  const shift = /^(sll|srl|sra)(g|k)?$/.exec(name);
  if (shift !== null && memory !== undefined) {
    const wide = shift[2] === 'g';
    const source = shift[2] === undefined ? target : second;
    const bits = wide ? 64 : 32;
    const of = shift[1] === 'sll' ? shl : shift[1] === 'srl' ? shr : sar;
    return (state) => {
      const value = both((wide ? read : readLow)(state, source), memory(state), (x, by) =>
        low(of(x, by, bits), bits),
      );
      (wide ? write : writeLow)(state, target, value);
      if (name.startsWith('sra')) setCode(state, codeOf(value, 0n, bits, false));
    };
  }
  if (/^risbgn?z?$/.test(name)) return rotate(parts, name);
  const match = /^(al|sl|a|s|n|o|x)(g?)(r|hi|fi|)(k?)$/.exec(name);
  if (match === null) return undefined;
  const [, verb = '', wide = '', form = '', three] = match;
  const operation = TWO[verb] ?? arithmetic.add;
  const bits = wide === 'g' ? 64 : 32;
  const of = wide === 'g' ? read : readLow;
  const [left, right] = three === 'k' ? [second, third] : [target, second];
  const number = form === 'hi' || form === 'fi' ? numberOf(right) : undefined;
  return (state) => {
    const other = number ?? (form === 'r' ? of(state, right) : state.load(memory?.(state), bits / 8));
    const same = form === 'r' && left === right && (verb === 'x' || verb === 's');
    const value = same ? 0n : both(of(state, left), other, (x, y) => low(operation(x, y, bits) ?? 0n, bits));
    (wide === 'g' ? write : writeLow)(state, target, value);
    const logical = value === undefined ? undefined : value === 0n ? 0 : 1;
    setCode(
      state,
      LOGIC[verb] !== undefined ? logical : verb.length === 1 ? codeOf(value, 0n, bits, false) : undefined,
    );
  };
}

/** Rotates, and puts some of the bits into the target. */
function rotate([target, second, from, to, by]: readonly string[], name: string): Effect {
  const [start, end, amount] = [from, to, by].map((text) => numberOf(text) ?? 0n);
  const clears = ((end ?? 0n) & 0x80n) !== 0n || name.endsWith('z');
  const [first, last] = [(start ?? 0n) & 63n, (end ?? 0n) & 63n];
  const ones = (bits: bigint): bigint => (1n << bits) - 1n;
  const mask =
    first <= last
      ? ones(64n - first) & ~ones(63n - last)
      : ones(64n) & ~(ones(first - last - 1n) << (64n - first));
  return (state) => {
    const source = read(state, second);
    const low64 = both(source, (amount ?? 0n) & 63n, (x, n) => low((x << n) | (x >> (64n - n)), 64));
    const bits = both(low64, mask, (x, m) => x & m);
    const value = clears ? bits : both(bits, read(state, target), (x, old) => x | (old & ~mask));
    write(state, target, value);
    if (!name.startsWith('risbgn')) setCode(state, codeOf(value, 0n, 64, false));
  };
}

function compareOf(name: string, [a, b]: readonly string[], memory: Read | undefined): Effect | undefined {
  const match = /^c(l?)(g?)(r|hi|fi|hrl|rl|)$/.exec(name);
  if (match === null) return undefined;
  const [, logical, wide, form = ''] = match;
  const bits = wide === 'g' ? 64 : 32;
  const of = wide === 'g' ? read : readLow;
  const number = form === 'hi' || form === 'fi' ? numberOf(b) : undefined;
  return (state) => {
    const other = number ?? (form === 'r' ? of(state, b) : state.load(memory?.(state), bits / 8));
    setCode(state, codeOf(of(state, a), other, bits, logical === 'l'));
  };
}

/** Of what is not worked out: what it names, with the odd one of a pair, and what it may store, is unknown. */
function forget(
  state: State,
  name: string,
  parts: readonly (string | undefined)[],
  memory: Read | undefined,
): void {
  if (/^(st|mv|xc|oc|nc|cs|cd)/.test(name)) state.store(memory?.(state), 16, undefined);
  for (const part of parts) {
    if (part === undefined || !/^%r\d+$/.test(part)) continue;
    write(state, part, undefined);
    if (/^(ml|dl|ds|m|d)/.test(name)) write(state, `%r${(Number(part.slice(2)) + 1) % 16}`, undefined);
  }
  setCode(state, undefined);
}
