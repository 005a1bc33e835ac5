/**
 * Where a source has a vDSO name with numbers beside it: the entries of a table in brackets (Go's composite
 * literals, C's initializers, Rust's structs and tuples, Zig's anonymous literals, arguments of a call), and
 * constants in pairs (glibc's VDSO_NAME and VDSO_HASH).
 */
import { type SourceToken, tokens } from './lexer.ts';

export interface NumberSlot {
  /** The field's or the constant's name; undefined by position. */
  readonly field?: string;
  /** As written, with digit separators and suffix. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface KeyEntry {
  readonly kind: 'symbol' | 'version';
  readonly name: string;
  /** Offsets of the name, without quotes. */
  readonly nameStart: number;
  readonly nameEnd: number;
  /** The type or function before the bracket, or before the one around it. */
  readonly head: string;
  /** Variable whose address the entry holds: &vdsoClockgettimeSym. */
  readonly variable?: string;
  readonly numbers: readonly NumberSlot[];
  /** Offsets of the whole entry, brackets included. */
  readonly start: number;
  readonly end: number;
}

interface Item {
  readonly field?: string;
  readonly token?: SourceToken;
  readonly address?: string;
}

interface List {
  readonly head: string;
  readonly start: number;
  readonly items: Item[];
  /** Tokens since the last separator. */
  current: SourceToken[];
}

