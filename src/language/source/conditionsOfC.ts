/** `#if defined __aarch64__`, `#ifdef`, `#elif` and `#else`: which architectures get what is between them. */
import { type AbiRow, abis } from '../../consumers/abi.ts';
import type { Condition, Truth } from './condition.ts';

const directive = /^[ \t]*#[ \t]*(if|ifdef|ifndef|elif|else|endif)\b((?:[^\n\\]|\\\n|\\)*)/gm;
/** Nobody writes more, nor longer ones. */
const mostDirectives = 5000;
const longest = 1000;

type Holds = (row: AbiRow) => Truth;

/** An #if that is open. */
interface Choice {
  /** Where the text of its current branch begins. */
  start: number;
  holds: Holds;
  /** Those that no earlier branch has for certain. */
  left: readonly AbiRow[];
}

/** Each branch that leaves an architecture out. */
export function conditionsOfC(text: string): readonly Condition[] {
  const found: Condition[] = [];
  const open: Choice[] = [];
  const end = ({ start, holds, left }: Choice, at: number) => {
    const rows = left.filter((row) => holds(row) !== false);
    if (rows.length < abis.length) found.push({ start, end: at, rows });
  };
  let count = 0;
  for (const match of text.matchAll(directive)) {
    if (++count > mostDirectives) break;
    const [whole, word = '', rest = ''] = match;
    const start = match.index + whole.length;
    if (word.startsWith('if')) open.push({ start, holds: conditionIn(word, rest), left: abis });
    else {
      const choice = open.at(-1);
      if (!choice) continue;
      end(choice, match.index);
      if (word === 'endif') open.pop();
      else {
        const { holds, left } = choice;
        choice.left = left.filter((row) => holds(row) !== true);
        choice.holds = word === 'else' ? () => true : conditionIn('if', rest);
        choice.start = start;
      }
    }
  }
  for (const choice of open) end(choice, text.length);
  return found;
}

/** What a macro is on an architecture: 0 where it is not defined; undefined where its name does not say. */
type Macro = (row: AbiRow) => number | undefined;

const wide: Macro = (row) => (row.class === 64 ? 1 : 0);
const narrow: Macro = (row) => (row.class === 32 ? 1 : 0);
const width: Macro = (row) => row.class;
const has = (row: AbiRow, macro: string) => row.macros?.includes(macro) === true;

/** Those that tell architectures, widths or the MIPS ABI apart. */
const macros: ReadonlyMap<string, Macro> = new Map<string, Macro>([
  ...abis
    .flatMap((each) => each.macros ?? [])
    .map((name): [string, Macro] => [name, (row) => Number(has(row, name))]),
  ['__LP64__', wide],
  ['_LP64', wide],
  ['CONFIG_64BIT', wide],
  ['__ILP32__', narrow],
  ['_ILP32', narrow],
  ['CONFIG_32BIT', narrow],
  ['__WORDSIZE', width],
  ['__BITS_PER_LONG', width],
  ['BITS_PER_LONG', width],
  ['__riscv_xlen', (row) => (has(row, '__riscv') ? row.class : 0)],
  ['_MIPS_SIM', mipsAbi],
  ['_MIPS_SZLONG', (row) => (has(row, '__mips__') ? row.class : 0)],
  ['_MIPS_SZPTR', (row) => (has(row, '__mips__') ? row.class : 0)],
  ['__mips_o32', (row) => Number(mipsAbi(row) === 1)],
  ['__mips_n32', (row) => Number(mipsAbi(row) === 2)],
  ['__mips_n64', (row) => Number(mipsAbi(row) === 3)],
]);

/** What _MIPS_SIM is compared with: <sgidefs.h> has all of them, and a compiler the one that it is (GCC's mips.h). */
const mipsAbis: ReadonlyMap<string, number> = new Map([
  ['_ABIO32', 1],
  ['_MIPS_SIM_ABI32', 1],
  ['_ABIN32', 2],
  ['_MIPS_SIM_NABI32', 2],
  ['_ABI64', 3],
  ['_MIPS_SIM_ABI64', 3],
]);

function mipsAbi(row: AbiRow): number {
  if (!has(row, '__mips__')) return 0;
  return row.class === 64 ? 3 : row.ports.includes('mipsn32') ? 2 : 1;
}

/** Linux's, where a 64-bit kernel builds the image of 32-bit programs; x32's is made of the 64-bit one. */
const buildsVdso32: Macro = (row) => (row.class === 64 || row.kernel === 'x32' ? 0 : undefined);

