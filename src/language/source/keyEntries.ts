/**
 * Where a source has a vDSO name with numbers beside it: the entries of a table in brackets (Go's composite
 * literals, C's initializers, Rust's structs and tuples, Zig's anonymous literals, arguments of a call), those of a
 * map or a match (Go's `"name": 1`, Rust's `"name" => 1`), and constants in pairs (glibc's VDSO_NAME and VDSO_HASH).
 */
import { Brackets, isSeparator } from '../syntax/brackets.ts';
import type { Syntax } from '../syntax/syntax.ts';
import { CLOSE, NUMBER, OPEN, STRING, type Tokens, WORD } from '../syntax/tokens.ts';
import { ConstantPairs } from './constantPairs.ts';
import type { KeyEntry, NumberSlot } from './keyEntry.ts';
import { isConversion } from './numberNotation.ts';
import { nameAt, tokensAroundNames } from './vdsoNames.ts';

interface Item {
  readonly field?: string;
  /** A string or a number that stands alone. */
  readonly value?: number;
  readonly address?: string;
}

/** All entries, in the order in which they end. */
export function findKeyEntries(source: string, syntax: Syntax): readonly KeyEntry[] {
  const tokens = tokensAroundNames(source, syntax);
  const entries: KeyEntry[] = [];
  if (!tokens) return entries;
  const brackets = new Brackets(tokens);
  const pairs = new ConstantPairs(tokens, brackets);
  /** Opening brackets with a name right inside: the only ones whose content is looked at. */
  const named = new Set<number | undefined>();
  for (let index = 0; index < tokens.length; index++) {
    const kind = tokens.kind(index);
    if (kind === OPEN) brackets.open(index);
    else if (kind === CLOSE) {
      const opening = brackets.close(index);
      if (opening === undefined || !named.has(opening)) continue;
      const items = itemsIn(opening, index, tokens, brackets);
      const entry = entryOf(items, opening, index, tokens, brackets);
      if (entry) entries.push(entry);
      else entries.push(...mapEntries(items, opening, tokens, brackets));
    } else if (kind === STRING || kind === NUMBER) {
      if (nameAt(tokens, index)) named.add(brackets.around);
      const entry = pairs.see(index);
      if (entry) entries.push(entry);
    }
  }
  return entries;
}

function entryOf(
  written: readonly Written[],
  opening: number,
  closing: number,
  tokens: Tokens,
  brackets: Brackets,
): KeyEntry | undefined {
  const items = written.map((each) => itemOf(each, tokens, brackets));
  const names = items.map(({ value }) => (value === undefined ? undefined : nameAt(tokens, value)));
  const at = names.findIndex((name) => name !== undefined);
  const name = names[at];
  // Two names: which one the numbers belong to is not known.
  if (!name || names.some((each, index) => each && index !== at)) return undefined;
  const numbers = numbersBeside(items, at, tokens);
  if (numbers.length === 0) return undefined;
  const variable = items.find(({ address }) => address !== undefined)?.address;
  return {
    kind: name.kind,
    name: name.name,
    head: wordBefore(opening, tokens) ?? wordBefore(brackets.around, tokens) ?? '',
    ...(variable !== undefined && { variable }),
    numbers,
    start: tokens.start(opening),
    end: tokens.end(closing),
  };
}

/** The numbers that belong to a name: those with fields, and without a gap those behind it. */
function numbersBeside(items: readonly Item[], name: number, tokens: Tokens): readonly NumberSlot[] {
  const numbers: NumberSlot[] = [];
  let beside = true;
  for (const [index, { value, field }] of items.entries()) {
    if (index <= name && field === undefined) continue;
    const isNumber = value !== undefined && tokens.kind(value) === NUMBER;
    if (!isNumber) beside = false;
    else if (field !== undefined) numbers.push({ field, ...slot(value, tokens) });
    else if (beside) numbers.push(slot(value, tokens));
  }
  return numbers;
}

/** `"name": number`, `"name": {numbers}`, `"name" => number`, `number => "name"`, each by itself. */
function mapEntries(
  written: readonly Written[],
  opening: number,
  tokens: Tokens,
  brackets: Brackets,
): readonly KeyEntry[] {
  const head = wordBefore(opening, tokens) ?? '';
  return written.flatMap((item): KeyEntry[] => {
    const [key] = item;
    const rest = behindKey(item, tokens);
    const [first] = rest;
    const last = rest.at(-1);
    if (key === undefined || first === undefined || last === undefined) return [];
    const { value } = itemOf(rest, tokens, brackets);
    const name = nameAt(tokens, key) ?? (value === undefined ? undefined : nameAt(tokens, value));
    if (!name) return [];
    const numbers =
      tokens.kind(key) === NUMBER
        ? [slot(key, tokens)]
        : value !== undefined && tokens.kind(value) === NUMBER
          ? [slot(value, tokens)]
          : numbersInside(rest, tokens, brackets);
    if (numbers.length === 0) return [];
    const start = tokens.start(key) - (tokens.kind(key) === NUMBER ? 0 : 1);
    return [{ kind: name.kind, name: name.name, head, numbers, start, end: tokens.end(last) }];
  });
}

