/** `#[cfg(target_arch = "…")]` and what it stands before: an item, a statement, a field, an arm. */
import { type AbiRow, abis } from '../../consumers/abi.ts';
import { type Condition, every, negated, some, type Truth } from './condition.ts';

/** With what is in its brackets, up to a length that nobody needs. */
const attribute = /#!?\[cfg\((?=([^\]]{0,1000}))/g;
const mostAttributes = 2000;
/** What an attribute stands before. */
const longestItem = 20_000;

export function conditionsOfRust(text: string): readonly Condition[] {
  const found: Condition[] = [];
  let count = 0;
  for (const match of text.matchAll(attribute)) {
    if (++count > mostAttributes) break;
    const start = match.index + match[0].length;
    const words = match[1]?.match(/[A-Za-z_]\w*|"[^"]*"|[(),=]/g);
    const cfg = words && parse(words);
    if (!cfg) continue;
    const rows = abis.filter((row) => cfg(row) !== false);
    if (rows.length === abis.length) continue;
    const inner = match[0].startsWith('#!');
    found.push(inner ? { start: 0, end: text.length, rows } : { start, end: endOfItem(text, start), rows });
  }
  return found;
}

type Cfg = (row: AbiRow) => Truth;

function parse(words: readonly string[]): Cfg | undefined {
  let at = 0;
  const predicate = (): Cfg => {
    const word = words[at++];
    if (words[at] === '=') {
      const value = words[at + 1]?.slice(1, -1);
      at += 2;
      return (row) => setting(word, value, row);
    }
    if (words[at] !== '(') return () => undefined;
    at++;
    const parts: Cfg[] = [];
    while (at < words.length && words[at] !== ')') {
      parts.push(predicate());
      if (words[at] === ',') at++;
    }
    at++;
    switch (word) {
      case 'all':
        return (row) => every(parts.map((part) => part(row)));
      case 'any':
        return (row) => some(parts.map((part) => part(row)));
      case 'not':
        return (row) => negated(parts[0]?.(row));
      default:
        return () => undefined;
    }
  };
  const cfg = predicate();
  return words[at] === ')' ? cfg : undefined;
}

function setting(name: string | undefined, value: string | undefined, row: AbiRow): Truth {
  switch (name) {
    case 'target_arch':
      return row.rust === value;
    case 'target_pointer_width':
      return String(row.class) === value;
    case 'target_endian':
      return row.data === 'both' ? undefined : row.data === value;
    default:
      return undefined;
  }
}

/** Strings, characters and comments, and what opens, closes and separates. */
const pieces = /"(?:[^"\\]|\\.)*"|'(?:[^'\\\n]|\\.)'|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[()[\]{};,]/g;

/** @param start right behind `#[cfg(` */
function endOfItem(text: string, start: number): number {
  const part = text.slice(start, start + longestItem);
  // Inside of `#[` and `cfg(`; behind these two the item begins.
  let depth = 2;
  for (const { 0: piece, index } of part.matchAll(pieces)) {
    if (/^["'/]/.test(piece)) continue;
    if (/^[([{]/.test(piece)) depth++;
    else if (/^[)\]}]/.test(piece)) {
      depth--;
      if (depth < 0) return start + index;
      // The end of this attribute, and of others behind it, is none of the item.
      if (depth === 0 && piece === '}') return start + index + 1;
    } else if (depth === 0) return start + index + 1;
  }
  return start + part.length;
}
