/**
 * Just enough of the tokens of Go, Go assembly, C, C++, Rust and Zig to tell code from comments, and literals from
 * other expressions. One pass over the character codes. Far from what is asked for it leaps from bracket to quote to
 * comment instead: a hover waits for it, often before it was compiled to fast code.
 */
import {
  blockCommentEnd,
  characterEnd,
  isInteger,
  lineEnd,
  literalEnd,
  nestedCommentEnd,
  numberEnd,
  quotedEnd,
  rawStringAt,
  wordEnd,
  wordStart,
} from './lexemes.ts';
import type { Syntax } from './syntax.ts';
import { CLOSE, NUMBER, OPEN, OTHER, STRING, Tokens, WORD } from './tokens.ts';

/** What a character begins where it is neither a token of its own nor blank. */
const QUOTE = 7;
const APOSTROPHE = 8;
const BACKTICK = 9;
const SLASH = 10;
const BACKSLASH = 11;
const BLANK = 12;

const beginnings = new Uint8Array(128).fill(OTHER);
for (let code = 0; code <= 32; code++) beginnings[code] = BLANK;
for (const [characters, kind] of [
  ['0123456789', NUMBER],
  ['abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_', WORD],
  ['({[', OPEN],
  [')}]', CLOSE],
  ['"', QUOTE],
  ["'", APOSTROPHE],
  ['`', BACKTICK],
  ['/', SLASH],
  ['\\', BACKSLASH],
] as const) {
  for (const character of characters) beginnings[character.charCodeAt(0)] = kind;
}

/** The words that belong to the string behind them. */
const prefixes: Readonly<Record<Syntax, ReadonlySet<string>>> = {
  go: new Set(),
  c: new Set(['L', 'u', 'U', 'u8']),
  rust: new Set(['b', 'c']),
  zig: new Set(),
};

/** Where every token is wanted, as offsets. `from` begins a line. */
export interface SourcePart {
  readonly from: number;
  readonly to: number;
}

/** What must not be leapt over. */
const landmarks = /["'`/\\()[\]{}]/g;

/**
 * Comments and character literals are left out; outside the part, all but brackets, strings and the words before.
 * @param onComment is told of each comment where it stands
 */
export function lex(
  source: string,
  syntax: Syntax,
  part: SourcePart = { from: 0, to: source.length },
  onComment?: (start: number, end: number) => void,
): Tokens {
  const { from, to } = part;
  const tokens = new Tokens(source);
  let at = 0;
  let leapt = 0;
  while (at < source.length) {
    if (at >= leapt && (at < from || at >= to)) {
      landmarks.lastIndex = at;
      const landmark = landmarks.test(source) ? landmarks.lastIndex - 1 : source.length;
      if (at < from && landmark >= from) {
        at = from;
        continue;
      }
      leapt = landmark + 1;
      at = wordStart(source, landmark, at);
      continue;
    }
    const code = source.charCodeAt(at);
    const begins = code < 128 ? (beginnings[code] ?? OTHER) : OTHER;
    switch (begins) {
      case BLANK:
        at++;
        break;
      case WORD: {
        const end = wordEnd(source, at);
        at = source[end] === '"' || source[end] === '#' ? prefixed(at, end) : token(WORD, at, end);
        break;
      }
      case NUMBER: {
        const end = numberEnd(source, at, syntax === 'c');
        at = token(isInteger(source, at, end) ? NUMBER : OTHER, at, end);
        break;
      }
      case QUOTE:
        at = quoted(at);
        break;
      case APOSTROPHE:
        at = characterEnd(source, at, syntax) ?? token(OTHER, at, at + 1);
        break;
      case BACKTICK:
        at = backticked(at);
        break;
      case SLASH:
        at = commented(at) ?? token(OTHER, at, at + 1);
        break;
      case BACKSLASH:
        at = backslash(at);
        break;
      default:
        at = token(begins, at, at + 1);
    }
  }
  return tokens;

  function token(kind: number, start: number, end: number): number {
    tokens.add(kind, start, end);
    return end;
  }

  function quoted(quote: number): number {
    const end = quotedEnd(source, quote + 1, syntax);
    tokens.add(STRING, quote + 1, end);
    return source[end] === '"' ? literalEnd(source, end + 1, syntax) : end;
  }

  /** A word with a quote or, in Rust, # behind it. */
  function prefixed(start: number, end: number): number {
    const word = source.slice(start, end);
    const raw = rawStringAt(source, end, word, syntax);
    if (raw) {
      tokens.add(STRING, raw.start, raw.end);
      return raw.next;
    }
    if (source[end] === '"' && prefixes[syntax].has(word)) return quoted(end);
    return token(WORD, start, end);
  }

  /** Go's raw strings; one that nobody closes is a character like another. */
  function backticked(start: number): number {
    const end = syntax === 'go' ? source.indexOf('`', start + 1) : -1;
    if (end === -1) return token(OTHER, start, start + 1);
    token(STRING, start + 1, end);
    return end + 1;
  }

  function commented(start: number): number | undefined {
    const end = comment(start);
    if (end !== undefined) onComment?.(start, end);
    return end;
  }

  function comment(start: number): number | undefined {
    const second = source[start + 1];
    if (second === '/') return lineEnd(source, start, syntax === 'c');
    if (second !== '*' || syntax === 'zig') return undefined;
    return syntax === 'rust' ? nestedCommentEnd(source, start) : blockCommentEnd(source, start);
  }

  /** A line of a Zig string, or in C the end of a line that goes on in the next. */
  function backslash(start: number): number {
    if (syntax === 'zig' && source[start + 1] === '\\') return lineEnd(source, start, false);
    if (syntax === 'c' && /^\r?\n/.test(source.slice(start + 1, start + 3))) return start + 2;
    return token(OTHER, start, start + 1);
  }
}