/** undefined for a macro that says nothing of architectures. */
function macroOf(name: string): Macro | undefined {
  const abi = mipsAbis.get(name);
  if (abi !== undefined) return () => abi;
  return name.startsWith('BUILD_VDSO32') ? buildsVdso32 : macros.get(name);
}

/** Whether it is defined on an architecture, and not 0. */
function definedOn(name: string, row: AbiRow): Truth {
  const abi = mipsAbis.get(name);
  if (abi !== undefined) return has(row, '__mips__') ? mipsAbi(row) === abi || undefined : false;
  const value = macroOf(name)?.(row);
  return value === undefined ? undefined : value !== 0;
}

/** Most conditions name no such macro: they hold on all architectures or on none, and are evaluated once. */
function conditionIn(word: string, rest: string): Holds {
  const text = rest.replaceAll(/\/\*.*?\*\/|\/\/.*|\\\n/g, ' ').slice(0, longest);
  const words = text.match(/[A-Za-z_]\w*|\d+|&&|\|\||[=!<>]=|[!()<>]|\S/g) ?? [];
  const holds = word === 'if' ? expression(words) : definition(words, word === 'ifdef');
  const [any] = abis;
  if (any === undefined || words.some((each) => macroOf(each) !== undefined)) return holds;
  const everywhere = holds(any);
  return () => everywhere;
}

function definition([name = '']: readonly string[], wanted: boolean): Holds {
  return (row) => {
    const defined = definedOn(name, row);
    return defined === undefined ? undefined : defined === wanted;
  };
}

function expression(words: readonly string[]): Holds {
  return (row) => {
    const value = new Expression(words, row).value();
    return value === undefined ? undefined : value !== 0;
  };
}

/** Of #if, as far as architectures need it: undefined where something in it is not known. */
class Expression {
  readonly #words: readonly string[];
  readonly #row: AbiRow;
  #at = 0;

  constructor(words: readonly string[], row: AbiRow) {
    this.#words = words;
    this.#row = row;
  }

  value(): number | undefined {
    let left = this.#all();
    while (this.#take('||')) {
      const right = this.#all();
      left = left === undefined ? (right ? 1 : undefined) : left !== 0 ? 1 : right;
    }
    return left;
  }

  #all(): number | undefined {
    let left = this.#comparison();
    while (this.#take('&&')) {
      const right = this.#comparison();
      left = left === undefined ? (right === 0 ? 0 : undefined) : left === 0 ? 0 : right;
    }
    return left;
  }

  #comparison(): number | undefined {
    const left = this.#operand();
    const operator = this.#words[this.#at];
    if (operator === undefined || !/^(?:[=!<>]=|[<>])$/.test(operator)) return left;
    this.#at++;
    const right = this.#operand();
    if (left === undefined || right === undefined) return undefined;
    const results: Readonly<Record<string, boolean>> = {
      '==': left === right,
      '!=': left !== right,
      '<': left < right,
      '>': left > right,
      '<=': left <= right,
      '>=': left >= right,
    };
    return Number(results[operator]);
  }

  #operand(): number | undefined {
    // A wrong expression may not lead deeper than it is long.
    const word = this.#words[this.#at++];
    if (word === '!') {
      const value = this.#operand();
      return value === undefined ? undefined : Number(value === 0);
    }
    if (word === '(') {
      const value = this.value();
      this.#take(')');
      return value;
    }
    if (word === 'defined') {
      const bracket = this.#take('(');
      const defined = definedOn(this.#words[this.#at++] ?? '', this.#row);
      if (bracket) this.#take(')');
      return defined === undefined ? undefined : Number(defined);
    }
    if (word === undefined) return undefined;
    if (/^\d/.test(word)) return Number.parseInt(word, 10);
    if (this.#words[this.#at] === '(') return this.#call();
    return macroOf(word)?.(this.#row);
  }

  /** IS_ENABLED(CONFIG_64BIT) is its argument; of other macros nothing is known. */
  #call(): number | undefined {
    const known = this.#words[this.#at - 1] === 'IS_ENABLED';
    this.#at++;
    const value = this.value();
    while (this.#at < this.#words.length && !this.#take(')')) this.#at++;
    return known ? value : undefined;
  }

  #take(word: string): boolean {
    if (this.#words[this.#at] !== word) return false;
    this.#at++;
    return true;
  }
}
