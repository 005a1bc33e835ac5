/**
 * Numbers and lists in Chinese (zh-cn), for the catalogues of all layers and of the page, as english.ts has them.
 * docs/glossary.zh-cn.md has the words, and the one rule for spaces: between Chinese and Latin letters or digits.
 */
import { shown } from './bytes/printable.ts';
import { binarySize, type Quantity } from './bytes/quantity.ts';
import { count } from './english.ts';
import type { ProcessName, SourceInfo } from './imageSource.ts';

const IDEOGRAPH = /[\u4e00-\u9fff]/;

/** Full-width marks bring their own space. */
const MARK = /[\u3000-\u303f\uff00-\uffef“”…]/;

/**
 * A sentence whose arguments are Latin or Chinese: it is written with the spaces that a Latin word wants beside a
 * Chinese one, and they are left out where both are Chinese.
 */
export function chineseText(
  parts: TemplateStringsArray,
  ...args: readonly (string | number | bigint)[]
): string {
  return parts.reduce((text, part, at) => beside(beside(text, String(args[at - 1])), part));
}

/** With the space between them, if there is one and they need it. */
function beside(left: string, right: string): string {
  const [before, after] = [left.replace(/ $/, ''), right.replace(/^ /, '')];
  if (before === left && after === right) return left + right;
  const [last, first] = [before.charAt(before.length - 1), after.charAt(0)];
  const tight = MARK.test(last) || MARK.test(first) || (IDEOGRAPH.test(last) && IDEOGRAPH.test(first));
  return tight ? before + after : `${before} ${after}`;
}

function bytes(value: Quantity): string {
  return `${count(value)} 字节`;
}

/** "60 字节", "8.0 KiB", "285 MiB". */
function byteSize(value: Quantity): string {
  return binarySize(value) ?? bytes(value);
}

/** "2026 年 4 月" of "2026-04"; a year as it is. */
function month(date: string): string {
  const [year = '', of] = date.split('-');
  return of === undefined ? `${year} 年` : `${year} 年 ${Number(of)} 月`;
}

/** "a、b、c": of names, in the order given. */
function list(items: readonly string[]): string {
  return items.join('、');
}

/** "a、b 和 c" */
function andList(items: readonly string[]): string {
  return joined(items, (first, last) => chineseText`${first} 和 ${last}`);
}

/** "a、b 或 c" */
function orList(items: readonly string[]): string {
  return joined(items, (first, last) => chineseText`${first} 或 ${last}`);
}

function joined(items: readonly string[], join: (first: string, last: string) => string): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : join(list(items.slice(0, -1)), last);
}

/** A file by its name, a process as processText has it. */
function label(of: SourceInfo['label']): string {
  return typeof of === 'string' ? shown(of) : process(of);
}

/** "进程 4711", with its own name where it has told one. */
function process({ pid, own, name = '' }: ProcessName): string {
  if (own) return `本进程（${pid}）`;
  return name === '' ? `进程 ${pid}` : `进程 ${pid}（${shown(name)}）`;
}

export const chineseForms = {
  count,
  bytes,
  byteSize,
  month,
  list,
  andList,
  orList,
  /** "a；b": of parts that hold lists themselves. */
  listOfLists: (items: readonly string[]): string => items.join('；'),
  /** Sentences one behind the other: the full stop brings its space. */
  paragraph: (sentences: readonly string[]): string => sentences.join(''),
  ended: (text: string): string => `${text}。`,
  /** "a：b" */
  labelled: (what: string, text: string): string => `${what}：${text}`,
  /** "a（b）" */
  noted: (what: string, note: string): string => `${what}（${note}）`,
  label,
  process,
} as const;
