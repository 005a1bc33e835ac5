/**
 * Just enough of the tokens of Go, C, C++, Rust and Zig to tell code from comments, and literals from other
 * expressions. One pass, one look at each character.
 */
export interface SourceToken {
  /** open and close: brackets of any kind; other: any other character. */
  readonly kind: 'string' | 'number' | 'word' | 'open' | 'close' | 'other';
  /** A string's content as written, without quotes and prefix. */
  readonly text: string;
  /** Offsets; those of a string are its content's. */
  readonly start: number;
  readonly end: number;
}

const comment = String.raw`\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)`;
// Zig's lines of a multi-line string begin with two backslashes.
const zigLine = String.raw`\\\\[^\n]*`;
const character = String.raw`'(?:[^'\\\n]|\\[^\n]{1,9}?)'`;
// Without a closing quote it ends with its line: a search for one from every quote would take forever.
// Prefixes: C's L, u, U and u8, Rust's b, c and r.
const text = String.raw`(?:\b(?:u8|[LuUbcr]|br|cr))?"((?:[^"\\\n]|\\[^\n])*)"?`;
// C++ separates digits with ', the others with _; what follows is a type: 0x75fcba5u, 0x75fcba5_u32.
const number = String.raw`(\b(?:0[xX][0-9a-fA-F_']+|\d[\d_']*)(?:[uUiI](?:8|16|32|64|size)|[uU]?[lL]{0,2}))`;
const common = [comment, zigLine, text, number, String.raw`([A-Za-z_]\w*)`, character];

const cLike = new RegExp(`${common.join('|')}|\\S`, 'g');
const go = new RegExp(`${common.join('|')}|\`([^\`]*)\`|\\S`, 'g');

/** Comments and character literals are left out. */
export function* tokens(source: string, isGo: boolean): Generator<SourceToken> {
  for (const match of source.matchAll(isGo ? go : cLike)) {
    const [whole, quoted, digits, word, raw] = match;
    const start = match.index;
    const end = start + whole.length;
    const content = quoted ?? raw;
    if (content !== undefined) {
      const first = start + whole.indexOf(raw === undefined ? '"' : '`') + 1;
      yield { kind: 'string', text: content, start: first, end: first + content.length };
    } else if (digits !== undefined) yield { kind: 'number', text: digits, start, end };
    else if (word !== undefined) yield { kind: 'word', text: word, start, end };
    else if (whole.length === 1) yield { kind: bracketKind(whole), text: whole, start, end };
  }
}

function bracketKind(text: string): SourceToken['kind'] {
  if ('({['.includes(text)) return 'open';
  return ')}]'.includes(text) ? 'close' : 'other';
}