const symbolName = /^__(?:vdso|kernel)_\w+$/;
const versionName = /^LINUX_\d[\w.]*$/;
/** Most sources have none, and are not taken apart. */
const quotedName = /["`](?:__(?:vdso|kernel)_|LINUX_\d)/;
/** What of a constant's name tells a name from its hash: VDSO_NAME_LINUX_2_6 and VDSO_HASH_LINUX_2_6. */
const role = /_?(?:name|version|ver|symbol|sym|str|hash|gnu|sysv|elf)(?=_|$)/g;
/** What a statement's tokens are remembered of: enough for `pub static VDSO_HASH: u32 = 1`. */
const remembered = 12;
/** Deeper brackets are no table that a person wrote. */
const deepest = 200;

/** Whether a string is the name of a vDSO's function or version node, by its form. */
export function nameKind(text: string): KeyEntry['kind'] | undefined {
  if (symbolName.test(text)) return 'symbol';
  return versionName.test(text) ? 'version' : undefined;
}

export interface NamePlace {
  readonly kind: KeyEntry['kind'];
  readonly name: string;
  /** Offsets of the name, without quotes. */
  readonly start: number;
  readonly end: number;
}

/** Every string that is a name, comments left out. */
export function findNames(source: string, isGo: boolean): readonly NamePlace[] {
  if (!quotedName.test(source)) return [];
  const names: NamePlace[] = [];
  for (const token of tokens(source, isGo)) {
    if (token.kind !== 'string') continue;
    const name = nameIn(token);
    const kind = nameKind(name);
    if (kind) names.push({ kind, name, start: token.start, end: token.start + name.length });
  }
  return names;
}

/** All entries, in the order in which they end. */
export function findKeyEntries(source: string, isGo: boolean): readonly KeyEntry[] {
  if (!quotedName.test(source)) return [];
  const entries: KeyEntry[] = [];
  const pairs = new ConstantPairs(entries);
  const open: List[] = [{ head: '', start: 0, items: [], current: [] }];
  for (const token of tokens(source, isGo)) {
    const list = open[open.length - 1];
    if (!list) break;
    if (token.kind === 'open') {
      const before = list.current[list.current.length - 1];
      if (open.length > deepest) continue;
      const head = before?.kind === 'word' ? before.text : '';
      open.push({ head, start: token.start, items: [], current: [] });
    } else if (token.kind === 'close') {
      if (open.length === 1) continue;
      open.pop();
      endItem(list);
      const outer = open[open.length - 1];
      if (!outer) break;
      const entry = entryOf(list, outer.head, token.end);
      if (entry) entries.push(entry);
      // Stands for the whole bracket, so that a cast or an index is not taken for its content.
      remember(outer, token);
    } else if (token.kind === 'other' && (token.text === ',' || token.text === ';')) endItem(list);
    else {
      pairs.see(token, list.current);
      remember(list, token);
    }
  }
  return entries;
}

function remember(list: List, token: SourceToken): void {
  list.current.push(token);
  if (list.current.length > remembered) list.current.shift();
}

function endItem(list: List): void {
  if (list.current.length > 0) list.items.push(itemOf(list.current));
  list.current = [];
}

/** `value`, `field: value`, `.field = value`, `&variable`, each with a cast before or behind it. */
function itemOf(written: readonly SourceToken[]): Item {
  let rest = written;
  let field: string | undefined;
  const is = (index: number, text: string) => rest[index]?.text === text && rest[index]?.kind === 'other';
  if (is(0, '.')) rest = rest.slice(1);
  if (rest[0]?.kind === 'word' && (is(1, ':') || is(1, '='))) {
    field = rest[0].text;
    rest = rest.slice(2);
  }
  if (rest[0]?.kind === 'close') rest = rest.slice(1);
  if (rest.length === 3 && rest[1]?.text === 'as') rest = rest.slice(0, 1);
  const [first, second] = rest;
  const named = field !== undefined && { field };
  if (rest.length === 1 && (first?.kind === 'string' || first?.kind === 'number')) {
    return { ...named, token: first };
  }
  const address = rest.length === 2 && is(0, '&') && second?.kind === 'word';
  return { ...named, ...(address && { address: second.text }) };
}

function entryOf(list: List, outerHead: string, end: number): KeyEntry | undefined {
  const at = list.items.findIndex(({ token }) => token?.kind === 'string' && nameKind(nameIn(token)));
  const token = list.items[at]?.token;
  if (!token) return undefined;
  const name = nameIn(token);
  const kind = nameKind(name);
  const numbers: NumberSlot[] = [];
  let beside = true;
  for (const [index, { token: value, field }] of list.items.entries()) {
    if (value?.kind === 'string' && index !== at && nameKind(nameIn(value))) return undefined;
    if (index <= at && field === undefined) continue;
    if (value?.kind !== 'number') beside = false;
    else if (field !== undefined) numbers.push({ field, ...slot(value) });
    else if (beside) numbers.push(slot(value));
  }
  const variable = list.items.find(({ address }) => address !== undefined)?.address;
  if (kind === undefined || numbers.length === 0) return undefined;
  return {
    kind,
    name,
    nameStart: token.start,
    nameEnd: token.start + name.length,
    head: list.head === '' ? outerHead : list.head,
    ...(variable !== undefined && { variable }),
    numbers,
    start: list.start,
    end,
  };
}

/** Rust and Zig write the end of a C string: b"__vdso_time\0". */
function nameIn({ text }: SourceToken): string {
  return text.endsWith('\\0') ? text.slice(0, -2) : text;
}

function slot({ text, start, end }: SourceToken): Omit<NumberSlot, 'field'> {
  return { text, start, end };
}

/** `#define VDSO_NAME "LINUX_2.6"` and then `#define VDSO_HASH 61765110`; `const VDSO_HASH: u32 = …`. */
class ConstantPairs {
  readonly #names = new Map<string, SourceToken>();
  readonly #entries: KeyEntry[];

  constructor(entries: KeyEntry[]) {
    this.#entries = entries;
  }

  /** @param before the statement's tokens before this one */
  see(token: SourceToken, before: readonly SourceToken[]): void {
    if (token.kind !== 'string' && token.kind !== 'number') return;
    const constant = constantName(before);
    if (constant === undefined) return;
    const stem = constant.toLowerCase().replaceAll(role, '');
    if (stem === '') return;
    if (token.kind === 'string') {
      if (nameKind(nameIn(token))) this.#names.set(stem, token);
      else this.#names.delete(stem);
      return;
    }
    const named = this.#names.get(stem);
    if (!named || !/hash/i.test(constant)) return;
    const name = nameIn(named);
    const kind = nameKind(name);
    if (kind === undefined) return;
    this.#entries.push({
      kind,
      name,
      nameStart: named.start,
      nameEnd: named.start + name.length,
      head: '',
      numbers: [{ field: constant, ...slot(token) }],
      start: named.start,
      end: token.end,
    });
  }
}

/** The constant that a literal behind these tokens is the value of. */
function constantName(before: readonly SourceToken[]): string | undefined {
  const last = before.length - 1;
  if (before[last]?.kind === 'word' && before[last - 1]?.text === 'define') return before[last]?.text;
  if (before[last]?.text !== '=') return undefined;
  const colon = before.findLastIndex(({ text, kind }) => kind === 'other' && text === ':');
  const word = before[colon > 0 ? colon - 1 : last - 1];
  return word?.kind === 'word' ? word.text : undefined;
}
