/** Where the longer tokens end. Each looks at no character twice, so that hostile text costs what it is long. */
import type { Syntax } from './syntax.ts';

const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;
const BACKSLASH = 92;

const wordCharacters = new Uint8Array(128);
for (const character of '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_')
  wordCharacters[character.charCodeAt(0)] = 1;

export function wordEnd(source: string, start: number): number {
  let at = start;
  while (at < source.length && wordCharacters[source.charCodeAt(at)] === 1) at++;
  return at;
}

/** Of the word that ends before a bracket or quote, with what may stand between: blanks, the # of a Rust string. */
export function wordStart(source: string, end: number, earliest: number): number {
  let at = end;
  while (at > earliest && (source.charCodeAt(at - 1) <= 32 || source[at - 1] === '#')) at--;
  while (at > earliest && wordCharacters[source.charCodeAt(at - 1)] === 1) at--;
  return at;
}

/** A type behind the digits: 0x75fcba5u, 0x75fcba5_u32, 61765110UL. */
const integer =
  /^(?:0[xX][0-9a-fA-F_']+?|\d[\d_']*?)(?:_?[uUiI](?:8|16|32|64|size)|[uU]?[lL]{0,2}|[lL]{1,2}[uU])?$/;

/** Behind the digits and what is written to them. @param apostrophes whether ' separates digits, as in C++ */
export function numberEnd(source: string, start: number, apostrophes: boolean): number {
  let end = wordEnd(source, start);
  while (apostrophes && source[end] === "'") {
    const next = wordEnd(source, end + 1);
    if (next === end + 1) break;
    end = next;
  }
  return end;
}

/** A decimal or hexadecimal one. Longer ones do not fit 32 bits, whatever they say. */
export function isInteger(source: string, start: number, end: number): boolean {
  return end - start <= 80 && integer.test(source.slice(start, end));
}

/**
 * The closing quote of a string, or where it ends without one: with its line, but for Rust, where strings have
 * lines, and for C's lines that go on.
 */
export function quotedEnd(source: string, start: number, syntax: Syntax): number {
  let at = start;
  for (; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === NEWLINE && syntax !== 'rust') return at;
    if (code !== BACKSLASH) continue;
    if (syntax === 'c' && source.charCodeAt(at + 1) === RETURN) at++;
    // What is escaped; a line's end is nothing to escape but in C.
    if (syntax === 'c' || source.charCodeAt(at + 1) !== NEWLINE) at++;
  }
  return source.length;
}

/** Behind what says of which type a C++ string is: "x"sv, "x"s, "x"_name. */
export function literalEnd(source: string, end: number, syntax: Syntax): number {
  if (syntax !== 'c') return end;
  const next = wordEnd(source, end);
  const suffix = source.slice(end, Math.min(next, end + 3));
  return suffix.startsWith('_') || suffix === 's' || suffix === 'sv' ? next : end;
}

interface RawString {
  /** Offsets of the content. */
  readonly start: number;
  readonly end: number;
  /** Behind the closing quote. */
  readonly next: number;
}

const rawPrefix = { go: /(?!)/, zig: /(?!)/, c: /^(?:u8|[LuU])?R$/, rust: /^[bc]?r$/ } as const;

/** Rust's r"", br#""#, C++'s R"x(…)x": behind the prefix; without an end it takes the rest of the text, as for them. */
export function rawStringAt(
  source: string,
  at: number,
  prefix: string,
  syntax: Syntax,
): RawString | undefined {
  if (!rawPrefix[syntax].test(prefix)) return undefined;
  const opening = (syntax === 'rust' ? /^(#{0,255})"/ : /^"([^()\\\s]{0,16})\(/).exec(
    source.slice(at, at + 257),
  );
  if (!opening) return undefined;
  const [whole, mark = ''] = opening;
  const closing = syntax === 'rust' ? `"${mark}` : `)${mark}"`;
  const start = at + whole.length;
  const found = source.indexOf(closing, start);
  const end = found === -1 ? source.length : found;
  return { start, end, next: Math.min(source.length, end + closing.length) };
}

/** Behind a character literal, where one stands: in Rust 'a may be a lifetime. */
export function characterEnd(source: string, start: number, syntax: Syntax): number | undefined {
  const most = syntax === 'c' ? 4 : 1;
  let at = start + 1;
  for (let characters = 0; characters < most; characters++) {
    const code = source.charCodeAt(at);
    if (Number.isNaN(code) || code === NEWLINE || source[at] === "'") return undefined;
    if (code === BACKSLASH) {
      // '\'' as well as '\u{1F600}': the escaped character first, then what belongs to it.
      const close = source.slice(at + 2, at + 12).indexOf("'");
      if (close === -1 || source.slice(at, at + 2 + close).includes('\n')) return undefined;
      return at + 2 + close + 1;
    }
    at += (source.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    if (source[at] === "'") return at + 1;
  }
  return undefined;
}

/** The end of the line. @param goesOn whether a backslash before it takes the next one in */
export function lineEnd(source: string, start: number, goesOn: boolean): number {
  let at = source.indexOf('\n', start);
  while (goesOn && at !== -1 && /\\\r?$/.test(source.slice(at - 2, at))) at = source.indexOf('\n', at + 1);
  return at === -1 ? source.length : at;
}

export function blockCommentEnd(source: string, start: number): number {
  const end = source.indexOf('*/', start + 2);
  return end === -1 ? source.length : end + 2;
}

export function nestedCommentEnd(source: string, start: number): number {
  let depth = 0;
  let at = start;
  const marks = /\/\*|\*\//g;
  marks.lastIndex = start;
  for (let mark = marks.exec(source); mark; mark = marks.exec(source)) {
    depth += mark[0] === '/*' ? 1 : -1;
    at = marks.lastIndex;
    if (depth === 0) return at;
  }
  return source.length;
}
