/** The flags N, Z, C and V of a comparison, and what conditions make of them: x86 and both ARMs. */
import { onStack, type State } from '../flow/state.ts';
import { type Known, low, signed } from './operands.ts';

const FLAGS = ['N', 'Z', 'C', 'V'] as const;

export function forgetFlags(state: State): void {
  for (const flag of FLAGS) state.set(flag, undefined);
}

/** Of a - b. @param borrow x86: C says that there was one; ARM: that there was none */
export function compare(state: State, a: Known, b: Known, bits: number, borrow: boolean): void {
  // An address of the stack that we made up compares with its like only.
  if (a === undefined || b === undefined || (onStack(a) !== onStack(b) && bits > 16)) forgetFlags(state);
  else setCompared(state, a, b, bits, borrow);
}

function setCompared(state: State, a: bigint, b: bigint, bits: number, borrow: boolean): void {
  const [left, right] = [low(a, bits), low(b, bits)];
  const result = low(left - right, bits);
  put(state, 'N', signed(result, bits) < 0n);
  put(state, 'Z', result === 0n);
  put(state, 'C', borrow ? left < right : left >= right);
  put(state, 'V', signed(left, bits) - signed(right, bits) !== signed(result, bits));
}

/** Of a result of and, or, xor: no carry. */
export function logic(state: State, result: Known, bits: number): void {
  forgetFlags(state);
  if (result === undefined || onStack(result)) return;
  put(state, 'N', signed(result, bits) < 0n);
  put(state, 'Z', low(result, bits) === 0n);
  put(state, 'C', false);
  put(state, 'V', false);
}

export function put(state: State, flag: (typeof FLAGS)[number], value: boolean): void {
  state.set(flag, value ? 1n : 0n);
}

type Test = (state: State) => boolean | undefined;

const flag =
  (name: (typeof FLAGS)[number]): Test =>
  (state) => {
    const value = state.get(name);
    return value === undefined ? undefined : value === 1n;
  };

const not =
  (test: Test): Test =>
  (state) => {
    const value = test(state);
    return value === undefined ? undefined : !value;
  };

const or =
  (a: Test, b: Test): Test =>
  (state) => {
    const [left, right] = [a(state), b(state)];
    if (left === true || right === true) return true;
    return left === undefined || right === undefined ? undefined : false;
  };

const differ =
  (a: Test, b: Test): Test =>
  (state) => {
    const [left, right] = [a(state), b(state)];
    return left === undefined || right === undefined ? undefined : left !== right;
  };

const [N, Z, C, V] = FLAGS.map(flag) as [Test, Test, Test, Test];
const less = differ(N, V);

/** ARM's, by the names of both assemblers. */
export const armConditions: Readonly<Record<string, Test>> = {
  eq: Z,
  ne: not(Z),
  hs: C,
  cs: C,
  lo: not(C),
  cc: not(C),
  mi: N,
  pl: not(N),
  vs: V,
  vc: not(V),
  hi: not(or(not(C), Z)),
  ls: or(not(C), Z),
  ge: not(less),
  lt: less,
  gt: not(or(less, Z)),
  le: or(less, Z),
};

const x86Tests: readonly (readonly [string, Test])[] = [
  ['e z', Z],
  ['ne nz', not(Z)],
  ['b c nae', C],
  ['ae nc nb', not(C)],
  ['be na', or(C, Z)],
  ['a nbe', not(or(C, Z))],
  ['s', N],
  ['ns', not(N)],
  ['o', V],
  ['no', not(V)],
  ['l nge', less],
  ['ge nl', not(less)],
  ['le ng', or(less, Z)],
  ['g nle', not(or(less, Z))],
  ['p pe', () => undefined],
  ['np po', () => undefined],
];

/** x86's, by what follows j, cmov and set. */
export const x86Conditions: Readonly<Record<string, Test>> = Object.fromEntries(
  x86Tests.flatMap(([names, test]) => names.split(' ').map((name) => [name, test])),
);
