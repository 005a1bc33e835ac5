/** Strings of a source that are names of a vDSO's functions and version nodes. */

import { lex } from '../syntax/lexer.ts';
import type { Syntax } from '../syntax/syntax.ts';
import { STRING, type Tokens } from '../syntax/tokens.ts';

export interface NameLocation {
  readonly kind: 'symbol' | 'version';
  readonly name: string;
  /** Offsets of the name, without quotes but those between strings side by side. */
  readonly start: number;
  readonly end: number;
}

/** Longer ones are nobody's, and would make a book of a diagnostic that repeats them. */
const LONGEST = 120;
const symbolName = /^__(?:vdso|kernel)_\w{1,100}$/;
const versionName = /^LINUX_\d[\w.]{0,100}$/;
const quotedName = /["`](?:__(?:vdso|kernel)_|LINUX_\d)/;

/** How far from a name something may stand that belongs to it. */
const reach = 2000;

/** The tokens around a source's names. Most sources have none, and are not taken apart. */
export function tokensAroundNames(source: string, syntax: Syntax): Tokens | undefined {
  const first = source.search(quotedName);
  if (first === -1) return undefined;
  const from = source.lastIndexOf('\n', Math.max(0, first - reach)) + 1;
  // Constants in pairs (VDSO_NAME, VDSO_HASH) may be far apart.
  const last = Math.max(
    ...['__vdso_', '__kernel_', 'LINUX_', ...hashWords].map((word) => source.lastIndexOf(word)),
  );
  return lex(source, syntax, { from, to: last + reach });
}

const hashWords = ['hash', 'Hash', 'HASH'];

/** Every string that is a name, comments left out. */
export function findNames(source: string, syntax: Syntax): readonly NameLocation[] {
  const tokens = tokensAroundNames(source, syntax);
  const names: NameLocation[] = [];
  if (!tokens) return names;
  for (let index = 0; index < tokens.length; index++) {
    const name = nameAt(tokens, index);
    if (name) names.push(name);
  }
  return names;
}

/**
 * The name that a token is. Rust and Zig write the end of a C string: b"__vdso_time\0". Strings side by side are one in
 * C, which is the first one's; elsewhere there are none.
 */
export function nameAt(tokens: Tokens, index: number): NameLocation | undefined {
  if (tokens.kind(index) !== STRING || tokens.kind(index - 1) === STRING) return undefined;
  const start = tokens.start(index);
  const written = tokens.text(index);
  // Within a string of C too a backslash joins lines.
  let text = written.replaceAll(/\\\r?\n/g, '');
  const joined = text.length < written.length;
  let last = index;
  while (tokens.kind(last + 1) === STRING && text.length <= LONGEST) {
    last++;
    text += tokens.text(last);
  }
  const name = text.replace(/\\0$/, '');
  const kind = symbolName.test(name) ? 'symbol' : versionName.test(name) ? 'version' : undefined;
  return (
    kind && { kind, name, start, end: last === index && !joined ? start + name.length : tokens.end(last) }
  );
}