/** What stands behind `key:` or `key =>`. */
function behindKey(item: Written, tokens: Tokens): Written {
  const [, second, third] = item;
  if (second === undefined) return [];
  if (tokens.is(second, ':')) return item.slice(2);
  return third !== undefined && tokens.is(second, '=') && tokens.is(third, '>') ? item.slice(3) : [];
}

/** Of `{1, 2}`, `Key{1, 2}` or `(1, 2)`. */
function numbersInside(item: Written, tokens: Tokens, brackets: Brackets): readonly NumberSlot[] {
  const closing = item.at(-1);
  const only = item.length === 1 || (item.length === 2 && tokens.kind(item[0] ?? -1) === WORD);
  if (closing === undefined || !only || tokens.kind(closing) !== CLOSE) return [];
  const items = itemsIn(brackets.partner(closing), closing, tokens, brackets);
  return numbersBeside(
    items.map((each) => itemOf(each, tokens, brackets)),
    -1,
    tokens,
  );
}

function wordBefore(index: number | undefined, tokens: Tokens): string | undefined {
  return index !== undefined && tokens.kind(index - 1) === WORD ? tokens.text(index - 1) : undefined;
}

function slot(index: number, tokens: Tokens): Omit<NumberSlot, 'field'> {
  return { text: tokens.text(index), start: tokens.start(index), end: tokens.end(index) };
}

/** Tokens between two separators; a bracket with its content counts as its closing one. */
type Written = readonly number[];

/** The longest that means something: `.field = (cast)value as type`. */
const longestItem = 8;

function itemsIn(opening: number, closing: number, tokens: Tokens, brackets: Brackets): readonly Written[] {
  const items: Written[] = [];
  let written: number[] = [];
  const end = () => {
    if (written.length > 0) items.push(written);
    written = [];
  };
  for (let index = opening + 1; index < closing; index++) {
    if (tokens.kind(index) === OPEN) {
      const partner = brackets.partner(index);
      if (partner < 0) continue;
      index = partner;
    }
    if (isSeparator(tokens, index)) end();
    // Strings side by side are one.
    else if (tokens.kind(index) === STRING && tokens.kind(index - 1) === STRING) continue;
    else if (written.length < longestItem) written.push(index);
  }
  end();
  return items;
}

/** `value`, `field: value`, `.field = value`, `&variable`, each with a cast around, before or behind it. */
function itemOf(written: Written, tokens: Tokens, brackets: Brackets): Item {
  const is = (index: number | undefined, character: string) =>
    index !== undefined && tokens.is(index, character);
  let rest = is(written[0], '.') ? written.slice(1) : written;
  let field: string | undefined;
  const [word, assignment] = rest;
  if (word !== undefined && tokens.kind(word) === WORD && (is(assignment, ':') || is(assignment, '='))) {
    field = tokens.text(word);
    rest = rest.slice(2);
  }
  if (rest[0] !== undefined && tokens.kind(rest[0]) === CLOSE) rest = rest.slice(1);
  const named = field !== undefined && { field };
  const wrapped = wrappedNumber(rest, tokens, brackets);
  if (wrapped !== undefined) return { ...named, value: wrapped };
  if (rest.length === 3 && rest[1] !== undefined && tokens.text(rest[1]) === 'as') rest = rest.slice(0, 1);
  const [first, second] = rest;
  const kind = first === undefined ? 0 : tokens.kind(first);
  if (first !== undefined && rest.length === 1 && (kind === STRING || kind === NUMBER))
    return { ...named, value: first };
  const address = rest.length === 2 && is(first, '&') && second !== undefined && tokens.kind(second) === WORD;
  return { ...named, ...(address && { address: tokens.text(second) }) };
}

/** The number of `UINT32_C(1)` and `uint32(1)`; of Zig's `@as(u32, 1)`. */
function wrappedNumber(item: Written, tokens: Tokens, brackets: Brackets): number | undefined {
  const closing = item.at(-1);
  const word = item.at(-2);
  if (closing === undefined || word === undefined || tokens.kind(closing) !== CLOSE) return undefined;
  const number = closing - 1;
  const opening = brackets.partner(closing);
  if (tokens.kind(number) !== NUMBER || opening !== word + 1) return undefined;
  const isCast = item.length === 3 && tokens.is(item[0] ?? -1, '@') && tokens.text(word) === 'as';
  if (isCast) return tokens.is(number - 1, ',') ? number : undefined;
  return item.length === 2 && number === opening + 1 && isConversion(tokens.text(word)) ? number : undefined;
}
