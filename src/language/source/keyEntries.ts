/**
 * Where a source has a vDSO name with numbers beside it: the entries of a table in brackets (Go's composite
 * literals, C's initializers, Rust's structs and tuples, Zig's anonymous literals, arguments of a call), and
 * constants in pairs (glibc's VDSO_NAME and VDSO_HASH).
 */
import { Brackets, isSeparator } from '../syntax/brackets.ts';
import type { Syntax } from '../syntax/syntax.ts';
import { CLOSE, NUMBER, OPEN, STRING, type Tokens, WORD } from '../syntax/tokens.ts';
import { ConstantPairs } from './constantPairs.ts';
import type { KeyEntry, NumberSlot } from './keyEntry.ts';
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
      const entry = opening !== undefined && named.has(opening) && entryOf(opening, index, tokens, brackets);
      if (entry) entries.push(entry);
    } else if (kind === STRING || kind === NUMBER) {
      if (nameAt(tokens, index)) named.add(brackets.around);
      const entry = pairs.see(index);
      if (entry) entries.push(entry);
    }
  }
  return entries;
}

function entryOf(opening: number, closing: number, tokens: Tokens, brackets: Brackets): KeyEntry | undefined {
  const items = itemsIn(opening, closing, tokens, brackets);
  const names = items.map(({ value }) => (value === undefined ? undefined : nameAt(tokens, value)));
  const at = names.findIndex((name) => name !== undefined);
  const name = names[at];
  // Two names: which one the numbers belong to is not known.
  if (!name || names.some((each, index) => each && index !== at)) return undefined;
  const numbers: NumberSlot[] = [];
  let beside = true;
  for (const [index, { value, field }] of items.entries()) {
    if (index <= at && field === undefined) continue;
    const isNumber = value !== undefined && tokens.kind(value) === NUMBER;
    if (!isNumber) beside = false;
    else if (field !== undefined) numbers.push({ field, ...slot(value, tokens) });
    else if (beside) numbers.push(slot(value, tokens));
  }
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

function wordBefore(index: number | undefined, tokens: Tokens): string | undefined {
  return index !== undefined && tokens.kind(index - 1) === WORD ? tokens.text(index - 1) : undefined;
}

function slot(index: number, tokens: Tokens): Omit<NumberSlot, 'field'> {
  return { text: tokens.text(index), start: tokens.start(index), end: tokens.end(index) };
}

/** The longest that means something: `.field = (cast)value as type`. */
const longestItem = 8;

function itemsIn(opening: number, closing: number, tokens: Tokens, brackets: Brackets): readonly Item[] {
  const items: Item[] = [];
  let written: number[] = [];
  const end = () => {
    if (written.length > 0) items.push(itemOf(written, tokens));
    written = [];
  };
  for (let index = opening + 1; index < closing; index++) {
    // A bracket with its content counts as its closing one.
    if (tokens.kind(index) === OPEN) {
      const partner = brackets.partner(index);
      if (partner < 0) continue;
      index = partner;
    }
    if (isSeparator(tokens, index)) end();
    else if (written.length < longestItem) written.push(index);
  }
  end();
  return items;
}

/** `value`, `field: value`, `.field = value`, `&variable`, each with a cast before or behind it. */
function itemOf(written: readonly number[], tokens: Tokens): Item {
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
  if (rest.length === 3 && rest[1] !== undefined && tokens.text(rest[1]) === 'as') rest = rest.slice(0, 1);
  const [first, second] = rest;
  const named = field !== undefined && { field };
  const kind = first === undefined ? 0 : tokens.kind(first);
  if (first !== undefined && rest.length === 1 && (kind === STRING || kind === NUMBER))
    return { ...named, value: first };
  const address = rest.length === 2 && is(first, '&') && second !== undefined && tokens.kind(second) === WORD;
  return { ...named, ...(address && { address: tokens.text(second) }) };
}
