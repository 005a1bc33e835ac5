/**
 * Numbers, plurals and lists in English, for the catalogues of all layers and of the page. Another language has a
 * file of the same functions. Quantities are grouped; what is a name (an index, a process, a release) is not.
 */
import { shown } from './bytes/printable.ts';
import { binarySize, type Quantity } from './bytes/quantity.ts';
import type { ProcessName, SourceInfo } from './imageSource.ts';

/** With separators: 184,835. Not by toLocaleString, whose first call loads the locale for 40 ms. */
export function count(value: Quantity): string {
  return value.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}

/** "1 key", "2,000 keys"; `many` where it is not `one` with an s. */
export function plural(value: Quantity, one: string, many = `${one}s`): string {
  return `${count(value)} ${choice(value, one, many)}`;
}

/** `one` for 1, `many` for any other number. */
export function choice(value: Quantity, one: string, many: string): string {
  return Number(value) === 1 ? one : many;
}

/** All of so many: "the one key", "both keys", "all 3 keys". */
export function all(value: Quantity, one: string, both: string, many: string): string {
  if (Number(value) === 2) return both;
  return choice(value, one, `all ${count(value)} ${many}`);
}

/** "60 bytes", "8.0 KiB", "285 MiB". */
export function byteSize(value: Quantity): string {
  return binarySize(value) ?? plural(value, 'byte');
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** "April 2026" of "2026-04"; a year as it is. */
export function monthText(date: string): string {
  const [year = '', month] = date.split('-');
  return month === undefined ? year : `${MONTHS[Number(month) - 1]} ${year}`;
}

/** "a, b, c": of names, in the order given. */
export function list(items: readonly string[]): string {
  return items.join(', ');
}

/** "a, b and c" */
export function andList(items: readonly string[]): string {
  return joined(items, 'and');
}

/** "a, b or c" */
export function orList(items: readonly string[]): string {
  return joined(items, 'or');
}

function joined(items: readonly string[], word: string): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${list(items.slice(0, -1))} ${word} ${last}`;
}

/** "a; b": of parts that hold lists themselves. */
export function listOfLists(items: readonly string[]): string {
  return items.join('; ');
}

/** "One. Two.": sentences one behind the other. */
export function paragraph(sentences: readonly string[]): string {
  return sentences.join(' ');
}

/** What stands in a sentence, as one: "a." */
export function ended(text: string): string {
  return `${text}.`;
}

/** "a: b" */
export function labelled(what: string, text: string): string {
  return `${what}: ${text}`;
}

/** "a (b)" */
export function noted(what: string, note: string): string {
  return `${what} (${note})`;
}

/** A file by its name, a process as processText has it. */
export function labelText(label: SourceInfo['label']): string {
  return typeof label === 'string' ? shown(label) : processText(label);
}

/** "process 4711", with its own name where it has told one. */
export function processText({ pid, own, name = '' }: ProcessName): string {
  if (own) return `this process (${pid})`;
  return name === '' ? `process ${pid}` : `process ${pid} (${shown(name)})`;
}
